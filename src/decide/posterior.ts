/**
 * What each creative's next dollar is worth, as far as the results so far can say.
 *
 * Revenue per dollar = clicks per dollar x conversions per click x value per conversion: three factors, each pooled at
 * its own speed (rate-posterior.ts, order-value.ts). They may go together: a dear offer or a cheap click can convert
 * less, so CVR_i = l_i v_i^-g q_i^-h with g and h in {0, 1/2, 1} averaged by their marginal likelihood.
 */
import { type CreativeEvidence, type PreparedEvidence, prepareEvidence } from './evidence.js';
import { fitOrderValues, type OrderValuePosterior } from './order-value.js';
import { type Random, seeded, systematicDraws } from './random.js';
import { fitRates, type RatePosterior } from './rate-posterior.js';

/** Posterior draws of one quantity: `values[row * draws + draw]`, rows as in `creatives`; and exact-given-the-rest means. */
export interface Draws {
  values: Float64Array;
  means: Float64Array;
}

export interface Posterior {
  evidence: PreparedEvidence;
  creatives: readonly CreativeEvidence[];
  draws: number;
  /** Conversions per click; null when no creative has clicks. */
  cvr: Draws | null;
  /** Clicks per unit of currency; null when no creative has clicks. */
  clicksPerUnit: Draws | null;
  /** Value of a conversion in units of currency; null when it is unknown. */
  value: Draws | null;
  /** Conversions per unit of currency. */
  conversionsPerUnit: Draws;
  /** Revenue per unit spent, at the tested spend; null when the value of a conversion is unknown. */
  roas: Draws | null;
  /** The levels above the creatives, for explanations. */
  levels: {
    clicks: Level | null;
    conversions: Level;
    value: { accountValue: number; spread: number; orderCv2: number } | null;
    /** Posterior means of the exponents g and h. */
    valueExponent: number;
    clickExponent: number;
  };
}

export type Level = Pick<RatePosterior, 'accountRate' | 'creativeSpread' | 'groupSpread'>;

export interface PosteriorOptions {
  seed: number;
  /** Value of one conversion in units of currency when it is stated rather than measured. */
  valuePerConversion?: number | null;
  /** Number of posterior draws; by default fewer for very many creatives. */
  draws?: number;
}

/** Prior weights of the exponents 0, 1/2 and 1. */
const EXPONENTS = [
  [0, 0.6],
  [0.5, 0.25],
  [1, 0.15],
] as const;

/**
 * The posterior of all creatives together. Null when there is nothing to learn from: no creative with both spend and
 * a conversion count. Throws a RangeError for impossible input (see prepareEvidence).
 */
export function posterior(input: readonly CreativeEvidence[], options: PosteriorOptions): Posterior | null {
  const evidence = prepareEvidence(input);
  const size = evidence.creatives.length;
  const draws = options.draws ?? defaultDraws(size);
  const random = seeded(options.seed);
  const levels = { groups: evidence.groups, loose: evidence.loose };

  const clickFit = evidence.clicks && fitRates({ ...evidence.clicks, ...levels });
  const clicksPerUnit = clickFit && evidence.clicks && rateDraws(clickFit, evidence.clicks, draws, random);
  const valueFit = options.valuePerConversion ? null : fitOrderValues(valueEvidence(evidence));
  const value = options.valuePerConversion
    ? constantDraws(options.valuePerConversion, size, draws)
    : valueFit && valueDraws(valueFit, size, draws, random);

  const conversions = fitConversions(evidence, clicksPerUnit, clickFit, valueFit);
  if (conversions === null) return null;
  const { rate, conversionsPerUnit, roas } = conversionDraws(
    conversions,
    evidence,
    clicksPerUnit,
    value,
    draws,
    random,
  );
  return {
    evidence,
    creatives: evidence.creatives,
    draws,
    cvr: clicksPerUnit && rate,
    clicksPerUnit,
    value,
    conversionsPerUnit,
    roas,
    levels: {
      clicks: clickFit,
      conversions: conversions.leading,
      value: valueFit && { ...valueFit, orderCv2: evidence.orderCv2 },
      valueExponent: conversions.valueExponent,
      clickExponent: conversions.clickExponent,
    },
  };
}

