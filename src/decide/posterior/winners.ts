/**
 * Which creatives and clusters bought better results, how sure that is, and what to do with each.
 *
 * A verdict needs two things: the pooled posterior must be nearly certain, and the counts alone - the creative's own or
 * its cluster's - must have crossed the line in a test that holds under daily looks (sequential.ts). The first guards
 * against the winner's curse, the second against stopping at a lucky moment. Without both: keep testing.
 */
import type { Draws } from './draws.js';
import type { Counts } from './evidence.js';
import { groupDraws, groupRate } from './group-rate.js';
import type { Posterior } from './posterior.js';
import { sequentialEvidence } from './sequential.js';
import { centralValues, type Standing, shareAtLeast, standings } from './statistics.js';

export type Verdict = 'scale' | 'keep-testing' | 'stop';
export type Metric = 'cvr' | 'roas';

export interface WinnersOptions {
  metric: Metric;
  /** The line for CVR; null leaves it open. */
  minCvr: number | null;
  /** The line for ROAS; 1 unless goods cost something. */
  breakEvenRoas?: number | undefined;
  /** Share of the posterior that intervals hold. */
  level: number;
}

/** Rates are those of the metric. */
export interface Ranking extends Standing {
  expected: number;
  low: number;
  high: number;
  /** Own rate over that of all others together, minus 1; null for the only one. */
  lift: number | null;
  liftLow: number | null;
  liftHigh: number | null;
  /** P(rate at or above the line); null without a line. */
  probAboveLine: number | null;
  /** Likelihood ratios of the sequential test; null without a line. */
  evidenceAbove: number | null;
  evidenceBelow: number | null;
  verdict: Verdict;
}

export interface ClusterRanking extends Ranking {
  clusterId: number;
  rows: readonly number[];
}

export interface Winners {
  /** In the posterior's order. */
  creatives: readonly Ranking[];
  /** By first member. Clusters of one included; creatives in no cluster are not. */
  clusters: readonly ClusterRanking[];
}

/** A posterior probability this near to certain, and a sequential test at this level, make a verdict. */
const CERTAIN = 0.9;
const SEQUENTIAL_LEVEL = 0.05;

/** Ranks creatives and clusters. Throws a RangeError when the metric is not known for this posterior. */
export function rankWinners(posterior: Posterior, options: WinnersOptions): Winners {
  const draws = options.metric === 'cvr' ? posterior.cvr : posterior.roas;
  if (draws === null) throw new RangeError(`no ${options.metric} in these results`);
  const line = lineOf(posterior, options);
  const weights = weightsOf(posterior, options.metric);

  const clusters = clusterRows(posterior);
  const clusterEvidence = clusters.map(({ rows }) => line && evidenceOf(line, rows));
  const clusterAt = new Map(clusters.flatMap(({ rows }, at) => rows.map((row) => [row, at] as const)));

  const everybody = posterior.creatives.map((_, row) => row);
  const ranked = (groups: readonly (readonly number[])[]) => rankAll(draws, groups, weights, line, options.level);
  const creatives = ranked(everybody.map((row) => [row]));
  const rankedClusters = ranked(clusters.map(({ rows }) => rows));

  return {
    creatives: creatives.map((ranking, row) => {
      const own = line && evidenceOf(line, [row]);
      const shared = clusterEvidence[clusterAt.get(row) ?? -1] ?? null;
      return Object.assign(ranking, verdictOf(ranking.probAboveLine, own, shared));
    }),
    clusters: rankedClusters.map((ranking, at) => ({
      ...ranking,
      ...verdictOf(ranking.probAboveLine, clusterEvidence[at]!, null),
      ...clusters[at]!,
    })),
  };
}

/** The verdict of every creative by its return against break-even; null without a value per conversion. */
export const verdictsByReturn = (
  posterior: Posterior,
  { level, breakEvenRoas }: { level: number; breakEvenRoas: number },
): Verdict[] | null =>
  posterior.roas &&
  rankWinners(posterior, { metric: 'roas', minCvr: null, level, breakEvenRoas }).creatives.map(
    ({ verdict }) => verdict,
  );

/** What to expect of a rate, with its interval. */
export type ExpectedRate = Pick<Ranking, 'expected' | 'low' | 'high'>;

export interface ExpectedRates {
  creatives: readonly ExpectedRate[];
  clusters: readonly ExpectedRate[];
}

/** The rates alone, of a metric that does not decide: in the order of `rankWinners`, and the same to the last digit. */
export function expectedRates(posterior: Posterior, metric: Metric, level: number): ExpectedRates {
  const draws = metric === 'cvr' ? posterior.cvr : posterior.roas;
  if (draws === null) throw new RangeError(`no ${metric} in these results`);
  const weights = weightsOf(posterior, metric);
  const rateOf = (rows: readonly number[]): ExpectedRate => {
    const { expected, low, high } = groupRate(draws, rows, weights, level);
    return { expected, low, high };
  };
  return {
    creatives: posterior.creatives.map((_, row) => rateOf([row])),
    clusters: clusterRows(posterior).map(({ rows }) => rateOf(rows)),
  };
}

