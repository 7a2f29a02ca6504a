import { expect, test } from 'vitest';
import { jsonChunks } from '../../src/show/json-chunks.js';

const long = Array.from({ length: 1200 }, (_, at) => ({ at, name: `a "${at}"\nb`, none: null, days: [at] }));

test('JSON in pieces is the text of JSON in one', () => {
  const values = [
    { currency: 'USD', creatives: long, clusters: [], left: undefined, deep: { long, empty: {} } },
    long,
    long.map((_, at) => at),
    [...long.slice(0, 1100), undefined],
    { rows: [1, 2] },
    [],
    'text',
    null,
  ];
  for (const value of values) expect([...jsonChunks(value)].join('')).toBe(`${JSON.stringify(value, null, 2)}\n`);
});

test('a long list comes row by row', () => {
  expect([...jsonChunks({ rows: long })].every((piece) => piece.length < 300)).toBe(true);
});
