/** The first README command: the whole main job on the example ads. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';

test('the demo ends with three groups, one winner and five creatives funded', async () => {
  const cwd = emptyFolder();
  const { status, stdout, stderr } = await runCreo(['demo'], { cwd });
  expect(stderr).toContain('$ creo recommend --budget 5000 --min-cvr 0.10 --top 5');
  expect(status).toBe(0);
  expect(stdout).toContain('20 creatives in 3 clusters');
  expect(stdout).toContain("the sums agree with the file's own total");
  const store = ['--db', 'creo-demo/creo.db'];
  expect(await creoJson(['duplicates', ...store], { cwd })).toMatchObject({ creatives: 20, effectiveCreatives: 20 });
  expect(await creoJson(['cluster', '--visual', '-k', '3', ...store], { cwd })).toMatchObject({
    clusters: [
      { size: 8, winner: true },
      { size: 7, winner: false },
      { size: 5, winner: false },
    ],
  });
  expect(
    await creoJson(['recommend', '--budget', '5000', '--min-cvr', '0.10', '--top', '5', ...store], { cwd }),
  ).toMatchObject({ verdict: 'scale', allocatedMicros: 5_000_000_000, items: { length: 5 } });
});

test('a folder that the demo did not make is left alone', async () => {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'mine', 'ads'), { recursive: true });
  writeFileSync(join(cwd, 'mine', 'tiktok-export.csv'), 'mine');
  const { status, stderr } = await runCreo(['demo', '--folder', 'mine'], { cwd });
  expect(status).toBe(1);
  expect(stderr).toContain('mine holds files that are not an example of creo');
  expect(readdirSync(join(cwd, 'mine')).sort()).toEqual(['ads', 'tiktok-export.csv']);
});
