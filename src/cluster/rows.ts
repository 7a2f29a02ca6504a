/** Clusters as a view: the same keys wherever clusters are reported. */
import type { FieldKey, Row, View } from '../fields.js';
import type { ClusterRun } from '../model.js';
import type { ClusterResult } from './results.js';

export interface ClusterReport {
  run: Omit<ClusterRun, 'createdAt'>;
  results: readonly ClusterResult[];
  currency: string | null;
  nameOf: (creativeId: number) => string;
  leftOut: readonly { creative: string; reason: string }[];
  notes: readonly string[];
}

/** The most needed first: a narrow terminal leaves the last ones out. */
export const CLUSTER_COLUMNS = [
  'clusterId',
  'label',
  'size',
  'spendMicros',
  'cvr',
  'cvrLow',
  'cvrHigh',
  'roas',
  'probBest',
  'winner',
  'lift',
  'bestCreative',
  'clicks',
  'conversions',
  'cvrRaw',
  'centralCreative',
] as const satisfies readonly FieldKey[];

/** One clustering run with its results: the contract of `creo cluster --json`. */
export function clusterView({ run, results, currency, nameOf, leftOut, notes }: ClusterReport): View {
  const { runId, kind, tag, algorithm, k, seed, silhouette, modelId, options = {} } = run;
  const clusters = results.map((result) => ({
    ...clusterRow(result, nameOf),
    creatives: result.cluster.creativeIds.map(nameOf).sort(),
  }));
  const noise = run.noise.map(nameOf).sort();
  return {
    json: {
      runId,
      kind,
      tag,
      algorithm,
      k,
      seed,
      silhouette,
      model: modelId,
      options,
      currency,
      clusters,
      noise,
      leftOut,
    },
    headline: headline(run),
    tables: [{ fields: CLUSTER_COLUMNS, rows: clusters, currency }],
    notes: [
      ...notes,
      ...(kind !== 'tag' && noise.length > 0 ? [`In no cluster: ${noise.join(', ')}`] : []),
      ...leftOutNotes(leftOut),
      ...(results.every(({ cvr }) => cvr === null) ? [NO_RESULTS] : []),
    ],
  };
}

const NO_RESULTS = 'No results yet, so the rates are unknown: `creo import` reads the exports of the ad platforms.';

function headline({ runId, kind, tag, k, silhouette, clusters, noise }: ClusterReport['run']): string {
  const creatives = clusters.reduce((sum, { creativeIds }) => sum + creativeIds.length, noise.length);
  const by = kind === 'tag' ? `by ${tag}` : kind;
  const apart = silhouette === null ? '' : `, silhouette ${silhouette.toFixed(2)} (1 is far apart, 0 is no groups)`;
  return `Run ${runId} (${by}): ${creatives} creatives in ${k} ${k === 1 ? 'cluster' : 'clusters'}${apart}`;
}

function leftOutNotes(leftOut: ClusterReport['leftOut']): string[] {
  const reasons = [...new Set(leftOut.map(({ reason }) => reason))].sort();
  return reasons.map((reason) => {
    const names = leftOut.filter((each) => each.reason === reason).map(({ creative }) => creative);
    const shown = names.slice(0, 3).join(', ');
    return `Left out, ${reason}: ${names.length} (${shown}${names.length > 3 ? ', …' : ''})`;
  });
}

/** One cluster as a row of a table, and the same in JSON. */
export function clusterRow(
  { cluster, totals, bestCreativeId, ...rates }: ClusterResult,
  nameOf: ClusterReport['nameOf'],
) {
  const { impressions, clicks, conversions, spendMicros, revenueMicros } = totals;
  const { centralCreativeId = null } = cluster;
  return {
    clusterId: cluster.clusterId,
    label: cluster.label,
    size: cluster.creativeIds.length,
    impressions,
    clicks,
    conversions,
    spendMicros,
    revenueMicros,
    ...rates,
    bestCreative: bestCreativeId === null ? null : nameOf(bestCreativeId),
    centralCreative: centralCreativeId === null ? null : nameOf(centralCreativeId),
  } satisfies Row;
}
