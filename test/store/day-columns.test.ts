import { expect, test } from 'vitest';
import { type DayRow, dayColumns } from '../../src/store/day-columns.js';

const NO_VIEWS = [null, null] as const;
const ROWS: DayRow[] = [
  [3, 10, 10, 1000, 20, 1.5, 5_000_000, null, ...NO_VIEWS],
  [3, 11, 13, null, 0, null, 0, null, ...NO_VIEWS],
  [3, 13, 14, 1, 1, 1, 1, 9_007_199_254_740_991, ...NO_VIEWS],
  [8, 9, 9, 5, null, null, null, 7, ...NO_VIEWS],
];

test('the periods of a creative come back as they were read, with unknown figures unknown and zeros zero', () => {
  const columns = dayColumns(ROWS, 10);
  expect(columns.daysOf(3)).toMatchObject([
    { creativeId: 3, dateStart: '1970-01-11', impressions: 1000, clicks: 20, conversions: 1.5, revenueMicros: null },
    { dateEnd: '1970-01-14', impressions: null, clicks: 0, conversions: null, spendMicros: 0, plays3s: null },
    { revenueMicros: Number.MAX_SAFE_INTEGER, thruplays: null },
  ]);
  expect(columns.daysOf(8)).toMatchObject([{ impressions: 5, clicks: null, spendMicros: null, revenueMicros: 7 }]);
  expect(columns.daysOf(4)).toEqual([]);
});

test('days that two periods cover count once', () => {
  const columns = dayColumns(ROWS, 4);
  expect([3, 8, 4].map(columns.daysCovered)).toEqual([5, 1, 0]);
});
