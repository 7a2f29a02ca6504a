/** Figures below zero, lost in errors, a million times too large, or in no row at all. */
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { readText } from '../helpers/read-export.js';

const HEADER = 'Day,Campaign,Ad name,Currency code,Cost,Impr.,Clicks,Conversions,Conv. value';
const file = (...rows: string[]): string => `${[HEADER, ...rows].join('\n')}\n`;
const codeOf = (text: string, wishes = {}): string => {
  try {
    readText(text, wishes);
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown.code;
    throw thrown;
  }
  return 'read';
};

test('a correction is taken on its own day where the ad bears it, whichever comes first', () => {
  const { read, rows, warnings } = readText(
    file(
      '2026-03-02,C,a,USD,-1.25,0,0,-1,-40',
      '2026-03-01,C,a,USD,50,1000,50,2,100',
      '2026-03-03,C,a,USD,48,900,44,1,60',
    ),
  );
  expect(read.problems).toEqual([]);
  expect(read.sums).toMatchObject({ spendMicros: 96_750_000, conversions: 2, revenueMicros: 120_000_000 });
  expect(rows.map(({ spendMicros }) => spendMicros).sort()).toEqual([-1_250_000, 48_000_000, 50_000_000]);
  expect(warnings).toContain('NEGATIVE');
});

test.each([
  ['spend', '2026-03-02,C,a,USD,-50.01,0,0,0,0'],
  ['conversions', '2026-03-02,C,a,USD,0,0,0,-3,0'],
  ['revenue', '2026-03-02,C,a,USD,0,0,0,0,-100.01'],
])('a correction that takes back more %s than the ad has is a problem of its row', (figure, row) => {
  const { read } = readText(file('2026-03-01,C,a,USD,50,1000,50,2,100', '2026-03-01,C,b,USD,90,1000,50,9,400', row));
  expect(read.problems).toMatchObject([{ line: 4, code: 'NEGATIVE' }]);
  expect(read.problems[0]?.message).toContain(figure);
  expect(read.sums).toMatchObject({ spendMicros: 140_000_000, conversions: 11, revenueMicros: 500_000_000 });
  expect(read.skipped).toBe(1);
});

test('a correction within a breakdown is added to its part', () => {
  const text =
    'Day,Ad name,Device,Cost,Impr.,Currency code\n2026-03-01,a,phone,5,100,USD\n2026-03-01,a,phone,-1,0,USD\n';
  const { rows, segments } = readText(text);
  expect(rows).toMatchObject([{ spendMicros: 4_000_000 }]);
  expect(segments.map(({ value, figures }) => [value, figures.spendMicros])).toEqual([
    ['phone', 5_000_000],
    ['phone', -1_000_000],
  ]);
});

test('a figure that a spreadsheet lost is unknown even where empty cells are zeros, and is named', () => {
  const text =
    'Day,Ad name,Amount spent (USD),Impressions,Link clicks,Purchases\n2026-03-01,a,5,1000,20,\n2026-03-01,b,5,1000,20,#DIV/0!\n2026-03-01,c,5,1000,20,N/A\n';
  const { read, rows, warnings } = readText(text);
  expect(rows.map(({ conversions }) => conversions)).toEqual([0, null, null]);
  expect(read.errors).toEqual({ count: 1, first: [{ line: 3, column: 5, header: 'Purchases', text: '#DIV/0!' }] });
  expect(warnings).toContain('ERROR_CELLS');
});

test('a lost spend leaves nothing to weigh, and is a problem', () => {
  const { read } = readText(file('2026-03-01,C,a,USD,#REF!,1000,50,2,100'));
  expect(read.problems).toMatchObject([{ column: 'Cost', code: 'BAD_NUMBER' }]);
});

test('names that a spreadsheet lost are no names', () => {
  const text =
    'date,campaign,ad_id,ad_name,spend,currency\n2026-03-01,C,71,#NAME?,5,USD\n2026-03-01,C,72,#NAME?,6,USD\n';
  const { rows, warnings } = readText(text);
  expect(rows.map(({ ad }) => ad.adName)).toEqual(['71', '72']);
  expect(warnings).toContain('ERROR_NAMES');
});

const spent = (header: string, spend: string, impressions: number, clicks: number, currency = 'USD'): string =>
  codeOf(`date,ad,${header},impressions,clicks\n2026-03-01,a,${spend},${impressions},${clicks}\n`, { currency });

test.each([
  ['cheap clicks in micros', spent('cost', '300000000', 1_000_000, 30_000), 'LOOKS_LIKE_MICROS'],
  ['a small test in micros', spent('cost', '5000000', 800, 12), 'LOOKS_LIKE_MICROS'],
  ['yen in micros', spent('cost', '9000000000', 10_000, 150, 'JPY'), 'LOOKS_LIKE_MICROS'],
  ['units under the name of micros', spent('cost_micros', '300', 100_000, 900), 'LOOKS_LIKE_UNITS'],
  ['micros under their name', spent('cost_micros', '300000000', 100_000, 900), 'read'],
  ['dear clicks of lawyers', spent('cost', '9000', 900, 90), 'read'],
  ['one dear click', spent('cost', '700', 12, 1), 'read'],
  ['dong', spent('cost', '3000000', 20_000, 300, 'VND'), 'read'],
  ['cheap video views', spent('cost', '9', 90_000, 12), 'read'],
])('%s: %s', (_, found, expected) => {
  expect(found).toBe(expected);
});

test('an amount in micros is read whatever its size', () => {
  const text = 'date,ad,cost_micros,impressions,clicks\n2026-03-01,a,45000123456,900000,9000\n';
  expect(readText(text, { currency: 'USD' }).read.sums.spendMicros).toBe(45_000_123_456);
});

test('the hint for micros names the column', () => {
  const text = 'date,ad,My cost,impressions,clicks\n2026-03-01,a,300000000,100000,900\n';
  const columns = new Map([['spend' as const, 'My cost']]);
  let hint = '';
  try {
    readText(text, { currency: 'USD', columns });
  } catch (thrown) {
    hint = thrown instanceof UserError ? (thrown.hint ?? '') : '';
  }
  expect(hint).toContain('--column spendMicros="My cost"');
});

const LOCATIONS = [
  'Location report\n"March 1, 2026 - March 31, 2026"\nLocation,Campaign,Impr.,Clicks,Currency code,Cost',
  'City A,C1,"6,000",60,USD,60.00',
  'City B,C1,"1,000",10,USD,10.00',
  'Total: Locations, --,"7,000",70,USD,70.00',
];

test('what a wider total of the file counts beyond the rows is said', () => {
  const { read, warnings } = readText(`${[...LOCATIONS, 'Total: Account, --,"12,000",120,USD,120.00'].join('\n')}\n`);
  expect(read.sums.spendMicros).toBe(70_000_000);
  expect(warnings).toEqual(expect.arrayContaining(['TOTALS_AGREE', 'NOT_IN_ROWS']));
});

test('a total that the rows come to says nothing of missing rows', () => {
  expect(readText(`${LOCATIONS.join('\n')}\n`).warnings).not.toContain('NOT_IN_ROWS');
});
