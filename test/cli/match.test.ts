/** `creo match`: one creative under the names that platforms and people give it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makePicture } from '../helpers/clips.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';

const HEADER = 'Ad name,Day,Amount spent (USD),Impressions\n';

test('names of one creative are joined at the import and said, taken back, and joined again only when asked', async () => {
  const cwd = emptyFolder();
  makePicture(cwd, 'kitchen_9x16.png');
  await runCreo(['add', '.'], { cwd });
  const rows = [
    'kitchen | YT,2026-07-14,10,1000',
    'kitchen_v2 FINAL,2026-07-14,5,500',
    'kitchen_v2_TT,2026-07-14,7,700',
  ];
  writeFileSync(join(cwd, 'ads.csv'), `${HEADER}${rows.join('\n')}\n`);
  const imported = await creoJson(['import', 'ads.csv'], { cwd });
  expect(imported).toMatchObject({ imports: [{ adsNew: 3, creativesNew: 1 }] });
  expect(JSON.stringify(imported)).toContain('JOINED');
  const creatives = ['list', '--sort', 'creative'];
  const joined = [
    { creative: 'kitchen_9x16', spendMicros: 10_000_000 },
    { creative: 'kitchen_v2 FINAL', spendMicros: 12_000_000 },
  ];
  expect(await creoJson(creatives, { cwd })).toMatchObject({ creatives: joined });

  expect(await creoJson(['match', '--undo'], { cwd })).toEqual({
    undone: [
      { name: 'kitchen_v2_TT', creative: 'kitchen_v2 FINAL' },
      { name: 'kitchen | YT', creative: 'kitchen_9x16' },
    ],
  });
  expect(await creoJson(creatives, { cwd })).toMatchObject({
    creatives: [
      { creative: 'kitchen | YT', spendMicros: 10_000_000 },
      { creative: 'kitchen_9x16', spendMicros: null },
      { creative: 'kitchen_v2 FINAL', spendMicros: 5_000_000 },
      { creative: 'kitchen_v2_TT', spendMicros: 7_000_000 },
    ],
  });
  expect(await creoJson(['match', '--above', '0.9'], { cwd })).toMatchObject({ linked: [] });
  expect(await creoJson(['match', '--undo'], { cwd })).toEqual({ undone: [] });
});

test('the rest is joined above a likeness, but for what tells creatives apart', async () => {
  const cwd = emptyFolder();
  makePicture(cwd, 'street interview summer v1.png');
  await runCreo(['add', '.'], { cwd });
  writeFileSync(
    join(cwd, 'ads.csv'),
    `${HEADER}street intervew summer v1,2026-07-14,10,1000\nstreet interview summer v2,2026-07-14,5,500\n`,
  );
  await runCreo(['import', 'ads.csv'], { cwd });
  expect(await creoJson(['match', '--above', '0.9'], { cwd })).toMatchObject({
    linked: [{ name: 'street intervew summer v1', creative: 'street interview summer v1', by: 'similar' }],
    open: [{ name: 'street interview summer v2' }],
  });
});

test('results that came first are joined when the file comes', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'ads.csv'), `${HEADER}kitchen | YT,2026-07-14,10,1000\n`);
  await runCreo(['import', 'ads.csv'], { cwd });
  makePicture(cwd, 'kitchen_9x16.png');
  const { stderr } = await runCreo(['add', 'kitchen_9x16.png'], { cwd });
  expect(stderr).toContain('joined "kitchen | YT" to "kitchen_9x16" (the same name without "YT", "9x16")');
  expect(await creoJson(['list'], { cwd })).toMatchObject({
    creatives: [{ creative: 'kitchen_9x16', spendMicros: 10_000_000 }],
  });
});
