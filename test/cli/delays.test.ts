/** `creo delays` and `--no-delays`: exports of successive mornings through the program, to what it says of late conversions. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seeded } from '../../src/random.js';
import { openStore } from '../../src/store/database.js';
import { laggingAccount } from '../helpers/lagging-account.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';

/** A folder whose store took so many exports, each on its morning: the days of the imports are set back to those. */
async function importedDaily(count: number): Promise<{ cwd: string }> {
  const cwd = emptyFolder();
  const exports = laggingAccount({ ads: 6 }, seeded(21)).exports.slice(-count);
  for (const [at, { text }] of exports.entries()) {
    writeFileSync(join(cwd, `day-${at}.csv`), text);
    await creoJson(['import', `day-${at}.csv`], { cwd });
  }
  const db = openStore(join(cwd, 'creo.db'), { create: false });
  const set = db.prepare('UPDATE imports SET imported_at = :importedAt WHERE import_id = :importId');
  for (const [at, { importedAt }] of exports.entries()) set.run({ importedAt, importId: at + 1 });
  db.close();
  return { cwd };
}

const WITH_DELAYS = [
  'winners',
  'recommend --budget 900 --no-keep',
  'next --budget 300',
  'scale ad_01 --to 3000',
  'trend',
  'plan --creatives 6 --scale-budget 2000',
];
const LATE = /The last \d days are taken as \d\d% complete \(80%: \d\d–\d\d%\), learned from 7 re-imports; --no-delays/;

test('the lag is learnt from daily imports, said by every answer, and left out where that is asked for', {
  timeout: 240_000,
}, async () => {
  const folder = await importedDaily(8);
  const { stdout } = await runCreo(['delays'], folder);
  expect(stdout).toMatch(/^After a day \d\d% of the conversions of meta Lagging are known/);
  expect(stdout).toMatch(/Re-imports/);
  expect(stdout).toMatch(LATE);
  const answer = await creoJson(['delays'], folder);
  expect(answer).toMatchObject({
    leastReimports: 5,
    leastConversions: 20,
    accounts: [{ platform: 'meta', account: 'Lagging', reimports: 7, learned: true, shares: expect.any(Array) }],
  });
  for (const line of WITH_DELAYS) {
    const [late, reported] = [
      await creoJson(line.split(' '), folder),
      await creoJson([...line.split(' '), '--no-delays'], folder),
    ];
    expect([line, JSON.stringify(late)]).toEqual([line, expect.stringMatching(LATE)]);
    expect([line, JSON.stringify(reported)]).toEqual([line, expect.not.stringMatching(LATE)]);
    if (!line.startsWith('plan'))
      expect([line, late, reported]).toMatchObject([line, { delays: { reimports: 7 } }, { delays: null }]);
  }
  // What is undone tells nothing any more.
  for (const importId of [8, 7, 6]) await creoJson(['import', 'undo', String(importId)], folder);
  const { stdout: unknown } = await runCreo(['delays'], folder);
  expect(unknown).toMatch(/^How late conversions come in is not known yet/);
  expect(await creoJson(['winners'], folder)).toMatchObject({ delays: null });
});
