/** The ranking as `winners --json` prints it: raw values under stable keys, raw rates beside what to expect. */

import type { Posterior } from '../decide/posterior/posterior.js';
import { expectedRates, type Metric, type Ranking, rankWinners, type WinnersOptions } from '../decide/posterior/winners.js';
import { cvr, roas } from '../metrics/rates.js';
import { sumTotals } from '../metrics/totals.js';
import type { Totals } from '../model.js';

/** `lift`, `probBest`, `expectedLoss`, `probAboveLine`, the evidence and the verdict are of the metric; null is unknown. */
export interface RankedRow extends Omit<Ranking, 'expected' | 'low' | 'high'> {
  clusterId: number | null;
  impressions: number | null;
  clicks: number | null;
  conversions: number | null;
  spendMicros: number | null;
  revenueMicros: number | null;
  cvrRaw: number | null;
  cvr: number | null;
  cvrLow: number | null;
  cvrHigh: number | null;
  roasRaw: number | null;
  roas: number | null;
  roasLow: number | null;
  roasHigh: number | null;
  winner: boolean;
}

export interface RankedCreative extends RankedRow {
  creativeId: number;
  creative: string;
}

export interface RankedCluster extends RankedRow {
  label: string;
  size: number;
}

export interface WinnersAnswer {
  /** Best first: by the probability of being best, then by the expected rate. */
  creatives: RankedCreative[];
  clusters: RankedCluster[];
}

/** Ranks by `metric`, which must be known for this posterior; `labelOf` names a cluster. */
export function winnersAnswer(
  posterior: Posterior,
  { metric, minCvr, level, breakEvenRoas }: WinnersOptions,
  labelOf: (clusterId: number) => string,
): WinnersAnswer {
  const ranked = rankWinners(posterior, { metric, minCvr, level, breakEvenRoas });
  const ratesBy = (by: Metric) => (by === metric ? ranked : posterior[by] && expectedRates(posterior, by, level));
  const [byCvr, byRoas] = [ratesBy('cvr'), ratesBy('roas')];
  return {
    creatives: bestFirst(
      ranked.creatives.map((ranking, row) => {
        const { creativeId, name, clusterId, totals } = posterior.creatives[row];
        const rates = { cvr: byCvr?.creatives[row], roas: byRoas?.creatives[row] };
        return { creativeId, creative: name, clusterId, ...rankedRow(ranking, totals, rates) };
      }),
      metric,
    ),
    clusters: bestFirst(
      ranked.clusters.map((ranking, at) => {
        const { clusterId, rows } = ranking;
        const totals = sumTotals(rows.map((row) => posterior.creatives[row].totals));
        const rates = { cvr: byCvr?.clusters[at], roas: byRoas?.clusters[at] };
        return { clusterId, label: labelOf(clusterId), size: rows.length, ...rankedRow(ranking, totals, rates) };
      }),
      metric,
    ),
  };
}

type RateOf = Pick<Ranking, 'expected' | 'low' | 'high'> | undefined;

function rankedRow(
  ranking: Ranking,
  totals: Totals,
  rates: { cvr: RateOf; roas: RateOf },
): Omit<RankedRow, 'clusterId'> {
  const { probBest, expectedLoss, lift, liftLow, liftHigh, probAboveLine, evidenceAbove, evidenceBelow, verdict } =
    ranking;
  return {
    ...counts(totals),
    cvrRaw: cvr(totals),
    cvr: rates.cvr?.expected ?? null,
    cvrLow: rates.cvr?.low ?? null,
    cvrHigh: rates.cvr?.high ?? null,
    roasRaw: roas(totals),
    roas: rates.roas?.expected ?? null,
    roasLow: rates.roas?.low ?? null,
    roasHigh: rates.roas?.high ?? null,
    lift,
    liftLow,
    liftHigh,
    probBest,
    expectedLoss,
    probAboveLine,
    evidenceAbove,
    evidenceBelow,
    verdict,
    winner: false,
  };
}

const counts = ({ impressions, clicks, conversions, spendMicros, revenueMicros }: Totals) => ({
  impressions,
  clicks,
  conversions,
  spendMicros,
  revenueMicros,
});

function bestFirst<R extends RankedRow>(rows: readonly R[], metric: Metric): R[] {
  const sorted = [...rows].sort((a, b) => b.probBest - a.probBest || (b[metric] ?? 0) - (a[metric] ?? 0));
  return sorted.map((row, at) => ({ ...row, winner: at === 0 && sorted.length > 1 }));
}
