/** The plans of the ledger held against what later imports show: `creo score` and the metrics. */
import { type LedgerPlan, type Score, scorePlans } from '../decide/ledger/score.js';
import { UserError } from '../errors.js';
import type { Store } from '../store/database.js';
import { type PlannedDay, resultsOfPlans } from '../store/plan-results.js';
import { keptPlans } from '../store/recommendations.js';
import type { Day } from '../units.js';
import { type Question, termsOf } from './question.js';
import { scoped } from './scoped.js';

export interface PlanScores extends Score {
  /** Plans of this currency in the ledger that promised revenue, scored or not. */
  made: number;
}

export interface ScoreAnswer extends PlanScores {
  currency: string | null;
}

/** Throws UserError NO_PLANS, MIXED_CURRENCIES. */
export const scoreOf = scoped(answerScoreOf);

function answerScoreOf(db: Store, question: Question): ScoreAnswer {
  const { currency } = termsOf(db, question);
  const scores = currency === null ? null : planScores(db, currency);
  if (scores !== null && scores.made > 0) return { currency, ...scores };
  throw new UserError(
    'NO_PLANS',
    'No plan for revenue has been kept yet',
    'Keep one that you follow with: creo recommend --budget 5000 --keep',
  );
}

/**
 * The latest `limit` plans in this currency. A plan stands from the day after it was made to the day of the next plan, so
 * that no money is counted for two of them; plans of one day stand together.
 */
export function planScores(db: Store, currency: string, limit = Number.MAX_SAFE_INTEGER): PlanScores {
  const plans = keptPlans(db, limit).filter((plan) => plan.currency === currency);
  const results = new Map(
    resultsOfPlans(db, plannedDays(plans), currency).map((row) => [`${row.day} ${row.creativeId}`, row]),
  );
  const score = scorePlans(plans, (plan, creativeId) => results.get(`${dayOf(plan)} ${creativeId}`) ?? null);
  return { ...score, made: plans.length };
}

const dayOf = ({ createdAt }: LedgerPlan): Day => createdAt.slice(0, 10);

/** The creatives of each day's plans and of the naive rule beside them. */
function plannedDays(plans: readonly LedgerPlan[]): PlannedDay[] {
  const byDay = new Map<Day, Set<number>>();
  for (const plan of plans) {
    const known = byDay.get(dayOf(plan)) ?? new Set();
    for (const { creativeId } of [...plan.items, ...plan.naive]) known.add(creativeId);
    byDay.set(dayOf(plan), known);
  }
  return [...byDay].map(([day, creativeIds]) => ({ day, creativeIds: [...creativeIds] }));
}