const defaultDraws = (size: number): number => (size <= 100 ? 2000 : size <= 1000 ? 800 : 400);

const emptyDraws = (size: number, draws: number): Draws => ({
  values: new Float64Array(size * draws),
  means: new Float64Array(size),
});

const constantDraws = (value: number, size: number, draws: number): Draws => ({
  values: new Float64Array(size * draws).fill(value),
  means: new Float64Array(size).fill(value),
});

const valueEvidence = ({ valuedConversions, revenues, orderCv2 }: PreparedEvidence) => ({
  conversions: valuedConversions,
  revenues,
  orderCv2,
});

/** Draws each creative's rate given its own events and the drawn levels above; the mean averages the exact conditional means. */
function rateDraws(
  fit: RatePosterior,
  { events, exposures }: { events: Float64Array; exposures: Float64Array },
  draws: number,
  random: Random,
): Draws {
  const result = emptyDraws(events.length, draws);
  fit.eachPrior(draws, random, ({ shapes, means }, draw) => {
    for (let row = 0; row < events.length; row++) {
      const shape = shapes[row] + events[row];
      const rate = shapes[row] / means[row] + exposures[row];
      result.values[row * draws + draw] = random.gamma(shape) / rate;
      result.means[row] += shape / rate / draws;
    }
  });
  return result;
}

function valueDraws(fit: OrderValuePosterior, size: number, draws: number, random: Random): Draws {
  const result = { values: new Float64Array(size * draws), means: fit.means };
  fit.eachDraw(draws, random, (values, draw) => {
    for (let row = 0; row < size; row++) result.values[row * draws + draw] = values[row];
  });
  return result;
}

interface ExponentFit {
  valueExponent: number;
  clickExponent: number;
  weight: number;
  fit: RatePosterior;
}

interface ConversionFit {
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
function fitConversions(
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
  Number.isNaN(exposure) ? (evidence.spends[row] * clicksPerUnit) / evidence.conversionDispersion : exposure;

function factor(value: number, centre: number, exponent: number): number {
  if (exponent === 0) return 1;
  return exponent === 1 ? centre / value : Math.sqrt(centre / value);
}

function conversionDraws(
  { fits, valueCentre, clickCentre }: ConversionFit,
  evidence: PreparedEvidence,
  clicksPerUnit: Draws | null,
  value: Draws | null,
  draws: number,
  random: Random,
): { rate: Draws; conversionsPerUnit: Draws; roas: Draws | null } {
  const size = evidence.creatives.length;
  const { events, exposures } = evidence.conversions;
  const rate = emptyDraws(size, draws);
  const conversionsPerUnit = emptyDraws(size, draws);
  const roas = value && emptyDraws(size, draws);
  const fitOfDraw = systematicDraws(
    Float64Array.from(fits, ({ weight }) => weight),
    draws,
    random,
  );
  let first = 0;
  for (let at = 0; at < fits.length; at++) {
    const count = fitOfDraw.reduce((sum, picked) => sum + (picked === at ? 1 : 0), 0);
    if (count === 0) continue;
    const { fit, valueExponent, clickExponent } = fits[at];
    const start = first;
    first += count;
    fit.eachPrior(count, random, ({ shapes, means }, index) => {
      const draw = start + index;
      for (let row = 0; row < size; row++) {
        const cell = row * draws + draw;
        const clicks = clicksPerUnit?.values[cell] ?? 1;
        const worth = value?.values[cell] ?? 1;
        const adjust = factor(worth, valueCentre, valueExponent) * factor(clicks, clickCentre, clickExponent);
        const shape = shapes[row] + events[row];
        const inverse = adjust / (shapes[row] / means[row] + clicksOr(exposures[row], evidence, row, clicks) * adjust);
        const drawn = random.gamma(shape) * inverse;
        const mean = shape * inverse;
        rate.values[cell] = drawn;
        rate.means[row] += mean / draws;
        conversionsPerUnit.values[cell] = clicks * drawn;
        conversionsPerUnit.means[row] += (clicks * mean) / draws;
        if (roas) {
          roas.values[cell] = clicks * drawn * worth;
          roas.means[row] += (clicks * mean * worth) / draws;
        }
      }
    });
  }
  return { rate, conversionsPerUnit, roas };
}
