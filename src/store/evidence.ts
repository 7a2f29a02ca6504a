/** What the posterior learns from, read back: each creative's results with its days, and the cluster it is in. */
import type { DatedEvidence } from '../decide/split/spend-levels.js';
import type { Cluster, CreativeDay } from '../model.js';
import { creativeNames } from './creatives.js';
import type { Store } from './database.js';
import { creativeDays, creativeTotals, type ResultsFilter } from './results.js';

/** One entry per creative that has results, by id. A creative in none of the `clusters` stands alone. */
export function creativeEvidence(db: Store, filter: ResultsFilter, clusters: readonly Cluster[]): DatedEvidence[] {
  const clusterOf = new Map(
    clusters.flatMap(({ clusterId, creativeIds }) => creativeIds.map((id): [number, number] => [id, clusterId])),
  );
  const days = new Map<number, CreativeDay[]>();
  for (const day of creativeDays(db, filter)) {
    const known = days.get(day.creativeId);
    if (known) known.push(day);
    else days.set(day.creativeId, [day]);
  }
  const nameOf = creativeNames(db);
  return creativeTotals(db, filter).map(({ creativeId, ...totals }) => ({
    creativeId,
    name: nameOf(creativeId),
    clusterId: clusterOf.get(creativeId) ?? null,
    totals,
    days: days.get(creativeId) ?? [],
  }));
}
