/**
 * What the ledger keeps of a plan beside what was printed: the figures by which later results are held against it, and the
 * split of the naive rule (the five best raw CVRs in equal parts) over the same creatives at the same moment.
 */

import { roas } from '../../metrics/rates.js';
import { microsOf } from '../../units.js';
import { interval, rowDraws } from '../posterior/statistics.js';
import type { Recommendation } from '../split/recommend.js';
import type { Saturation } from '../split/scaling.js';

/** One creative with money, in the plan or under the naive rule; money in micros. */
export interface ForecastPart {
  creativeId: number;
  budgetMicros: number;
  /** Spend up to which the tested return was taken to hold. */
  referenceMicros: number;
}

export interface ForecastItem extends ForecastPart {
  roas: number;
  roasLow: number;
  roasHigh: number;
  /** Null without spend. */
  roasRaw: number | null;
  expectedRevenueMicros: number;
  /** What its single orders add to the variance of its revenue, per micro of revenue: order value x (1 + cv²), in micros. */
  orderNoiseMicros: number;
}

export interface Forecast {
  currency: string | null;
  /** `equal` is the naive rule itself. */
  strategy: string;
  elasticity: number;
  elasticitySd: number;
  /** Whether and where creatives saturate; plans of earlier versions followed the power law for good, and do not say. */
  saturation?: Saturation;
  /** Share of futures inside the intervals. */
  level: number;
  /** What a conversion was taken to be worth; null where the reported revenue counts. */
  conversionValueMicros: number | null;
  /** Days over which the money was to be spent; plans of earlier versions do not say. */
  horizonDays?: number;
  expectedRevenueMicros: number;
  expectedRevenueLowMicros: number;
  expectedRevenueHighMicros: number;
  items: readonly ForecastItem[];
  naive: readonly ForecastPart[];
}

/** Null for a plan that promises no revenue: nothing is known of the value of a conversion, or nothing gets money. */
export function forecastOf(
  { plan, rawCvr, ground: { posterior, options, curve, references } }: Recommendation,
  { currency, conversionValueMicros }: Pick<Forecast, 'currency' | 'conversionValueMicros'>,
): Forecast | null {
  const { roas: returns, value, evidence, creatives } = posterior;
  if (returns === null || value === null || plan.allocatedMicros === 0) return null;
  const partOf = (row: number, budgetMicros: number): ForecastPart => ({
    creativeId: creatives[row]!.creativeId,
    budgetMicros,
    referenceMicros: microsOf(references[row]!),
  });
  const funded = (budgets: readonly number[]): number[] => [...budgets.keys()].filter((row) => budgets[row]! > 0);
  return {
    currency,
    strategy: options.strategy,
    elasticity: curve.elasticity.mean,
    elasticitySd: curve.elasticity.sd,
    saturation: curve.saturation,
    level: options.level,
    conversionValueMicros,
    horizonDays: options.horizonDays,
    expectedRevenueMicros: microsOf(plan.prediction.expected),
    expectedRevenueLowMicros: microsOf(plan.prediction.low),
    expectedRevenueHighMicros: microsOf(plan.prediction.high),
    items: funded(plan.budgetsMicros).map((row) => {
      const [roasLow, roasHigh] = interval(rowDraws(returns, row), options.level);
      return {
        ...partOf(row, plan.budgetsMicros[row]!),
        roas: returns.means[row]!,
        roasLow,
        roasHigh,
        roasRaw: roas(creatives[row]!.totals),
        expectedRevenueMicros: microsOf(plan.prediction.expectedByRow[row]!),
        orderNoiseMicros: microsOf(value.means[row]! * (1 + evidence.orderCv2)),
      };
    }),
    naive: funded(rawCvr.budgetsMicros).map((row) => partOf(row, rawCvr.budgetsMicros[row]!)),
  };
}
