import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meanSilhouette, silhouettes } from '../../src/cluster/silhouette.js';
import { rows } from '../helpers/vectors.js';

test('two pairs on a line: each row by its squared distances', () => {
  // Row 0: 1 to its fellow; 100 and 121 to the others: 1 - 1 / 110.5.
  const scores = silhouettes(rows([0], [1], [10], [11]), Int32Array.of(0, 0, 1, 1), 2);
  expect(scores[0]).toBeCloseTo(1 - 1 / 110.5, 12);
  expect(scores[1]).toBeCloseTo(1 - 1 / 90.5, 12);
});

test('a row alone in its group scores 0, a row in no group is not counted', () => {
  const points = rows([0], [1], [10], [50]);
  const scores = silhouettes(points, Int32Array.of(0, 0, 1, -1), 2);
  expect(scores[2]).toBe(0);
  expect(scores[3]).toBeNaN();
  expect(meanSilhouette(points, Int32Array.of(0, 0, 1, -1), 2)).toBeCloseTo((scores[0] + scores[1]) / 3, 12);
});

test('one group has no silhouette, and equal rows in two groups have 0', () => {
  expect(meanSilhouette(rows([0], [1]), Int32Array.of(0, 0), 1)).toBeNull();
  expect(meanSilhouette(rows([1], [1], [1], [1]), Int32Array.of(0, 0, 1, 1), 2)).toBe(0);
});

test('the shortcut over group means equals the definition over all pairs', () => {
  const input = fc.array(
    fc.tuple(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 }), fc.nat(2)),
    {
      minLength: 4,
      maxLength: 15,
    },
  );
  fc.assert(
    fc.property(input, (pairs) => {
      const present = [...new Set(pairs.map(([, group]) => group))];
      const groups = Int32Array.from(pairs, ([, group]) => present.indexOf(group));
      fc.pre(present.length > 1);
      const vectors = pairs.map(([vector]) => vector);
      const scores = silhouettes(rows(...vectors), groups, present.length);
      scores.forEach((score, row) => {
        expect(score).toBeCloseTo(byDefinition(vectors, groups, row), 9);
      });
    }),
  );
});

function byDefinition(vectors: number[][], groups: Int32Array, row: number): number {
  const meanTo = (group: number): number => {
    const others = vectors.filter((_, other) => groups[other] === group && other !== row);
    const squares = others.map((vector) => vector.reduce((sum, value, d) => sum + (value - vectors[row][d]) ** 2, 0));
    return squares.reduce((sum, square) => sum + square, 0) / others.length;
  };
  const inside = meanTo(groups[row]);
  const outside = Math.min(...[...new Set(groups)].filter((group) => group !== groups[row]).map(meanTo));
  return Number.isNaN(inside) || Math.max(inside, outside) === 0 ? 0 : (outside - inside) / Math.max(inside, outside);
}
