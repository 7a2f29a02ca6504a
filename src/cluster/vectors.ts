/**
 * Arithmetic on vectors. A set of n vectors of d dimensions is one Float32Array of n * d values, row after row:
 * inner loops over it are several times faster than over arrays of arrays.
 */

export interface VectorSet {
  /** Row after row; L2-normalised where a function says so. */
  values: Float32Array;
  count: number;
  dims: number;
}

/** Joins vectors of one length into a set. Throws RangeError when their lengths differ. */
export function vectorSet(vectors: readonly Float32Array[]): VectorSet {
  const dims = vectors[0]?.length ?? 0;
  const values = new Float32Array(vectors.length * dims);
  vectors.forEach((vector, row) => {
    if (vector.length !== dims) throw new RangeError(`vector ${row} has ${vector.length} dimensions, not ${dims}`);
    values.set(vector, row * dims);
  });
  return { values, count: vectors.length, dims };
}

/** A copy of length 1 (Euclidean). A vector of zeros, or with a value that is not finite, has no direction: null. */
export function normalised(vector: Float32Array): Float32Array | null {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  return length > 0 && Number.isFinite(length) ? vector.map((value) => value / length) : null;
}

/** Mean direction of some normalised vectors, normalised; null when they cancel out or there are none. */
export function meanDirection(vectors: readonly Float32Array[]): Float32Array | null {
  if (vectors.length === 0) return null;
  const sum = new Float32Array(vectors[0]!.length);
  for (const vector of vectors) for (let i = 0; i < sum.length; i += 1) sum[i]! += vector[i]!;
  return normalised(sum);
}

/** Dot product: the cosine, -1..1, where both are normalised. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!;
  return sum;
}

/** The given rows of a set, in the order given. */
export const rowsAt = ({ values, dims }: VectorSet, rows: readonly number[]): VectorSet =>
  vectorSet(rows.map((row) => values.slice(row * dims, (row + 1) * dims)));
