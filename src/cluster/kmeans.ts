/**
 * k-means: n vectors in, a group number for each out. Squared Euclidean distance; on vectors of length 1 that is twice
 * the cosine distance.
 */
import { rowsOf, squaredLengths } from './dots.js';
import { numberedBySize } from './groups.js';
import { assignNearest, moveToMeans, unassigned } from './lloyd.js';
import { canonicalOrder, distinctRows, inOrder } from './order.js';
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

/** Of more rows than this, and than so many for each group, the starts are made on a sample. */
const SAMPLE_ROWS = 2000;
const SAMPLE_ROWS_PER_GROUP = 100;

/**
 * The best of several k-means runs (Lloyd 1982) from k-means++ centroids. Of many rows the runs are made on a sample,
 * and the best of them goes on over all rows (Bradley & Fayyad 1998, "Refining initial points for k-means clustering").
 * The answer depends on the vectors and the random numbers, not on the order of the rows. Throws RangeError when k is
 * not a whole number of 1..n, when fewer than k rows differ, or when a value is not finite.
 */
export function kMeans(points: VectorSet, { k, starts, uniform }: KMeansOptions): KMeansPartition {
  if (!Number.isInteger(k) || k < 1 || k > points.count) throw new RangeError(`k must be 1..${points.count}, not ${k}`);
  const order = canonicalOrder(points);
  const sorted = measured(inOrder(points, order));
  if (!sorted.lengths.every(Number.isFinite)) throw new RangeError('a vector has a value that is not finite');
  const sample = sampleOf(sorted, k);
  const run = () => lloyd(sample, rowsOf(sample, seedRows(sample, sample.lengths, k, uniform)));
  let best = run();
  for (let start = 1; start < starts; start += 1) {
    const next = run();
    if (next.inertia < best.inertia) best = next;
  }
  if (sample !== sorted) best = lloyd(sorted, best.centroids);
  const groups = new Int32Array(points.count);
  const numbered = numberedBySize(best.groups, k);
  order.forEach((row, place) => {
    groups[row] = numbered[place]!;
  });
  return { groups, k, inertia: best.inertia };
}

interface Measured extends VectorSet {
  /** Squared length of each row. */
  lengths: Float64Array;
}

const measured = (points: VectorSet): Measured => ({ ...points, lengths: squaredLengths(points.values, points.dims) });

/** Rows at even steps through the canonical order; all rows when they are few, or when too few of the sample differ. */
function sampleOf(sorted: Measured, k: number): Measured {
  const stride = Math.floor(sorted.count / Math.max(SAMPLE_ROWS, SAMPLE_ROWS_PER_GROUP * k));
  if (stride < 2) return sorted;
  const rows = Int32Array.from({ length: Math.floor(sorted.count / stride) }, (_, place) => place * stride);
  const sample = inOrder(sorted, rows);
  return distinctRows(sample) < k ? sorted : measured(sample);
}

interface Lloyd {
  groups: Int32Array;
  centroids: Float64Array;
  inertia: number;
}

/** Iterates from these centroids, which it moves, until they stand still. */
function lloyd(points: Measured, centroids: Float64Array): Lloyd {
  const { lengths, count, dims } = points;
  const stillBelow = TOLERANCE * meanVariance(points);
  const assignment = unassigned(count);
  let moves: Float64Array = new Float64Array(centroids.length / dims);
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration += 1) {
    const changed = assignNearest(points, lengths, centroids, assignment, moves);
    const isStill = iteration > 0 && moves.reduce((sum, move) => sum + move * move, 0) <= stillBelow;
    moves = moveToMeans(points, centroids, assignment);
    if (changed === 0 || isStill) break;
  }
  const { groups } = assignment;
  return { groups, centroids, inertia: inertiaOf(lengths, groups, squaredLengths(centroids, dims)) };
}

/** With each centroid at the mean of its rows, the squared distances sum to the squared lengths less those of the centroids. */
function inertiaOf(lengths: Float64Array, groups: Int32Array, centroidLengths: Float64Array): number {
  return lengths.reduce((sum, length, row) => sum + length - centroidLengths[groups[row]!]!, 0);
}

/** Mean over the dimensions of the variance of their values. */
function meanVariance({ values, count, dims }: VectorSet): number {
  const sums = new Float64Array(dims);
  let squares = 0;
  for (let i = 0, d = 0; i < values.length; i += 1) {
    sums[d]! += values[i]!;
    squares += values[i]! * values[i]!;
    d = d + 1 === dims ? 0 : d + 1;
  }
  let ofMeans = 0;
  for (const sum of sums) ofMeans += (sum / count) ** 2;
  return Math.max(0, squares / count - ofMeans) / dims;
}
