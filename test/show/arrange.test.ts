import { expect, test } from 'vitest';
import { arranged } from '../../src/show/arrange.js';

const ROWS = [
  { creative: 'b', clicks: 1, roas: null },
  { creative: 'a', clicks: 10, roas: 2 },
  { creative: 'c', clicks: 5, roas: 3 },
];
const AS_IS = { columns: null, sort: null, limit: null };

const names = (options: Partial<typeof AS_IS> | { sort: string } | { limit: number }): string[] =>
  arranged(ROWS, ['creative'], { ...AS_IS, ...options }).rows.map(({ creative }) => creative);

test('without options the rows keep their order', () => {
  expect(names({})).toEqual(['b', 'a', 'c']);
});

test('numbers run from the largest down, text from A to Z, and a minus turns that round', () => {
  expect(names({ sort: 'clicks' })).toEqual(['a', 'c', 'b']);
  expect(names({ sort: '-clicks' })).toEqual(['b', 'c', 'a']);
  expect(names({ sort: 'creative' })).toEqual(['a', 'b', 'c']);
});

test('a row without the value comes last either way', () => {
  expect(names({ sort: 'roas' })).toEqual(['c', 'a', 'b']);
  expect(names({ sort: '-roas' })).toEqual(['a', 'c', 'b']);
});

test('columns are chosen by name in any case, and an unknown one is refused', () => {
  expect(arranged(ROWS, ['creative'], { ...AS_IS, columns: ['ROAS', 'clicks'] }).fields).toEqual(['roas', 'clicks']);
  expect(() => arranged(ROWS, ['creative'], { ...AS_IS, columns: ['profit'] })).toThrow(
    expect.objectContaining({ code: 'UNKNOWN_FIELD' }),
  );
});

test('a limit keeps the first rows', () => {
  expect(names({ limit: 2 })).toEqual(['b', 'a']);
});
