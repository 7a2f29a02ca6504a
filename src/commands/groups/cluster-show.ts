/**
 * `creo cluster show ID`: one cluster of the run in use, or of the run given, and its members. `--json`: the keys of
 * ClusterAnswer (answers/clusters.ts).
 */
import { type ClusterAnswer, clusterOf } from '../../answers/clusters.js';
import type { Question } from '../../answers/question.js';
import type { View } from '../../fields.js';
import { CLUSTER_COLUMNS } from '../../show/cluster-view.js';
import type { Context } from '../../work/context.js';

export interface ClusterShowOptions {
  clusterId: number;
  question: Question;
}

export function run({ db }: Context, { clusterId, question }: ClusterShowOptions): View<ClusterAnswer> {
  const answer = clusterOf(db, clusterId, question);
  const { runId, currency, cluster, creatives } = answer;
  return {
    json: answer,
    headline: `Cluster ${clusterId} of run ${runId}: ${cluster.label}`,
    tables: [
      {
        title: 'Members',
        fields: [
          'creative',
          'central',
          'verdict',
          'cvr',
          'roas',
          'spendMicros',
          'conversions',
          'clicks',
          'impressions',
          'cvrRaw',
          'roasRaw',
        ],
        rows: creatives,
        currency,
      },
      { title: 'Together', fields: CLUSTER_COLUMNS, rows: [cluster], currency },
    ],
  };
}
