/** The number of groups, from the data: k-means for each k of a range, judged by its mean silhouette. */
import { type KMeansPartition, kMeans } from './kmeans.js';
import { distinctRows } from './order.js';
import { meanSilhouette } from './silhouette.js';
import type { VectorSet } from './vectors.js';

/** More groups than this are more than a buyer can act on. */
const MOST_GROUPS = 12;

/** A silhouette this close to the best counts as equal, and then fewer groups win: each then pools more evidence. */
const CLOSE = 0.02;

export interface KChoice {
  partition: KMeansPartition;
  /** Null where k is 1. */
  silhouette: number | null;
  /** What was tried, by ascending k. */
  tried: readonly { k: number; silhouette: number }[];
}

/**
 * Tries k = 2 up to half the rows (a group of one pools nothing), at most 12, and takes the smallest k whose mean
 * silhouette is within 0.02 of the best. One group where there are fewer than four rows, or no two rows differ.
 */
export function chooseK(points: VectorSet, options: { starts: number; uniform: () => number }): KChoice {
  const most = Math.min(MOST_GROUPS, Math.floor(points.count / 2), distinctRows(points));
  const tried: { partition: KMeansPartition; silhouette: number }[] = [];
  for (let k = 2; k <= most; k += 1) {
    const partition = kMeans(points, { ...options, k });
    tried.push({ partition, silhouette: meanSilhouette(points, partition.groups, k) ?? 0 });
  }
  const best = Math.max(...tried.map(({ silhouette }) => silhouette));
  const chosen = tried.find(({ silhouette }) => silhouette >= best - CLOSE);
  return {
    ...(chosen ?? { partition: kMeans(points, { ...options, k: 1 }), silhouette: null }),
    tried: tried.map(({ partition, silhouette }) => ({ k: partition.k, silhouette })),
  };
}
