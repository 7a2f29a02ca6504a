import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { creativeNamed } from '../../src/store/creatives.js';
import { openStore } from '../../src/store/database.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { splicedClips } from '../helpers/spliced-clips.js';
import { addTestAd, addTestDay } from '../helpers/store.js';

test('swapped hooks are found in files, with their words and what they do', { timeout: 240_000 }, async () => {
  const cwd = emptyFolder();
  const clips = splicedClips(cwd, { openings: 2, bodies: 2, seed: 2 });
  for (const { name, opening } of clips) {
    const words = opening === 0 ? 'Stop scrolling' : 'Have you ever tried this?';
    writeFileSync(join(cwd, `${name}.srt`), `1\n00:00:00,200 --> 00:00:02,000\n${words}\n`);
  }
  await creoJson(['add', ...clips.map(({ path }) => path)], { cwd });
  expect((await runCreo(['hooks'], { cwd })).stderr).toContain('Run `creo embed` first');
  await creoJson(['embed', '--model', 'bundled'], { cwd });
  await creoJson(['analyze', '--no-words'], { cwd });
  const db = openStore(join(cwd, 'creo.db'), { create: false });
  for (const { name, opening } of clips) {
    const adId = addTestAd(db, { adName: name, creativeId: creativeNamed(db, name).creativeId });
    addTestDay(db, { adId, impressions: 20_000, clicks: 1000, conversions: opening === 0 ? 90 : 45, spend: 500 });
  }
  db.close();
  const { families, effects } = (await creoJson(['hooks', '--metric', 'cvr'], { cwd })) as {
    families: { openings: number; members: { creative: string; openingId: number; says: string; hook: string }[] }[];
    effects: { by: string; name: string; families: number; lift: number; low: number; high: number; enough: boolean }[];
  };
  expect(families.map(({ members }) => members.map(({ creative, openingId }) => `${creative}:${openingId}`))).toEqual([
    ['o0-b0:1', 'o1-b0:2'],
    ['o0-b1:1', 'o1-b1:2'],
  ]);
  expect(families[0]?.members[1]).toMatchObject({ says: 'Have you ever tried this?', hook: 'question' });
  const stop = effects.find(({ by, name }) => by === 'opening' && name === 'Stop scrolling');
  expect(stop).toMatchObject({ families: 2, enough: false });
  expect(stop?.low).toBeGreaterThan(0.4);
  expect(stop?.high).toBeLessThan(1.6);
  expect(effects.map(({ by, name }) => `${by} ${name}`)).toContain('hook question');
  const { stdout } = await runCreo(['hooks'], { cwd });
  expect(stdout).toContain('4 of 4 creatives are 2 ads with swapped hooks');
  expect(stdout).toContain('need not be the cause');
  // The words serve everything else too.
  expect(await creoJson(['search', 'stop scrolling'], { cwd })).toMatchObject({
    modelId: null,
    searched: 4,
    results: [{ creative: 'o0-b0', foundBy: 'words', atSeconds: 0.2, medium: 'spoken', fit: 1, similarity: null }, {}],
  });
  expect(await creoJson(['show', 'o1-b0'], { cwd })).toMatchObject({
    creative: { hook: 'question', says: 'Have you ever tried this?', said: [{ key: 'hook', medium: 'spoken' }] },
  });
  const { stdout: list } = await runCreo(['list', '--columns', 'creative,hook,says', '--csv'], { cwd });
  expect(list).toContain('o1-b1,question,Have you ever tried this?');
  expect(await creoJson(['cluster', '--by', 'hook'], { cwd })).toMatchObject({ clusters: [{ size: 2 }, { size: 2 }] });
});

test('a query without words is an error that shows how to search', async () => {
  const cwd = emptyFolder();
  openStore(join(cwd, 'creo.db'), { create: true }).close();
  const { status, stderr } = await runCreo(['search', '  '], { cwd });
  expect(status).toBe(1);
  expect(stderr).toContain('creo search "50% off"');
});
