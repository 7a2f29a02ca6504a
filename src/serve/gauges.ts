/**
 * The metrics of the store: name, kind, labels, help. The names without a `creo_` prefix and their labels are fixed;
 * further ones carry the prefix and base units, except that money is in cents, as in `utm_revenue_cents`.
 */
import { Counter, Gauge, type Registry } from 'prom-client';

interface Metric {
  kind: 'counter' | 'gauge';
  labels: readonly string[];
  help: string;
}

const CAMPAIGN = ['utm_source', 'utm_campaign'] as const;
const CREATIVE = ['creative_id', 'creative_name', 'cluster_id'] as const;
const CLUSTER = ['cluster_id', 'cluster_label'] as const;
const NONE = [] as const;

const UNDO = 'A sum over the store: undoing or correcting an import may lower it.';

export const METRICS = {
  // campaigns
  utm_clicks_total: { kind: 'counter', labels: CAMPAIGN, help: `Clicks of a campaign. ${UNDO}` },
  utm_conversions_total: { kind: 'counter', labels: CAMPAIGN, help: `Conversions of a campaign. ${UNDO}` },
  utm_revenue_cents: { kind: 'counter', labels: CAMPAIGN, help: `Revenue of a campaign, in cents. ${UNDO}` },
  creo_utm_spend_cents: { kind: 'gauge', labels: CAMPAIGN, help: 'Spend of a campaign, in cents.' },
  // creatives
  creative_cvr: { kind: 'gauge', labels: CREATIVE, help: 'Conversions / clicks of a creative, over everything.' },
  creative_roas: { kind: 'gauge', labels: CREATIVE, help: 'Revenue / spend of a creative, over everything.' },
  creo_creative_pooled_cvr: {
    kind: 'gauge',
    labels: CREATIVE,
    help: `Its CVR with its cluster's and the account's results behind it (posterior mean).`,
  },
  creo_creative_pooled_cvr_low: { kind: 'gauge', labels: CREATIVE, help: 'Lower end of its 80% interval.' },
  creo_creative_pooled_cvr_high: { kind: 'gauge', labels: CREATIVE, help: 'Upper end of its 80% interval.' },
  creo_creative_pooled_roas: { kind: 'gauge', labels: CREATIVE, help: 'Its ROAS pooled in the same way.' },
  creo_creative_pooled_roas_low: { kind: 'gauge', labels: CREATIVE, help: 'Lower end of its 80% interval.' },
  creo_creative_pooled_roas_high: { kind: 'gauge', labels: CREATIVE, help: 'Upper end of its 80% interval.' },
  creo_creative_clicks: { kind: 'gauge', labels: CREATIVE, help: 'Clicks of a creative.' },
  creo_creative_conversions: { kind: 'gauge', labels: CREATIVE, help: 'Conversions of a creative.' },
  creo_creative_spend_cents: { kind: 'gauge', labels: CREATIVE, help: 'Spend of a creative, in cents.' },
  creo_creative_revenue_cents: { kind: 'gauge', labels: CREATIVE, help: 'Revenue of a creative, in cents.' },
  creo_creative_recent_clicks: { kind: 'gauge', labels: CREATIVE, help: 'Its clicks in the recent days.' },
  creo_creative_recent_conversions: { kind: 'gauge', labels: CREATIVE, help: 'Its conversions in the recent days.' },
  creo_creative_recent_spend_cents: { kind: 'gauge', labels: CREATIVE, help: 'Its spend in the recent days.' },
  creo_creative_recent_revenue_cents: { kind: 'gauge', labels: CREATIVE, help: 'Its revenue in the recent days.' },
  // clusters of the current run
  cluster_avg_cvr: { kind: 'gauge', labels: CLUSTER, help: 'Conversions / clicks, both summed over a cluster.' },
  cluster_size: { kind: 'gauge', labels: CLUSTER, help: 'Creatives in a cluster.' },
  creo_cluster_clicks: { kind: 'gauge', labels: CLUSTER, help: 'Clicks of a cluster.' },
  creo_cluster_conversions: { kind: 'gauge', labels: CLUSTER, help: 'Conversions of a cluster.' },
  creo_cluster_spend_cents: { kind: 'gauge', labels: CLUSTER, help: 'Spend of a cluster, in cents.' },
  creo_cluster_revenue_cents: { kind: 'gauge', labels: CLUSTER, help: 'Revenue of a cluster, in cents.' },
  creo_cluster_recent_clicks: { kind: 'gauge', labels: CLUSTER, help: 'Its clicks in the recent days.' },
  creo_cluster_recent_conversions: { kind: 'gauge', labels: CLUSTER, help: 'Its conversions in the recent days.' },
  creo_cluster_recent_spend_cents: { kind: 'gauge', labels: CLUSTER, help: 'Its spend in the recent days.' },
  creo_cluster_recent_revenue_cents: { kind: 'gauge', labels: CLUSTER, help: 'Its revenue in the recent days.' },
  creo_cluster_run_timestamp_seconds: { kind: 'gauge', labels: NONE, help: 'When the clusters were made.' },
  creo_cluster_run_silhouette: { kind: 'gauge', labels: NONE, help: 'Mean silhouette of the clusters, -1 to 1.' },
  // the budget plan that was shown last
  creo_plan_timestamp_seconds: { kind: 'gauge', labels: NONE, help: 'When the last budget plan was made.' },
  creo_plan_budget_cents: { kind: 'gauge', labels: NONE, help: 'Budget of the last plan, in cents.' },
  creo_plan_allocated_cents: { kind: 'gauge', labels: NONE, help: 'What it spends of its budget, in cents.' },
  creo_plan_confidence: { kind: 'gauge', labels: NONE, help: 'Probability that it earns back its budget.' },
  creo_plan_expected_revenue_cents: {
    kind: 'gauge',
    labels: ['bound'],
    help: 'Revenue that the last plan expects (bound expected) and the ends of its interval (low, high), in cents.',
  },
  creo_plan_creative_budget_cents: { kind: 'gauge', labels: CREATIVE, help: 'What it spends on a creative, in cents.' },
  creo_plan_creative_cvr: { kind: 'gauge', labels: CREATIVE, help: 'Pooled (posterior) CVR of a creative in it.' },
  creo_plan_creative_roas: { kind: 'gauge', labels: CREATIVE, help: 'Pooled (posterior) ROAS of a creative in it.' },
  creo_plan_creative_roas_low: { kind: 'gauge', labels: CREATIVE, help: 'Lower end of the interval of that ROAS.' },
  creo_plan_creative_roas_high: { kind: 'gauge', labels: CREATIVE, help: 'Upper end of the interval of that ROAS.' },
  creo_plan_creative_best_probability: {
    kind: 'gauge',
    labels: CREATIVE,
    help: 'Probability that the creative is the best one of the last plan.',
  },
  // the latest plans against what later imports show, as `creo score` tells them
  creo_score_plans: { kind: 'gauge', labels: NONE, help: 'Plans, of the latest 100, that later results can score.' },
  creo_score_interval_coverage_ratio: {
    kind: 'gauge',
    labels: NONE,
    help: 'Share of them whose revenue fell inside their interval; 0.8 is meant.',
  },
  creo_score_bias_ratio: { kind: 'gauge', labels: NONE, help: 'Their expected over their real revenue; 1 is right.' },
  creo_score_raw_bias_ratio: { kind: 'gauge', labels: NONE, help: 'What raw ROAS promised, over their real revenue.' },
  creo_score_plans_against_naive: {
    kind: 'gauge',
    labels: NONE,
    help: 'Plans of which later results tell what the five best raw CVRs in equal parts would have earned.',
  },
  creo_score_gain_over_naive_cents: {
    kind: 'gauge',
    labels: NONE,
    help: 'Revenue of those plans less what that naive rule would have earned with the same money, in cents.',
  },
  // the store and the metrics themselves
  creo_last_import_timestamp_seconds: {
    kind: 'gauge',
    labels: ['platform'],
    help: 'When the last import of a platform ran.',
  },
  creo_last_result_day_timestamp_seconds: {
    kind: 'gauge',
    labels: ['platform'],
    help: 'Start (UTC) of the last day that a platform has results for.',
  },
  creo_store_rows: { kind: 'gauge', labels: ['table'], help: 'Rows in a table of the store.' },
  creo_store_size_bytes: { kind: 'gauge', labels: NONE, help: 'Size of the store.' },
  creo_store_schema_version: { kind: 'gauge', labels: NONE, help: 'Schema version of the store.' },
  creo_currency_info: {
    kind: 'gauge',
    labels: ['currency', 'shown'],
    help: 'Currencies in the results. Amounts are in the one with shown="yes"; there are none while several are there and none was chosen.',
  },
  creo_series_limit: {
    kind: 'gauge',
    labels: ['kind'],
    help: 'How many campaigns, creatives and clusters may have series; the largest spend comes first.',
  },
  creo_series_found: { kind: 'gauge', labels: ['kind'], help: 'How many campaigns, creatives and clusters there are.' },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;
export type LabelsOf<Name extends MetricName> = Readonly<Record<(typeof METRICS)[Name]['labels'][number], string>>;

/** Sets one series; campaigns have a label `account` besides, where the results are of several. What no report said (null) has no series: a missing point is never drawn as 0. */
export type SetMetric = <Name extends MetricName>(name: Name, labels: LabelsOf<Name>, value: number | null) => void;

/** Gives the function that fills an empty registry; a metric comes into being with its first series. */
export function metricSetter(registry: Registry): SetMetric {
  const setters = new Map<MetricName, (labels: Record<string, string>, value: number) => void>();
  return (name, labels, value) => {
    if (value === null) return;
    let set = setters.get(name);
    if (!set) {
      set = setterOf(registry, name, 'account' in labels ? ['account'] : []);
      setters.set(name, set);
    }
    set(labels, value);
  };
}

function setterOf(
  registry: Registry,
  name: MetricName,
  more: readonly string[],
): (labels: Record<string, string>, value: number) => void {
  const { kind, labels: labelNames, help }: Metric = METRICS[name];
  const configuration = { name, help, labelNames: [...labelNames, ...more], registers: [registry] };
  if (kind === 'gauge') {
    const gauge = new Gauge(configuration);
    return (labels, value) => gauge.set(labels, value);
  }
  const counter = new Counter(configuration);
  return (labels, value) => {
    // A counter cannot be below 0: a campaign with more refunds than sales has no revenue series.
    if (value >= 0) counter.inc(labels, value);
  };
}
