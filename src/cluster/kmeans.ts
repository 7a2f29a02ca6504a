/**
 * k-means: n vectors in, a group number for each out. Squared Euclidean distance; on vectors of length 1 that is twice
 * the cosine distance.
 */
import { rowsOf, squaredLengths } from './dots.js';
import { numberedBySize } from './groups.js';
import { assignNearest, moveToMeans } from './lloyd.js';
import { canonicalOrder, inOrder } from './order.js';
import { seedRows } from './seeding.js';
import type { VectorSet } from './vectors.js';

export interface KMeansOptions {
  /** Groups wanted, 1..n; at least k rows must differ. */
  k: number;
  /** Runs from different starting centroids, of which the one with the least inertia stands. */
  starts: number;
  /** Seeded source of numbers, 0 <= u < 1. */
  uniform: () => number;
}

export interface Partition {
  /** Group of each row, 0..k-1, numbered by size with the largest first. None is empty. */
  groups: Int32Array;
  k: number;
}

export interface KMeansPartition extends Partition {
  /** Sum of the squared distances of the rows to the mean of their group. */
  inertia: number;
}

const MOST_ITERATIONS = 300;

/** The centroids stand still when together they move by less than this share of the mean variance of a dimension (scikit-learn's default). */
const TOLERANCE = 1e-4;

/**
 * The best of several k-means runs (Lloyd 1982) from k-means++ centroids. The answer depends on the vectors and the
 * random numbers, not on the order of the rows. Throws RangeError when k is not a whole number of 1..n, when fewer than
 * k rows differ, or when a value is not finite.
 */
export function kMeans(points: VectorSet, { k, starts, uniform }: KMeansOptions): KMeansPartition {
  if (!Number.isInteger(k) || k < 1 || k > points.count) throw new RangeError(`k must be 1..${points.count}, not ${k}`);
  if (!points.values.every(Number.isFinite)) throw new RangeError('a vector has a value that is not finite');
  const order = canonicalOrder(points);
  const sorted = inOrder(points, order);
  const stillBelow = TOLERANCE * meanVariance(sorted);
  const lengths = squaredLengths(sorted.values, sorted.dims);
  const run = () => lloyd(sorted, lengths, seedRows(sorted, lengths, k, uniform), stillBelow);
  let best = run();
  for (let start = 1; start < starts; start += 1) {
    const next = run();
    if (next.inertia < best.inertia) best = next;
  }
  const groups = new Int32Array(points.count);
  const numbered = numberedBySize(best.groups, k);
  order.forEach((row, place) => {
    groups[row] = numbered[place];
  });
  return { groups, k, inertia: best.inertia };
}

function lloyd(
  points: VectorSet,
  lengths: Float64Array,
  seeds: readonly number[],
  stillBelow: number,
): { groups: Int32Array; inertia: number } {
  const centroids = rowsOf(points, seeds);
  const groups = new Int32Array(points.count).fill(-1);
  const squares = new Float64Array(points.count);
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration += 1) {
    const changed = assignNearest(points, lengths, centroids, groups, squares);
    if (changed === 0) break;
    const shift = moveToMeans(points, centroids, groups, squares);
    if (shift > stillBelow) continue;
    assignNearest(points, lengths, centroids, groups, squares);
    break;
  }
  return { groups, inertia: squares.reduce((sum, square) => sum + square, 0) };
}

/** Mean over the dimensions of the variance of their values. */
function meanVariance({ values, count, dims }: VectorSet): number {
  const sums = new Float64Array(dims);
  let squares = 0;
  for (let i = 0, d = 0; i < values.length; i += 1) {
    sums[d] += values[i];
    squares += values[i] * values[i];
    d = d + 1 === dims ? 0 : d + 1;
  }
  let ofMeans = 0;
  for (const sum of sums) ofMeans += (sum / count) ** 2;
  return Math.max(0, squares / count - ofMeans) / dims;
}
