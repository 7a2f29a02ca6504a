/** Two descriptions of the same things as one: distances add up with a stated weight. */
import { groupMeans } from './groups.js';
import { type VectorSet, vectorSet } from './vectors.js';

/**
 * Rows of `a` and `b` side by side, each scaled to a spread of 1, so that squared distances are (1 - weight) times those
 * of `a` plus weight times those of `b`. `weight` 0..1. A description that is the same for all rows takes no part.
 */
export function blended(a: VectorSet, b: VectorSet, weight: number): VectorSet {
  if (a.count !== b.count) throw new RangeError(`${a.count} rows cannot be blended with ${b.count}`);
  const left = scaled(a, 1 - weight);
  const right = scaled(b, weight);
  return vectorSet(
    Array.from({ length: a.count }, (_, row) =>
      Float32Array.of(
        ...left.subarray(row * a.dims, (row + 1) * a.dims),
        ...right.subarray(row * b.dims, (row + 1) * b.dims),
      ),
    ),
  );
}

/** The values less their mean, scaled so that the mean squared distance from it is `share`. */
function scaled(points: VectorSet, share: number): Float32Array {
  const { values, count, dims } = points;
  const mean = groupMeans(points, new Int32Array(count), 1);
  const centred = values.map((value, i) => value - mean[i % dims]!);
  const spread = centred.reduce((sum, value) => sum + value * value, 0) / count;
  // A spread of rounding errors is no spread.
  const factor = spread > 1e-10 ? Math.sqrt(share / spread) : 0;
  return centred.map((value) => value * factor);
}
