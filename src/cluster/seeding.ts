/** Starting centroids for k-means. */
import { dotsWith, rowsOf } from './dots.js';
import type { VectorSet } from './vectors.js';

/**
 * Greedy k-means++ (Arthur & Vassilvitskii 2007; the variant of scikit-learn): each next centroid is the best of
 * 2 + ln k rows that are drawn in proportion to their squared distance from the centroids so far. `uniform` gives
 * numbers 0 <= u < 1; `lengths` are the squared lengths of the rows. Returns k row numbers. Throws RangeError when fewer than k rows differ.
 */
export function seedRows(points: VectorSet, lengths: Float64Array, k: number, uniform: () => number): number[] {
  const trials = 2 + Math.floor(Math.log(k));
  const first = Math.floor(uniform() * points.count);
  const rows = [first];
  const nearest = squaredDistances(points, lengths, [first])[0]!;
  while (rows.length < k) {
    const total = sumOf(nearest);
    if (total === 0) throw new RangeError(`k is ${k}, but only ${rows.length} rows differ`);
    const drawn = Array.from({ length: trials }, () => drawnRow(nearest, total * uniform()));
    const kept = squaredDistances(points, lengths, drawn).map((distances) =>
      distances.map((d, i) => Math.min(d, nearest[i]!)),
    );
    const sums = kept.map(sumOf);
    const best = sums.indexOf(Math.min(...sums));
    rows.push(drawn[best]!);
    nearest.set(kept[best]!);
  }
  return rows;
}

/** The row where the running sum of the weights passes `target`; never one of weight 0. */
function drawnRow(weights: Float64Array, target: number): number {
  let sum = 0;
  let last = 0;
  for (let row = 0; row < weights.length; row += 1) {
    if (weights[row] === 0) continue;
    sum += weights[row]!;
    last = row;
    if (sum > target) break;
  }
  return last;
}

/** Squared distances of every row from each of the `origins`; exactly 0 between equal rows. */
function squaredDistances(points: VectorSet, lengths: Float64Array, origins: readonly number[]): Float64Array[] {
  const others = rowsOf(points, origins);
  const distances = origins.map(() => new Float64Array(points.count));
  const dots = new Float64Array(origins.length);
  for (let i = 0; i < points.count; i += 1) {
    dotsWith(points, i, others, dots);
    for (let o = 0; o < dots.length; o += 1) {
      distances[o]![i] = Math.max(0, lengths[i]! + lengths[origins[o]!]! - 2 * dots[o]!);
    }
  }
  return distances;
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
