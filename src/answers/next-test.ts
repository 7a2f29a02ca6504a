/** Where the next test money goes: `creo next`. */
import type { Verdict } from '../decide/posterior/winners.js';
import type { ElasticityFit } from '../decide/split/elasticity-fit.js';
import { type NextAction, nextTests } from '../decide/tests/next-test.js';
import { inEnglish } from '../remarks.js';
import type { Store } from '../store/database.js';
import { learntAccount } from './account.js';
import { type Question, SCALE_BUDGET_TESTS } from './question.js';
import { scalingPlan } from './scaling-plan.js';
import { scoped } from './scoped.js';
import type { Delays } from './settling.js';

export interface NextTestQuestion extends Question {
  /** Test money, micros. */
  budgetMicros: number;
  /** What is to be scaled with afterwards; not said is ten times the test money. */
  scaleBudgetMicros?: number | null | undefined;
}

export interface NextTestAnswer {
  currency: string | null;
  budgetMicros: number;
  /** 0 to the budget: money that no test is worth stays. */
  allocatedMicros: number;
  scaleBudgetMicros: number;
  conversionValueMicros: number | null;
  elasticityFit: ElasticityFit | null;
  /** By test money, then by the chance of profit. */
  tests: NextTestItem[];
  /** What is still coming in of the results; null where everything counts as reported. */
  delays: Delays | null;
  warnings: readonly string[];
}

export interface NextTestItem {
  creativeId: number;
  creative: string;
  clusterId: number | null;
  roas: number | null;
  action: NextAction;
  verdict: Verdict;
  budgetMicros: number;
  valueMicros: number;
  probProfit: number | null;
  reason: string;
}

/** Throws UserError NO_RESULTS, MIXED_CURRENCIES. */
export const nextTestOf = scoped(answerNextTestOf);

function answerNextTestOf(db: Store, question: NextTestQuestion): NextTestAnswer {
  const { budgetMicros } = question;
  const scaleBudgetMicros = question.scaleBudgetMicros ?? SCALE_BUDGET_TESTS * budgetMicros;
  const account = learntAccount(db, question);
  const { posterior, currency, conversionValueMicros } = account;
  const { plan, elasticityFit, remarks } = scalingPlan(account, { budgetMicros: scaleBudgetMicros });
  const tests = nextTests(posterior, plan, budgetMicros).map(({ row, ...test }): NextTestItem => {
    const { creativeId, name, clusterId } = posterior.creatives[row]!;
    return { creativeId, creative: name, clusterId, roas: posterior.roas?.means[row] ?? null, ...test };
  });
  return {
    currency,
    budgetMicros,
    allocatedMicros: tests.reduce((sum, test) => sum + test.budgetMicros, 0),
    scaleBudgetMicros,
    conversionValueMicros,
    elasticityFit,
    tests,
    delays: account.settling?.delays ?? null,
    warnings: [...account.remarks, ...remarks].map(inEnglish),
  };
}
