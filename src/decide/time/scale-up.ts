/** One creative at a larger spend: expected revenue and profit with intervals, and what fatigue takes. */

import type { Posterior } from '../posterior/posterior.js';
import { ground, type PlanOptions } from '../split/plan.js';
import { predict } from '../split/predict.js';
import type { Decay } from './fatigue.js';

export interface ScaleStep {
  /** Units of the currency, in the period. */
  spend: number;
  expected: number;
  low: number;
  high: number;
  /** Share of futures in which it earns its spend back; null without a value per conversion. */
  confidence: number | null;
  marginal: number;
}

export interface ScaleUp {
  steps: readonly ScaleStep[];
  /** Share of the revenue that is left over 30 days when a clear decay of clicks goes on; 1 when none is clear. */
  fatigueLeft: number;
  /** Days after which the spend no longer earns its break-even at that decay; null when it does not fall or never earned. */
  daysUntilBreakEven: number | null;
}

/** Fatigue is taken off over so many days, in whatever period the spend is told. */
export const FATIGUE_DAYS = 30;

const LADDER = [0.02, 0.05, 0.1, 0.2, 0.5, 1];

/**
 * The ladder of spends up to `target` units in `options.horizonDays` for the creative of this row. `decay` null: no daily
 * results.
 */
export function scaleUp(
  posterior: Posterior,
  options: PlanOptions,
  row: number,
  { target, decay }: { target: number; decay: Decay | null },
): ScaleUp {
  const { curve, references } = ground(posterior, options);
  const gains = posterior.roas ?? posterior.conversionsPerUnit;
  const perDay = decay && decay.low > 0 ? decay.perDay : 0;
  const fatigueLeft = perDay === 0 ? 1 : (1 - Math.exp(-perDay * FATIGUE_DAYS)) / (perDay * FATIGUE_DAYS);
  const steps = LADDER.map((share): ScaleStep => {
    const spend = share * target;
    const spends = new Float64Array(posterior.creatives.length);
    spends[row] = spend;
    const { expected, low, high, confidence } = predict(posterior, spends, {
      curve,
      references,
      level: options.level,
      seed: options.seed,
      breakEvenRoas: options.breakEvenRoas / fatigueLeft,
    });
    return {
      spend,
      expected: expected * fatigueLeft,
      low: low * fatigueLeft,
      high: high * fatigueLeft,
      confidence,
      marginal: gains.means[row]! * curve.marginalAt(spend / references[row]!) * fatigueLeft,
    };
  });
  const atTarget = steps[steps.length - 1]!;
  const fresh = atTarget.expected / fatigueLeft / target / options.breakEvenRoas;
  return {
    steps,
    fatigueLeft,
    daysUntilBreakEven: posterior.roas && perDay > 0 && fresh > 1 ? Math.log(fresh) / perDay : null,
  };
}
