import { expect, test } from 'vitest';
import { savePersonTag } from '../../src/store/tags.js';
import { addMembers, storeIn } from '../helpers/campaign.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';

/** Twelve creatives of 100 clicks: hooks that matter (16% against 4%), colours of frames that do not. */
function taggedFolder(): string {
  const cwd = emptyFolder();
  const db = storeIn(cwd);
  const ids = addMembers(
    db,
    Array.from({ length: 12 }, (_, i) => {
      const conversions = (i < 6 ? 16 : 4) + (i % 3);
      return { name: `ad-${i}`, clicks: 100, conversions, revenueMicros: conversions * 20_000_000 };
    }),
  );
  ids.forEach((id, i) => {
    savePersonTag(db, id, 'hook', i < 6 ? 'question' : 'demo');
    savePersonTag(db, id, 'frame', i % 2 === 0 ? 'red' : 'blue');
    if (i === 0) savePersonTag(db, id, 'rare', 'only');
  });
  db.close();
  return cwd;
}

test('a tag that matters has enough evidence, one that does not has not', async () => {
  const { effects } = (await creoJson(['tags', '--metric', 'cvr'], { cwd: taggedFolder() })) as {
    effects: { tag: string; value: string; enough: boolean; rate: number; low: number; high: number; lift: number }[];
  };
  expect(effects.map(({ tag, value, enough }) => [tag, value, enough])).toEqual(
    expect.arrayContaining([
      ['hook', 'question', true],
      ['hook', 'demo', true],
      ['frame', 'red', false],
      ['frame', 'blue', false],
    ]),
  );
  const question = effects.find(({ value }) => value === 'question');
  expect(question?.rate).toBeGreaterThan(0.14);
  expect(question?.low).toBeLessThan(question?.rate ?? 0);
  expect(question?.lift).toBeGreaterThan(1.5);
});

test('all three rates are shown, and that a tag need not be the cause', async () => {
  const { stdout } = await runCreo(['tags', '--tag', 'hook'], { cwd: taggedFolder() });
  for (const title of ['CVR', 'CTR', 'ROAS']) expect(stdout).toContain(title);
  expect(stdout).toContain('need not be the cause');
});

test('without results, without tags, or with a tag nobody has, it says what to do', async () => {
  const empty = emptyFolder();
  storeIn(empty).close();
  expect((await runCreo(['tags'], { cwd: empty })).stderr).toContain('There are no results yet');
  const untagged = emptyFolder();
  const db = storeIn(untagged);
  addMembers(db, [{ name: 'a', clicks: 10 }]);
  db.close();
  expect((await runCreo(['tags'], { cwd: untagged })).stderr).toContain('No creative has a tag');
  const { status, stderr } = await runCreo(['tags', '--tag', 'hok'], { cwd: taggedFolder() });
  expect(status).toBe(1);
  expect(stderr).toContain('No creative has a tag hok');
});

test('a value of one creative is not compared', async () => {
  const { stdout } = await runCreo(['tags', '--tag', 'rare'], { cwd: taggedFolder() });
  expect(stdout).toContain('a tag needs two values with two creatives each');
});
