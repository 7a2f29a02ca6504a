/**
 * Rates of many creatives at once, pooled in three tiers: creative, cluster, account.
 *
 *   y_i ~ Poisson(n_i L_i);  L_i ~ Gamma(shape 1/s², mean m_c);  log m_c ~ Normal(log m_0 - t²/2, t²)
 *
 * y: events (clicks, conversions), may be fractional and may exceed n; n: exposure (spend, clicks). s is the spread
 * between creatives of one cluster, t the spread between clusters; both have half-normal priors of scale 0.5, log m_0
 * is flat over the grid. The marginal of y_i given m_c is negative binomial, so the posterior of (s, t, m_0, m_c) is
 * taken on a grid: deterministic, no Markov chain. t near 0 is pooling over the account, so clusters that say nothing
 * cost nothing. A creative outside any cluster is a cluster of its own, whose two tiers are joined in one gamma
 * of the same mean and variance. (Gamma-Poisson: Gelman et al., Bayesian Data Analysis 3rd ed., ch. 5.)
 */

import { type Random, shuffledIndexes, systematicDraws } from '../../random.js';
import { drawGroupMean, groupKernel, groupTable, logOfGroup, MEAN_STEP } from './group-mean.js';
import { likelihoodTables, logLikelihoods } from './likelihood.js';
import { everyCell, FEW_GROUPS, weightyCells } from './upper-tiers.js';

export interface RateEvidence {
  /** Events per creative, 0 or more. */
  events: Float64Array;
  /** Exposure per creative, 0 or more; 0 is no evidence. */
  exposures: Float64Array;
  /** Rows of the creatives of each cluster that has at least two. */
  groups: readonly (readonly number[])[];
  /** Rows of the creatives in no such cluster. */
  loose: readonly number[];
}

/** One draw of the tiers above the creatives: each creative's gamma prior. Buffers are reused between draws. */
export interface PriorDraw {
  /** Gamma shape per creative. */
  shapes: Float64Array;
  /** Mean rate per creative before its own events. */
  means: Float64Array;
}

export interface RatePosterior {
  /** Log of the marginal likelihood, up to a constant shared by all fits of the same events. */
  logEvidence: number;
  /** Pooled rate of the account: the posterior mean of m_0. */
  accountRate: number;
  /** Posterior means of s and t. `groupSpread` is 0 where there is no cluster level. */
  creativeSpread: number;
  groupSpread: number;
  /** Calls `use` for `count` draws of the upper tiers, in random order. */
  eachPrior(count: number, random: Random, use: (prior: PriorDraw, draw: number) => void): void;
}

const SPREAD_STEPS = 12;
/** More steps, past 1.4, for the joined spread of creatives in no cluster. */
const JOINED_STEPS = 16;
const SPREAD_FIRST = 0.05;
const SPREAD_LAST = 1.4;
const GROUP_STEPS = 10;
const GROUP_FIRST = 0.02;
const GROUP_LAST = 1.2;
const SPREAD_PRIOR_SCALE = 0.5;
const MEAN_REACH = 2.2;
const MEAN_REACH_MOST = 6;

/**
 * Fits the model. Null when no creative has any exposure: then nothing is known about the rate.
 * Groups and loose rows together must name every row once.
 */
