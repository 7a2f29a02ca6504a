/** What goes wrong with exports between the platform and the importer: each change to a good file is caught or harmless. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import type { Wishes } from '../../src/ingest/prepare.js';
import { type ReadExport, readText } from '../helpers/read-export.js';

const HEADER =
  'Campaign name,Ad name,Day,Amount spent (USD),Impressions,Link clicks,Clicks (all),Purchases,Purchases conversion value';
const ROWS = [
  'UGC,hook a,2026-09-01,25.10,2100,60,71,2,120.50',
  'UGC,hook b,2026-09-01,24.90,1800,41,52,0,0',
  'UGC,hook a,2026-09-02,25.50,2210,40,47,2,120.00',
  'UGC,hook b,2026-09-02,24.40,1790,39,50,1,60.00',
  'UGC,hook a,2026-09-13,26.00,2300,51,60,1,59.00',
  'UGC,hook b,2026-09-13,25.00,1950,44,55,1,61.00',
];
const file = (rows: readonly string[], header = HEADER): string => `${[header, ...rows].join('\n')}\n`;

/** The code of the refusal, or the codes of the warnings and problems. */
function outcome(text: string, wishes: Partial<Wishes> = {}): string[] {
  try {
    const { warnings, read } = readText(text, wishes);
    return [...warnings, ...read.problems.map(({ code }) => code)];
  } catch (thrown) {
    if (thrown instanceof UserError) return [thrown.code];
    throw thrown;
  }
}

test('the good file has nothing to say but what it took for clicks, and that days are missing', () => {
  expect(outcome(file(ROWS))).toEqual(['LINK_CLICKS', 'MISSING_DAYS']);
});

test.each<[string, string, string]>([
  [
    'two currencies in a column',
    file(
      ROWS.map((row, place) => `${row},${place < 3 ? 'USD' : 'EUR'}`),
      `${HEADER.replace(' (USD)', '')},Currency`,
    ),
    'MIXED_CURRENCIES',
  ],
  [
    'two currencies in the cells',
    file(
      ROWS.map((row, place) => row.replace(/,(\d+\.\d+),/, place < 3 ? ',£$1,' : ',€$1,')),
      HEADER.replace(' (USD)', ''),
    ),
    'MIXED_CURRENCIES',
  ],
  [
    'two currencies in the headers',
    file(ROWS, HEADER.replace('conversion value', 'conversion value (EUR)')),
    'MIXED_CURRENCIES',
  ],
  ['every row twice', file([...ROWS, ...ROWS]), 'DUPLICATE_ROWS'],
  ['one row twice', file([...ROWS, ROWS[0]]), 'DUPLICATE_ROWS'],
  [
    'a total row under another name',
    file([...ROWS, 'All campaigns,everything,2026-09-13,150.90,12150,275,335,7,420.50']),
    'TOTAL_ROW_KEPT',
  ],
  [
    'a total row that does not fit the rows',
    file(['Total,,,175.90,14100,319,390,8,481.50', ...ROWS.slice(1)]),
    'TOTALS_DIFFER',
  ],
  [
    'day and month swapped in one row',
    file(
      ROWS.map((row, place) =>
        row
          .replace('2026-09-', '09/')
          .replace(/^(.*?,.*?,09\/\d\d)/, place === 5 ? 'UGC,hook b,13/09/2026' : '$1/2026')
          .replace(/(\/2026)+/, '/2026'),
      ),
    ),
    'BAD_DATE',
  ],
  [
    'columns shifted by one in a row',
    file([...ROWS.slice(0, 5), ROWS[5].replace('25.00,', '25.00,,')]),
    'COLUMN_COUNT',
  ],
  [
    'a comma in a name that nobody quoted',
    file([...ROWS.slice(0, 5), ROWS[5].replace('hook b', 'hook, b')]),
    'COLUMN_COUNT',
  ],
  [
    'two columns swapped',
    file(ROWS, HEADER.replace('Impressions,Link clicks', 'Link clicks,Impressions')),
    'CLICKS_ABOVE_IMPRESSIONS',
  ],
  ['a text where a number should be', file([...ROWS.slice(0, 5), ROWS[5].replace('25.00', '#NAME?')]), 'BAD_NUMBER'],
  [
    'half a conversion count in impressions',
    file([...ROWS.slice(0, 5), ROWS[5].replace('1950', '1950.5')]),
    'NOT_WHOLE',
  ],
  [
    'money in micros',
    file(ROWS.map((row) => row.replace(/(2026-\d\d-\d\d),(\d+)\.(\d\d)/, '$1,$2$30000'))),
    'LOOKS_LIKE_MICROS',
  ],
  ['a negative spend', file([...ROWS.slice(0, 5), ROWS[5].replace('25.00', '-25.00')]), 'NEGATIVE'],
  [
    'a last day that is not over',
    file([...ROWS, 'UGC,hook a,2026-09-14,24.10,2100,60,71,2,120.50', 'UGC,hook a,2026-09-15,2.10,180,5,7,0,0']),
    'PARTIAL_LAST_DAY',
  ],
  [
    'conversions by two attribution windows',
    file(
      ROWS.map((row) => row.replace(/,(\d+),([\d.]+)$/, ',$1,$1')),
      HEADER.replace('Purchases,Purchases conversion value', 'Purchases [1-day view],Purchases [7-day click]'),
    ),
    'CHOOSE_WINDOW',
  ],
  [
    'rows by two attribution windows',
    file([`${ROWS[0]},7d_click`, `${ROWS[0]},1d_view`], `${HEADER},Attribution window`),
    'TWO_WINDOWS',
  ],
  [
    'ids that a spreadsheet made numbers of',
    file(
      ROWS.map((row) => `${row},1.2021E+17`),
      `${HEADER},Ad ID`,
    ),
    'MANGLED_IDS',
  ],
  [
    'one header twice',
    file(
      ROWS.map((row) => `${row},1.00`),
      `${HEADER},Amount spent (USD)`,
    ),
    'HEADER_TWICE',
  ],
  ['a row that nobody named', file([ROWS[0], ',,2026-09-01,1.00,10,1,1,0,0', ...ROWS.slice(1)]), 'NO_NAME'],
])('%s', (_, text, code) => {
  expect(outcome(text)).toContain(code);
});

