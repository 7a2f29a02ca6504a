/** Where the next test money goes: what to test again, what to scale, what to drop, what can wait. */

import { MICROS_PER_UNIT, microsOf, unitsOf } from '../../units.js';
import type { Posterior } from '../posterior/posterior.js';
import { rowDraws, shareAtLeast } from '../posterior/statistics.js';
import { type Verdict, verdictsByReturn } from '../posterior/winners.js';
import { ground, type PlanOptions } from '../split/plan.js';
import { wholeShares } from '../split/shares.js';
import { valuedTests } from './test-value.js';

export type NextAction = 'retest' | 'scale' | 'drop' | 'wait';

export interface NextTest {
  row: number;
  action: NextAction;
  /** Test money, micros; 0 unless the action is retest. */
  budgetMicros: number;
  /** Expected gain in profit of the later scaling from knowing more, micros (conversions in millionths without a value). */
  valueMicros: number;
  probProfit: number | null;
  verdict: Verdict;
  reason: string;
}

const CENT = 10_000;

/** What a verdict means for test money: only what is still open is tested again. */
const SETTLED: Record<Exclude<Verdict, 'keep-testing'>, NextAction> = { scale: 'scale', stop: 'drop' };

const REASONS: Record<NextAction, string> = {
  retest: 'knowing more of it would change where the money goes',
  scale: 'known well enough: it is for the budget to scale, not for test money',
  drop: 'known well enough: it loses money',
  wait: 'another test of it is not worth its money, or less than one of the others',
};

/**
 * Splits `moneyMicros` of tests by the value of what they would tell, for a scaling of `options.budgetMicros` afterwards.
 * In the order of test money, then of the chance of profit.
 */
export function nextTests(posterior: Posterior, options: PlanOptions, moneyMicros: number): NextTest[] {
  const on = ground(posterior, options);
  const { breakEvenRoas } = options;
  const verdicts = verdictsByReturn(posterior, options);
  const verdictOf = (row: number): Verdict => verdicts?.[row] ?? 'keep-testing';
  const { spends, values } = valuedTests(on, unitsOf(options.budgetMicros), unitsOf(moneyMicros), {
    isOpen: (row) => verdictOf(row) === 'keep-testing',
    paysOff: true,
  });
  const step = moneyMicros % CENT === 0 ? CENT : 1;
  const amounts = Array.from(spends, (spend) => spend * MICROS_PER_UNIT);
  const given = Math.round(amounts.reduce((sum, amount) => sum + amount, 0) / step) * step;
  const budgets = wholeShares(amounts, given, step);
  return posterior.creatives
    .map((_, row): NextTest => {
      const probProfit = posterior.roas && shareAtLeast(rowDraws(posterior.roas, row), breakEvenRoas);
      const verdict = verdictOf(row);
      const action = budgets[row]! > 0 ? 'retest' : verdict === 'keep-testing' ? 'wait' : SETTLED[verdict];
      return {
        row,
        action,
        budgetMicros: budgets[row]!,
        valueMicros: microsOf(values[row]!),
        probProfit,
        verdict,
        reason: REASONS[action],
      };
    })
    .sort((a, b) => b.budgetMicros - a.budgetMicros || (b.probProfit ?? 0) - (a.probProfit ?? 0) || a.row - b.row);
}
