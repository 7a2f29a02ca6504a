/**
 * Rates of one ad or a group of ads, from summed counts. A rate over nothing or of the unknown is null, never 0; where only
 * some of the rows know both sides, it is the rate of those.
 */
import type { Totals } from '../model.js';
import { pair, type TotalKey } from './totals.js';

/** numerator / denominator; null when either is unknown or the denominator is 0. */
export const ratio = (numerator: number | null, denominator: number | null): number | null =>
  numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator;

const rate = (totals: Totals, numerator: TotalKey, denominator: TotalKey): number | null =>
  ratio(...pair(totals, numerator, denominator));

/** Click-through rate: clicks / impressions. Fraction, 0 or more. */
export const ctr = (t: Totals): number | null => rate(t, 'clicks', 'impressions');

/** Conversion rate: conversions / clicks. Fraction; over 1 where view-through conversions exceed the clicks. */
export const cvr = (t: Totals): number | null => rate(t, 'conversions', 'clicks');

/** Cost per click: spend / clicks. Micros, unrounded. */
export const cpcMicros = (t: Totals): number | null => rate(t, 'spendMicros', 'clicks');

/** Cost per conversion (acquisition): spend / conversions. Micros, unrounded. */
export const cpaMicros = (t: Totals): number | null => rate(t, 'spendMicros', 'conversions');

/** Cost per thousand impressions: 1000 x spend / impressions. Micros, unrounded. */
export function cpmMicros(t: Totals): number | null {
  const perImpression = rate(t, 'spendMicros', 'impressions');
  return perImpression === null ? null : 1000 * perImpression;
}

/** Return on ad spend: revenue / spend. A multiple: 2.35 means 2.35 back for each 1 spent. */
export const roas = (t: Totals): number | null => rate(t, 'revenueMicros', 'spendMicros');

/** Average order value: revenue / conversions. Micros, unrounded. */
export const aovMicros = (t: Totals): number | null => rate(t, 'revenueMicros', 'conversions');

/** Hook rate, also called thumbstop rate: early plays (3 s on Meta, 2 s on TikTok) / impressions. Fraction. */
export const hookRate = (t: Totals): number | null => rate(t, 'plays3s', 'impressions');

/** Hold rate: long plays (ThruPlays on Meta, 6 s on TikTok) / early plays. Fraction. */
export const holdRate = (t: Totals): number | null => rate(t, 'thruplays', 'plays3s');