test.each<[string, string]>([
  ['the header again in the middle', file([...ROWS.slice(0, 3), HEADER, ...ROWS.slice(3)])],
  [
    'blank lines and padding',
    file(
      ROWS.flatMap((row) => [`${row},,`, '', ',,,,,,,,,,']),
      `${HEADER},,`,
    ),
  ],
  ['lines above the header', `My report\nSeptember\n\n${file(ROWS)}`],
  ['a note below', `${file(ROWS)}\nExported by me\n`],
  [
    'a total row above and below',
    file(['Total,,,150.90,12150,275,335,7,420.50', ...ROWS, 'Grand total,,,150.90,12150,275,335,7,420.50']),
  ],
  ['semicolons', file(ROWS, HEADER).replaceAll(',', ';')],
  ['a line that says so', `sep=;\n${file(ROWS, HEADER).replaceAll(',', ';')}`],
  ['CRLF', file(ROWS).replaceAll('\n', '\r\n')],
  ['no line break at the end', file(ROWS).trimEnd()],
  [
    'columns in another order',
    file(
      ROWS.map((row) => row.split(',').reverse().join(',')),
      HEADER.split(',').reverse().join(','),
    ),
  ],
  ['headers in capitals', file(ROWS, HEADER.toUpperCase())],
])('%s changes no figure', (_, text) => {
  const same = readText(file(ROWS));
  const changed = readText(text);
  expect(changed.read.sums).toEqual(same.read.sums);
  expect(changed.read.rows).toBe(ROWS.length);
  expect(changed.read.problems).toEqual([]);
});

test('random bytes and cut files are read or refused, never a crash and never a hang', () => {
  const act = (bytes: Uint8Array): ReadExport | string => {
    try {
      return readText(bytes);
    } catch (thrown) {
      if (thrown instanceof UserError || (thrown instanceof Error && thrown.message === 'no header found'))
        return thrown.message;
      throw thrown;
    }
  };
  const good = Buffer.from(file(ROWS));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void act(bytes)));
  fc.assert(fc.property(fc.nat(good.length), (length) => void act(good.subarray(0, length))));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }), (changes) => {
      const bytes = Buffer.from(good);
      for (const [at, byte] of changes) bytes[at] = byte;
      act(bytes);
    }),
  );
});
