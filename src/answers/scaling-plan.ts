/** The options of a split that says no more than its budget, for an account: what scaling alone is judged by. */
import type { ElasticityFit } from '../decide/split/elasticity-fit.js';
import type { PlanOptions } from '../decide/split/plan.js';
import type { Remark } from '../remarks.js';
import type { LearntAccount } from './account.js';
import { accountElasticity } from './elasticity.js';
import { GOAL, HORIZON_DAYS, STRATEGY } from './question.js';

export interface ScalingPlan {
  plan: PlanOptions;
  elasticityFit: ElasticityFit | null;
  remarks: readonly Remark[];
}

/** `horizonDays` are the days over which the budget is spent; not said, the usual ones. */
export function scalingPlan(
  account: LearntAccount,
  { budgetMicros, horizonDays }: { budgetMicros: number; horizonDays?: number | null | undefined },
): ScalingPlan {
  const { elasticity, elasticityFit, remarks } = accountElasticity(account);
  const { breakEvenRoas, level, seed } = account;
  const plan: PlanOptions = {
    budgetMicros,
    horizonDays: horizonDays ?? HORIZON_DAYS,
    goal: GOAL,
    strategy: STRATEGY,
    minCvr: null,
    top: null,
    maxShare: null,
    minSpendMicros: null,
    exploreShare: 0,
    pins: new Map(),
    elasticity,
    breakEvenRoas,
    level,
    seed,
  };
  return { plan, elasticityFit, remarks };
}
