import fc from 'fast-check';
import { kmeans as mlKmeans } from 'ml-kmeans';
import { expect, test } from 'vitest';
import { chooseK } from '../../src/cluster/choose-k.js';
import { adjustedRand } from '../../src/cluster/compare.js';
import { kMeans } from '../../src/cluster/kmeans.js';
import { distinctRows } from '../../src/cluster/order.js';
import { rowsAt, type VectorSet } from '../../src/cluster/vectors.js';
import { seeded } from '../../src/random.js';
import { plantedVectors, rows } from '../helpers/vectors.js';

const grouped = (points: VectorSet, k: number, seed = 1) =>
  kMeans(points, { k, starts: 10, uniform: seeded(seed).uniform });

/** A few short vectors of whole numbers, so that equal rows and ties occur. */
const someRows = fc
  .array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 12 })
  .map((values) => rows(...values));

test('four points on a line in two pairs make two groups of inertia 1', () => {
  const { groups, inertia } = grouped(rows([0], [1], [10], [11]), 2);
  expect([...groups]).toEqual([0, 0, 1, 1]);
  expect(inertia).toBeCloseTo(1, 12);
});

test('as many groups as points leave nothing over', () => {
  const { groups, inertia } = grouped(rows([0, 0], [1, 0], [0, 1]), 3);
  expect(new Set(groups)).toEqual(new Set([0, 1, 2]));
  expect(inertia).toBeCloseTo(0, 12);
});

test('the largest group is number 0', () => {
  expect([...grouped(rows([9], [0], [1], [0.5]), 2).groups]).toEqual([1, 0, 0, 0]);
});

test('k that is not whole, below 1, or more than the rows that differ is refused', () => {
  for (const k of [0, 1.5, 4]) expect(() => grouped(rows([0], [1], [2]), k)).toThrow(RangeError);
  expect(() => grouped(rows([0], [0], [1]), 3)).toThrow('only 2 rows differ');
  expect(() => grouped(rows([0], [Number.NaN]), 1)).toThrow('not finite');
});

test('the same seed gives the same groups, and the order of the rows does not matter', () => {
  const shuffles = someRows.chain((points) =>
    fc.tuple(
      fc.constant(points),
      fc.shuffledSubarray([...Array(points.count).keys()], { minLength: points.count }),
      fc.integer({ min: 1, max: distinctRows(points) }),
    ),
  );
  fc.assert(
    fc.property(shuffles, fc.nat(), ([points, order, k], seed) => {
      const { groups, inertia } = grouped(points, k, seed);
      const again = grouped(rowsAt(points, order), k, seed);
      expect([...again.groups]).toEqual(order.map((row) => groups[row]));
      expect(again.inertia).toBe(inertia);
      expect(new Set(groups).size).toBe(k);
    }),
  );
});

test('the inertia is the sum of the squared distances to the means', () => {
  fc.assert(
    fc.property(someRows, fc.integer({ min: 1, max: 3 }), (points, wanted) => {
      const k = Math.min(wanted, distinctRows(points));
      const { groups, inertia } = grouped(points, k);
      expect(inertiaOf(points, groups, k)).toBeCloseTo(inertia, 6);
    }),
  );
});

function inertiaOf({ values, dims }: VectorSet, groups: Int32Array, k: number): number {
  let total = 0;
  for (let group = 0; group < k; group += 1) {
    const members = [...groups.keys()].filter((row) => groups[row] === group);
    for (let d = 0; d < dims; d += 1) {
      const column = members.map((row) => values[row * dims + d]);
      const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
      total += column.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    }
  }
  return total;
}

test('the inertia is no more than that of ml-kmeans from its k-means++ start', () => {
  for (const seed of [1, 2, 3]) {
    const points = plantedVectors({ count: 200, dims: 16, groups: 6, signal: 1 }, seed);
    const arrays = Array.from({ length: points.count }, (_, row) => [
      ...points.values.subarray(row * points.dims, (row + 1) * points.dims),
    ]);
    const { clusters } = mlKmeans(arrays, 6, { seed, initialization: 'kmeans++' });
    expect(grouped(points, 6, seed).inertia).toBeLessThanOrEqual(
      inertiaOf(points, Int32Array.from(clusters), 6) * (1 + 1e-4),
    );
  }
});

test('of many rows a sample is enough to start from, whatever their order', () => {
  const points = plantedVectors({ count: 4500, dims: 8, groups: 4, signal: 2 }, 9);
  const { groups, inertia } = kMeans(points, { k: 4, starts: 3, uniform: seeded(1).uniform });
  expect(adjustedRand(groups, points.truth)).toBeGreaterThan(0.95);
  expect(inertiaOf(points, groups, 4)).toBeCloseTo(inertia, 4);
  const backwards = rowsAt(points, [...Array(points.count).keys()].reverse());
  const again = kMeans(backwards, { k: 4, starts: 3, uniform: seeded(1).uniform });
  expect(again.inertia).toBe(inertia);
  expect([...again.groups].reverse()).toEqual([...groups]);
});

test('planted groups are found, and k auto finds how many there are', () => {
  for (const groups of [2, 3, 5, 8]) {
    const points = plantedVectors({ count: 80, dims: 64, groups, signal: 1.5 }, groups);
    const { partition, tried } = chooseK(points, { starts: 10, uniform: seeded(1).uniform });
    expect(partition.k).toBe(groups);
    expect(adjustedRand(partition.groups, points.truth)).toBe(1);
    expect(tried.map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  }
});

test('k auto makes one group of rows that do not differ, and of too few', () => {
  const uniform = seeded(1).uniform;
  expect(chooseK(rows([1, 0], [1, 0], [1, 0], [1, 0]), { starts: 1, uniform })).toMatchObject({
    silhouette: null,
    tried: [],
  });
  expect(chooseK(rows([1, 0], [0, 1]), { starts: 1, uniform }).partition.k).toBe(1);
});
