/**
 * A kept forecast at other amounts than it was made for: a plan is rarely followed to the dollar. The expected revenue
 * follows the curve that the plan assumed. The interval keeps its shape and is widened or narrowed by the spread that the
 * money itself explains, all as squared coefficients of variation:
 *
 *   total = common + (elasticity sd x mean log scaling)² + c (1 - c) (mean loss by saturation)² + Σ share_i² own_i + Σ share_i noise_i / revenue
 *
 * share_i is a creative's part of the expected revenue; own_i the spread of its return, of its drift and of its reference
 * spend; c the chance that creatives saturate; noise_i that of its single orders. `common` is what is left of the interval that was kept.
 */

import { normalQuantile } from '../posterior/statistics.js';
import { AD_DRIFT_LOG_SD, COMMON_DRIFT_LOG_SD } from '../split/predict.js';
import { lostBySaturation, NO_SATURATION, REFERENCE_LOG_SD, type ScalingCurve } from '../split/scaling.js';
import type { Forecast, ForecastItem } from './forecast.js';

/** A creative of the plan at the money that really went to it. */
export interface Followed {
  item: ForecastItem;
  spendMicros: number;
  /** Spend up to which the tested return was taken to hold, over the days in which the money went. */
  referenceMicros: number;
}

export interface Rescaled {
  expectedMicros: number;
  lowMicros: number;
  highMicros: number;
}

/** `followed` holds the creatives with money, at least one; `curve` is the one of the plan's elasticity. */
export function rescaled(forecast: Forecast, followed: readonly Followed[], curve: ScalingCurve): Rescaled {
  const { expectedRevenueMicros: planned, expectedRevenueLowMicros: low, expectedRevenueHighMicros: high } = forecast;
  const z = normalQuantile((1 + forecast.level) / 2);
  const kept = ((high - low) / (2 * z * planned)) ** 2;
  const parts = followed.map((part) => ({
    ...part,
    revenueMicros: part.item.roas * part.referenceMicros * curve.returnAt(part.spendMicros / part.referenceMicros),
  }));
  const asPlanned = forecast.items.map((item) => ({
    item,
    spendMicros: item.budgetMicros,
    referenceMicros: item.referenceMicros,
    revenueMicros: item.expectedRevenueMicros,
  }));
  const before = explained(asPlanned, forecast, z);
  const common = Math.max(COMMON_DRIFT_LOG_SD ** 2, kept - before);
  const widening = Math.sqrt((common + explained(parts, forecast, z)) / (common + before));
  const expectedMicros = revenueOf(parts);
  return {
    expectedMicros,
    lowMicros: expectedMicros * (low / planned) ** widening,
    highMicros: expectedMicros * (high / planned) ** widening,
  };
}

interface Part extends Followed {
  revenueMicros: number;
}

const revenueOf = (parts: readonly Part[]): number => parts.reduce((sum, { revenueMicros }) => sum + revenueMicros, 0);

/** The squared coefficient of variation of the revenue that follows from these amounts. */
function explained(
  parts: readonly Part[],
  { elasticity, elasticitySd, saturation = NO_SATURATION }: Forecast,
  z: number,
): number {
  const revenue = revenueOf(parts);
  let own = 0;
  let logScaling = 0;
  let noise = 0;
  let lost = 0;
  for (const { item, spendMicros, referenceMicros, revenueMicros } of parts) {
    const share = revenueMicros / revenue;
    const scaling = Math.max(1, spendMicros / referenceMicros);
    const spread = (item.roasHigh - item.roasLow) / (2 * z * item.roas);
    const shift = scaling > 1 ? (1 - elasticity) * REFERENCE_LOG_SD : 0;
    own += share ** 2 * (spread ** 2 + AD_DRIFT_LOG_SD ** 2 + shift ** 2);
    logScaling += share * Math.log(scaling);
    lost += share * lostBySaturation(scaling, elasticity, saturation);
    noise += (share * item.orderNoiseMicros) / revenue;
  }
  const { chance } = saturation;
  return own + (elasticitySd * logScaling) ** 2 + chance * (1 - chance) * lost ** 2 + noise;
}
