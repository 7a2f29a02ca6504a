/** Figures of the store to the text that Prometheus reads. */
import { Registry } from 'prom-client';
import type { PooledRate } from '../answers/pooled-rates.js';
import type { PlanScores } from '../answers/score.js';
import type { ServedFigures } from '../answers/served-figures.js';
import type { CampaignTotals } from '../metrics/campaigns.js';
import { ratio } from '../metrics/rates.js';
import type { ClusterFigures, CreativeFigures, StoreFigures } from '../store/gauges.js';
import type { LatestPlan } from '../store/latest-plan.js';
import { MICROS_PER_UNIT } from '../units.js';
import type { PooledRates } from './background.js';
import { campaignSeries } from './campaign-series.js';
import type { CommonLabels } from './common-labels.js';
import { type LabelsOf, metricSetter, type SetMetric } from './gauges.js';
import { labelValue } from './labels.js';

/** How many series of a kind there may be. */
export interface SeriesLimits {
  campaigns: number;
  creatives: number;
  clusters: number;
}

/** `labels` stand on every series. */
export async function figuresText(
  figures: ServedFigures,
  pooled: PooledRates,
  limits: SeriesLimits,
  labels: CommonLabels = {},
): Promise<string> {
  const registry = new Registry();
  registry.setDefaultLabels(labels);
  const set = metricSetter(registry);
  const campaigns = campaignSeries(figures.campaigns, limits.campaigns);
  for (const campaign of campaigns.rows) setCampaign(set, campaign);
  for (const creative of figures.creatives.rows) setCreative(set, creative, pooled.get(creative.creativeId));
  for (const cluster of figures.clusters.rows) setCluster(set, cluster);
  if (figures.plan) setPlan(set, figures.plan);
  if (figures.scores) setScores(set, figures.scores);
  setStore(set, figures);
  const found = { campaigns: campaigns.found, creatives: figures.creatives.found, clusters: figures.clusters.found };
  for (const kind of ['campaigns', 'creatives', 'clusters'] as const) {
    set('creo_series_limit', { kind }, limits[kind]);
    set('creo_series_found', { kind }, found[kind]);
  }
  return registry.metrics();
}

/** Gives the text of figures, made anew only when they are others than the last time. */
export function figuresMemo(limits: SeriesLimits): (figures: ServedFigures, pooled: PooledRates) => Promise<string> {
  let last: { figures: ServedFigures; pooled: PooledRates; text: Promise<string> } | undefined;
  return (figures, pooled) => {
    if (last?.figures !== figures || last.pooled !== pooled) {
      last = { figures, pooled, text: figuresText(figures, pooled, limits) };
    }
    return last.text;
  };
}

const cents = (micros: number | null): number | null => (micros === null ? null : micros / (MICROS_PER_UNIT / 100));

const seconds = (instant: string): number => Date.parse(instant) / 1000;

function setCampaign(set: SetMetric, { utmSource, utmCampaign, account, ...sums }: CampaignTotals): void {
  const labels = { utm_source: utmSource, utm_campaign: utmCampaign, ...(account === null ? {} : { account }) };
  set('utm_clicks_total', labels, sums.clicks);
  set('utm_conversions_total', labels, sums.conversions);
  set('utm_revenue_cents', labels, cents(sums.revenueMicros));
  set('creo_utm_spend_cents', labels, cents(sums.spendMicros));
}

/** The cluster_id of a creative that belongs to none. */
const NO_CLUSTER = 'none';

const creativeLabels = (
  creativeId: number,
  name: string | null,
  clusterId: number | null,
): LabelsOf<'creative_cvr'> => ({
  creative_id: String(creativeId),
  creative_name: labelValue(name ?? '', `creative ${creativeId}`),
  cluster_id: clusterId === null ? NO_CLUSTER : String(clusterId),
});

function setCreative(
  set: SetMetric,
  { creativeId, name, clusterId, ...sums }: CreativeFigures,
  pooled: PooledRate | undefined,
): void {
  const labels = creativeLabels(creativeId, name, clusterId);
  set('creative_cvr', labels, ratio(sums.ratedConversions, sums.ratedClicks));
  set('creative_roas', labels, ratio(sums.ratedRevenueMicros, sums.ratedSpendMicros));
  if (pooled) setPooled(set, labels, pooled);
  set('creo_creative_clicks', labels, sums.clicks);
  set('creo_creative_conversions', labels, sums.conversions);
  set('creo_creative_spend_cents', labels, cents(sums.spendMicros));
  set('creo_creative_revenue_cents', labels, cents(sums.revenueMicros));
  set('creo_creative_recent_clicks', labels, sums.recentClicks);
  set('creo_creative_recent_conversions', labels, sums.recentConversions);
  set('creo_creative_recent_spend_cents', labels, cents(sums.recentSpendMicros));
  set('creo_creative_recent_revenue_cents', labels, cents(sums.recentRevenueMicros));
}

