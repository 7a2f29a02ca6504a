/** A budget split over the creatives of a store, as the command line, the API and the report give it. */
import { forecastOf } from '../decide/ledger/forecast.js';
import type { PlanOptions } from '../decide/split/plan.js';
import { type Recommendation, recommend } from '../decide/split/recommend.js';
import type { Store } from '../store/database.js';
import { defaultsOf } from '../store/defaults.js';
import { savePlan } from '../store/recommendations.js';
import { type Account, type AccountOptions, accountPosterior } from './account.js';
import { accountElasticity } from './elasticity.js';
import { type RecommendAnswer, recommendAnswer } from './recommend-answer.js';

export interface Recommended {
  account: Account;
  recommendation: Recommendation;
  answer: RecommendAnswer;
}

/** What a plan is asked for. */
export interface PlanRequest extends Omit<PlanOptions, 'elasticity'> {
  /** Stated by the user; null takes what the results tell, else what other accounts show. */
  elasticity: number | null;
}

/** The options of a plan that says no more than its budget; `breakEvenRoas` is the store's target, else 1. */
export const plainPlan = (db: Store, budgetMicros: number): PlanRequest => ({
  budgetMicros,
  goal: { kind: 'profit' },
  breakEvenRoas: defaultsOf(db).targetRoas ?? 1,
  strategy: 'optimal',
  minCvr: null,
  elasticity: null,
  top: null,
  maxShare: null,
  minSpendMicros: null,
  pins: new Map(),
  exploreShare: 0,
  level: 0.8,
  seed: 1,
});

/** Throws a UserError when the store holds nothing to learn from (see accountPosterior). Writes nothing. */
export function recommendFor(db: Store, request: PlanRequest, options: Omit<AccountOptions, 'seed'>): Recommended {
  const account = accountPosterior(db, { ...options, seed: request.seed });
  const { plan, elasticityFit, notes } = followable(account, request);
  const recommendation = recommend(account.posterior, plan);
  const warnings = [...account.warnings, ...notes];
  const answer = recommendAnswer(recommendation, { ...account, elasticityFit, warnings });
  return { account, recommendation, answer };
}

/** The request with the elasticity that this account's results, or the user, call for; with what is to be said of it. */
export function followable(account: Account, request: PlanRequest) {
  const { elasticity, ...rest } = accountElasticity(account.evidence, {
    stated: request.elasticity,
    seed: request.seed,
  });
  const plan: PlanOptions = { ...request, elasticity };
  return { plan, ...rest };
}

/** Keeps a plan that was shown in the ledger, and gives its number; `createdAt` is an instant. */
export const keepPlan = (db: Store, { recommendation, answer }: Recommended, createdAt: string): number =>
  savePlan(db, { plan: answer, forecast: forecastOf(recommendation, answer), createdAt });
