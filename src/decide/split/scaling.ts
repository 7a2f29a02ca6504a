/**
 * Diminishing returns: the tested return holds up to a reference spend, beyond it revenue grows as spend^elasticity.
 *
 *   revenue(s) = roas * s                                  for s <= s0
 *   revenue(s) = roas * s * (s / s0)^(elasticity - 1)      above
 *
 * The elasticity cannot be told from one spend level, so it is an assumption: 0.80 ± 0.09 unless stated or fitted (59
 * real ads over two months gave 0.82 ± 0.13). The reference spend is uncertain too, by a log-sd of 0.40. The expected
 * curve averages over both; its shape in x = s / s0 is the same for all creatives.
 */
import type { Random } from '../../random.js';

export interface Elasticity {
  mean: number;
  sd: number;
}

export const DEFAULT_ELASTICITY: Elasticity = { mean: 0.8, sd: 0.09 };
/** Log-sd of the reference spend. */
export const REFERENCE_LOG_SD = 0.4;
const LEAST_ELASTICITY = 0.3;
const MOST_ELASTICITY = 0.97;

/** The expected curve of one unit of return: multiply by roas * s0. x = spend / reference spend, 0 or more. */
export interface ScalingCurve {
  elasticity: Elasticity;
  /** Expected return at x, in reference spends: x for small x, then concave. */
  returnAt(x: number): number;
  /** Its derivative: 1 at 0, falling to 0. */
  marginalAt(x: number): number;
  /** The x at which the derivative has fallen to `marginal`; 0 for 1 and more, infinite for 0 and less. */
  whereMarginalIs(marginal: number): number;
}

/** One draw of the curve's shape: return per reference spend at x under a drawn elasticity and a true reference of `shift` times s0. */
export const drawnReturn = (x: number, elasticity: number, shift: number): number =>
  x <= shift ? x : shift * (x / shift) ** elasticity;

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

/** Tabulates the expected curve over log x by quadrature over elasticity and reference. */
export function scalingCurve(elasticity: Elasticity): ScalingCurve {
  const returns = new Float64Array(POINTS);
  const marginals = new Float64Array(POINTS);
  const shifts = quadrature(REFERENCE_LOG_SD).map(([offset, weight]) => [Math.exp(offset), weight] as const);
  for (const [offset, elasticityWeight] of quadrature(elasticity.sd)) {
    const power = clamped(elasticity.mean + offset);
    // The grid is even in log x, so a power of x grows by the same factor from point to point.
    const growth = Math.exp(LOG_STEP * power);
    for (const [shift, shiftWeight] of shifts) {
      const weight = elasticityWeight * shiftWeight;
      let beyond = shift * (GRID[0] / shift) ** power;
      for (let point = 0; point < POINTS; point++) {
        const x = GRID[point];
        returns[point] += weight * (x <= shift ? x : beyond);
        marginals[point] += weight * (x <= shift ? 1 : (power * beyond) / x);
        beyond *= growth;
      }
    }
  }
  const logReturns = returns.map(Math.log);

  function at(table: Float64Array, x: number): number {
    const position = (Math.log(x) - LOG_FIRST) / LOG_STEP;
    const below = Math.min(POINTS - 2, Math.floor(position));
    return table[below] + (position - below) * (table[below + 1] - table[below]);
  }
  const first = Math.exp(LOG_FIRST);
  return {
    elasticity,
    returnAt: (x) => (x <= first ? x : Math.exp(at(logReturns, x))),
    marginalAt: (x) => (x <= first ? 1 : Math.max(0, at(marginals, x))),
    whereMarginalIs(marginal) {
      if (marginal >= marginals[0]) return 0;
      if (marginal <= marginals[POINTS - 1]) return Number.POSITIVE_INFINITY;
      let low = 0;
      let high = POINTS - 1;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (marginals[middle] > marginal) low = middle;
        else high = middle;
      }
      const share = (marginals[low] - marginal) / (marginals[low] - marginals[high]);
      return Math.exp(LOG_FIRST + (low + share) * LOG_STEP);
    },
  };
}

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
  const median = tested.length % 2 === 1 ? tested[middle] : (tested[middle - 1] + tested[middle]) / 2;
  return spends.map((spend) => Math.max(spend, 1.5 * median));
}
