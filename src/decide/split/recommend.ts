/**
 * The recommendation: the plan, the plans that it is measured against, how firm it is, and the verdict.
 */

import { microsOf, unitsOf } from '../../units.js';
import type { Draws } from '../posterior/draws.js';
import type { Posterior } from '../posterior/posterior.js';
import { mean, rowDraws, type Standing, shareAtLeast, standings } from '../posterior/statistics.js';
import { type Verdict, verdictsByReturn } from '../posterior/winners.js';
import { promising, type RoundValue, valueOfRound } from '../tests/test-value.js';
import { followableGoal, gainMeans, profitOf } from './goals.js';
import {
  classicRows,
  equalPlan,
  type Ground,
  ground,
  makePlan,
  type Plan,
  type PlanOptions,
  splitFor,
} from './plan.js';

export type PlanVerdict = 'scale' | 'test-more' | 'do-not-scale';

export interface Flip {
  row: number;
  /** One conversion more, or one fewer. */
  change: 1 | -1;
  /** Money that the changed plan spends elsewhere, or not at all. */
  movedMicros: number;
  /** Share of the budget that moves. */
  movedShare: number;
  budgetMicros: number;
}

export interface Recommendation {
  ground: Ground;
  plan: Plan;
  /** The same budget in equal parts over all creatives, and over the five best raw CVRs, predicted alike. */
  equal: Plan;
  rawCvr: Plan;
  /** The plan without the gate of options.minCvr; null where no gate was asked for, or where it holds nobody back. */
  ungated: Plan | null;
  /** The plan made, and its prediction, under a lower and a higher elasticity. */
  sensitivity: readonly { elasticity: number; plan: Plan }[];
  /** Single conversions that would move the plan, the largest move first. */
  flips: readonly Flip[];
  verdict: PlanVerdict;
  round: RoundValue | null;
  standings: readonly Standing[];
  /** P(ROAS >= break-even at the tested spend) per creative; null without a value per conversion. */
  probProfit: readonly number[] | null;
  /** The verdict of winners.ts by return, per creative; null without a value per conversion. */
  verdicts: readonly Verdict[] | null;
}

const SENSITIVITY = [0.7, 0.9];
/** A plan below this share of the budget is no plan. */
const NOTHING = 0.01;
/** A flip is worth telling from this share of the budget on. */
const TELLING = 0.05;
const MOST_FLIPS = 5;
/** One more round of tests must beat scaling now by this share of the expected profit and of the budget. */
const TEST_MARGIN = 0.1;
const TEST_MARGIN_OF_BUDGET = 0.01;
/** At most this share of the budget goes into the round of tests that scaling is compared with. */
const MOST_TEST_SHARE = 0.2;

/** The whole recommendation for the posterior; options.goal falls back to conversions without a value per conversion. */
export function recommend(posterior: Posterior, given: PlanOptions): Recommendation {
  const options = { ...given, goal: followableGoal(given.goal, posterior) };
  const on = ground(posterior, options);
  const plan = makePlan(on);
  const gains = posterior.roas ?? posterior.conversionsPerUnit;
  const round = options.strategy === 'optimal' && options.goal.kind === 'profit' ? oneMoreRound(on) : null;
  return {
    ground: on,
    plan,
    equal: equalPlan(on, [...posterior.creatives.keys()]),
    rawCvr: equalPlan(on, classicRows(on, 5)),
    ungated: on.eligible.every(Boolean) ? null : makePlan(ground(posterior, { ...options, minCvr: null })),
    sensitivity: SENSITIVITY.map((elasticity) => ({
      elasticity,
      plan: makePlan(ground(posterior, { ...options, elasticity: { ...options.elasticity, mean: elasticity } })),
    })),
    flips: options.strategy === 'optimal' ? flipPoints(on, plan) : [],
    verdict: verdictOf(on, plan, round),
    round,
    standings: standings(posterior.creatives.length, (row) => rowDraws(gains, row)),
    probProfit:
      posterior.roas && posterior.creatives.map((_, row) => shareAtLeast(rowDraws(gains, row), options.breakEvenRoas)),
    verdicts: verdictsByReturn(posterior, options),
  };
}

