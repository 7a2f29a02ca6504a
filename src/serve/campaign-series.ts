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
/** The account of ads whose file did not say. */
const NO_ACCOUNT = '(unnamed)';

/** Those beyond the limit are summed into one series (one an account), so that a sum over all campaigns stays whole. */
export function campaignSeries(campaigns: readonly CampaignReport[], limit: number): Limited<CampaignTotals> {
  // Names that became the same as labels are one series: Prometheus refuses a scrape that has one twice.
  const labelled = mergeCampaigns(
    campaignTotals(campaigns).map(({ utmSource, utmCampaign, account, ...sums }) => ({
      utmSource: labelValue(utmSource, OTHER),
      utmCampaign: labelValue(utmCampaign, OTHER),
      account: account === null ? null : labelValue(account, NO_ACCOUNT),
      ...sums,
    })),
  ).sort(bySize);
  if (labelled.length <= limit) return { rows: labelled, found: labelled.length };
  const beyond = labelled.slice(limit);
  const rest = [...new Set(beyond.map(({ account }) => account))].map((account) => ({
    utmSource: OTHER,
    utmCampaign: OTHER,
    account,
    ...sumCampaigns(beyond.filter((each) => each.account === account)),
  }));
  return { rows: mergeCampaigns([...labelled.slice(0, limit), ...rest]), found: labelled.length };
}
