/** How alike two groupings of the same things are. */
import type { Cluster } from '../model.js';

/**
 * Adjusted Rand index (Hubert & Arabie 1985): 1 when two groupings agree, about 0 when they agree no more than by
 * chance. Item i is in group `a[i]` of one and `b[i]` of the other. 1 where both are trivial, or there are no items.
 */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const left = Array.from(a, String);
  const right = Array.from(b, String);
  const both = pairsWithin(left.map((key, item) => `${key},${right[item]}`));
  const ofLeft = pairsWithin(left);
  const ofRight = pairsWithin(right);
  const byChance = (ofLeft * ofRight) / Math.max(1, pairs(left.length));
  const most = (ofLeft + ofRight) / 2;
  return most === byChance ? 1 : (both - byChance) / (most - byChance);
}

const pairs = (count: number): number => (count * (count - 1)) / 2;

function pairsWithin(keys: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum + pairs(count), 0);
}

export interface Comparison {
  /** Over the creatives that are in a cluster of both runs; null when there are none. */
  adjustedRand: number | null;
  /** Every two clusters that share creatives, the largest share first. */
  shared: readonly { before: Cluster; after: Cluster; creativeIds: number[] }[];
  /** In a cluster of one run, but in none of the other. */
  onlyBefore: number[];
  onlyAfter: number[];
}

/** Two runs side by side. */
export function compareRuns(before: readonly Cluster[], after: readonly Cluster[]): Comparison {
  const placeBefore = placesOf(before);
  const placeAfter = placesOf(after);
  const common = [...placeBefore.keys()].filter((id) => placeAfter.has(id));
  const shared = before.flatMap((earlier) =>
    after.map((later) => {
      const members = new Set(later.creativeIds);
      return { before: earlier, after: later, creativeIds: earlier.creativeIds.filter((id) => members.has(id)) };
    }),
  );
  return {
    adjustedRand:
      common.length === 0
        ? null
        : adjustedRand(
            common.map((id) => placeBefore.get(id) ?? -1),
            common.map((id) => placeAfter.get(id) ?? -1),
          ),
    shared: shared
      .filter(({ creativeIds }) => creativeIds.length > 0)
      .sort((a, b) => b.creativeIds.length - a.creativeIds.length || a.before.clusterId - b.before.clusterId),
    onlyBefore: [...placeBefore.keys()].filter((id) => !placeAfter.has(id)),
    onlyAfter: [...placeAfter.keys()].filter((id) => !placeBefore.has(id)),
  };
}

const placesOf = (clusters: readonly Cluster[]): Map<number, number> =>
  new Map(clusters.flatMap(({ clusterId, creativeIds }) => creativeIds.map((id): [number, number] => [id, clusterId])));
