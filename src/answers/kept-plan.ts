/** The last plan that was kept, as it was then: what a report shows when no new budget is named. */
import type { Reason } from '../decide/split/reasons.js';
import type { Remark } from '../remarks.js';
import type { Store } from '../store/database.js';
import { latestKeptPlan } from '../store/recommendations.js';
import type { ResultsFilter } from '../store/results.js';
import type { RecommendAnswer } from './recommend-answer.js';
import type { RecommendItem, Unfunded } from './recommend-item.js';
import { scoped } from './scoped.js';

export interface KeptAnswer {
  /** Instant, ISO 8601 UTC. */
  createdAt: string;
  plan: KeptPlan;
}

/** A plan as it was kept: an older creo kept reasons and remarks in English alone. */
export interface KeptPlan extends Omit<RecommendAnswer, 'items' | 'stop' | 'remarks'> {
  items: (Omit<RecommendItem, 'why'> & { why?: Reason })[];
  stop: (Omit<Unfunded, 'why'> & { why?: Reason })[];
  remarks: Remark[];
}

interface KeptQuestion {
  filter?: ResultsFilter | undefined;
  /** Of the results; null when there are none. */
  currency: string | null;
}

/** Of the client or account that is asked about. Null when none was kept, when it is in another currency, and when an older creo kept it without what is shown today. */
export const keptPlanFor = scoped(answerKeptPlan);

function answerKeptPlan(db: Store, { currency }: KeptQuestion): KeptAnswer | null {
  const kept = latestKeptPlan(db);
  if (kept === null || !isAnswer(kept.plan) || kept.plan.currency !== currency) return null;
  return {
    createdAt: kept.createdAt,
    plan: { ...kept.plan, remarks: kept.plan.remarks ?? kept.plan.warnings.map(asKept) },
  };
}

const asKept = (text: string): Remark => ({ kind: 'as-kept', text });

const isAnswer = (plan: unknown): plan is Omit<KeptPlan, 'remarks'> & { remarks?: Remark[] } =>
  typeof plan === 'object' &&
  plan !== null &&
  ['budgetMicros', 'horizonDays', 'unallocatedMicros', 'elasticity', 'verdict', 'currency'].every(
    (key) => key in plan,
  ) &&
  ['items', 'stop', 'warnings'].every((key) => Array.isArray(Reflect.get(plan, key)));
