/** DBSCAN (Ester, Kriegel, Sander & Xu 1996): groups are the dense places, and what lies in none is noise. */
import { dotsWith, rowsOf, squaredLengths } from './dots.js';
import { numberedBySize } from './groups.js';
import type { Partition } from './kmeans.js';
import { meanSilhouette } from './silhouette.js';
import type { VectorSet } from './vectors.js';

export interface Density {
  /** Two rows are neighbours when their squared distance is at most this. */
  radius: number;
  /** A row is the core of a group when so many rows, itself included, are neighbours of it. */
  minSize: number;
}

/** Squared distances between all rows, n x n, row after row. */
export function pairSquares(points: VectorSet): Float32Array {
  const { values, count, dims } = points;
  const lengths = squaredLengths(values, dims);
  const squares = new Float32Array(count * count);
  const dots = new Float64Array(1);
  for (let row = 0; row < count; row += 1) {
    const origin = rowsOf(points, [row]);
    for (let other = row + 1; other < count; other += 1) {
      dotsWith(points, other, origin, dots);
      const square = Math.max(0, lengths[row]! + lengths[other]! - 2 * dots[0]!);
      squares[row * count + other] = square;
      squares[other * count + row] = square;
    }
  }
  return squares;
}

/**
 * Groups numbered by size; -1 is noise. `squares` as from pairSquares. A border row that several groups reach goes to
 * the nearest core, so that the order of the rows does not matter.
 */
export function dbscan(squares: Float32Array, { radius, minSize }: Density): Partition {
  const count = Math.sqrt(squares.length);
  const within = (row: number): number[] => {
    const near: number[] = [];
    for (let other = 0; other < count; other += 1) if (squares[row * count + other]! <= radius) near.push(other);
    return near;
  };
  const neighbours = Array.from({ length: count }, (_, row) => within(row));
  const isCore = neighbours.map((near) => near.length >= minSize);
  const groups = new Int32Array(count).fill(-1);
  let k = 0;
  for (let row = 0; row < count; row += 1) {
    if (!isCore[row] || groups[row]! >= 0) continue;
    const waiting = [row];
    groups[row] = k;
    for (let core = waiting.pop(); core !== undefined; core = waiting.pop()) {
      for (const near of neighbours[core]!) {
        if (!isCore[near] || groups[near]! >= 0) continue;
        groups[near] = k;
        waiting.push(near);
      }
    }
    k += 1;
  }
  neighbours.forEach((near, row) => {
    const cores = near.filter((other) => isCore[other]);
    if (isCore[row] || cores.length === 0) return;
    const square = (core: number): number => squares[row * count + core]!;
    groups[row] = groups[cores.reduce((best, core) => (square(core) < square(best) ? core : best))]!;
  });
  return { groups: numberedBySize(groups, k), k };
}

/** Radii tried, as shares of the rows that they would make a core. */
const CORE_SHARES = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/**
 * A radius from the data: of those that make 40 to 100% of the rows a core, the one whose groups stand apart best by
 * the silhouette, where a row of noise counts as 0. The smallest of equals.
 */
export function chooseRadius(points: VectorSet, squares: Float32Array, minSize: number): number {
  const { count } = points;
  const reach = Float32Array.from({ length: count }, (_, row) => {
    const sorted = squares.slice(row * count, (row + 1) * count).sort();
    return sorted[Math.min(minSize, count) - 1]!;
  }).sort();
  let best = { radius: reach[count - 1]!, score: Number.NEGATIVE_INFINITY };
  for (const share of CORE_SHARES) {
    const radius = reach[Math.ceil(share * count) - 1]!;
    const { groups, k } = dbscan(squares, { radius, minSize });
    const inGroup = groups.reduce((sum, group) => sum + (group < 0 ? 0 : 1), 0) / count;
    const score = (meanSilhouette(points, groups, k) ?? 0) * inGroup;
    if (score > best.score) best = { radius, score };
  }
  return best.radius;
}
