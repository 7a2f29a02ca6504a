/** One row of a ranking: what the reports say, what to expect, and what follows. */
import type { ExpectedRate, Ranking, Verdict } from '../decide/posterior/winners.js';
import { cvr, roas } from '../metrics/rates.js';
import { spendShare } from '../metrics/totals.js';
import type { Totals } from '../model.js';

/**
 * Rates and money of one creative or cluster. `lift`, `probBest`, `expectedLoss`, `probAboveLine`, the evidence and the
 * verdict are of the metric; null is unknown.
 */
export interface RankedRow {
  clusterId: number | null;
  impressions: number | null;
  clicks: number | null;
  conversions: number | null;
  spendMicros: number | null;
  revenueMicros: number | null;
  /** The reports' own ratio. */
  cvrRaw: number | null;
  /** Shares of the spend that the ratios rest on; null without spend. */
  cvrSpendShare: number | null;
  roasSpendShare: number | null;
  /** The pooled expectation, and the ends of its interval. */
  cvr: number | null;
  cvrLow: number | null;
  cvrHigh: number | null;
  roasRaw: number | null;
  roas: number | null;
  roasLow: number | null;
  roasHigh: number | null;
  lift: number | null;
  liftLow: number | null;
  liftHigh: number | null;
  probBest: number | null;
  expectedLoss: number | null;
  probAboveLine: number | null;
  evidenceAbove: number | null;
  evidenceBelow: number | null;
  verdict: Verdict;
  /** The most likely best of several. */
  winner: boolean;
}

type Rate = ExpectedRate | undefined;

/** The row of these totals. `deciding` is the ranking by the metric; undefined where nothing was learnt of the rate. */
export function rankedRow(
  totals: Totals,
  deciding: Ranking | undefined,
  byCvr: Rate,
  byRoas: Rate,
): Omit<RankedRow, 'clusterId'> {
  const { impressions, clicks, conversions, spendMicros, revenueMicros } = totals;
  return {
    impressions,
    clicks,
    conversions,
    spendMicros,
    revenueMicros,
    cvrRaw: cvr(totals),
    cvrSpendShare: spendShare(totals, 'conversions', 'clicks'),
    roasSpendShare: spendShare(totals, 'revenueMicros', 'spendMicros'),
    cvr: byCvr?.expected ?? null,
    cvrLow: byCvr?.low ?? null,
    cvrHigh: byCvr?.high ?? null,
    roasRaw: roas(totals),
    roas: byRoas?.expected ?? null,
    roasLow: byRoas?.low ?? null,
    roasHigh: byRoas?.high ?? null,
    lift: deciding?.lift ?? null,
    liftLow: deciding?.liftLow ?? null,
    liftHigh: deciding?.liftHigh ?? null,
    probBest: deciding?.probBest ?? null,
    expectedLoss: deciding?.expectedLoss ?? null,
    probAboveLine: deciding?.probAboveLine ?? null,
    evidenceAbove: deciding?.evidenceAbove ?? null,
    evidenceBelow: deciding?.evidenceBelow ?? null,
    verdict: deciding?.verdict ?? 'keep-testing',
    winner: false,
  };
}
