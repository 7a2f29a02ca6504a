/**
 * Results of reports to results of campaigns, without counting anything twice. A buyer may import the same campaign at
 * several levels (a report of ads beside a report of campaigns); their rows describe the same clicks.
 */
import { groupBy } from '../group-by.js';
import type { ReportLevel } from '../model.js';

/** The sums that are compared and added. */
export interface CampaignSums {
  clicks: number | null;
  conversions: number | null;
  spendMicros: number | null;
  revenueMicros: number | null;
}

/** What one level of report says of one campaign. */
export interface CampaignReport extends CampaignSums {
  platform: string;
  account: string;
  level: ReportLevel;
  campaign: string | null;
  utmSource: string | null;
  utmCampaign: string | null;
}

export interface CampaignTotals extends CampaignSums {
  utmSource: string;
  utmCampaign: string;
  /** Null where the results are of one account, or of accounts without names. */
  account: string | null;
}

/** What a campaign is called that has neither a UTM campaign nor a name. */
export const NO_CAMPAIGN = '(not set)';

/**
 * Sums per UTM source and campaign. The source falls back to the platform, the campaign to its name. Of each campaign
 * only the level with the most spend counts (the most clicks where no spend is known), and rows of a whole account only
 * where the account has no others. Results of several named accounts stay apart by account.
 */
export function campaignTotals(reports: readonly CampaignReport[]): CampaignTotals[] {
  const detailed = new Set(reports.filter(({ level }) => level !== 'account').map(accountKey));
  const usable = reports.filter((report) => report.level !== 'account' || !detailed.has(accountKey(report)));
  const counted = [...groupBy(usable, campaignKey).values()].flatMap(largestLevel);
  const names = new Set(reports.map(({ account }) => account).filter((name) => name !== ''));
  return mergeCampaigns(
    counted.map(({ platform, account, campaign, utmSource, utmCampaign, ...report }) => ({
      ...sumsOf(report),
      utmSource: utmSource || platform,
      utmCampaign: utmCampaign || campaign || NO_CAMPAIGN,
      account: names.size < 2 ? null : account,
    })),
  );
}

/** Adds up campaigns of the same source, name and account, in the order of their first rows. */
export const mergeCampaigns = (campaigns: readonly CampaignTotals[]): CampaignTotals[] =>
  [
    ...groupBy(campaigns, ({ utmSource, utmCampaign, account }) =>
      JSON.stringify([utmSource, utmCampaign, account]),
    ).values(),
  ].map((group) => ({
    utmSource: group[0].utmSource,
    utmCampaign: group[0].utmCampaign,
    account: group[0].account,
    ...sumCampaigns(group),
  }));

/** The sum of some campaigns. A figure is the sum of its known values, and null only where none is known. */
export function sumCampaigns(rows: readonly CampaignSums[]): CampaignSums {
  const sum: CampaignSums = { clicks: null, conversions: null, spendMicros: null, revenueMicros: null };
  for (const row of rows) {
    sum.clicks = added(sum.clicks, row.clicks);
    sum.conversions = added(sum.conversions, row.conversions);
    sum.spendMicros = added(sum.spendMicros, row.spendMicros);
    sum.revenueMicros = added(sum.revenueMicros, row.revenueMicros);
  }
  return sum;
}

const added = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : a + b);

const sumsOf = ({ clicks, conversions, spendMicros, revenueMicros }: CampaignSums): CampaignSums => ({
  clicks,
  conversions,
  spendMicros,
  revenueMicros,
});

/** Largest spend first; then most clicks, so that results without spend have an order too. */
export const bySize = (a: CampaignSums, b: CampaignSums): number =>
  (b.spendMicros ?? 0) - (a.spendMicros ?? 0) || (b.clicks ?? 0) - (a.clicks ?? 0);

const accountKey = ({ platform, account }: CampaignReport): string => JSON.stringify([platform, account]);

const campaignKey = ({ platform, account, campaign }: CampaignReport): string =>
  JSON.stringify([platform, account, campaign]);

/** The rows of the level that reports the most. */
function largestLevel(rows: readonly CampaignReport[]): readonly CampaignReport[] {
  const levels = [...groupBy(rows, ({ level }) => level).values()];
  const [largest] = levels
    .map((members) => ({ members, sums: sumCampaigns(members) }))
    .sort((a, b) => bySize(a.sums, b.sums));
  return largest?.members ?? [];
}
