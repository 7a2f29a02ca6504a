/** Campaigns as series: their names as labels, and no more of them than the limit. */
import {
  bySize,
  type CampaignReport,
  type CampaignTotals,
  campaignTotals,
  mergeCampaigns,
  sumCampaigns,
} from '../metrics/campaigns.js';
import type { Limited } from '../store/gauges.js';
import { labelValue } from './labels.js';

/** What the campaigns beyond the limit are called. */
const OTHER = '(other)';

/** Those beyond the limit are summed into one series, so that a sum over all campaigns stays whole. */
export function campaignSeries(campaigns: readonly CampaignReport[], limit: number): Limited<CampaignTotals> {
  // Names that became the same as labels are one series: Prometheus refuses a scrape that has one twice.
  const labelled = mergeCampaigns(
    campaignTotals(campaigns).map(({ utmSource, utmCampaign, ...sums }) => ({
      utmSource: labelValue(utmSource, OTHER),
      utmCampaign: labelValue(utmCampaign, OTHER),
      ...sums,
    })),
  ).sort(bySize);
  if (labelled.length <= limit) return { rows: labelled, found: labelled.length };
  const rest = { utmSource: OTHER, utmCampaign: OTHER, ...sumCampaigns(labelled.slice(limit)) };
  return { rows: mergeCampaigns([...labelled.slice(0, limit), rest]), found: labelled.length };
}
