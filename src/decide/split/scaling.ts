/**
 * Diminishing returns: the tested return holds up to a reference spend, beyond it revenue grows as spend^elasticity, and
 * possibly saturates far beyond. With p = (s / s0)^elasticity above s0:
 *
 *   revenue(s) = roas * s                                  for s <= s0
 *   revenue(s) = roas * s0 * p                             above, where it follows the power law for good
 *   revenue(s) = roas * s0 * p (q + 1) / (p + q)           above, where it saturates (Hill): q = k^elasticity
 *
 * The elasticity cannot be told from one spend level, so it is an assumption: 0.80 ± 0.09 unless stated or fitted (59
 * real ads over two months gave 0.82 ± 0.13). The reference spend is uncertain too, by a log-sd of 0.40.
 *
 * Results near the tested spend say nothing of what happens at a hundred times of it. Models of media spend take Hill
 * curves there (Jin et al. 2017, Bayesian Methods for Media Mix Modeling), so one is given a probability of a quarter, half
 * saturated at k = 200 reference spends, give or take a factor of two. Near the tests both curves agree; at 200 times
 * the expected next unit brings a quarter less than by the power law alone. The expected curve averages over all of it;
 * its shape in x = s / s0 is the same for all creatives.
 */
import type { Random } from '../../random.js';

export interface Elasticity {
  mean: number;
  sd: number;
}

export const DEFAULT_ELASTICITY: Elasticity = { mean: 0.8, sd: 0.09 };
/** That a creative saturates, and where: half of its most is reached at `half` reference spends, uncertain by a log-sd. */
export interface Saturation {
  /** Probability, 0..1. */
  chance: number;
  half: number;
  logSd: number;
}

export const SATURATION: Saturation = { chance: 0.25, half: 200, logSd: 0.7 };
/** The power law for good, as plans of earlier versions assumed. */
export const NO_SATURATION: Saturation = { ...SATURATION, chance: 0 };

/** Log-sd of the reference spend. */
export const REFERENCE_LOG_SD = 0.4;
const LEAST_ELASTICITY = 0.3;
const MOST_ELASTICITY = 0.97;

/** The expected curve of one unit of return: multiply by roas * s0. x = spend / reference spend, 0 or more. */
export interface ScalingCurve {
  elasticity: Elasticity;
  saturation: Saturation;
  /** Expected return at x, in reference spends: x for small x, then concave. */
  returnAt(x: number): number;
  /** Its derivative: 1 at 0, falling to 0. */
  marginalAt(x: number): number;
  /** The x at which the derivative has fallen to `marginal`; 0 for 1 and more, infinite for 0 and less. */
  whereMarginalIs(marginal: number): number;
}

/**
 * One draw of the curve's shape: return per reference spend at x under a drawn elasticity, a true reference of `shift` times
 * s0, and half saturation at `half` true references (infinite: none).
 */
export function drawnReturn(x: number, elasticity: number, shift: number, half = Number.POSITIVE_INFINITY): number {
  if (x <= shift) return x;
  const power = (x / shift) ** elasticity;
  return shift * (half === Number.POSITIVE_INFINITY ? power : saturated(power, half ** elasticity));
}

/** The power law bent so that it ends at q + 1; 1 stays 1. */
const saturated = (power: number, q: number): number => (power * (q + 1)) / (power + q);

/** Share of the return at x reference spends that is lost where creatives saturate, against the power law for good. */
export const lostBySaturation = (x: number, elasticity: number, { half }: Saturation): number =>
  x <= 1 ? 0 : 1 - saturated(x ** elasticity, half ** elasticity) / x ** elasticity;

/** Draws where a creative is half saturated, in reference spends; infinite where it does not saturate. */
export const drawHalf = ({ chance, half, logSd }: Saturation, random: Random): number => {
  const isSaturating = random.uniform() < chance;
  const offset = logSd * random.normal();
  return isSaturating ? half * Math.exp(offset) : Number.POSITIVE_INFINITY;
};

/** Draws an elasticity, kept inside the range in which the curve makes sense. */
export const drawElasticity = ({ mean, sd }: Elasticity, random: Random): number =>
  clamped(mean + sd * random.normal());

/** Whether the curve makes sense at this elasticity. */
export const isScalable = (elasticity: number): boolean =>
  elasticity >= LEAST_ELASTICITY && elasticity <= MOST_ELASTICITY;

const clamped = (elasticity: number): number => Math.min(MOST_ELASTICITY, Math.max(LEAST_ELASTICITY, elasticity));

const LOG_FIRST = -4;
const LOG_STEP = 0.04;
const POINTS = 500;
const GRID = Float64Array.from({ length: POINTS }, (_, point) => Math.exp(LOG_FIRST + point * LOG_STEP));

