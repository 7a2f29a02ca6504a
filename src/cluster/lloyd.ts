/**
 * The two steps of Lloyd's iteration, as tight loops over flat arrays. Rows that cannot have changed groups are not
 * looked at, by the triangle inequality (Hamerly 2010, "Making k-means even faster"). Centroids are one Float64Array,
 * row after row: reading them costs no conversion, and sums over many rows keep their precision.
 */
import { dotsWith, dotWith, squaredLengths } from './dots.js';
import type { VectorSet } from './vectors.js';

/** What is known of each row: its group, and bounds of its distance to the group's centroid and to every other. */
export interface Assignment {
  /** -1 before the first step. */
  groups: Int32Array;
  upper: Float64Array;
  lower: Float64Array;
}

export const unassigned = (count: number): Assignment => ({
  groups: new Int32Array(count).fill(-1),
  upper: new Float64Array(count),
  lower: new Float64Array(count),
});

/**
 * Puts each row into the group of its nearest centroid and returns how many rows changed groups. `lengths` are the
 * squared lengths of the rows, `moves` how far each centroid has moved since the step before.
 */
export function assignNearest(
  points: VectorSet,
  lengths: Float64Array,
  centroids: Float64Array,
  { groups, upper, lower }: Assignment,
  moves: Float64Array,
): number {
  const { count, dims } = points;
  const squares = squaredLengths(centroids, dims);
  const reach = halfToNearestOther(centroids, squares, dims);
  const farthest = moves.reduce((most, move, group) => (move > moves[most]! ? group : most), 0);
  const next = moves.reduce((most, move, group) => (group === farthest ? most : Math.max(most, move)), 0);
  const dots = new Float64Array(squares.length);
  let changed = 0;
  for (let i = 0; i < count; i += 1) {
    const own = groups[i]!;
    if (own >= 0) {
      upper[i]! += moves[own]!;
      lower[i]! -= own === farthest ? next : moves[farthest]!;
      const safe = Math.max(lower[i]!, reach[own]!);
      if (upper[i]! <= safe) continue;
      upper[i] = Math.sqrt(Math.max(0, lengths[i]! + squares[own]! - 2 * dotWith(points, i, centroids, own)));
      if (upper[i]! <= safe) continue;
    }
    dotsWith(points, i, centroids, dots);
    let nearest = 0;
    let first = Number.POSITIVE_INFINITY;
    let second = Number.POSITIVE_INFINITY;
    for (let group = 0; group < dots.length; group += 1) {
      const distance = squares[group]! - 2 * dots[group]!;
      if (distance < first) {
        second = first;
        first = distance;
        nearest = group;
      } else if (distance < second) second = distance;
    }
    upper[i] = Math.sqrt(Math.max(0, lengths[i]! + first));
    lower[i] = Math.sqrt(Math.max(0, lengths[i]! + second));
    if (nearest !== own) {
      groups[i] = nearest;
      changed += 1;
    }
  }
  return changed;
}

/** Half the distance from each centroid to the nearest other: a row closer than that to its own has no nearer one. */
function halfToNearestOther(centroids: Float64Array, squares: Float64Array, dims: number): Float64Array {
  const k = squares.length;
  const nearest = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
  for (let a = 0; a < k; a += 1) {
    for (let b = a + 1; b < k; b += 1) {
      let dot = 0;
      for (let d = 0; d < dims; d += 1) dot += centroids[a * dims + d]! * centroids[b * dims + d]!;
      const half = Math.sqrt(Math.max(0, squares[a]! + squares[b]! - 2 * dot)) / 2;
      nearest[a] = Math.min(nearest[a]!, half);
      nearest[b] = Math.min(nearest[b]!, half);
    }
  }
  return nearest;
}

/**
 * Moves each centroid to the mean of its rows, and one without rows to the row that seems farthest from its own (which
 * it takes over). Returns how far each has moved.
 */
export function moveToMeans(
  { values, count, dims }: VectorSet,
  centroids: Float64Array,
  assignment: Assignment,
): Float64Array {
  const { groups } = assignment;
  const k = centroids.length / dims;
  const sizes = new Int32Array(k);
  for (const group of groups) sizes[group]! += 1;
  refill(sizes, assignment);
  const means = new Float64Array(centroids.length);
  for (let i = 0, at = 0; i < count; i += 1, at += dims) {
    const to = groups[i]! * dims;
    for (let d = 0; d < dims; d += 1) means[to + d]! += values[at + d]!;
  }
  const moves = new Float64Array(k);
  for (let i = 0; i < means.length; i += 1) {
    const group = Math.floor(i / dims);
    const mean = means[i]! / sizes[group]!;
    moves[group]! += (mean - centroids[i]!) ** 2;
    centroids[i] = mean;
  }
  return moves.map(Math.sqrt);
}

/** Gives each empty group the row that seems farthest from its centroid, of a group that has others. */
function refill(sizes: Int32Array, { groups, upper, lower }: Assignment): void {
  for (let group = 0; group < sizes.length; group += 1) {
    if (sizes[group]! > 0) continue;
    let farthest = -1;
    for (let i = 0; i < groups.length; i += 1) {
      if (sizes[groups[i]!]! > 1 && (farthest < 0 || upper[i]! > upper[farthest]!)) farthest = i;
    }
    sizes[groups[farthest]!]! -= 1;
    sizes[group] = 1;
    groups[farthest] = group;
    // Nothing is known of its distances now: the next step looks at it.
    upper[farthest] = Number.POSITIVE_INFINITY;
    lower[farthest] = 0;
  }
}
