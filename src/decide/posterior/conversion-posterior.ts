/**
 * Conversions per click, given what is known of each creative's clicks per unit of spend and of its order value:
 *
 *   CVR_i = l_i v_i^-g q_i^-h
 *
 * A dear offer or a cheap click can convert less. g and h are in {0, 1/2, 1}, averaged by their marginal likelihood; l_i is
 * pooled as in rate-posterior.ts.
 */

import { type Random, systematicDraws } from '../../random.js';
import { type Draws, type KeptDraws, keptDraws, productDraws } from './draws.js';
import type { PreparedEvidence } from './evidence.js';
import type { OrderValuePosterior } from './order-value.js';
import { fitRates, type RatePosterior } from './rate-posterior.js';

/** Prior weights of the exponents 0, 1/2 and 1. */
const EXPONENTS = [
  [0, 0.6],
  [0.5, 0.25],
  [1, 0.15],
] as const;

interface ExponentFit {
  valueExponent: number;
  clickExponent: number;
  weight: number;
  fit: RatePosterior;
}

export interface ConversionFit {
  fits: readonly ExponentFit[];
  /** The fit of the greatest weight. */
  leading: RatePosterior;
  valueExponent: number;
  clickExponent: number;
  /** Where the factors v^-g and q^-h are 1. */
  valueCentre: number;
  clickCentre: number;
}

/** One fit per pair of exponents that the data can tell apart, at the posterior means of the other factors. */
export function fitConversions(
  evidence: PreparedEvidence,
  clicksPerUnit: Draws | null,
  clickFit: RatePosterior | null,
  valueFit: OrderValuePosterior | null,
): ConversionFit | null {
  const valueCentre = valueFit?.accountValue ?? 1;
  const clickCentre = clickFit?.accountRate ?? 1;
  const fits: ExponentFit[] = [];
  for (const [valueExponent, valuePrior] of valueFit ? EXPONENTS : EXPONENTS.slice(0, 1)) {
    for (const [clickExponent, clickPrior] of clickFit ? EXPONENTS : EXPONENTS.slice(0, 1)) {
      const exposures = evidence.conversions.exposures.map(
        (exposure, row) =>
          clicksOr(exposure, evidence, row, clicksPerUnit?.means[row] ?? 1) *
          factor(valueFit?.means[row] ?? 1, valueCentre, valueExponent) *
          factor(clicksPerUnit?.means[row] ?? 1, clickCentre, clickExponent),
      );
      const fit = fitRates({ ...evidence, events: evidence.conversions.events, exposures });
      if (fit === null) return null;
      fits.push({ valueExponent, clickExponent, weight: Math.log(valuePrior * clickPrior) + fit.logEvidence, fit });
    }
  }
  const peak = Math.max(...fits.map(({ weight }) => weight));
  const total = fits.reduce((sum, { weight }) => sum + Math.exp(weight - peak), 0);
  const weighted = fits.map((each) => ({ ...each, weight: Math.exp(each.weight - peak) / total }));
  const leading = weighted.reduce((best, each) => (each.weight > best.weight ? each : best));
  return {
    fits: weighted,
    leading: leading.fit,
    valueExponent: weighted.reduce((sum, each) => sum + each.weight * each.valueExponent, 0),
    clickExponent: weighted.reduce((sum, each) => sum + each.weight * each.clickExponent, 0),
    valueCentre,
    clickCentre,
  };
}

/** An exposure, or the clicks that the spend buys where the clicks are not known (thinned like the others). */
const clicksOr = (exposure: number, evidence: PreparedEvidence, row: number, clicksPerUnit: number): number =>
  Number.isNaN(exposure) ? (evidence.settledSpends[row]! * clicksPerUnit) / evidence.conversionDispersion : exposure;

function factor(value: number, centre: number, exponent: number): number {
  if (exponent === 0) return 1;
  return exponent === 1 ? centre / value : Math.sqrt(centre / value);
}

/** Draws of each creative's CVR, and with the other factors of its conversions and revenue per unit of spend (null without `value`). */
export function conversionDraws(
  { fits, valueCentre, clickCentre }: ConversionFit,
  evidence: PreparedEvidence,
  clicksPerUnit: KeptDraws | null,
  value: KeptDraws | null,
  draws: number,
  random: Random,
): { rate: Draws; conversionsPerUnit: Draws; roas: Draws | null } {
  const size = evidence.creatives.length;
  const { events } = evidence.conversions;
  const same = { exposures: evidence.conversions.exposures, scale: 1 };
  const rate = keptDraws(size, draws);
  const conversionMeans = new Float64Array(size);
  const revenueMeans = new Float64Array(size);
  const writer = rate.writer();
  const clicksAt = clicksPerUnit?.reader() ?? onesOf(size);
  const worthAt = value?.reader() ?? onesOf(size);
  const rates = new Float64Array(size);
  const fitOfDraw = systematicDraws(
    Float64Array.from(fits, ({ weight }) => weight),
    draws,
    random,
  );
  let first = 0;
  for (let at = 0; at < fits.length; at++) {
    const count = fitOfDraw.reduce((sum, picked) => sum + (picked === at ? 1 : 0), 0);
    if (count === 0) continue;
    const { fit, valueExponent, clickExponent } = fits[at]!;
    const start = first;
    first += count;
    fit.eachPrior(count, random, ({ shapes, means }, index) => {
      const clicksOfDraw = clicksAt(start + index);
      const worthOfDraw = worthAt(start + index);
      // The tiers above were fitted at the mean shares: at fewer known conversions every rate is higher.
      const { exposures, scale } = evidence.drawnExposures?.of(start + index) ?? same;
      for (let row = 0; row < size; row++) {
        const clicks = clicksOfDraw[row]!;
        const worth = worthOfDraw[row]!;
        const adjust = factor(worth, valueCentre, valueExponent) * factor(clicks, clickCentre, clickExponent);
        const shape = shapes[row]! + events[row]!;
        const inverse =
          adjust / (shapes[row]! / (means[row]! * scale) + clicksOr(exposures[row]!, evidence, row, clicks) * adjust);
        rates[row] = random.gamma(shape) * inverse;
        const mean = shape * inverse;
        rate.means[row]! += mean / draws;
        conversionMeans[row]! += (clicks * mean) / draws;
        revenueMeans[row]! += (clicks * mean * worth) / draws;
      }
      writer.write(rates);
    });
  }
  writer.end();
  const conversionFactors = clicksPerUnit ? [clicksPerUnit, rate] : [rate];
  return {
    rate,
    conversionsPerUnit: productDraws(conversionFactors, conversionMeans),
    roas: value && productDraws([...conversionFactors, value], revenueMeans),
  };
}

/** Stands for a factor that is not known. */
function onesOf(size: number): () => Float64Array {
  const ones = new Float64Array(size).fill(1);
  return () => ones;
}
