/** An order of the rows that depends on their values alone, so that results do not depend on the order of the input. */
import type { VectorSet } from './vectors.js';

/** Row numbers in ascending order of the rows' values (lexicographic). Equal rows keep their places. */
export function canonicalOrder({ values, count, dims }: VectorSet): Int32Array {
  return Int32Array.from({ length: count }, (_, row) => row).sort((a, b) => {
    for (let d = 0; d < dims; d += 1) {
      const difference = values[a * dims + d]! - values[b * dims + d]!;
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}

/** The rows in the given order. */
export function inOrder({ values, dims }: VectorSet, order: Int32Array): VectorSet {
  const sorted = new Float32Array(order.length * dims);
  order.forEach((row, place) => {
    sorted.set(values.subarray(row * dims, (row + 1) * dims), place * dims);
  });
  return { values: sorted, count: order.length, dims };
}

/** How many rows differ from every row before them. */
export function distinctRows(points: VectorSet): number {
  const { values, count, dims } = inOrder(points, canonicalOrder(points));
  let distinct = Math.min(1, count);
  for (let row = 1; row < count; row += 1) {
    let d = 0;
    while (d < dims && values[row * dims + d] === values[(row - 1) * dims + d]) d += 1;
    if (d < dims) distinct += 1;
  }
  return distinct;
}
