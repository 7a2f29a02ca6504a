/** Conversions of a second source that are imported again: the same file, overlapping ones, taken back, said otherwise. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';

const ADS = `Reporting starts,Reporting ends,Account name,Campaign name,Ad name,Ad ID,Impressions,Amount spent (EUR),Link clicks,Purchases,Purchases conversion value
2026-09-07,2026-09-07,Mugs,autumn,ad1,12021000000000001,1000,10.00,50,2,40.00
2026-09-08,2026-09-08,Mugs,autumn,ad1,12021000000000001,1000,10.00,50,2,40.00
`;

const orders = (...lines: readonly string[]): string =>
  ['Name,Created at,Financial Status,Total,Currency,Lineitem name,Note Attributes', ...lines, ''].join('\n');

const order = (number: number, day: string, total: string): string =>
  `#${number},2026-09-${day} 10:00:00 +0200,paid,${total},EUR,Mug,utm_content: ad1`;

const FIRST = orders(order(1001, '07', '50.00'), order(1002, '08', '30.00'));
const SECOND = orders(order(1002, '08', '30.00'), order(1003, '08', '20.00'));

const ga4 = (custom: string): string =>
  [
    '# Report CSV Export',
    'Date,Session source / medium,Session campaign,Session manual ad content,Key events,Total revenue,Variant',
    `20260907,facebook / paid,autumn,(not set),2,34.70,${custom}`,
    '',
  ].join('\n');

/** A folder with the ads in a store. */
async function shop(): Promise<string> {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'ads.csv'), ADS);
  expect((await runCreo(['import', 'ads.csv'], { cwd })).status).toBe(0);
  return cwd;
}

/** Imports a text as conversions, and gives its number and what became of its rows. */
async function told(cwd: string, text: string, ...flags: string[]) {
  writeFileSync(join(cwd, 'told.csv'), text);
  const { imports } = (await creoJson(['import', 'told.csv', '--as', 'conversions', ...flags], { cwd })) as {
    imports: Record<'importId' | 'rowsNew' | 'rowsReplaced' | 'rowsUnchanged', number | null>[];
  };
  const { importId, rowsNew, rowsReplaced, rowsUnchanged } = imports[0] ?? {};
  return { importId, rows: [rowsNew, rowsReplaced, rowsUnchanged] };
}

/** Conversions and revenue (micros) that the source tells of all ads. */
async function counted(cwd: string): Promise<unknown[]> {
  const { total } = (await creoJson(['sources'], { cwd })) as { total: Record<string, unknown> };
  return [total.sourceConversions, total.sourceRevenueMicros];
}

test('of two files that overlap each stands by itself when the other is taken back', async () => {
  const cwd = await shop();
  const first = await told(cwd, FIRST);
  const second = await told(cwd, SECOND);
  expect([first.rows, second.rows]).toEqual([
    [2, 0, 0],
    [1, 0, 1],
  ]);
  expect(await counted(cwd)).toEqual([3, 100_000_000]);
  await runCreo(['import', 'undo', String(first.importId)], { cwd });
  expect(await counted(cwd)).toEqual([2, 50_000_000]);
  expect((await told(cwd, FIRST)).rows).toEqual([1, 0, 1]);
  await runCreo(['import', 'undo', String(second.importId)], { cwd });
  expect(await counted(cwd)).toEqual([2, 80_000_000]);
});

test('a file that was taken back is imported anew, and once only', async () => {
  const cwd = await shop();
  const { importId } = await told(cwd, FIRST);
  await runCreo(['import', 'undo', String(importId)], { cwd });
  expect((await runCreo(['sources'], { cwd })).stderr).toContain('No conversions of a second source were imported');
  expect((await told(cwd, FIRST)).rows).toEqual([2, 0, 0]);
  expect(await told(cwd, FIRST)).toEqual({ importId: null, rows: [0, 0, 2] });
  expect(await counted(cwd)).toEqual([2, 80_000_000]);
});

test('a client, an account or a currency that is said later makes no second row of the same', async () => {
  const cwd = await shop();
  await told(cwd, FIRST);
  await told(cwd, ga4('ad1'), '--source', 'analytics');
  await runCreo(['accounts', 'set', 'Mugs', '--client', 'acme'], { cwd });
  expect((await told(cwd, FIRST, '--client', 'acme')).rows).toEqual([0, 2, 0]);
  expect((await told(cwd, FIRST, '--account', 'Mugs')).rows).toEqual([0, 2, 0]);
  const analytics = ['--source', 'analytics', '--currency', 'EUR'];
  expect((await told(cwd, ga4('ad1'), ...analytics)).rows).toEqual([0, 0, 1]);
  const { total } = (await creoJson(['sources', '--source', 'shopify'], { cwd })) as { total: object };
  expect(total).toMatchObject({ sourceConversions: 2, sourceRevenueMicros: 80_000_000 });
});

test('orders of one number in the shops of two clients are two orders', async () => {
  const cwd = await shop();
  await runCreo(['accounts', 'set', 'Mugs', '--client', 'acme'], { cwd });
  await runCreo(['accounts', 'set', 'Plates', '--client', 'globex'], { cwd });
  expect((await told(cwd, FIRST, '--client', 'acme')).rows).toEqual([2, 0, 0]);
  expect((await told(cwd, FIRST.replace('Mug,', 'Plate,'), '--client', 'globex', '--currency', 'EUR')).rows).toEqual([
    2, 0, 0,
  ]);
  expect((await told(cwd, FIRST, '--client', 'acme')).rows).toEqual([0, 0, 2]);
});

test('a file that is read by other columns than before is refused until the first is taken back', async () => {
  const cwd = await shop();
  const { importId } = await told(cwd, ga4('ad1'));
  const again = ['import', 'told.csv', '--as', 'conversions', '--column', 'utmContent=Variant'];
  const refused = await runCreo(again, { cwd });
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain('both would count');
  expect(refused.stderr).toContain(`creo import undo ${importId}`);
  await runCreo(['import', 'undo', String(importId)], { cwd });
  expect((await runCreo(again, { cwd })).status).toBe(0);
  expect(await counted(cwd)).toEqual([2, 34_700_000]);
});
