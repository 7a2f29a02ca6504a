/** A clustering run as a view: the same columns wherever clusters are shown. */
import type { ClustersAnswer, NewClustersAnswer } from '../answers/clusters.js';
import type { FieldKey, View } from '../fields.js';

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
  'verdict',
  'lift',
  'bestCreative',
  'clicks',
  'conversions',
  'cvrRaw',
  'roasRaw',
  'centralCreative',
] as const satisfies readonly FieldKey[];

export function clustersView<Answer extends ClustersAnswer | NewClustersAnswer>(answer: Answer): View<Answer> {
  const { kind, noise, clusters, currency, metric, inUse, runId } = answer;
  return {
    json: answer,
    headline: headline(answer),
    tables: [{ fields: CLUSTER_COLUMNS, rows: clusters, currency }],
    notes: [
      ...('notes' in answer ? answer.notes : []),
      ...(kind !== 'tag' && noise.length > 0 ? [`In no cluster: ${noise.join(', ')}`] : []),
      ...('leftOut' in answer ? leftOutNotes(answer.leftOut) : []),
      metric === null
        ? 'No results yet, so the rates are unknown: `creo import` reads the exports of the ad platforms.'
        : `The winner has the best ${metric.toUpperCase()} most likely.`,
      ...(inUse
        ? []
        : [`Another run pools the evidence of the answers; to let this one do it: creo cluster use ${runId}`]),
    ],
  };
}

function headline({ runId, kind, tag, k, silhouette, clusters, noise }: ClustersAnswer): string {
  const creatives = new Set([...clusters.flatMap((cluster) => cluster.creatives), ...noise]).size;
  const by = kind === 'tag' ? `by ${tag}` : kind;
  const apart = silhouette === null ? '' : `, silhouette ${silhouette.toFixed(2)} (1 is far apart, 0 is no groups)`;
  const counted = creatives === 1 ? '1 creative' : `${creatives} creatives`;
  return `Run ${runId} (${by}): ${counted} in ${k} ${k === 1 ? 'cluster' : 'clusters'}${apart}`;
}

function leftOutNotes(leftOut: NewClustersAnswer['leftOut']): string[] {
  const reasons = [...new Set(leftOut.map(({ reason }) => reason))].sort();
  return reasons.map((reason) => {
    const names = leftOut.filter((each) => each.reason === reason).map(({ creative }) => creative);
    const shown = names.slice(0, 3).join(', ');
    return `Left out, ${reason}: ${names.length} (${shown}${names.length > 3 ? ', …' : ''})`;
  });
}
