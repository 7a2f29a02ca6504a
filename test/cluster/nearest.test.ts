import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest } from '../../src/cluster/nearest.js';
import { dot, normalised, vectorSet } from '../../src/cluster/vectors.js';

const axis = (...values: number[]): Float32Array => Float32Array.from(values);

test('the nearest rows come most similar first, and of equals the first row', () => {
  const set = vectorSet([axis(0, 1), axis(1, 0), axis(0.6, 0.8), axis(1, 0)]);
  expect(nearest(set, axis(1, 0), 3).map(({ row }) => row)).toEqual([1, 3, 2]);
  expect(nearest(set, axis(1, 0), 1)[0].similarity).toBeCloseTo(1);
});

test('none are asked for, or there are none', () => {
  expect(nearest(vectorSet([axis(1, 0)]), axis(1, 0), 0)).toEqual([]);
  expect(nearest(vectorSet([]), axis(1, 0), 5)).toEqual([]);
});

test('vectors of two lengths are never compared', () => {
  expect(() => nearest(vectorSet([axis(1, 0)]), axis(1, 0, 0), 1)).toThrow(RangeError);
});

test('few or many, they are those that sorting all finds', () => {
  const vector = fc
    .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 })
    .map((values) => normalised(Float32Array.from(values)) ?? axis(1, 0, 0, 0, 0, 0, 0));
  fc.assert(
    fc.property(
      fc.array(vector, { minLength: 1, maxLength: 200 }),
      vector,
      fc.integer({ min: 1, max: 200 }),
      (rows, query, count) => {
        const expected = rows
          .map((row) => dot(row, query))
          .sort((a, b) => b - a)
          .slice(0, count);
        const found = nearest(vectorSet(rows), query, count).map(({ similarity }) => similarity);
        expect(found.length).toBe(expected.length);
        for (const [place, similarity] of found.entries()) expect(similarity).toBeCloseTo(expected[place], 5);
      },
    ),
  );
});