/** What each row's rate was measured on. */
const weightsOf = (posterior: Posterior, metric: Metric): Float64Array =>
  metric === 'cvr' ? clicksOf(posterior) : posterior.evidence.spends;

interface Line {
  /** In the metric. */
  threshold: number;
  /** The same line for the counts that the sequential test looks at. */
  rateOf: (row: number) => number;
  counts: Counts;
}

/** Break-even conversions per unit spent for ROAS; the minimum CVR on clicks for CVR. */
function lineOf(posterior: Posterior, { metric, minCvr, breakEvenRoas = 1 }: WinnersOptions): Line | null {
  const { conversions, conversionsOnSpend } = posterior.evidence;
  if (metric === 'cvr') {
    return minCvr === null ? null : { threshold: minCvr, rateOf: () => minCvr, counts: conversions };
  }
  const { value } = posterior;
  if (value === null) return null;
  return {
    threshold: breakEvenRoas,
    rateOf: (row) => breakEvenRoas / value.means[row]!,
    counts: conversionsOnSpend,
  };
}

/** Evidence of some creatives together: events, and the events expected of them on the line. */
function evidenceOf({ counts, rateOf }: Line, rows: readonly number[]) {
  let events = 0;
  let expected = 0;
  for (const row of rows) {
    const exposure = counts.exposures[row]!;
    if (Number.isNaN(exposure)) continue;
    events += counts.events[row]!;
    expected += exposure * rateOf(row);
  }
  return sequentialEvidence(events, expected, 1);
}

type SequentialEvidence = ReturnType<typeof sequentialEvidence>;

function verdictOf(
  probAboveLine: number | null,
  own: SequentialEvidence | null,
  shared: SequentialEvidence | null,
): Pick<Ranking, 'evidenceAbove' | 'evidenceBelow' | 'verdict'> {
  if (probAboveLine === null || own === null) {
    return { evidenceAbove: null, evidenceBelow: null, verdict: 'keep-testing' };
  }
  const needed = 1 / SEQUENTIAL_LEVEL;
  const above = own.above >= needed || (shared !== null && shared.above >= needed);
  const below = own.below >= needed || (shared !== null && shared.below >= needed);
  const verdict =
    probAboveLine >= CERTAIN && above ? 'scale' : probAboveLine <= 1 - CERTAIN && below ? 'stop' : 'keep-testing';
  return { evidenceAbove: own.above, evidenceBelow: own.below, verdict };
}

function clusterRows({ creatives }: Posterior): { clusterId: number; rows: number[] }[] {
  const byId = new Map<number, number[]>();
  creatives.forEach(({ clusterId }, row) => {
    if (clusterId === null) return;
    const known = byId.get(clusterId);
    if (known) known.push(row);
    else byId.set(clusterId, [row]);
  });
  return [...byId].map(([clusterId, rows]) => ({ clusterId, rows }));
}

const clicksOf = ({ creatives }: Posterior): Float64Array =>
  Float64Array.from(creatives, ({ totals }) => totals.clicks ?? 0);

/** Everything but the verdicts, for groups of rows. Each group's draws are let go before the next: all of them would not fit. */
function rankAll(
  draws: Draws,
  groups: readonly (readonly number[])[],
  weights: Float64Array,
  line: Line | null,
  level: number,
): Omit<Ranking, 'evidenceAbove' | 'evidenceBelow' | 'verdict'>[] {
  const everybody = [...draws.means.keys()];
  const all = groupDraws(draws, everybody, weights);
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  const figures: Omit<Ranking, keyof Standing | 'evidenceAbove' | 'evidenceBelow' | 'verdict'>[] = [];
  const ranked = standings(groups.length, (at) => {
    const rows = groups[at]!;
    const { draws: own, expected, low, high } = groupRate(draws, rows, weights, level);
    const weight = rows.reduce((sum, row) => sum + weights[row]!, 0);
    const share = totalWeight > 0 ? weight / totalWeight : rows.length / everybody.length;
    const probAboveLine = line && shareAtLeast(own, line.threshold);
    figures.push({ expected, low, high, ...liftOf(own, all, share, level), probAboveLine });
    return own;
  });
  // Added to, not copied: of very many creatives each copy takes tens of megabytes.
  return ranked.map((standing, at) => Object.assign(standing, figures[at]));
}

/** Lift over everybody else: the others' pooled rate is what is left of the total. */
function liftOf(own: Float64Array, all: Float64Array, share: number, level: number) {
  if (share >= 1 - 1e-12) return { lift: null, liftLow: null, liftHigh: null };
  const lifts = new Float64Array(own.length);
  for (let draw = 0; draw < lifts.length; draw++) {
    lifts[draw] = ((1 - share) * own[draw]!) / (all[draw]! - share * own[draw]!) - 1;
  }
  const { low, middle, high } = centralValues(lifts, level);
  return { lift: middle, liftLow: low, liftHigh: high };
}
