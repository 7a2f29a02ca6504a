/** Where the next test money goes: what to test again, what to scale, what to drop, what can wait. */

import type { Posterior } from '../posterior/posterior.js';
import { rowDraws, shareAtLeast } from '../posterior/statistics.js';
import { rankWinners } from '../posterior/winners.js';
import { ground, type PlanOptions } from '../split/plan.js';
import { wholeShares } from '../split/shares.js';
import { valuedTests } from './test-value.js';

export type NextAction = 'retest' | 'scale' | 'drop' | 'wait';

export interface NextTest {
  row: number;
  action: NextAction;
  /** Test money, micros; 0 unless the action is retest. */
  budgetMicros: number;
  /** Expected gain in profit of the later scaling from knowing more, micros (conversions x 1e6 without a value). */
  valueMicros: number;
  probProfit: number | null;
  reason: string;
}

const SURE = 0.9;
const CENT = 10_000;

const REASONS: Record<NextAction, string> = {
  retest: 'knowing more of it would change where the money goes',
  scale: 'sure enough: more tests would hardly change its part',
  drop: 'very likely loses money, and a test would hardly change that',
  wait: 'another test of it is worth less than one of the others',
};

/**
 * Splits `moneyMicros` of tests by the value of what they would tell, for a scaling of `options.budgetMicros` afterwards.
 * In the order of test money, then of the chance of profit.
 */
export function nextTests(posterior: Posterior, options: PlanOptions, moneyMicros: number): NextTest[] {
  const on = ground(posterior, options);
  const { spends, values } = valuedTests(on, options.budgetMicros / 1e6, moneyMicros / 1e6);
  const step = moneyMicros % CENT === 0 ? CENT : 1;
  const budgets = wholeShares(
    Array.from(spends, (spend) => spend * 1e6),
    moneyMicros,
    step,
  );
  const { breakEvenRoas, level } = options;
  const verdicts =
    posterior.roas && rankWinners(posterior, { metric: 'roas', minCvr: null, level, breakEvenRoas }).creatives;
  return posterior.creatives
    .map((_, row): NextTest => {
      const probProfit = posterior.roas && shareAtLeast(rowDraws(posterior.roas, row), breakEvenRoas);
      const action = actionOf(budgets[row], probProfit, verdicts?.[row].verdict === 'stop');
      return {
        row,
        action,
        budgetMicros: budgets[row],
        valueMicros: Math.round(values[row] * 1e6),
        probProfit,
        reason: REASONS[action],
      };
    })
    .sort((a, b) => b.budgetMicros - a.budgetMicros || (b.probProfit ?? 0) - (a.probProfit ?? 0) || a.row - b.row);
}

function actionOf(budget: number, probProfit: number | null, stopped: boolean): NextAction {
  if (budget > 0) return 'retest';
  if (stopped || (probProfit !== null && probProfit <= 1 - SURE)) return 'drop';
  return probProfit !== null && probProfit >= SURE ? 'scale' : 'wait';
}
