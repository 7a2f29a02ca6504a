/**
 * What each creative's next dollar is worth, as far as the results so far can say.
 *
 * Revenue per dollar = clicks per dollar x conversions per click x value per conversion: three factors, each pooled at
 * its own speed (rate-posterior.ts, order-value.ts). They may go together: a dear offer or a cheap click can convert
 * less, so CVR_i = l_i v_i^-g q_i^-h with g and h in {0, 1/2, 1} averaged by their marginal likelihood.
 */

import { type Random, seeded } from '../../random.js';
import type { Completion } from './completion.js';
import { conversionDraws, fitConversions } from './conversion-posterior.js';
import { constantDraws, type Draws, type KeptDraws, keptDraws } from './draws.js';
import { type CreativeEvidence, type PreparedEvidence, prepareEvidence } from './evidence.js';
import { fitOrderValues, type OrderValuePosterior } from './order-value.js';
import { fitRates, type RatePosterior } from './rate-posterior.js';

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
  /** The tiers above the creatives, for explanations. */
  tiers: {
    clicks: Tier | null;
    conversions: Tier;
    value: { accountValue: number; spread: number; orderCv2: number } | null;
    /** Posterior means of the exponents g and h. */
    valueExponent: number;
    clickExponent: number;
  };
}

export type Tier = Pick<RatePosterior, 'accountRate' | 'creativeSpread' | 'groupSpread'>;

export interface PosteriorOptions {
  seed: number;
  /** Value of one conversion in units of currency when it is stated rather than measured. */
  valuePerConversion?: number | null;
  /** Shares of recent conversions that are known; null takes all as known. */
  completion?: Completion | null;
  /** Number of posterior draws; by default fewer for very many creatives. */
  draws?: number;
}

/**
 * The posterior of all creatives together. Null when there is nothing to learn from: no creative with both spend and
 * a conversion count. Throws a RangeError for impossible input (see prepareEvidence).
 */
export function posterior(input: readonly CreativeEvidence[], options: PosteriorOptions): Posterior | null {
  const evidence = prepareEvidence(input, options.completion ?? null);
  const size = evidence.creatives.length;
  const draws = options.draws ?? defaultDraws(size);
  const random = seeded(options.seed);
  const members = { groups: evidence.groups, loose: evidence.loose };

  const clickFit = evidence.clicks && fitRates({ ...evidence.clicks, ...members });
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
    tiers: {
      clicks: clickFit,
      conversions: conversions.leading,
      value: valueFit && { ...valueFit, orderCv2: evidence.orderCv2 },
      valueExponent: conversions.valueExponent,
      clickExponent: conversions.clickExponent,
    },
  };
}

/**
 * Draws for so many creatives. Fewer for more, as time and memory are draws x creatives. The error of chance that they leave,
 * in one standard deviation: a probability is off by at most 0.5 / sqrt(draws) (0.011 at 2000, 0.035 at 200), an end of an
 * 80% interval by 1.7 / sqrt(draws) of the rate's own standard deviation (0.04 at 2000, 0.12 at 200: sqrt(p (1 - p)) over the
 * normal density at p = 0.1). Means do not suffer: they average what is exact given the tiers above.
 */
export const defaultDraws = (size: number): number =>
  size <= 100 ? 2000 : size <= 1000 ? 800 : size <= 4000 ? 400 : 200;

const valueEvidence = ({ valuedConversions, revenues, orderCv2 }: PreparedEvidence) => ({
  conversions: valuedConversions,
  revenues,
  orderCv2,
});

/** Draws each creative's rate given its own events and the drawn tiers above; the mean averages the exact conditional means. */
function rateDraws(
  fit: RatePosterior,
  { events, exposures }: { events: Float64Array; exposures: Float64Array },
  draws: number,
  random: Random,
): KeptDraws {
  const size = events.length;
  const result = keptDraws(size, draws);
  const writer = result.writer();
  const drawn = new Float64Array(size);
  fit.eachPrior(draws, random, ({ shapes, means }) => {
    for (let row = 0; row < size; row++) {
      const shape = shapes[row]! + events[row]!;
      const rate = shapes[row]! / means[row]! + exposures[row]!;
      drawn[row] = random.gamma(shape) / rate;
      result.means[row]! += shape / rate / draws;
    }
    writer.write(drawn);
  });
  writer.end();
  return result;
}

function valueDraws(fit: OrderValuePosterior, size: number, draws: number, random: Random): KeptDraws {
  const result = keptDraws(size, draws, fit.means);
  const writer = result.writer();
  fit.eachDraw(draws, random, (values) => writer.write(values));
  writer.end();
  return result;
}
