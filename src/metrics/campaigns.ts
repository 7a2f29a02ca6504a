/**
 * Results of ads to results of campaigns, without counting anything twice. A buyer may import the same campaign at
 * several levels (a report of ads beside a report of campaigns); their rows describe the same clicks.
 */
import type { Ad, Totals } from '../model.js';
import { sumTotals } from './totals.js';

export type CampaignAd = Pick<Ad, 'adId' | 'platform' | 'account' | 'level' | 'campaign' | 'utmSource' | 'utmCampaign'>;

export interface CampaignTotals extends Totals {
  utmSource: string;
  utmCampaign: string;
}

/** What a campaign is called that has neither a UTM campaign nor a name. */
export const NO_CAMPAIGN = '(not set)';

type AdResults = Totals & { ad: CampaignAd };

/**
 * Sums per UTM source and campaign. The source falls back to the platform, the campaign to its name. Of each campaign
 * only the level with the most spend counts (the most clicks where no spend is known), and rows of a whole account only
 * where the account has no others.
 */
export function campaignTotals(
  ads: readonly CampaignAd[],
  totals: readonly (Totals & { adId: number })[],
): CampaignTotals[] {
  const adOf = new Map(ads.map((ad) => [ad.adId, ad]));
  const rows: AdResults[] = totals.flatMap((sums) => {
    const ad = adOf.get(sums.adId);
    return ad ? [{ ...sums, ad }] : [];
  });
  const detailed = new Set(rows.filter(({ ad }) => ad.level !== 'account').map(({ ad }) => accountKey(ad)));
  const usable = rows.filter(({ ad }) => ad.level !== 'account' || !detailed.has(accountKey(ad)));
  const counted = [...groupBy(usable, ({ ad }) => campaignKey(ad)).values()].flatMap(largestLevel);
  return [...groupBy(counted, ({ ad }) => JSON.stringify([sourceOf(ad), nameOf(ad)])).values()].map((group) => ({
    utmSource: sourceOf(group[0].ad),
    utmCampaign: nameOf(group[0].ad),
    ...sumTotals(group),
  }));
}

const sourceOf = (ad: CampaignAd): string => ad.utmSource || ad.platform;

const nameOf = (ad: CampaignAd): string => ad.utmCampaign || ad.campaign || NO_CAMPAIGN;

const accountKey = (ad: CampaignAd): string => JSON.stringify([ad.platform, ad.account]);

const campaignKey = (ad: CampaignAd): string => JSON.stringify([ad.platform, ad.account, ad.campaign]);

/** The rows of the level that reports the most. */
function largestLevel(rows: readonly AdResults[]): readonly AdResults[] {
  const levels = [...groupBy(rows, ({ ad }) => ad.level).values()];
  if (levels.length === 1) return rows;
  return levels
    .map((members) => ({ members, sums: sumTotals(members) }))
    .reduce((largest, level) => (isLarger(level.sums, largest.sums) ? level : largest)).members;
}

function isLarger(a: Totals, b: Totals): boolean {
  const spend = (a.spendMicros ?? 0) - (b.spendMicros ?? 0);
  return spend !== 0 ? spend > 0 : (a.clicks ?? 0) > (b.clicks ?? 0);
}

function groupBy<R>(rows: readonly R[], keyOf: (row: R) => string): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
