/**
 * `creo cluster show ID`: one cluster of the current run, or of the run given, and its members with their raw results.
 * `--json`: `{ runId, currency, cluster: { clusterId, label, size, … }, creatives: [{ creative, central, impressions, … }] }`.
 */
import { clusterResults } from '../../cluster/results.js';
import { CLUSTER_COLUMNS, clusterRow } from '../../cluster/rows.js';
import { posterior } from '../../decide/posterior/posterior.js';
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { reportedResults } from '../../metrics/reported.js';
import { NO_TOTALS } from '../../metrics/totals.js';
import { storedRun } from '../../store/clusters.js';
import { creativeNames } from '../../store/creatives.js';
import { creativeEvidence } from '../../store/evidence.js';
import { type ResultsFilter, resultsCurrency } from '../../store/results.js';
import type { Context } from '../context.js';

export interface ClusterShowOptions {
  clusterId: number;
  /** Null is the current run. */
  runId: number | null;
  filter: ResultsFilter;
}

export function run({ db }: Context, { clusterId, runId, filter }: ClusterShowOptions): View {
  const stored = storedRun(db, runId);
  const place = stored.clusters.findIndex((cluster) => cluster.clusterId === clusterId);
  if (place < 0) {
    throw new UserError(
      'NO_SUCH_CLUSTER',
      `Run ${stored.runId} has no cluster ${clusterId}`,
      `Its clusters are ${stored.clusters.map((cluster) => cluster.clusterId).join(', ')}; another run is chosen with --run`,
    );
  }
  const currency = resultsCurrency(db, filter);
  const evidence = creativeEvidence(db, filter, stored.clusters);
  const totals = new Map(evidence.map((each) => [each.creativeId, each.totals]));
  const nameOf = creativeNames(db);
  const results = clusterResults(stored.clusters, evidence, posterior(evidence, { seed: stored.seed }));
  const cluster = clusterRow(results[place], nameOf);
  const creatives = stored.clusters[place].creativeIds
    .map((id) => ({
      creative: nameOf(id),
      central: id === stored.clusters[place].centralCreativeId,
      ...reportedResults(totals.get(id) ?? NO_TOTALS),
    }))
    .sort((a, b) => (b.spendMicros ?? 0) - (a.spendMicros ?? 0) || (a.creative < b.creative ? -1 : 1));
  return {
    json: { runId: stored.runId, currency, cluster, creatives },
    headline: `Cluster ${clusterId} of run ${stored.runId}: ${cluster.label}`,
    tables: [
      {
        title: 'Members, with their raw results',
        fields: ['creative', 'central', 'impressions', 'clicks', 'conversions', 'spendMicros', 'ctr', 'cvr', 'roas'],
        rows: creatives,
        currency,
      },
      { title: 'Together', fields: CLUSTER_COLUMNS, rows: [cluster], currency },
    ],
  };
}
