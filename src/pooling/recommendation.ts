/** A budget split over the creatives of a store, as the command line, the API and the report give it. */
import { forecastOf } from '../decide/forecast.js';
import type { PlanOptions } from '../decide/plan.js';
import { type Recommendation, recommend } from '../decide/recommend.js';
import { type RecommendAnswer, recommendAnswer } from '../decide/recommend-answer.js';
import { DEFAULT_ELASTICITY } from '../decide/scaling.js';
import type { Store } from '../store/database.js';
import { defaultsOf } from '../store/defaults.js';
import { savePlan } from '../store/recommendations.js';
import { type Account, type AccountOptions, accountPosterior } from './account.js';

export interface Recommended {
  account: Account;
  recommendation: Recommendation;
  answer: RecommendAnswer;
}

/** The options of a plan that says no more than its budget; `breakEvenRoas` is the store's target, else 1. */
export const plainPlan = (db: Store, budgetMicros: number): PlanOptions => ({
  budgetMicros,
  goal: { kind: 'profit' },
  breakEvenRoas: defaultsOf(db).targetRoas ?? 1,
  strategy: 'optimal',
  minCvr: null,
  elasticity: DEFAULT_ELASTICITY,
  top: null,
  maxShare: null,
  minSpendMicros: null,
  pins: new Map(),
  exploreShare: 0,
  level: 0.8,
  seed: 1,
});

/** Throws a UserError when the store holds nothing to learn from (see accountPosterior). Writes nothing. */
export function recommendFor(db: Store, plan: PlanOptions, options: Omit<AccountOptions, 'seed'>): Recommended {
  const account = accountPosterior(db, { ...options, seed: plan.seed });
  const recommendation = recommend(account.posterior, plan);
  const answer = recommendAnswer(recommendation, account);
  return { account, recommendation, answer };
}

/** Keeps a plan that was shown in the ledger, and gives its number; `createdAt` is an instant. */
export const keepPlan = (db: Store, { recommendation, answer }: Recommended, createdAt: string): number =>
  savePlan(db, { plan: answer, forecast: forecastOf(recommendation, answer), createdAt });
