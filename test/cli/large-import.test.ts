/** A file that is large enough to be read in a thread beside the writing: the same figures, refusals and doubts as in one thread. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addDays } from '../../src/units.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';

const HEADER = 'Day,Campaign name,Ad set name,Ad name,Ad ID,Impressions,Link clicks,Amount spent (USD),Purchases';
/** Few rows make nine megabytes. */
const LONG = 'a hook that somebody described at length, '.repeat(45);
const ADS = 40;
const DAYS = 125;

function file(path: string, id: (ad: number) => string, last = ''): void {
  const rows = Array.from({ length: ADS * DAYS }, (_, row) => {
    const ad = row % ADS;
    return `${addDays('2026-03-01', Math.floor(row / ADS))},Spring,Broad,"${LONG}${ad}",${id(ad)},1000,10,5.00,1`;
  });
  writeFileSync(path, `${[HEADER, ...rows, last].join('\n')}\n`);
}
const ROWS = ADS * DAYS;

const imported = async (cwd: string, ...args: string[]): Promise<unknown[]> =>
  ((await creoJson(['import', ...args], { cwd })) as { imports: unknown[] }).imports;

test('every row of it is written once, repeated rows are added up and said, and a bad cell takes all of it back', async () => {
  const cwd = emptyFolder();
  const path = join(cwd, 'large.csv');
  file(
    path,
    (ad) => `12021234567890${1000 + ad}`,
    `2026-03-01,Spring,Broad,"${LONG}0",120212345678901000,1000,10,5.00,1`,
  );
  const imports = await imported(cwd, path);
  expect(imports[0]).toMatchObject({
    rowsRead: ROWS + 1,
    rowsNew: ROWS,
    rowsMerged: 1,
    adsNew: ADS,
    totals: {
      impressions: 1000 * (ROWS + 1),
      clicks: 10 * (ROWS + 1),
      spendMicros: 5_000_000 * (ROWS + 1),
      conversions: ROWS + 1,
    },
  });
  expect(JSON.stringify(imports)).toContain('DUPLICATE_ROWS');
  const bad = join(cwd, 'bad.csv');
  file(
    bad,
    (ad) => `12021234567890${1000 + ad}`,
    `2026-03-01,Spring,Broad,"${LONG}0",120212345678901000,1000,10,five,1`,
  );
  const refused = await runCreo(['import', bad], { cwd });
  expect(refused).toMatchObject({ status: 1 });
  expect(refused.stderr).toContain(`line ${ROWS + 2}, column "Amount spent (USD)"`);
  expect(await imported(cwd, 'list')).toHaveLength(1);
});

test('ids that turn out to be no identity at its end are left out of all of it', async () => {
  const cwd = emptyFolder();
  const path = join(cwd, 'cut.csv');
  file(path, () => '120212345678901000');
  const imports = await imported(cwd, path);
  expect(imports[0]).toMatchObject({ rowsNew: ROWS, adsNew: ADS });
  expect(JSON.stringify(imports)).toContain('IDS_IGNORED');
});

test('rows that the store has, and rows that stand twice, are told from the new ones among which they stand', async () => {
  const cwd = emptyFolder();
  const id = (ad: number): string => `12021234567890${1000 + ad}`;
  const rowOf = (ad: number, day: number, clicks: number): string =>
    `${addDays('2026-03-01', day)},Spring,Broad,"${LONG}${ad}",${id(ad)},1000,${clicks},5.00,1`;
  const early = [rowOf(3, 40, 7), rowOf(4, 40, 10), rowOf(ADS - 1, DAYS - 1, 8)];
  writeFileSync(join(cwd, 'early.csv'), `${[HEADER, ...early].join('\n')}\n`);
  await imported(cwd, 'early.csv');

  const again = [rowOf(5, 60, 10), rowOf(6, 60, 4), rowOf(6, 60, 4)];
  file(join(cwd, 'large.csv'), id, again.join('\n'));
  const [summary] = await imported(cwd, 'large.csv');
  expect(summary).toMatchObject({
    rowsRead: ROWS + 3,
    rowsNew: ROWS - 3,
    rowsReplaced: 2,
    rowsUnchanged: 1,
    rowsMerged: 3,
    changed: [{ figure: 'clicks', rows: 2, before: 15, after: 20 }],
  });
  expect(JSON.stringify(summary)).toContain('DUPLICATE_ROWS');
  const { creatives } = (await creoJson(['list', '--columns', 'creative,clicks'], { cwd })) as {
    creatives: { creative: string; clicks: number }[];
  };
  const clicks = creatives.map((creative) => creative.clicks).sort((a, b) => a - b);
  expect(clicks).toEqual([...Array(ADS - 2).fill(10 * DAYS), 10 * DAYS + 8, 10 * DAYS + 10]);
});
