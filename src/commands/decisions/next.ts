/**
 * `creo next`: where the next test money goes. `--json`: `{ currency, budgetMicros, scaleBudgetMicros, conversionValueMicros, elasticityFit, tests: [{ creativeId,
 * creative, clusterId, action, budgetMicros, valueMicros, roas, probProfit, reason }], warnings }`.
 */

import { type AccountOptions, accountPosterior } from '../../answers/account.js';
import { followable, plainPlan } from '../../answers/recommendation.js';
import { nextTests } from '../../decide/tests/next-test.js';
import type { View } from '../../fields.js';
import type { Context } from '../context.js';

export interface NextOptions extends AccountOptions {
  budgetMicros: number;
  /** What is to be scaled with afterwards; null for ten times the test money. */
  scaleBudgetMicros: number | null;
  level: number;
}

export function run({ db }: Context, options: NextOptions): View {
  const { budgetMicros, level, seed } = options;
  const scaleBudgetMicros = options.scaleBudgetMicros ?? 10 * budgetMicros;
  const account = accountPosterior(db, options);
  const { currency, posterior, conversionValueMicros } = account;
  const { plan, elasticityFit, notes } = followable(account, { ...plainPlan(db, scaleBudgetMicros), level, seed });
  const warnings = [...account.warnings, ...notes];
  const tests = nextTests(posterior, plan, budgetMicros).map(({ row, ...test }) => {
    const { creativeId, name, clusterId } = posterior.creatives[row];
    return { creativeId, creative: name, clusterId, roas: posterior.roas?.means[row] ?? null, ...test };
  });
  const retested = tests.filter(({ action }) => action === 'retest').length;
  return {
    json: { currency, budgetMicros, scaleBudgetMicros, conversionValueMicros, elasticityFit, tests, warnings },
    headline: `Test ${retested} of ${tests.length} creatives again`,
    tables: [
      {
        fields: ['creative', 'clusterId', 'action', 'budgetMicros', 'valueMicros', 'roas', 'probProfit', 'reason'],
        rows: tests,
        currency,
      },
    ],
    notes: warnings,
  };
}
