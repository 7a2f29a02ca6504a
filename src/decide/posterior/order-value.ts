/**
 * Order value per creative, pooled over the account.
 *
 *   log v_i ~ Normal(a, w²);  log(revenue_i / conversions_i) ~ Normal(log v_i - e_i/2, e_i),  e_i = cv² / conversions_i
 *
 * cv² is the squared coefficient of variation of single orders; e_i lies between what log-normal and gamma orders give
 * (at one order of cv² 0.5: 0.41, 0.5, 0.65). a is flat, w has a half-normal prior of scale 0.3 on a
 * small grid. A creative without orders of known value has the account's value and the account's spread.
 * Amounts are in units of the currency.
 */
import { type Random, shuffledIndexes, systematicDraws } from '../../random.js';

export interface OrderValueEvidence {
  /** Conversions and revenue per creative; either 0 is no evidence on its value. */
  conversions: Float64Array;
  revenues: Float64Array;
  orderCv2: number;
}

export interface OrderValuePosterior {
  /** Posterior mean of each creative's order value. */
  means: Float64Array;
  /** Typical value of the account, exp(a). */
  accountValue: number;
  /** Posterior mean of w. */
  spread: number;
  /** Calls `use` for `count` draws of all values, in random order. The buffer is reused. */
  eachDraw(count: number, random: Random, use: (values: Float64Array, draw: number) => void): void;
}

const SPREADS = [0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.27, 0.35, 0.45, 0.6, 0.8, 1.05, 1.4];
const SPREAD_PRIOR_SCALE = 0.3;
/** A value known to no better than this log-variance (a twentieth of a conversion, as orders usually vary) is not known. */
const MOST_NOISE = 10;

/** Fits the model. Null when no creative has both conversions and revenue. */
export function fitOrderValues({ conversions, revenues, orderCv2 }: OrderValueEvidence): OrderValuePosterior | null {
  const size = conversions.length;
  const noise = new Float64Array(size);
  const observed = new Float64Array(size);
  let known = 0;
  for (let row = 0; row < size; row++) {
    noise[row] = Number.POSITIVE_INFINITY;
    if (!(conversions[row]! > 0 && revenues[row]! > 0)) continue;
    const variance = orderCv2 / conversions[row]!;
    if (variance > MOST_NOISE) continue;
    known += 1;
    noise[row] = Math.max(1e-6, variance);
    observed[row] = Math.log(revenues[row]! / conversions[row]!) + noise[row]! / 2;
  }
  if (known === 0) return null;

  const fits = SPREADS.map((spread, at) => fitAt(spread, cellWidth(at), observed, noise));
  const peak = Math.max(...fits.map((fit) => fit.logWeight));
  const weights = Float64Array.from(fits, (fit) => Math.exp(fit.logWeight - peak));
  const total = weights.reduce((all, weight) => all + weight, 0);

  const means = new Float64Array(size);
  let accountValue = 0;
  let spread = 0;
  fits.forEach(({ centre, centreVariance }, at) => {
    const weight = weights[at]! / total;
    const between = SPREADS[at]! ** 2;
    accountValue += weight * Math.exp(centre);
    spread += weight * SPREADS[at]!;
    for (let row = 0; row < size; row++) {
      const pull = between / (between + noise[row]!);
      const mean = centre + pull * (observed[row]! - centre);
      const variance = between * (1 - pull) + (1 - pull) ** 2 * centreVariance;
      means[row]! += weight * Math.exp(mean + variance / 2);
    }
  });

  function eachDraw(count: number, random: Random, use: (values: Float64Array, draw: number) => void): void {
    const picked = systematicDraws(weights, count, random);
    const order = shuffledIndexes(count, random);
    const values = new Float64Array(size);
    for (let draw = 0; draw < count; draw++) {
      const at = picked[order[draw]!]!;
      const between = SPREADS[at]! ** 2;
      const centre = fits[at]!.centre + Math.sqrt(fits[at]!.centreVariance) * random.normal();
      for (let row = 0; row < size; row++) {
        const pull = between / (between + noise[row]!);
        const mean = centre + pull * (observed[row]! - centre);
        values[row] = Math.exp(mean + Math.sqrt(between * (1 - pull)) * random.normal());
      }
      use(values, draw);
    }
  }
  return { means, accountValue, spread, eachDraw };
}

/** Half the distance between the neighbours of a grid point. */
const cellWidth = (at: number): number => ((SPREADS[at + 1] ?? SPREADS[at]! * 1.3) - (SPREADS[at - 1] ?? 0)) / 2;

/** Given the spread w: the normal posterior of a, and the log weight of w (a integrated out). */
function fitAt(
  spread: number,
  width: number,
  observed: Float64Array,
  noise: Float64Array,
): { logWeight: number; centre: number; centreVariance: number } {
  let precision = 0;
  let weighted = 0;
  let squares = 0;
  let logDeterminant = 0;
  for (let row = 0; row < observed.length; row++) {
    if (noise[row] === Number.POSITIVE_INFINITY) continue;
    const variance = spread * spread + noise[row]!;
    precision += 1 / variance;
    weighted += observed[row]! / variance;
    squares += observed[row]! ** 2 / variance;
    logDeterminant += Math.log(variance);
  }
  const centre = weighted / precision;
  const logLikelihood = -0.5 * (logDeterminant + squares - weighted * centre + Math.log(precision));
  const logPrior = Math.log(width) - 0.5 * (spread / SPREAD_PRIOR_SCALE) ** 2;
  return { logWeight: logLikelihood + logPrior, centre, centreVariance: 1 / precision };
}
