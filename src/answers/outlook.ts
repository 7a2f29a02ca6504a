/** A plan on the footing of others: what it is expected to bring. */
import { profitOf } from '../decide/split/goals.js';
import type { Plan } from '../decide/split/plan.js';
import type { Recommendation } from '../decide/split/recommend.js';
import { microsOf } from '../units.js';

/** One plan on the footing of the others: predicted by the same posterior. */
export interface Outlook {
  plan: string;
  funded: number;
  allocatedMicros: number;
  expectedRevenueMicros: number | null;
  expectedRevenueLowMicros: number | null;
  expectedRevenueHighMicros: number | null;
  expectedProfitMicros: number | null;
  confidence: number | null;
}

export function outlookOf(
  name: string,
  { prediction, allocatedMicros, budgetsMicros }: Plan,
  { posterior, options }: Recommendation['ground'],
): Outlook {
  const valued = posterior.roas !== null;
  const revenue = valued ? microsOf(prediction.expected) : null;
  return {
    plan: name,
    funded: budgetsMicros.filter((budget) => budget > 0).length,
    allocatedMicros,
    expectedRevenueMicros: revenue,
    expectedRevenueLowMicros: valued ? microsOf(prediction.low) : null,
    expectedRevenueHighMicros: valued ? microsOf(prediction.high) : null,
    expectedProfitMicros:
      revenue === null ? null : Math.round(profitOf(revenue, allocatedMicros, options.breakEvenRoas)),
    confidence: prediction.confidence,
  };
}