export function fitRates(evidence: RateEvidence): RatePosterior | null {
  const { events, exposures } = evidence;
  const exposure = sum(exposures);
  if (exposure === 0) return null;
  const flat = evidence.groups.length === 0 || (evidence.groups.length === 1 && evidence.loose.length === 0);
  const groups = flat ? [] : evidence.groups;
  const loose = flat ? [...events.keys()] : evidence.loose;

  const spreads = geometric(SPREAD_FIRST, SPREAD_LAST, SPREAD_STEPS, JOINED_STEPS);
  const groupSpreads = flat ? Float64Array.of(0) : geometric(GROUP_FIRST, GROUP_LAST, GROUP_STEPS, GROUP_STEPS);
  const centre = Math.log((sum(events) + 0.5) / exposure);
  const reach = meanReach(evidence, centre);
  const logMeans = Float64Array.from({ length: 2 * reach + 1 }, (_, j) => centre + (j - reach) * MEAN_STEP);
  const means = logMeans.map(Math.exp);

  const tables = likelihoodTables(evidence, spreads, { logMeans, step: MEAN_STEP });
  const looseTable = logLikelihoods(tables, loose, JOINED_STEPS);
  const groupTables = groups.map((rows) =>
    groupTable(logLikelihoods(tables, rows, SPREAD_STEPS), SPREAD_STEPS, means.length),
  );
  const kernels = Array.from(groupSpreads, (spread) => groupKernel(spread, means.length));

  const size = means.length;
  const steps = groupSpreads.length;
  const rows = SPREAD_STEPS * steps;
  const known = new Float64Array(rows * size);
  for (let row = 0; row < rows; row++) {
    const spread = spreads[Math.floor(row / steps)]!;
    const groupSpread = groupSpreads[row % steps]!;
    const joined = joinedPosition(spread, groupSpread);
    const prior = logSpreadPrior(spread) + (groupSpread > 0 ? logSpreadPrior(groupSpread) : 0);
    for (let j = 0; j < size; j++) known[row * size + j] = prior + interpolated(looseTable, joined, j, size);
  }
  function ofGroups(row: number, j: number): number {
    const s = Math.floor(row / steps);
    const kernel = kernels[row % steps]!;
    let sum = 0;
    for (const table of groupTables) sum += logOfGroup(table, s, kernel, j, size);
    return sum;
  }
  const cells = { rows, size, known, groups: ofGroups };
  const logPosterior = groups.length <= FEW_GROUPS ? everyCell(cells) : weightyCells(cells);
  const { weights, logTotal } = normalised(logPosterior);

  let accountRate = 0;
  let creativeSpread = 0;
  let groupSpread = 0;
  for (let at = 0; at < weights.length; at++) {
    const t = Math.floor(at / size) % groupSpreads.length;
    accountRate += weights[at]! * means[at % size]!;
    creativeSpread += weights[at]! * spreads[Math.floor(at / (size * groupSpreads.length))]!;
    groupSpread += weights[at]! * groupSpreads[t]!;
  }

  function eachPrior(count: number, random: Random, use: (prior: PriorDraw, draw: number) => void): void {
    const cells = systematicDraws(weights, count, random);
    const order = shuffledIndexes(count, random);
    const prior: PriorDraw = { shapes: new Float64Array(events.length), means: new Float64Array(events.length) };
    const meanWeights = new Float64Array(size);
    for (let draw = 0; draw < count; draw++) {
      const cell = cells[order[draw]!]!;
      const j = cell % size;
      const t = Math.floor(cell / size) % groupSpreads.length;
      const s = Math.floor(cell / (size * groupSpreads.length));
      const shape = 1 / spreads[s]! ** 2;
      const joined = spreads[0]! * spreadRatio() ** joinedPosition(spreads[s]!, groupSpreads[t]!);
      for (const row of loose) {
        prior.shapes[row] = 1 / joined ** 2;
        prior.means[row] = means[j]!;
      }
      groups.forEach((rows, g) => {
        const mean = means[drawGroupMean(groupTables[g]!, s, kernels[t]!, j, meanWeights, random)]!;
        for (const row of rows) {
          prior.shapes[row] = shape;
          prior.means[row] = mean;
        }
      });
      use(prior, draw);
    }
  }
  return { logEvidence: logTotal, accountRate, creativeSpread, groupSpread, eachPrior };
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

const spreadRatio = (): number => (SPREAD_LAST / SPREAD_FIRST) ** (1 / (SPREAD_STEPS - 1));

/** `count` values in geometric steps such that value `steps - 1` is `last`. */
function geometric(first: number, last: number, steps: number, count: number): Float64Array {
  const factor = (last / first) ** (1 / (steps - 1));
  return Float64Array.from({ length: count }, (_, step) => first * factor ** step);
}

/** Half-normal density on a geometric grid, where each cell is as wide as its value. */
const logSpreadPrior = (spread: number): number => Math.log(spread) - 0.5 * (spread / SPREAD_PRIOR_SCALE) ** 2;

/** Steps of the grid of means on each side of the centre: wide enough for the farthest group, within reason. */
function meanReach({ events, exposures, groups }: RateEvidence, centre: number): number {
  let reach = MEAN_REACH;
  for (const rows of groups) {
    let count = 0.5;
    let exposure = 0.5 / Math.exp(centre);
    for (const row of rows) {
      count += events[row]!;
      exposure += exposures[row]!;
    }
    reach = Math.max(reach, Math.abs(Math.log(count / exposure) - centre) + 1);
  }
  return Math.ceil(Math.min(reach, MEAN_REACH_MOST) / MEAN_STEP);
}

/** Where a creative in no cluster stands on the grid of spreads: cv² = (1 + s²) exp(t²) - 1. */
function joinedPosition(spread: number, groupSpread: number): number {
  const joined = Math.sqrt((1 + spread * spread) * Math.exp(groupSpread * groupSpread) - 1);
  return Math.min(JOINED_STEPS - 1, Math.max(0, Math.log(joined / SPREAD_FIRST) / Math.log(spreadRatio())));
}

function interpolated(table: Float64Array, position: number, j: number, size: number): number {
  const below = Math.min(JOINED_STEPS - 2, Math.floor(position));
  const share = position - below;
  return (1 - share) * table[below * size + j]! + share * table[(below + 1) * size + j]!;
}

function normalised(logs: Float64Array): { weights: Float64Array; logTotal: number } {
  const peak = logs.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const weights = logs.map((value) => Math.exp(value - peak));
  const total = sum(weights);
  return { weights: weights.map((weight) => weight / total), logTotal: peak + Math.log(total) };
}