function verdictOf({ posterior, options }: Ground, plan: Plan, round: RoundValue | null): PlanVerdict {
  if (plan.allocatedMicros < NOTHING * options.budgetMicros) return 'do-not-scale';
  const spent = unitsOf(plan.allocatedMicros);
  if (posterior.roas && profitOf(plan.prediction.expected, spent, options.breakEvenRoas) < 0) return 'do-not-scale';
  if (round === null) return 'scale';
  const needed = round.now * (1 + TEST_MARGIN) + unitsOf(TEST_MARGIN_OF_BUDGET * options.budgetMicros);
  return round.afterTests > needed ? 'test-more' : 'scale';
}

/** Another test as large as the median one on the most promising creatives, as many as a fifth of the budget pays for. */
function oneMoreRound(on: Ground): RoundValue | null {
  const budget = unitsOf(on.options.budgetMicros);
  const tested = on.posterior.evidence.spends.filter((spend) => spend > 0).sort();
  const amount = tested[tested.length >> 1] ?? 0;
  const count = Math.min(20, Math.floor((MOST_TEST_SHARE * budget) / amount));
  if (amount === 0 || count < 1) return null;
  const futures = Math.max(20, Math.min(100, Math.round(20_000 / on.posterior.creatives.length)));
  return valueOfRound(on, budget, promising(on, count), amount, futures);
}

/**
 * What one conversion more or fewer on a creative would do to the plan. No refit is needed: one more Poisson event
 * multiplies the posterior by that creative's rate, so every creative's new mean is E[gain * rate] / E[rate] over the
 * draws, and one event fewer divides by it.
 */
function flipPoints(on: Ground, plan: Plan): Flip[] {
  const { posterior, options } = on;
  const gains = posterior.roas ?? posterior.conversionsPerUnit;
  const rates = posterior.cvr ?? posterior.conversionsPerUnit;
  const means = gainMeans(options.goal, posterior);
  const budget = unitsOf(options.budgetMicros) * (1 - options.exploreShare);
  const before = splitFor(on, means, budget).spends;
  const asked = promising(on, 12);
  const changes = asked.flatMap((row) => [
    { row, change: 1 as const },
    ...((posterior.creatives[row]!.totals.conversions ?? 0) >= 1 ? [{ row, change: -1 as const }] : []),
  ]);
  const weights = changes.map(({ row, change }) =>
    rowDraws(rates, row).map((rate) => rate ** (change / posterior.evidence.conversionDispersion)),
  );
  const moved = reweightedMeans(gains, means, weights);
  return changes
    .map(({ row, change }, at) => {
      const changed = moved[at]!;
      const after = splitFor(on, changed, budget).spends;
      let more = 0;
      let less = 0;
      after.forEach((spend, other) => {
        more += Math.max(0, spend - before[other]!);
        less += Math.max(0, before[other]! - spend);
      });
      const movedMicros = microsOf(Math.max(more, less));
      return {
        row,
        change,
        movedMicros,
        movedShare: movedMicros / options.budgetMicros,
        budgetMicros:
          microsOf(after[row]!) +
          (plan.bounds[row]! === 'exploration' && before[row]! === 0 ? plan.budgetsMicros[row]! : 0),
      };
    })
    .filter(({ movedShare }) => movedShare >= TELLING)
    .sort((a, b) => b.movedMicros - a.movedMicros || a.row - b.row)
    .slice(0, MOST_FLIPS);
}

/** The means of every creative under each set of weights of the draws. Each creative's draws are looked at once. */
function reweightedMeans(gains: Draws, means: Float64Array, weights: readonly Float64Array[]): Float64Array[] {
  const totals = weights.map((each) => each.reduce((sum, weight) => sum + weight, 0));
  const moved = weights.map(() => new Float64Array(means.length));
  for (let row = 0; row < means.length; row++) {
    const values = rowDraws(gains, row);
    const plain = mean(values);
    weights.forEach((each, at) => {
      let weighted = 0;
      for (let draw = 0; draw < each.length; draw++) weighted += each[draw]! * values[draw]!;
      moved[at]![row] = (means[row]! * (weighted / totals[at]!)) / plain;
    });
  }
  return moved;
}
