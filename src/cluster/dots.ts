/** The inner loop of k-means: dot products of rows with a few others, over flat arrays. */
import type { VectorSet } from './vectors.js';

/**
 * Dot products of row `i` with each of `others` (row after row, as many as `dots` is long), into `dots`. Four at a
 * time, so that each value of the row is read once for four. Each sum runs in the order of the dimensions: the product
 * of a row with its equal is to the last bit its squared length.
 */
export function dotsWith(points: VectorSet, i: number, others: Float64Array, dots: Float64Array): void {
  const { values, dims } = points;
  const at = i * dims;
  let other = 0;
  for (; other + 4 <= dots.length; other += 4) {
    const at0 = other * dims;
    const at1 = at0 + dims;
    const at2 = at1 + dims;
    const at3 = at2 + dims;
    let dot0 = 0;
    let dot1 = 0;
    let dot2 = 0;
    let dot3 = 0;
    for (let d = 0; d < dims; d += 1) {
      const value = values[at + d]!;
      dot0 += value * others[at0 + d]!;
      dot1 += value * others[at1 + d]!;
      dot2 += value * others[at2 + d]!;
      dot3 += value * others[at3 + d]!;
    }
    dots[other] = dot0;
    dots[other + 1] = dot1;
    dots[other + 2] = dot2;
    dots[other + 3] = dot3;
  }
  for (; other < dots.length; other += 1) dots[other] = dotWith(points, i, others, other);
}

/** The same with one of the others. */
export function dotWith({ values, dims }: VectorSet, i: number, others: Float64Array, other: number): number {
  const at = i * dims;
  const from = other * dims;
  let dot = 0;
  for (let d = 0; d < dims; d += 1) dot += values[at + d]! * others[from + d]!;
  return dot;
}

/** Squared length of each row. */
export function squaredLengths(rows: Float32Array | Float64Array, dims: number): Float64Array {
  const squares = new Float64Array(rows.length / dims);
  for (let i = 0, at = 0; i < squares.length; i += 1, at += dims) {
    let square = 0;
    for (let d = 0; d < dims; d += 1) square += rows[at + d]! * rows[at + d]!;
    squares[i] = square;
  }
  return squares;
}

/** The given rows, one after the other, in double precision. */
export function rowsOf({ values, dims }: VectorSet, rows: readonly number[]): Float64Array {
  const taken = new Float64Array(rows.length * dims);
  rows.forEach((row, place) => {
    taken.set(values.subarray(row * dims, (row + 1) * dims), place * dims);
  });
  return taken;
}
