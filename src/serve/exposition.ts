/** Figures of the store to the text that Prometheus reads. */
import { Registry } from 'prom-client';
import { cvr, roas } from '../metrics/rates.js';
import type { LatestPlan, StoreFigures } from '../store/gauges.js';
import { MICROS_PER_UNIT } from '../units.js';
import { metricSetter, type SetMetric } from './gauges.js';
import { labelValue } from './labels.js';
import { type Series, type SeriesLimits, seriesOf } from './series.js';

export async function figuresText(figures: StoreFigures, limits: SeriesLimits): Promise<string> {
  const registry = new Registry();
  const set = metricSetter(registry);
  const series = seriesOf(figures, limits);
  setCampaigns(set, series);
  setCreatives(set, series);
  setClusters(set, series, figures);
  if (figures.plan) setPlan(set, figures.plan, series);
  setStore(set, figures);
  for (const kind of ['campaigns', 'creatives', 'clusters'] as const) {
    set('creo_series_limit', { kind }, limits[kind]);
    set('creo_series_found', { kind }, series.found[kind]);
  }
  return registry.metrics();
}

/** Gives the text of figures, made anew only when they are others than the last time. */
export function figuresMemo(limits: SeriesLimits): (figures: StoreFigures) => Promise<string> {
  let last: { figures: StoreFigures; text: Promise<string> } | undefined;
  return (figures) => {
    if (last?.figures !== figures) last = { figures, text: figuresText(figures, limits) };
    return last.text;
  };
}

const cents = (micros: number | null): number | null => (micros === null ? null : micros / (MICROS_PER_UNIT / 100));

const seconds = (instant: string): number => Date.parse(instant) / 1000;

function setCampaigns(set: SetMetric, { campaigns }: Series): void {
  for (const { utmSource, utmCampaign, ...sums } of campaigns) {
    const labels = { utm_source: utmSource, utm_campaign: utmCampaign };
    set('utm_clicks_total', labels, sums.clicks);
    set('utm_conversions_total', labels, sums.conversions);
    set('utm_revenue_cents', labels, cents(sums.revenueMicros));
    set('creo_utm_spend_cents', labels, cents(sums.spendMicros));
  }
}

function setCreatives(set: SetMetric, { creatives }: Series): void {
  for (const { labels, totals, recent } of creatives) {
    set('creative_cvr', labels, cvr(totals));
    set('creative_roas', labels, roas(totals));
    set('creo_creative_clicks', labels, totals.clicks);
    set('creo_creative_conversions', labels, totals.conversions);
    set('creo_creative_spend_cents', labels, cents(totals.spendMicros));
    set('creo_creative_revenue_cents', labels, cents(totals.revenueMicros));
    set('creo_creative_recent_clicks', labels, recent.clicks);
    set('creo_creative_recent_conversions', labels, recent.conversions);
    set('creo_creative_recent_spend_cents', labels, cents(recent.spendMicros));
    set('creo_creative_recent_revenue_cents', labels, cents(recent.revenueMicros));
  }
}

function setClusters(set: SetMetric, { clusters }: Series, { clusterRun }: StoreFigures): void {
  for (const { labels, size, totals, recent } of clusters) {
    set('cluster_avg_cvr', labels, cvr(totals));
    set('cluster_size', labels, size);
    set('creo_cluster_clicks', labels, totals.clicks);
    set('creo_cluster_conversions', labels, totals.conversions);
    set('creo_cluster_spend_cents', labels, cents(totals.spendMicros));
    set('creo_cluster_revenue_cents', labels, cents(totals.revenueMicros));
    set('creo_cluster_recent_clicks', labels, recent.clicks);
    set('creo_cluster_recent_conversions', labels, recent.conversions);
    set('creo_cluster_recent_spend_cents', labels, cents(recent.spendMicros));
    set('creo_cluster_recent_revenue_cents', labels, cents(recent.revenueMicros));
  }
  if (!clusterRun) return;
  set('creo_cluster_run_timestamp_seconds', {}, seconds(clusterRun.createdAt));
  set('creo_cluster_run_silhouette', {}, clusterRun.silhouette);
}

function setPlan(set: SetMetric, plan: LatestPlan, { labelsOf, creatives }: Series): void {
  set('creo_plan_timestamp_seconds', {}, seconds(plan.createdAt));
  set('creo_plan_budget_cents', {}, cents(plan.budgetMicros));
  set('creo_plan_allocated_cents', {}, cents(plan.allocatedMicros));
  set('creo_plan_confidence', {}, plan.confidence);
  set('creo_plan_expected_revenue_cents', { bound: 'expected' }, cents(plan.expectedRevenueMicros));
  set('creo_plan_expected_revenue_cents', { bound: 'low' }, cents(plan.expectedRevenueLowMicros));
  set('creo_plan_expected_revenue_cents', { bound: 'high' }, cents(plan.expectedRevenueHighMicros));
  const shown = new Set(creatives.map(({ creativeId }) => creativeId));
  for (const item of plan.items) {
    if (!shown.has(item.creativeId)) continue;
    const labels = labelsOf(item.creativeId);
    set('creo_plan_creative_budget_cents', labels, cents(item.budgetMicros));
    set('creo_plan_creative_cvr', labels, item.cvr);
    set('creo_plan_creative_roas', labels, item.roas);
    set('creo_plan_creative_roas_low', labels, item.roasLow);
    set('creo_plan_creative_roas_high', labels, item.roasHigh);
    set('creo_plan_creative_best_probability', labels, item.probBest);
  }
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
}
