/** The byte-level reader against csv-parse, which is the reference for every dialect. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { bytesSource, LONGEST_RECORD, MOST_COLUMNS, RecordReader } from '../../src/ingest/record-reader.js';

function recordsOf(text: string | Buffer, delimiter = ','): string[][] {
  const reader = new RecordReader(bytesSource(Buffer.from(text)), delimiter.charCodeAt(0));
  const records: string[][] = [];
  while (reader.next()) records.push(reader.texts());
  return records;
}

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (thrown) {
    return thrown instanceof UserError ? thrown.code : String(thrown);
  }
  return undefined;
};

const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '',
    ' ',
    '""',
    '"',
    'a"b',
    'line\nbreak',
    'cr\r\nlf',
    ',',
    ';',
    '\t',
    '|',
    'реклама',
    '広告',
    '🎬 ad',
    "'; DROP TABLE ads; --",
    '=1+1',
  ),
);
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 20 });
const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n'),
  quoteAll: fc.boolean(),
  endsWithNewline: fc.boolean(),
});

test('any table written in any dialect reads back the same, and as csv-parse reads it', () => {
  fc.assert(
    fc.property(table, dialect, (rows, { delimiter, newline, quoteAll, endsWithNewline }) => {
      const quoted = (text: string): string =>
        quoteAll || /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
      const text = rows.map((row) => row.map(quoted).join(delimiter)).join(newline) + (endsWithNewline ? newline : '');
      expect(recordsOf(text, delimiter)).toEqual(rows);
      const reference: string[][] = parse(text, { delimiter, relax_column_count: true, record_delimiter: newline });
      expect(recordsOf(text, delimiter)).toEqual(reference);
    }),
  );
});

test('cells are the same wherever the chunks of the file end', () => {
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 7 }), (rows, step) => {
      const bytes = Buffer.from(
        rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\r\n'),
      );
      let taken = 0;
      const reader = new RecordReader(
        {
          read(target, offset) {
            const part = bytes.subarray(taken, taken + step);
            target.set(part, offset);
            taken += part.length;
            return part.length;
          },
        },
        44,
      );
      const records: string[][] = [];
      while (reader.next()) records.push(reader.texts());
      expect(records).toEqual(rows);
    }),
  );
});

test('lines are counted as an editor counts them, with blank lines and quoted newlines', () => {
  const reader = new RecordReader(bytesSource(Buffer.from('a,b\n\n"x\ny",1\r\nc,d\re,f')), 44);
  const lines: number[] = [];
  while (reader.next()) lines.push(reader.line);
  expect(lines).toEqual([1, 3, 5, 6]);
});

test('a quote inside an unquoted cell and text behind a closing quote are taken as they stand', () => {
  expect(recordsOf('5" clip,"a"b,c')).toEqual([['5" clip', '"a"b', 'c']]);
});

test('a quote that never closes names the line where it opens', () => {
  expect(codeOf(() => recordsOf('a,b\n1,"cut off\n2,3\n'))).toBe('UNCLOSED_QUOTE');
});

test('a line without end and a header of too many columns are refused before they fill the memory', () => {
  expect(codeOf(() => recordsOf(Buffer.alloc(2 * LONGEST_RECORD, 'x')))).toBe('LINE_TOO_LONG');
  expect(codeOf(() => recordsOf(','.repeat(MOST_COLUMNS + 1)))).toBe('TOO_MANY_COLUMNS');
  expect(recordsOf(','.repeat(9_999))[0]).toHaveLength(10_000);
});
