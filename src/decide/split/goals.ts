/** What a plan is for, and what that means for the split: what counts as gain, and how far the spending goes. */
import { MICROS_PER_UNIT } from '../../units.js';
import type { Posterior } from '../posterior/posterior.js';

/**
 * `profit` spends while the last unit returns more than itself; `revenue` and `conversions` spend the budget for the
 * most of it; `roas` and `cpa` spend as much as the whole plan's expected ROAS (or cost per conversion) allows.
 */
export type Goal =
  | { kind: 'profit' | 'revenue' | 'conversions' }
  | { kind: 'roas'; target: number }
  | { kind: 'cpa'; targetMicros: number };

export interface GoalRules {
  leastMarginal: number;
  leastAverage: number | null;
}

/** The goal that can be followed: without a value per conversion, profit, revenue and ROAS fall back to conversions. */
export const followableGoal = (goal: Goal, posterior: Posterior): Goal =>
  posterior.roas === null && countsRevenue(goal) ? { kind: 'conversions' } : goal;

/** Whether the goal's gain is revenue; else it is conversions. */
export const countsRevenue = (goal: Goal): boolean => goal.kind !== 'conversions' && goal.kind !== 'cpa';

/**
 * What is left of revenue when goods and spend are paid: revenue / breakEvenRoas - spend, in the unit of both. The margin
 * on revenue is 1 / breakEvenRoas, so that a return of exactly that much earns nothing.
 */
export const profitOf = (revenue: number, spend: number, breakEvenRoas: number): number =>
  revenue / breakEvenRoas - spend;

/** Expected gain per unit of money at the tested spend, per creative. */
export const gainMeans = (goal: Goal, posterior: Posterior): Float64Array =>
  (countsRevenue(goal) && posterior.roas ? posterior.roas : posterior.conversionsPerUnit).means;

/** The split's limits on marginal and average gain per unit of money. Profit starts where a unit returns `breakEvenRoas`. */
export function goalRules(goal: Goal, breakEvenRoas: number): GoalRules {
  switch (goal.kind) {
    case 'profit':
      return { leastMarginal: breakEvenRoas, leastAverage: null };
    case 'roas':
      return { leastMarginal: 0, leastAverage: goal.target };
    case 'cpa':
      return { leastMarginal: 0, leastAverage: MICROS_PER_UNIT / goal.targetMicros };
    default:
      return { leastMarginal: 0, leastAverage: null };
  }
}