function setPooled(set: SetMetric, labels: LabelsOf<'creative_cvr'>, pooled: PooledRate): void {
  set('creo_creative_pooled_cvr', labels, pooled.cvr);
  set('creo_creative_pooled_cvr_low', labels, pooled.cvrLow);
  set('creo_creative_pooled_cvr_high', labels, pooled.cvrHigh);
  set('creo_creative_pooled_roas', labels, pooled.roas);
  set('creo_creative_pooled_roas_low', labels, pooled.roasLow);
  set('creo_creative_pooled_roas_high', labels, pooled.roasHigh);
}

function setCluster(set: SetMetric, { clusterId, label, size, ...sums }: ClusterFigures): void {
  const labels = { cluster_id: String(clusterId), cluster_label: labelValue(label, String(clusterId)) };
  set('cluster_avg_cvr', labels, ratio(sums.ratedConversions, sums.ratedClicks));
  set('cluster_size', labels, size);
  set('creo_cluster_clicks', labels, sums.clicks);
  set('creo_cluster_conversions', labels, sums.conversions);
  set('creo_cluster_spend_cents', labels, cents(sums.spendMicros));
  set('creo_cluster_revenue_cents', labels, cents(sums.revenueMicros));
  set('creo_cluster_recent_clicks', labels, sums.recentClicks);
  set('creo_cluster_recent_conversions', labels, sums.recentConversions);
  set('creo_cluster_recent_spend_cents', labels, cents(sums.recentSpendMicros));
  set('creo_cluster_recent_revenue_cents', labels, cents(sums.recentRevenueMicros));
}

function setPlan(set: SetMetric, plan: LatestPlan): void {
  set('creo_plan_timestamp_seconds', {}, seconds(plan.createdAt));
  set('creo_plan_budget_cents', {}, cents(plan.budgetMicros));
  set('creo_plan_allocated_cents', {}, cents(plan.allocatedMicros));
  set('creo_plan_confidence', {}, plan.confidence);
  set('creo_plan_expected_revenue_cents', { bound: 'expected' }, cents(plan.expectedRevenueMicros));
  set('creo_plan_expected_revenue_cents', { bound: 'low' }, cents(plan.expectedRevenueLowMicros));
  set('creo_plan_expected_revenue_cents', { bound: 'high' }, cents(plan.expectedRevenueHighMicros));
  for (const { creativeId, name, clusterId, ...item } of plan.items) {
    const labels = creativeLabels(creativeId, name, clusterId);
    set('creo_plan_creative_budget_cents', labels, cents(item.budgetMicros));
    set('creo_plan_creative_cvr', labels, item.cvr);
    set('creo_plan_creative_roas', labels, item.roas);
    set('creo_plan_creative_roas_low', labels, item.roasLow);
    set('creo_plan_creative_roas_high', labels, item.roasHigh);
    set('creo_plan_creative_best_probability', labels, item.probBest);
  }
}

function setScores(set: SetMetric, scores: PlanScores): void {
  set('creo_score_plans', {}, scores.plans.length);
  set('creo_score_interval_coverage_ratio', {}, scores.coverage);
  set('creo_score_bias_ratio', {}, scores.bias);
  set('creo_score_raw_bias_ratio', {}, scores.rawBias);
  set('creo_score_plans_against_naive', {}, scores.plansAgainstNaive);
  set('creo_score_gain_over_naive_cents', {}, cents(scores.gainOverNaiveMicros));
}

function setStore(set: SetMetric, figures: StoreFigures): void {
  for (const { platform, importedAt, lastDay } of figures.platforms) {
    const labels = { platform: labelValue(platform, 'unknown') };
    set('creo_last_import_timestamp_seconds', labels, seconds(importedAt));
    set('creo_last_result_day_timestamp_seconds', labels, lastDay === null ? null : lastDay * 86_400);
  }
  for (const [table, count] of Object.entries(figures.rows)) set('creo_store_rows', { table }, count);
  set('creo_store_size_bytes', {}, figures.sizeBytes);
  set('creo_store_schema_version', {}, figures.schemaVersion);
  for (const code of figures.currencies) {
    const shown = code === figures.currency ? 'yes' : 'no';
    set('creo_currency_info', { currency: labelValue(code, 'unknown'), shown }, 1);
  }
  if (!figures.clusterRun) return;
  set('creo_cluster_run_timestamp_seconds', {}, seconds(figures.clusterRun.createdAt));
  set('creo_cluster_run_silhouette', {}, figures.clusterRun.silhouette);
}
