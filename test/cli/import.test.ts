/** `creo import` as people run it: the real program on files shaped like real exports. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';

const EXPORTS = fileURLToPath(new URL('../fixtures/exports', import.meta.url));

interface Imported {
  importId: number | null;
  platform: string;
  language: string;
  delimiter: string | null;
  headerLine: number;
  level: string;
  grain: string;
  rowsRead: number;
  rowsNew: number;
  rowsReplaced: number;
  rowsUnchanged: number;
  totalsRowsIgnored: number;
  dateStart: string;
  dateEnd: string;
  currency: string;
  totals: Record<string, number | null>;
  warnings: { code: string }[];
  adsNew: number;
  creativesNew: number;
}

async function imported(cwd: string, ...args: string[]): Promise<Imported> {
  const { imports } = (await creoJson(['import', ...args], { cwd })) as { imports: Imported[] };
  return imports[0];
}

test('a Meta export by ad and day: its total row is checked and not added, empty cells of events are zeros', async () => {
  const cwd = emptyFolder();
  const result = await imported(cwd, join(EXPORTS, 'meta-ads-by-day.csv'));
  expect(result).toMatchObject({
    platform: 'meta',
    language: 'en',
    delimiter: ',',
    headerLine: 1,
    level: 'ad',
    grain: 'day',
    rowsRead: 3,
    rowsNew: 3,
    totalsRowsIgnored: 1,
    dateStart: '2026-09-01',
    dateEnd: '2026-09-02',
    currency: 'USD',
    totals: { impressions: 6100, clicks: 141, conversions: 4, spendMicros: 75_500_000, revenueMicros: 240_500_000 },
    adsNew: 2,
    creativesNew: 2,
  });
  expect(result.warnings.map(({ code }) => code)).toContain('TOTALS_AGREE');
});

test('a TikTok export: destination clicks, and the total row at the end is left out', async () => {
  expect(await imported(emptyFolder(), join(EXPORTS, 'tiktok-ads-by-day.csv'))).toMatchObject({
    platform: 'tiktok',
    rowsRead: 3,
    totalsRowsIgnored: 1,
    totals: { impressions: 4170, clicks: 48, conversions: 3, spendMicros: 49_970_000, revenueMicros: null },
  });
});

test('a Google campaign report: preamble, period, several totals, fractional conversions', async () => {
  expect(await imported(emptyFolder(), join(EXPORTS, 'google-campaign-report.csv'))).toMatchObject({
    platform: 'google',
    headerLine: 3,
    level: 'campaign',
    grain: 'period',
    rowsRead: 2,
    totalsRowsIgnored: 3,
    dateStart: '2026-09-01',
    dateEnd: '2026-09-07',
    currency: 'EUR',
    totals: {
      impressions: 100_124,
      clicks: 1065,
      conversions: 75.75,
      spendMicros: 3_514_650_000,
      revenueMicros: 8_354_400_000,
    },
  });
});

test('a generic table with canonical names; what a cell does not say stays unknown', async () => {
  expect(await imported(emptyFolder(), join(EXPORTS, 'generic-daily.csv'))).toMatchObject({
    platform: 'generic',
    totals: { impressions: 3000, clicks: 57, conversions: 3, spendMicros: 30_500_000, revenueMicros: 90_000_000 },
  });
});

test('the same file twice changes nothing, and a revised one replaces', async () => {
  const cwd = emptyFolder();
  const file = join(EXPORTS, 'generic-daily.csv');
  await imported(cwd, file);
  expect(await imported(cwd, file)).toMatchObject({ rowsNew: 0, rowsReplaced: 0, rowsUnchanged: 3, importId: 1 });
  const revised = join(cwd, 'revised.csv');
  writeFileSync(
    revised,
    'date,campaign,creative,impressions,clicks,conversions,spend,revenue,currency\n2026-09-02,launch,blue bottle,1100,22,4,10.75,120,USD\n',
  );
  expect(await imported(cwd, revised)).toMatchObject({ rowsNew: 0, rowsReplaced: 1, adsNew: 0 });
  const list = (await creoJson(['list'], { cwd })) as { creatives: { creative: string; conversions: number }[] };
  expect(list.creatives.find(({ creative }) => creative === 'blue bottle')?.conversions).toBe(6);
});

test('a dry run writes nothing and starts no store', async () => {
  const cwd = emptyFolder();
  expect(await imported(cwd, join(EXPORTS, 'generic-daily.csv'), '--dry-run')).toMatchObject({ rowsNew: 3 });
  expect((await runCreo(['list'], { cwd })).status).toBe(1);
});

test('several files are imported all or none', async () => {
  const cwd = emptyFolder();
  cpSync(join(EXPORTS, 'generic-daily.csv'), join(cwd, 'a.csv'));
  writeFileSync(join(cwd, 'b.csv'), 'date,campaign,spend,currency\n2026-09-01,x,many,USD\n');
  const { status, stderr } = await runCreo(['import', 'a.csv', 'b.csv'], { cwd });
  expect(status).toBe(1);
  expect(stderr).toContain('b.csv: one cell cannot be read: line 2, column "spend"');
  expect(await creoJson(['list'], { cwd })).toMatchObject({ creatives: [] });
});

test.each([
  ['missing.csv', null, 'There is no file'],
  ['empty.csv', '', 'is empty'],
  ['unknown.csv', 'a,b,c\n1,2,3\n', 'no header of an ads report'],
  ['header-only.csv', 'date,campaign,spend,currency\n', 'no rows'],
  ['no-currency.csv', 'date,campaign,spend\n2026-09-01,x,1\n', '--currency USD'],
  ['no-dates.csv', 'campaign,spend,currency\nx,1,USD\n', '--from YYYY-MM-DD'],
  ['two-currencies.csv', 'date,campaign,spend,currency\n2026-09-01,x,1,USD\n2026-09-01,y,1,EUR\n', 'never added up'],
  ['date-order.csv', 'date,campaign,spend,currency\n3/4/2026,x,1,USD\n', '--date-order dmy'],
  ['no-spend.csv', 'date,campaign,clicks\n2026-09-01,x,1\n', 'no column of spend'],
])('%s is refused with a hint', async (name, content, said) => {
  const cwd = emptyFolder();
  if (content !== null) writeFileSync(join(cwd, name), content);
  const { status, stdout, stderr } = await runCreo(['import', name], { cwd });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(said);
  expect(stderr).toMatch(/^hint: /m);
});
