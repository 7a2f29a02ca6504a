/** The encoders: rows in, text or bytes out, read back by other programs' readers. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { csvOf } from '../../src/export/csv.js';
import { jsonOf } from '../../src/export/json.js';
import { parquetOf } from '../../src/export/parquet.js';
import type { ExportColumn, ExportValue } from '../../src/export/table.js';

const COLUMNS: ExportColumn[] = [
  { name: 'creative', type: 'text' },
  { name: 'spendMicros', type: 'integer' },
  { name: 'conversions', type: 'number' },
  { name: 'dateStart', type: 'day' },
  { name: 'vector', type: 'vector' },
];

const ROWS: ExportValue[][] = [
  ['hook, "one"', 50_000_000, 1.5, '2026-05-01', new Float32Array([0.5, -0.25])],
  ['=SUM(A1)', 9_007_199_254_740_991, null, '2026-05-02', null],
  [null, null, null, null, null],
];

test('CSV quotes commas and quotes, leaves unknown values empty and disarms formulas', () => {
  expect([...csvOf(COLUMNS, ROWS)].join('')).toBe(
    [
      'creative,spendMicros,conversions,dateStart,vector',
      '"hook, ""one""",50000000,1.5,2026-05-01,"[0.5,-0.25]"',
      "'=SUM(A1),9007199254740991,,2026-05-02,",
      ',,,,',
      '',
    ].join('\n'),
  );
});

test('JSON is one array with an object a line, and null for unknown', () => {
  const text = [...jsonOf(COLUMNS, ROWS)].join('');
  expect(text.split('\n')).toHaveLength(6);
  expect(JSON.parse(text)).toEqual([
    {
      creative: 'hook, "one"',
      spendMicros: 50_000_000,
      conversions: 1.5,
      dateStart: '2026-05-01',
      vector: [0.5, -0.25],
    },
    {
      creative: '=SUM(A1)',
      spendMicros: 9_007_199_254_740_991,
      conversions: null,
      dateStart: '2026-05-02',
      vector: null,
    },
    { creative: null, spendMicros: null, conversions: null, dateStart: null, vector: null },
  ]);
});

test('a table without rows is a head in CSV and an empty array in JSON', () => {
  expect([...csvOf(COLUMNS, [])].join('')).toBe('creative,spendMicros,conversions,dateStart,vector\n');
  expect(JSON.parse([...jsonOf(COLUMNS, [])].join(''))).toEqual([]);
});

const parquetRows = (rows: Iterable<readonly ExportValue[]>): Promise<Record<string, unknown>[]> => {
  const bytes = Buffer.concat([...parquetOf(COLUMNS, rows)]);
  return parquetReadObjects({ file: new Uint8Array(bytes).buffer, utf8: true });
};

test('Parquet keeps micros exact, days as dates, vectors as float32 bytes and nulls as nulls', async () => {
  const [first, second, third] = await parquetRows(ROWS);
  expect(first).toMatchObject({
    creative: 'hook, "one"',
    spendMicros: 50_000_000n,
    conversions: 1.5,
    dateStart: new Date('2026-05-01T00:00:00Z'),
  });
  expect(second?.spendMicros).toBe(9_007_199_254_740_991n);
  expect(third).toEqual({ creative: null, spendMicros: null, conversions: null, dateStart: null, vector: null });
});

test('Parquet holds more rows than one group', async () => {
  function* many(): Generator<ExportValue[]> {
    for (let row = 0; row < 120_001; row += 1) yield [`ad ${row % 7}`, row, row / 2, '2026-05-01', null];
  }
  const rows = await parquetRows(many());
  expect(rows).toHaveLength(120_001);
  expect(rows[120_000]).toMatchObject({ creative: 'ad 6', spendMicros: 120_000n, conversions: 60_000 });
});

test('whatever a name holds, a CSV reader gets it back', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (names) => {
      const rows = names.map((name): ExportValue[] => [name, 1, null, null, null]);
      const read: unknown = parse([...csvOf(COLUMNS, rows)].join(''), { columns: true });
      const disarmed = names.map((name) => (/^[=+\-@\t\r]/.test(name) ? `'${name}` : name));
      expect(Array.isArray(read) ? read.map((row: { creative: string }) => row.creative) : read).toEqual(disarmed);
    }),
  );
});
