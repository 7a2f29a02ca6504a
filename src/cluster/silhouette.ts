/** How well groups stand apart: the silhouette (Rousseeuw 1987), -1..1, over squared Euclidean distances. */
import { dotsWith, squaredLengths } from './dots.js';
import { groupMeans, groupSizes } from './groups.js';
import type { VectorSet } from './vectors.js';

/**
 * Silhouette of each row: (b - a) / max(a, b), with a the mean squared distance to the others of its group and b that
 * to the nearest other group. 0 for a row alone in its group, NaN for a row in no group (-1). On vectors of length 1
 * this is the silhouette by cosine distance. A mean of squared distances to a group follows from the group's mean and
 * mean squared length, so this takes n x k steps, not n x n, and is exact.
 */
export function silhouettes(points: VectorSet, groups: Int32Array, k: number): Float64Array {
  const sizes = groupSizes(groups, k);
  const means = groupMeans(points, groups, k);
  const lengths = squaredLengths(points.values, points.dims);
  const groupLengths = new Float64Array(k);
  groups.forEach((group, row) => {
    if (group >= 0) groupLengths[group]! += lengths[row]! / sizes[group]!;
  });
  const scores = new Float64Array(points.count).fill(Number.NaN);
  const dots = new Float64Array(k);
  for (let row = 0; row < points.count; row += 1) {
    const own = groups[row]!;
    if (own < 0) continue;
    dotsWith(points, row, means, dots);
    const distance = (group: number): number => Math.max(0, lengths[row]! - 2 * dots[group]! + groupLengths[group]!);
    let nearestOther = Number.POSITIVE_INFINITY;
    for (let group = 0; group < k; group += 1)
      if (group !== own) nearestOther = Math.min(nearestOther, distance(group));
    // The mean over the group counts the row itself at distance 0.
    const inside = sizes[own]! > 1 ? (distance(own) * sizes[own]!) / (sizes[own]! - 1) : nearestOther;
    const larger = Math.max(inside, nearestOther);
    scores[row] = larger > 0 && sizes[own]! > 1 ? (nearestOther - inside) / larger : 0;
  }
  return scores;
}

/** Mean silhouette of the rows that are in a group; null where it is not defined: fewer than two groups. */
export function meanSilhouette(points: VectorSet, groups: Int32Array, k: number): number | null {
  if (k < 2) return null;
  const scores = silhouettes(points, groups, k).filter((score) => !Number.isNaN(score));
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
