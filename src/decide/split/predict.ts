/**
 * What a split is expected to bring, with an honest spread: posterior draws of every rate, of the elasticity and of the
 * reference spends, a drift between test and scale that all ads share and one of each ad's own, and the chance of single
 * orders. Amounts are in units of the currency; without a value per conversion the gain is counted in conversions.
 */

import { seeded } from '../../random.js';
import type { Draws } from '../posterior/draws.js';
import type { Posterior } from '../posterior/posterior.js';
import { interval } from '../posterior/statistics.js';
import { drawElasticity, drawHalf, drawnReturn, REFERENCE_LOG_SD, type ScalingCurve } from './scaling.js';

/** Log-sd of the drift between test and scale: what moves all ads together, and each ad alone (59 real ads: 0.45 ± 0.14). */
export const COMMON_DRIFT_LOG_SD = 0.1;
export const AD_DRIFT_LOG_SD = 0.36;

export interface Prediction {
  /** Expected gain of the plan (revenue, or conversions). */
  expected: number;
  low: number;
  high: number;
  /** Share of the draws in which the plan earns its spend back; null when gains are conversions. */
  confidence: number | null;
  /** Expected gain of each creative, in the posterior's order. */
  expectedByRow: Float64Array;
  /** Share of the draws in which each creative earns its own spend back at that spend; NaN without money, null as above. */
  probProfitByRow: Float64Array | null;
}

export interface PredictionOptions {
  curve: ScalingCurve;
  references: Float64Array;
  /** Share of futures that the interval holds, e.g. 0.8. */
  level: number;
  seed: number;
  breakEvenRoas: number;
}

/** Predicts the plan that spends `spends` (units, in the posterior's order). */
export function predict(posterior: Posterior, spends: Float64Array, options: PredictionOptions): Prediction {
  const { curve, references, level, breakEvenRoas } = options;
  const gains = posterior.roas ?? posterior.conversionsPerUnit;
  const random = seeded(options.seed ^ 0x5bd1e995);
  const funded = [...spends.keys()].filter((row) => spends[row]! > 0);
  const expectedByRow = new Float64Array(spends.length);
  let expected = 0;
  let spent = 0;
  for (const row of funded) {
    expectedByRow[row] = gains.means[row]! * references[row]! * curve.returnAt(spends[row]! / references[row]!);
    expected += expectedByRow[row];
    spent += spends[row]!;
  }
  const { draws } = posterior;
  const gainsAt = byDraw(gains, funded);
  const valuesAt = posterior.value && byDraw(posterior.value, funded);
  const totals = new Float64Array(draws);
  const orderFactor = posterior.roas ? 1 + posterior.evidence.orderCv2 : 1;
  let wins = 0;
  const winsByRow = new Float64Array(spends.length).fill(Number.NaN);
  for (const row of funded) winsByRow[row] = 0;
  for (let draw = 0; draw < draws; draw++) {
    const elasticity = drawElasticity(curve.elasticity, random);
    // Whether ads saturate is a property of the market, so of all of them at once.
    const half = drawHalf(curve.saturation, random);
    const common = meanOne(COMMON_DRIFT_LOG_SD, random.normal());
    let total = 0;
    let variance = 0;
    const gainsOfDraw = gainsAt(draw);
    const valuesOfDraw = valuesAt?.(draw);
    for (let at = 0; at < funded.length; at++) {
      const row = funded[at]!;
      const shift = Math.exp(REFERENCE_LOG_SD * random.normal());
      const drift = common * meanOne(AD_DRIFT_LOG_SD, random.normal());
      const scale = references[row]! * drawnReturn(spends[row]! / references[row]!, elasticity, shift, half);
      const gain = gainsOfDraw[at]! * drift * scale;
      total += gain;
      if (gain > breakEvenRoas * (spends[row] ?? 0)) winsByRow[row] = (winsByRow[row] ?? 0) + 1 / draws;
      variance += gain * (valuesOfDraw?.[at] ?? 1) * orderFactor;
    }
    totals[draw] = withOrderNoise(total, variance, random.gamma);
    if (totals[draw]! > breakEvenRoas * spent) wins += 1;
  }
  const [low, high] = interval(totals, level);
  const confidence = posterior.roas && funded.length > 0 ? wins / draws : null;
  return { expected, low, high, confidence, expectedByRow, probProfitByRow: posterior.roas && winsByRow };
}

/** Draws that are gathered together: each row is made whole for every block of them. */
const BLOCK_VALUES = 4_000_000;

/** Gives the draws of some rows draw by draw, an entry a row, valid until the next call; to be asked for in order. */
function byDraw(draws: Draws, rows: readonly number[]): (draw: number) => Float64Array {
  const length = Math.max(1, Math.min(draws.count, Math.floor(BLOCK_VALUES / Math.max(1, rows.length))));
  const block = new Float64Array(length * rows.length);
  let first = -length;
  return (draw) => {
    if (draw < first || draw >= first + length) {
      first = draw - (draw % length);
      const held = Math.min(length, draws.count - first);
      for (let at = 0; at < rows.length; at++) {
        const values = draws.of(rows[at]!);
        for (let d = 0; d < held; d++) block[d * rows.length + at] = values[first + d]!;
      }
    }
    return block.subarray((draw - first) * rows.length, (draw - first + 1) * rows.length);
  };
}

/** A log-normal factor whose mean is 1. */
const meanOne = (logSd: number, normal: number): number => Math.exp(logSd * normal - (logSd * logSd) / 2);

/** A gamma draw of the given mean and variance: never negative, near normal when there are many orders. */
const withOrderNoise = (mean: number, variance: number, gamma: (shape: number) => number): number =>
  mean === 0 ? 0 : (gamma((mean * mean) / variance) * variance) / mean;
