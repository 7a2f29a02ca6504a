/** One way to spend a budget: the split, in whole micros, and what it is expected to bring. */

import { MICROS_PER_UNIT, unitsOf } from '../../units.js';
import type { Posterior } from '../posterior/posterior.js';
import { rowDraws, shareAtLeast } from '../posterior/statistics.js';
import { testSplit } from '../tests/test-value.js';
import { type Candidate, type ItemBound, type PlanBound, type Split, splitBudget } from './allocate.js';
import { type Goal, gainMeans, goalRules } from './goals.js';
import { type Prediction, predict } from './predict.js';
import { type Elasticity, referenceSpends, type ScalingCurve, scalingCurve } from './scaling.js';
import { wholeShares } from './shares.js';

/** `optimal` equalises marginal returns; `equal` is the classic rule: equal parts to the five best raw CVRs. */
export type Strategy = 'optimal' | 'equal';

export interface PlanOptions {
  budgetMicros: number;
  /** Days over which it is spent: spend is held against what was tested at the same pace. */
  horizonDays: number;
  goal: Goal;
  /** The revenue per unit of spend from which money is earned: 1, or more where goods cost something. */
  breakEvenRoas: number;
  strategy: Strategy;
  /** Only creatives whose CVR is at least this, more likely than not, take money; null for no gate. */
  minCvr: number | null;
  elasticity: Elasticity;
  /** Most creatives with money; null for no limit. */
  top: number | null;
  /** Largest share of the budget for one creative, 0..1; null for no limit. */
  maxShare: number | null;
  /** Smallest slice; null for 25 units or 1% of the budget (0.5% with more than 60 creatives). */
  minSpendMicros: number | null;
  /** Amounts that are fixed, by creative id. */
  pins: ReadonlyMap<number, number>;
  /** Share of the budget for further tests, where knowing more is worth most; 0..1. */
  exploreShare: number;
  /** Share of futures inside the intervals. */
  level: number;
  seed: number;
}

export type Bound = ItemBound;

export interface Plan {
  /** Micros per creative, in the posterior's order. */
  budgetsMicros: readonly number[];
  bounds: readonly Bound[];
  /** Expected gain of the next unit of money, per creative. */
  marginals: Float64Array;
  allocatedMicros: number;
  unallocatedMicros: number;
  /** What kept the plan from spending more, or its marginal gain from being lower. */
  planBound: PlanBound;
  marginal: number;
  prediction: Prediction;
}

const LEAST_SLICE = 25;
/** No creative gets more than this many times what any of the account has spent in as much time: nothing is known there. */
const REACH = 500;
/** Beyond this many times the largest pace that was tested, a part of a plan is an extrapolation. */
const NEAR = 10;
const CENT = 10_000;

/** Everything that stays the same between plans of one posterior. */
export interface Ground {
  posterior: Posterior;
  options: PlanOptions;
  curve: ScalingCurve;
  /** s0 of each creative, in units. */
  references: Float64Array;
  /** What each creative spends over the plan's days at the pace of its test, in units; 0 where it never ran. */
  paces: Float64Array;
  /** Most that one creative may get, and from where on its spend is an extrapolation; infinite without any spend. */
  reach: number;
  evidenceEnd: number;
  /** Whether each creative passes the gate, so that it may take money. */
  eligible: readonly boolean[];
}

export function ground(posterior: Posterior, options: PlanOptions): Ground {
  const tested = paces(posterior, options.horizonDays);
  const largest = tested.reduce((most, pace) => Math.max(most, pace), 0);
  return {
    posterior,
    options,
    curve: scalingCurve(options.elasticity),
    references: positiveReferences(tested, unitsOf(options.budgetMicros)),
    paces: tested,
    reach: largest > 0 ? REACH * largest : Number.POSITIVE_INFINITY,
    evidenceEnd: largest > 0 ? NEAR * largest : Number.POSITIVE_INFINITY,
    eligible: posterior.creatives.map((_, row) => passesGate(posterior, row, options.minCvr)),
  };
}

/** The part of a spend (units) on one creative that lies beyond what the account has tested. */
export const beyondEvidence = ({ evidenceEnd }: Ground, spend: number): number => Math.max(0, spend - evidenceEnd);

/** What each creative spends in `days` at the pace of its test; its whole spend where the days of the test are not known. */
export const paces = ({ evidence, creatives }: Posterior, days: number): Float64Array =>
  evidence.spends.map((spend, row) => (spend * days) / (creatives[row]!.activeDays ?? days));

/** Without any spend to go by, a hundredth of the budget stands for the tested spend. */
const positiveReferences = (spends: Float64Array, budget: number): Float64Array =>
  referenceSpends(spends).map((reference) => (reference > 0 ? reference : budget / 100));

/** The plan of the options' strategy. */
export function makePlan(on: Ground): Plan {
  return on.options.strategy === 'equal' ? equalPlan(on, classicRows(on, 5)) : optimalPlan(on);
}

