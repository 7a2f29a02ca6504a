/** What the posterior learns from, read back: each creative's results with its days, and the cluster it is in. */
import type { RecentDelivery } from '../decide/posterior/completion.js';
import type { DatedEvidence } from '../decide/split/spend-phases.js';
import type { Cluster } from '../model.js';
import { creativeNames } from './creatives.js';
import type { Store } from './database.js';
import { creativeDayColumns, creativeTotals, type ResultsFilter } from './results.js';

/**
 * One entry per creative that has results, by id. A creative in none of the `clusters` stands alone; `recentOf` tells the
 * part of its delivery whose conversions are still coming in.
 */
export function creativeEvidence(
  db: Store,
  filter: ResultsFilter,
  clusters: readonly Cluster[],
  recentOf: (creativeId: number) => readonly RecentDelivery[] = () => [],
): DatedEvidence[] {
  const clusterOf = new Map<number, number>();
  for (const { clusterId, creativeIds } of clusters) for (const id of creativeIds) clusterOf.set(id, clusterId);
  const columns = creativeDayColumns(db, filter);
  const nameOf = creativeNames(db);
  return creativeTotals(db, filter).map(({ creativeId, ...totals }) => ({
    creativeId,
    name: nameOf(creativeId),
    clusterId: clusterOf.get(creativeId) ?? null,
    totals,
    // Made when looked at: a row of results as an object takes many times what its columns do.
    get days() {
      return columns.daysOf(creativeId);
    },
    activeDays: Math.max(1, columns.daysCovered(creativeId)),
    recent: recentOf(creativeId),
  }));
}
