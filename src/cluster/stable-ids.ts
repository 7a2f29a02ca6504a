/** Cluster ids that outlive a run: a new cluster takes the id of the earlier one whose members it has. */

interface Members {
  label: string;
  creativeIds: readonly number[];
}

/** How alike an earlier and a new cluster are, 0..1; 0 is never matched. */
export type Likeness = (earlier: Members, fresh: Members) => number;

/** Below this share of common members two clusters are different ones. */
const LEAST_OVERLAP = 1 / 3;

/**
 * Jaccard index of the members that both runs know: creatives that came or went since do not count against a cluster.
 * 0 below a third.
 */
export function memberOverlap(earlierRun: readonly Members[], freshRun: readonly Members[]): Likeness {
  const known = new Set(earlierRun.flatMap(({ creativeIds }) => creativeIds));
  const present = new Set(freshRun.flatMap(({ creativeIds }) => creativeIds));
  return (earlier, fresh) => {
    const before = new Set(earlier.creativeIds.filter((id) => present.has(id)));
    const after = fresh.creativeIds.filter((id) => known.has(id));
    const common = after.filter((id) => before.has(id)).length;
    const overlap = common / Math.max(1, before.size + after.length - common);
    return overlap >= LEAST_OVERLAP ? overlap : 0;
  };
}

/** Groups by a tag are the same when they have the same value. */
export const sameLabel: Likeness = (earlier, fresh) => Number(earlier.label === fresh.label);

/**
 * An id for each new cluster: that of the most alike earlier cluster, the most alike pair first; the others take the
 * smallest ids from 1 on that the earlier run did not use.
 */
export function stableIds(
  earlier: readonly (Members & { clusterId: number })[],
  fresh: readonly Members[],
  likeness: Likeness,
): number[] {
  const pairs = earlier
    .flatMap((before) => fresh.map((after, place) => ({ id: before.clusterId, place, alike: likeness(before, after) })))
    .filter(({ alike }) => alike > 0)
    .sort((a, b) => b.alike - a.alike || a.id - b.id || a.place - b.place);
  const idOf = new Map<number, number>();
  const taken = new Set<number>();
  for (const { id, place } of pairs) {
    if (idOf.has(place) || taken.has(id)) continue;
    idOf.set(place, id);
    taken.add(id);
  }
  for (const { clusterId } of earlier) taken.add(clusterId);
  let next = 1;
  return fresh.map((_, place) => {
    const kept = idOf.get(place);
    if (kept !== undefined) return kept;
    while (taken.has(next)) next += 1;
    taken.add(next);
    return next;
  });
}
