import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addCreative } from '../../src/store/creatives.js';
import { openStore } from '../../src/store/database.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { newCreative } from '../helpers/store.js';

/** A folder whose store holds these creatives. */
function folderWith(...names: string[]): string {
  const folder = emptyFolder();
  const db = openStore(join(folder, 'creo.db'), { create: true });
  for (const name of names) addCreative(db, newCreative({ name }));
  db.close();
  return folder;
}

test('without a store a reading command says how to start one', async () => {
  const { status, stdout, stderr } = await runCreo(['list'], { cwd: emptyFolder() });
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^error: There is no store at .*creo\.db\nhint: Start one with `creo add` or `creo import`/);
});

test('--db and CREO_DB name the store, the flag first', async () => {
  const folder = folderWith('a');
  const elsewhere = emptyFolder();
  const environment = { CREO_DB: join(folder, 'creo.db') };
  expect((await runCreo(['list', '--csv'], { cwd: elsewhere, environment })).stdout).toMatch(/\na,/);
  expect((await runCreo(['list', '--db', 'none.db'], { cwd: elsewhere, environment })).status).toBe(1);
});

test('a flag that cannot be read is wrong usage, and says how it should look', async () => {
  const { status, stderr } = await runCreo(['list', '--limit', 'x'], { cwd: emptyFolder() });
  expect(status).toBe(2);
  expect(stderr).toMatch(/whole number of at least 1\.\nhint: /);
});

test('an unknown command is wrong usage, and the nearest is named', async () => {
  const { status, stderr } = await runCreo(['lst'], { cwd: emptyFolder() });
  expect(status).toBe(2);
  expect(stderr).toContain('Did you mean list?');
});

test('tags are set, shown, and taken away', async () => {
  const cwd = folderWith('ugc-01');
  await creoJson(['tag', 'ugc-01', 'hook=question', 'creator=anna'], { cwd });
  expect((await runCreo(['show', 'ugc-01'], { cwd })).stdout).toMatch(/hook\s*│ question\s*│ person/);
  expect(await creoJson(['tag', 'ugc-01', '--remove', 'hook'], { cwd })).toEqual({
    set: 0,
    removed: 1,
    creatives: ['ugc-01'],
  });
  expect(await creoJson(['list', '--tag', 'creator=anna'], { cwd })).toMatchObject({
    creatives: [{ tags: 'creator=anna' }],
  });
});

test('a table of tags is set whole, or not at all', async () => {
  const cwd = folderWith('a', 'b');
  writeFileSync(join(cwd, 'good.csv'), '\uFEFFcreative;hook;creator\r\na;question;\r\nb;demo;"ann; a"\r\n');
  expect(await creoJson(['tag', '--file', 'good.csv'], { cwd })).toMatchObject({ set: 3 });
  writeFileSync(join(cwd, 'bad.csv'), 'creative,hook\na,other\nnobody,other\n');
  const { status, stderr } = await runCreo(['tag', '--file', 'bad.csv'], { cwd });
  expect(status).toBe(1);
  expect(stderr).toContain('bad.csv line 3: There is no creative named nobody');
  expect(await creoJson(['list', '--tag', 'hook=question'], { cwd })).toMatchObject({ creatives: [{ creative: 'a' }] });
});

test('a renamed creative keeps its old name, and a name is not given twice', async () => {
  const cwd = folderWith('a', 'b');
  await creoJson(['rename', 'a', 'c'], { cwd });
  expect((await runCreo(['show', 'a'], { cwd })).stdout).toMatch(/^c\n/);
  const { status, stderr } = await runCreo(['rename', 'c', 'b'], { cwd });
  expect(status).toBe(1);
  expect(stderr).toContain('already named b');
});

test('removing names that are not all there removes nothing', async () => {
  const cwd = folderWith('a', 'b');
  expect((await runCreo(['remove', 'a', 'x'], { cwd })).status).toBe(1);
  expect(await creoJson(['remove', 'a'], { cwd })).toEqual({ removed: ['a'] });
  expect(await creoJson(['list'], { cwd })).toMatchObject({ creatives: [{ creative: 'b' }] });
});
