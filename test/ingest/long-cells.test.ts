/** Cells of any length are read in one pass: what is longer than anything real is not searched for marks. */
import { expect, test } from 'vitest';
import { headerKey, parseHeader } from '../../src/ingest/headers.js';
import { normaliseName } from '../../src/ingest/names.js';
import { decimalEvidence, readNumber } from '../../src/ingest/numbers.js';
import { isNoName, isTotalLabel } from '../../src/ingest/total-rows.js';
import { readText } from '../helpers/read-export.js';

const LENGTH = 200_000;
const LONG = [
  'a',
  '1',
  ' ',
  '-',
  '(',
  ' (1)',
  'copy ',
  '.mp4',
  '1,',
  "1'",
  'Total ',
  '#N/',
  'Sep 1 ',
  '[1 day',
  '\t-',
].map((part) => `${part.repeat(LENGTH / part.length)}x`);

test.each(LONG.map((text) => [text.slice(0, 12), text]))(
  'a cell of 200,000 letters of "%s" is read at once',
  (_, text) => {
    expect(parseHeader(text).key).toBe(headerKey(text));
    expect(readNumber(text, '.')).toMatchObject({ absent: 'bad' });
    expect(decimalEvidence(text)).toBeNull();
    expect(isNoName(text)).toBe(false);
    isTotalLabel(text);
    normaliseName(text);
  },
);

test.each([' copy', ' - copy 2', ' (1)', '.mp4', 'fb - '])(
  'a name of forty marks such as "%s" is read at once',
  (mark) => {
    expect(normaliseName(`${mark.repeat(40)}x`)).not.toBe('');
    expect(normaliseName(`hook ${mark.trim() === 'fb -' ? '' : mark.repeat(40)}`)).toBe('hook');
  },
);

test.each(['Campaign name', 'Ad name', 'Day', 'Amount spent (USD)', 'Impressions', 'Purchases', 'Result type', 'Week'])(
  'a file with such a cell under %s is read or refused at once',
  (header) => {
    const names = [
      'Campaign name',
      'Ad name',
      'Day',
      'Amount spent (USD)',
      'Impressions',
      'Purchases',
      'Result type',
      'Week',
    ];
    const good = ['C', 'a', '2026-03-01', '5', '1000', '2', 'Purchases', '2026-03-02'];
    const row = (text: string): string =>
      names.map((name, place) => `"${name === header ? text : good[place]}"`).join(',');
    const { read } = readText(`${names.join(',')}\n${good.join(',')}\n${LONG.map(row).join('\n')}\n`);
    expect(read.rows).toBe(1 + LONG.length);
  },
);