/** The split that equalises marginal gains, with an exploration share on top when asked for. */
export function optimalPlan(on: Ground): Plan {
  const { options } = on;
  const forTests = unitsOf(options.budgetMicros) * options.exploreShare;
  const split = splitFor(on, gainMeans(options.goal, on.posterior), unitsOf(options.budgetMicros) - forTests);
  const bounds: Bound[] = [...split.bounds];
  const spends = split.spends.slice();
  if (forTests > 0) {
    const tests = testSplit(on, spends, forTests);
    tests.forEach((spend, row) => {
      if (spend > 0 && spends[row] === 0) bounds[row] = 'exploration';
      spends[row]! += spend;
    });
  }
  return planOf(on, spends, bounds, split);
}

/** The split itself, for given gains per unit: what-if questions change only these. */
export function splitFor(
  { posterior, options, curve, references, paces: tested, reach, eligible }: Ground,
  gains: Float64Array,
  budget: number,
): Split {
  const someRan = tested.some((pace) => pace > 0);
  const usualTest = medianTest(tested);
  const candidates = posterior.creatives.map(({ creativeId }, row): Candidate => {
    const pinMicros = options.pins.get(creativeId);
    const candidate = {
      gain: gains[row]!,
      reference: references[row]!,
      eligible: eligible[row]!,
      ...((tested[row] ?? 0) === 0 && someRan ? { test: usualTest } : {}),
    };
    return pinMicros === undefined ? candidate : { ...candidate, pin: unitsOf(pinMicros) };
  });
  return splitBudget(candidates, curve, {
    ...goalRules(options.goal, options.breakEvenRoas),
    budget,
    leastSlice: leastSlice(options, posterior.creatives.length),
    reach,
    mostSlice: options.maxShare === null ? Number.POSITIVE_INFINITY : unitsOf(options.maxShare * options.budgetMicros),
    mostCandidates: options.top ?? Number.POSITIVE_INFINITY,
  });
}

/** The usual test of those that ran, in units over the plan's days: what one that never ran gets to be known. */
function medianTest(tested: Float64Array): number {
  const sorted = tested.filter((pace) => pace > 0).sort();
  return sorted[sorted.length >> 1] ?? 0;
}

function leastSlice({ minSpendMicros, budgetMicros }: PlanOptions, creatives: number): number {
  if (minSpendMicros !== null) return unitsOf(minSpendMicros);
  const budget = unitsOf(budgetMicros);
  return Math.min(budget, Math.max(LEAST_SLICE, budget * (creatives > 60 ? 0.005 : 0.01)));
}

/** P(CVR at or above the gate) of at least one half. */
export function passesGate({ cvr }: Posterior, row: number, minCvr: number | null): boolean {
  return minCvr === null || cvr === null || shareAtLeast(rowDraws(cvr, row), minCvr) >= 0.5;
}

/** Equal parts of the budget to some creatives. */
export function equalPlan(on: Ground, rows: readonly number[]): Plan {
  const spends = new Float64Array(on.posterior.creatives.length);
  const bounds: Bound[] = on.posterior.creatives.map(() => 'not-eligible');
  for (const row of rows) {
    spends[row] = unitsOf(on.options.budgetMicros) / rows.length;
    bounds[row] = 'none';
  }
  return planOf(on, spends, bounds, { marginal: 0, planBound: 'budget' });
}

/** The classic choice: the `count` best raw CVRs (raw ROAS without clicks) at or above the gate; the earlier of equal ones. */
export function classicRows({ posterior, options }: Ground, count: number): number[] {
  const raw = posterior.creatives.map(({ totals }) =>
    posterior.cvr === null
      ? (totals.conversions ?? 0) / (totals.spendMicros || 1)
      : (totals.conversions ?? 0) / (totals.clicks || Number.POSITIVE_INFINITY),
  );
  const gate = posterior.cvr === null ? 0 : (options.minCvr ?? 0);
  return [...raw.keys()]
    .filter((row) => raw[row]! >= gate)
    .sort((a, b) => raw[b]! - raw[a]! || a - b)
    .slice(0, count);
}

function planOf(
  { posterior, options, curve, references }: Ground,
  spends: Float64Array,
  bounds: readonly Bound[],
  { marginal, planBound }: Pick<Split, 'marginal' | 'planBound'>,
): Plan {
  const budgetsMicros = roundedBudgets(spends, options);
  const allocatedMicros = budgetsMicros.reduce((sum, micros) => sum + micros, 0);
  const wholeSpends = Float64Array.from(budgetsMicros, unitsOf);
  const gains = gainMeans(options.goal, posterior);
  return {
    budgetsMicros,
    bounds,
    marginals: gains.map((gain, row) => gain * curve.marginalAt(wholeSpends[row]! / references[row]!)),
    allocatedMicros,
    unallocatedMicros: options.budgetMicros - allocatedMicros,
    planBound,
    marginal,
    prediction: predict(posterior, wholeSpends, {
      curve,
      references,
      level: options.level,
      seed: options.seed,
      breakEvenRoas: options.breakEvenRoas,
    }),
  };
}

/** Whole cents where the budget and the pins are, else whole micros; within rounding of the budget it is all of it. */
function roundedBudgets(spends: Float64Array, { budgetMicros, pins }: PlanOptions): number[] {
  const step = [budgetMicros, ...pins.values()].every((micros) => micros % CENT === 0) ? CENT : 1;
  const amounts = Array.from(spends, (spend) => spend * MICROS_PER_UNIT);
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const whole = sum >= budgetMicros - step / 2 ? budgetMicros : Math.round(sum / step) * step;
  return wholeShares(amounts, whole, step);
}
