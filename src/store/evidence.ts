/** What the posterior learns from, read back: each creative's results with its days, and the cluster it is in. */
import type { DatedEvidence } from '../decide/split/spend-levels.js';
import type { Cluster, CreativeDay } from '../model.js';
import { daysBetween } from '../units.js';
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
    activeDays: daysCovered(days.get(creativeId) ?? []),
  }));
}

/** Days that some rows cover, each once; rows by their first day. At least 1. */
function daysCovered(rows: readonly CreativeDay[]): number {
  let covered = 0;
  let after = '';
  for (const { dateStart, dateEnd } of rows) {
    if (dateEnd <= after) continue;
    covered += daysBetween(dateStart > after ? dateStart : after, dateEnd) - (dateStart > after ? 0 : 1);
    after = dateEnd;
  }
  return Math.max(1, covered);
}