/** Tabulates the expected curve over log x by quadrature over elasticity, reference and saturation. */
export function scalingCurve(elasticity: Elasticity, saturation: Saturation = SATURATION): ScalingCurve {
  const returns = new Float64Array(POINTS);
  const marginals = new Float64Array(POINTS);
  const shifts = quadrature(REFERENCE_LOG_SD).map(([offset, weight]) => [Math.exp(offset), weight] as const);
  for (const [offset, elasticityWeight] of quadrature(elasticity.sd)) {
    const power = clamped(elasticity.mean + offset);
    // The grid is even in log x, so a power of x grows by the same factor from point to point.
    const growth = Math.exp(LOG_STEP * power);
    for (const [shift, shiftWeight] of shifts) {
      const weight = elasticityWeight * shiftWeight;
      let beyond = shift * (GRID[0]! / shift) ** power;
      for (let point = 0; point < POINTS; point++) {
        const x = GRID[point]!;
        returns[point]! += weight * (x <= shift ? x : beyond);
        marginals[point]! += weight * (x <= shift ? 1 : (power * beyond) / x);
        beyond *= growth;
      }
    }
  }
  addSaturation(returns, marginals, elasticity, saturation);
  const logReturns = returns.map(Math.log);

  function at(table: Float64Array, x: number): number {
    const position = (Math.log(x) - LOG_FIRST) / LOG_STEP;
    const below = Math.min(POINTS - 2, Math.floor(position));
    return table[below]! + (position - below) * (table[below + 1]! - table[below]!);
  }
  const first = Math.exp(LOG_FIRST);
  return {
    elasticity,
    saturation,
    returnAt: (x) => (x <= first ? x : Math.exp(at(logReturns, x))),
    marginalAt: (x) => (x <= first ? 1 : Math.max(0, at(marginals, x))),
    whereMarginalIs(marginal) {
      if (marginal >= marginals[0]!) return 0;
      if (marginal <= marginals[POINTS - 1]!) return Number.POSITIVE_INFINITY;
      let low = 0;
      let high = POINTS - 1;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (marginals[middle]! > marginal) low = middle;
        else high = middle;
      }
      const share = (marginals[low]! - marginal) / (marginals[low]! - marginals[high]!);
      return Math.exp(LOG_FIRST + (low + share) * LOG_STEP);
    },
  };
}

/** Mixes the saturating curves into the tabulated power laws. */
function addSaturation(
  returns: Float64Array,
  marginals: Float64Array,
  elasticity: Elasticity,
  { chance, half, logSd }: Saturation,
): void {
  if (chance === 0) return;
  for (let point = 0; point < POINTS; point++) {
    returns[point] = (1 - chance) * (returns[point] ?? 0);
    marginals[point] = (1 - chance) * (marginals[point] ?? 0);
  }
  for (const [offset, elasticityWeight] of threePoints(elasticity.sd)) {
    const power = clamped(elasticity.mean + offset);
    const growth = Math.exp(LOG_STEP * power);
    const limits = threePoints(logSd).map(([log, weight]) => [(half * Math.exp(log)) ** power, weight] as const);
    for (const [log, shiftWeight] of quadrature(REFERENCE_LOG_SD)) {
      const shift = Math.exp(log);
      const each = chance * elasticityWeight * shiftWeight;
      let grown = Math.exp(power * (LOG_FIRST - log));
      for (let point = 0; point < POINTS; point++) {
        const x = GRID[point] ?? 0;
        let [level, slope] = [x, 1];
        if (x > shift) {
          [level, slope] = [0, 0];
          for (const [q, weight] of limits) {
            const share = ((q + 1) / (grown + q)) * weight;
            level += shift * grown * share;
            slope += ((power * shift * grown) / x) * ((q * share) / (grown + q));
          }
        }
        returns[point] = (returns[point] ?? 0) + each * level;
        marginals[point] = (marginals[point] ?? 0) + each * slope;
        grown *= growth;
      }
    }
  }
}

/** Points and weights of a normal of mean 0 by Gauss and Hermite: exact for smooth functions up to the fifth power. */
const threePoints = (sd: number): [offset: number, weight: number][] =>
  sd === 0
    ? [[0, 1]]
    : [
        [-Math.sqrt(3) * sd, 1 / 6],
        [0, 2 / 3],
        [Math.sqrt(3) * sd, 1 / 6],
      ];

/** Points and weights of a normal of mean 0: equal steps over ± 3 sd, weights adding up to 1. */
function quadrature(sd: number): [offset: number, weight: number][] {
  if (sd === 0) return [[0, 1]];
  const points: [number, number][] = [];
  for (let step = -12; step <= 12; step++) points.push([(sd * step) / 4, Math.exp(-0.5 * (step / 4) ** 2)]);
  const total = points.reduce((sum, [, weight]) => sum + weight, 0);
  return points.map(([offset, weight]) => [offset, weight / total]);
}

/**
 * The spend to which each creative's tested return is taken to hold: its own spend, or 1.5 times the median spend of
 * the tested creatives where that is more. 0 when nothing was spent. Same unit as `spends`, which are all of one length of
 * time: 200 a day, 1,400 a week and 6,000 in 30 days are the same pace.
 */
export function referenceSpends(spends: Float64Array): Float64Array {
  const tested = spends.filter((spend) => spend > 0).sort();
  if (tested.length === 0) return spends.slice();
  const middle = tested.length >> 1;
  const median = tested.length % 2 === 1 ? tested[middle]! : (tested[middle - 1]! + tested[middle]!) / 2;
  return spends.map((spend) => Math.max(spend, 1.5 * median));
}
