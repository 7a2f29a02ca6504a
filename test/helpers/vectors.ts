/** Vectors for tests and benchmarks: given by hand, in another order, and in planted groups. */

import { type VectorSet, vectorSet } from '../../src/cluster/vectors.js';
import { seeded } from '../../src/random.js';

/** Rows given by hand. */
export const rows = (...values: number[][]): VectorSet => vectorSet(values.map((row) => Float32Array.from(row)));

export interface Planted extends VectorSet {
  /** The group that each row was made in. */
  truth: number[];
}

/**
 * Unit vectors around `groups` random directions: each is its direction times `signal` plus noise of length about 1.
 * Row i is of group i mod `groups`.
 */
export function plantedVectors(
  { count, dims, groups, signal }: { count: number; dims: number; groups: number; signal: number },
  seed: number,
): Planted {
  const { normal } = seeded(seed);
  const direction = (): Float64Array => unit(Float64Array.from({ length: dims }, normal));
  const centres = Array.from({ length: groups }, direction);
  const truth = Array.from({ length: count }, (_, row) => row % groups);
  const values = new Float32Array(count * dims);
  truth.forEach((group, row) => {
    const noisy = centres[group].map((value) => signal * value + normal() / Math.sqrt(dims));
    values.set(unit(noisy), row * dims);
  });
  return { values, count, dims, truth };
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}
