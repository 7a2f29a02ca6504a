import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adjustedRand } from '../../src/cluster/compare.js';
import { chooseRadius, dbscan, pairSquares } from '../../src/cluster/dbscan.js';
import { rowsAt } from '../../src/cluster/vectors.js';
import { plantedVectors, rows } from '../helpers/vectors.js';

test('dense places are groups, a far row is noise', () => {
  const points = rows([0], [1], [2], [10], [11], [12], [13], [30]);
  const { groups, k } = dbscan(pairSquares(points), { radius: 1, minSize: 2 });
  expect(k).toBe(2);
  expect([...groups]).toEqual([1, 1, 1, 0, 0, 0, 0, -1]);
});

test('a row with too few neighbours belongs to the nearer of the groups that reach it', () => {
  const points = rows([0], [0.5], [1], [1.9], [3], [3.5], [4]);
  const { groups } = dbscan(pairSquares(points), { radius: 1.21, minSize: 3 });
  expect(groups[3]).toBe(groups[2]);
  expect(groups[3]).not.toBe(groups[4]);
});

test('nothing dense is all noise', () => {
  expect(dbscan(pairSquares(rows([0], [5], [10])), { radius: 1, minSize: 2 })).toEqual({
    groups: Int32Array.of(-1, -1, -1),
    k: 0,
  });
});

test('the order of the rows does not matter', () => {
  const shuffles = fc
    .array(fc.integer({ min: 0, max: 20 }), { minLength: 3, maxLength: 12 })
    .chain((values) =>
      fc.tuple(fc.constant(values), fc.shuffledSubarray([...values.keys()], { minLength: values.length })),
    );
  fc.assert(
    fc.property(shuffles, ([values, order]) => {
      const points = rows(...values.map((value) => [value]));
      const options = { radius: 4, minSize: 3 };
      const { groups } = dbscan(pairSquares(points), options);
      const again = dbscan(pairSquares(rowsAt(points, order)), options).groups;
      const back = order.map((row) => groups[row]);
      expect(adjustedRand(again, back)).toBe(1);
      expect([...again].map((group) => group < 0)).toEqual(back.map((group) => group < 0));
    }),
  );
});

test('the radius that is chosen finds planted groups, and leaves a stranger out', () => {
  for (const seed of [1, 2, 3, 4]) {
    const planted = plantedVectors({ count: 90, dims: 32, groups: 3, signal: 2 }, seed);
    const stranger = new Float32Array(32).fill(0.5);
    const points = { ...planted, values: Float32Array.of(...planted.values, ...stranger), count: 91 };
    const squares = pairSquares(points);
    const { groups, k } = dbscan(squares, { radius: chooseRadius(points, squares, 3), minSize: 3 });
    expect(k).toBe(3);
    expect(groups[90]).toBe(-1);
    const inGroup = [...groups.keys()].filter((row) => groups[row] >= 0);
    expect(inGroup.length).toBeGreaterThan(75);
    const found = inGroup.map((row) => groups[row]);
    expect(
      adjustedRand(
        found,
        inGroup.map((row) => planted.truth[row]),
      ),
    ).toBe(1);
  }
});
