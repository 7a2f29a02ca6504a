/**
 * DBSCAN (Ester, Kriegel, Sander & Xu 1996): groups are the dense places, and what lies in none is noise. Distances are
 * squared Euclidean; every pair is looked at, so 10,000 vectors take minutes, not seconds.
 */
import { dotsWith, rowsOf, squaredLengths } from './dots.js';
import { numberedBySize } from './groups.js';
import type { Partition } from './kmeans.js';
import type { VectorSet } from './vectors.js';

export interface DbscanOptions {
  /** Two rows are neighbours when their squared distance is at most this. */
  radius: number;
  /** A row is the core of a group when at least so many rows, itself included, are neighbours of it. */
  minSize: number;
}

/** Groups numbered by size; -1 is noise. A border row that two groups reach goes to the nearer core, so the order of the rows does not matter. */
export function dbscan(points: VectorSet, { radius, minSize }: DbscanOptions): Partition {
  const neighbours = Array.from({ length: points.count }, (_, row) => {
    const near: { row: number; square: number }[] = [];
    squaresFrom(points, row).forEach((square, other) => {
      if (square <= radius) near.push({ row: other, square });
    });
    return near;
  });
  const isCore = neighbours.map((near) => near.length >= minSize);
  const groups = new Int32Array(points.count).fill(-1);
  let k = 0;
  for (let row = 0; row < points.count; row += 1) {
    if (!isCore[row] || groups[row] >= 0) continue;
    const waiting = [row];
    groups[row] = k;
    for (let core = waiting.pop(); core !== undefined; core = waiting.pop()) {
      for (const near of neighbours[core]) {
        if (!isCore[near.row] || groups[near.row] >= 0) continue;
        groups[near.row] = k;
        waiting.push(near.row);
      }
    }
    k += 1;
  }
  neighbours.forEach((near, row) => {
    const cores = near.filter((other) => isCore[other.row]);
    if (isCore[row] || cores.length === 0) return;
    groups[row] = groups[cores.reduce((best, other) => (other.square < best.square ? other : best)).row];
  });
  return { groups: numberedBySize(groups, k), k };
}

/**
 * A radius from the data: the rows' squared distances to their (minSize - 1)-th nearest other, in ascending order, bend
 * upwards where the dense places end; the radius is the value at the bend, the point farthest below the chord
 * (Kneedle: Satopää, Albrecht, Irwin & Raghavan 2011).
 */
export function radiusAtKnee(points: VectorSet, minSize: number): number {
  const reach = Float64Array.from({ length: points.count }, (_, row) => {
    const squares = squaresFrom(points, row).sort();
    return squares[Math.min(minSize, squares.length) - 1];
  }).sort();
  const last = reach.length - 1;
  const rise = reach[last] - reach[0];
  let knee = last;
  let deepest = 0;
  reach.forEach((square, place) => {
    const depth = reach[0] + (rise * place) / Math.max(1, last) - square;
    if (depth > deepest) {
      deepest = depth;
      knee = place;
    }
  });
  return reach[knee];
}

function squaresFrom(points: VectorSet, row: number): Float64Array {
  const { values, count, dims } = points;
  const origin = rowsOf(points, [row]);
  const dots = new Float64Array(1);
  const squares = new Float64Array(count);
  const [length] = squaredLengths(origin, dims);
  for (let other = 0; other < count; other += 1) {
    dotsWith(points, other, origin, dots);
    let square = 0;
    for (let d = other * dims; d < (other + 1) * dims; d += 1) square += values[d] * values[d];
    squares[other] = Math.max(0, length + square - 2 * dots[0]);
  }
  return squares;
}
