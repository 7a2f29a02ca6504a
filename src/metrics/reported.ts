/** Totals with their rates, under the keys in which creo reports them. */
import type { Totals } from '../model.js';
import { cpaMicros, cpcMicros, cpmMicros, ctr, cvr, holdRate, hookRate, roas } from './rates.js';
import { spendShare } from './totals.js';

export interface ReportedResults {
  impressions: number | null;
  clicks: number | null;
  conversions: number | null;
  spendMicros: number | null;
  revenueMicros: number | null;
  ctr: number | null;
  /** conversions / clicks of these sums alone; `cvr` is the pooled expectation, which answers give. */
  cvrRaw: number | null;
  cpcMicros: number | null;
  cpaMicros: number | null;
  cpmMicros: number | null;
  /** revenue / spend of these sums alone. */
  roasRaw: number | null;
  hookRate: number | null;
  holdRate: number | null;
  /** Shares of the spend that the ratios rest on, 0..1: that of rows that know both of their sides. Null without spend. */
  ctrSpendShare: number | null;
  cvrSpendShare: number | null;
  roasSpendShare: number | null;
  hookRateSpendShare: number | null;
}

/** Raw rates of these sums; money averages are whole micros. Null where unknown or over nothing. */
export const reportedResults = (totals: Totals): ReportedResults => ({
  impressions: totals.impressions,
  clicks: totals.clicks,
  conversions: totals.conversions,
  spendMicros: totals.spendMicros,
  revenueMicros: totals.revenueMicros,
  ctr: ctr(totals),
  cvrRaw: cvr(totals),
  cpcMicros: rounded(cpcMicros(totals)),
  cpaMicros: rounded(cpaMicros(totals)),
  cpmMicros: rounded(cpmMicros(totals)),
  roasRaw: roas(totals),
  hookRate: hookRate(totals),
  holdRate: holdRate(totals),
  ctrSpendShare: spendShare(totals, 'clicks', 'impressions'),
  cvrSpendShare: spendShare(totals, 'conversions', 'clicks'),
  roasSpendShare: spendShare(totals, 'revenueMicros', 'spendMicros'),
  hookRateSpendShare: spendShare(totals, 'plays3s', 'impressions'),
});

const rounded = (micros: number | null): number | null => (micros === null ? null : Math.round(micros));
