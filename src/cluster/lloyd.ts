/**
 * The two steps of Lloyd's iteration, as tight loops over flat arrays. Centroids are one Float64Array, row after row:
 * reading them costs no conversion, and sums over many rows keep their precision.
 */
import { dotsWith, squaredLengths } from './dots.js';
import type { VectorSet } from './vectors.js';

/**
 * Puts each row into the group of its nearest centroid; `lengths` are the squared lengths of the rows. Fills `groups` and `squares` (squared distance to that
 * centroid), and returns how many rows changed groups.
 */
export function assignNearest(
  points: VectorSet,
  lengths: Float64Array,
  centroids: Float64Array,
  groups: Int32Array,
  squares: Float64Array,
): number {
  const halves = squaredLengths(centroids, points.dims).map((square) => square / 2);
  const k = halves.length;
  const dots = new Float64Array(k);
  let changed = 0;
  for (let i = 0; i < points.count; i += 1) {
    dotsWith(points, i, centroids, dots);
    // |x - c|^2 = |x|^2 - 2 (x . c - |c|^2 / 2): the nearest centroid has the largest bracket.
    let nearest = 0;
    let largest = Number.NEGATIVE_INFINITY;
    for (let group = 0; group < k; group += 1) {
      const bracket = dots[group] - halves[group];
      if (bracket > largest) {
        largest = bracket;
        nearest = group;
      }
    }
    squares[i] = Math.max(0, lengths[i] - 2 * largest);
    if (groups[i] !== nearest) {
      groups[i] = nearest;
      changed += 1;
    }
  }
  return changed;
}

/**
 * Moves each centroid to the mean of its rows, and one without rows to the row that lies farthest from its own (which
 * it takes over). Returns the sum of the squared distances that the centroids moved.
 */
export function moveToMeans(
  { values, count, dims }: VectorSet,
  centroids: Float64Array,
  groups: Int32Array,
  squares: Float64Array,
): number {
  const k = centroids.length / dims;
  const sizes = new Int32Array(k);
  for (const group of groups) sizes[group] += 1;
  refill(sizes, groups, squares);
  const means = new Float64Array(centroids.length);
  for (let i = 0, at = 0; i < count; i += 1, at += dims) {
    const to = groups[i] * dims;
    for (let d = 0; d < dims; d += 1) means[to + d] += values[at + d];
  }
  let moved = 0;
  for (let i = 0; i < means.length; i += 1) {
    const mean = means[i] / sizes[Math.floor(i / dims)];
    moved += (mean - centroids[i]) ** 2;
    centroids[i] = mean;
  }
  return moved;
}

/** Gives each empty group the farthest row of a group that has others. */
function refill(sizes: Int32Array, groups: Int32Array, squares: Float64Array): void {
  for (let group = 0; group < sizes.length; group += 1) {
    if (sizes[group] > 0) continue;
    let farthest = -1;
    for (let i = 0; i < groups.length; i += 1) {
      if (sizes[groups[i]] > 1 && (farthest < 0 || squares[i] > squares[farthest])) farthest = i;
    }
    sizes[groups[farthest]] -= 1;
    sizes[group] = 1;
    groups[farthest] = group;
    squares[farthest] = 0;
  }
}
