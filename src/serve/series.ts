/** Figures of the store to the rows behind the metrics: per campaign, creative and cluster, each bounded in number. */
import { type CampaignTotals, campaignTotals } from '../metrics/campaigns.js';
import { NO_TOTALS, sumTotals, sumTotalsBy } from '../metrics/totals.js';
import type { Totals } from '../model.js';
import type { StoreFigures } from '../store/gauges.js';
import { labelValue } from './labels.js';

/** How many series of a kind there may be. */
export interface SeriesLimits {
  campaigns: number;
  creatives: number;
  clusters: number;
}

export interface CreativeSeries {
  creativeId: number;
  labels: { creative_id: string; creative_name: string; cluster_id: string };
  totals: Totals;
  recent: Totals;
}

export interface ClusterSeries {
  labels: { cluster_id: string; cluster_label: string };
  size: number;
  totals: Totals;
  recent: Totals;
}

export interface Series {
  /** Those beyond the limit are summed into one, so that a sum over all campaigns stays whole. */
  campaigns: readonly CampaignTotals[];
  /** Creatives with results, largest spend first. */
  creatives: readonly CreativeSeries[];
  /** Clusters of the current run, largest spend first; noise is in none. */
  clusters: readonly ClusterSeries[];
  /** How many there would be without the limits. */
  found: SeriesLimits;
  labelsOf: (creativeId: number) => CreativeSeries['labels'];
}

/** The cluster_id of a creative that belongs to none. */
const NO_CLUSTER = 'none';
/** The campaigns beyond the limit. */
const OTHER = '(other)';

export function seriesOf(figures: StoreFigures, limits: SeriesLimits): Series {
  const totals = perCreative(figures, figures.totals);
  const recent = perCreative(figures, figures.recent);
  const labelsOf = creativeLabels(figures);
  const campaigns = labelledCampaigns(figures);
  const creatives = [...totals]
    .sort(([, a], [, b]) => bySize(a, b))
    .slice(0, limits.creatives)
    .map(([creativeId, sums]) => ({
      creativeId,
      labels: labelsOf(creativeId),
      totals: sums,
      recent: recent.get(creativeId) ?? NO_TOTALS,
    }));
  const clusters = (figures.clusterRun?.clusters ?? []).map(({ clusterId, label, creativeIds }) => ({
    labels: { cluster_id: String(clusterId), cluster_label: labelValue(label, String(clusterId)) },
    size: creativeIds.length,
    totals: sumTotals(creativeIds.map((id) => totals.get(id) ?? NO_TOTALS)),
    recent: sumTotals(creativeIds.map((id) => recent.get(id) ?? NO_TOTALS)),
  }));
  return {
    campaigns: withinLimit(campaigns, limits.campaigns),
    creatives,
    clusters: clusters.sort((a, b) => bySize(a.totals, b.totals)).slice(0, limits.clusters),
    found: { campaigns: campaigns.length, creatives: totals.size, clusters: clusters.length },
    labelsOf,
  };
}

/** Largest spend first, then most clicks, so that stores without spend are cut sensibly too. */
const bySize = (a: Totals, b: Totals): number =>
  (b.spendMicros ?? 0) - (a.spendMicros ?? 0) || (b.clicks ?? 0) - (a.clicks ?? 0);

const labelledCampaigns = ({ ads, totals }: StoreFigures): CampaignTotals[] =>
  merged(
    campaignTotals(ads, totals).map(({ utmSource, utmCampaign, ...sums }) => ({
      utmSource: labelValue(utmSource, OTHER),
      utmCampaign: labelValue(utmCampaign, OTHER),
      ...sums,
    })),
  ).sort(bySize);

function withinLimit(campaigns: readonly CampaignTotals[], limit: number): readonly CampaignTotals[] {
  if (campaigns.length <= limit) return campaigns;
  const rest = { utmSource: OTHER, utmCampaign: OTHER, ...sumTotals(campaigns.slice(limit)) };
  return merged([...campaigns.slice(0, limit), rest]);
}

/** Campaigns whose names are the same as labels are one series: Prometheus refuses a scrape that names one twice. */
function merged(campaigns: readonly CampaignTotals[]): CampaignTotals[] {
  const keyOf = ({ utmSource, utmCampaign }: CampaignTotals): string => JSON.stringify([utmSource, utmCampaign]);
  const first = new Map(campaigns.map((campaign) => [keyOf(campaign), campaign]));
  if (first.size === campaigns.length) return [...campaigns];
  const sums = sumTotalsBy(campaigns, keyOf);
  return [...first].map(([key, campaign]) => ({ ...campaign, ...sums.get(key) }));
}

function perCreative({ ads }: StoreFigures, sums: StoreFigures['totals']): Map<number, Totals> {
  const creativeOf = new Map(ads.map(({ adId, creativeId }) => [adId, creativeId]));
  const rows = sums.flatMap((row) => {
    const creativeId = creativeOf.get(row.adId);
    return typeof creativeId === 'number' ? [{ ...row, creativeId }] : [];
  });
  return sumTotalsBy(rows, ({ creativeId }) => creativeId);
}

function creativeLabels({ clusterRun, names }: StoreFigures): Series['labelsOf'] {
  const clusterOf = new Map<number, number>();
  for (const { clusterId, creativeIds } of clusterRun?.clusters ?? []) {
    for (const creativeId of creativeIds) clusterOf.set(creativeId, clusterId);
  }
  return (creativeId) => ({
    creative_id: String(creativeId),
    creative_name: labelValue(names.get(creativeId) ?? '', `creative ${creativeId}`),
    cluster_id: String(clusterOf.get(creativeId) ?? NO_CLUSTER),
  });
}
