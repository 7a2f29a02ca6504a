/**
 * The least regret to be had: the split of someone who knows by which laws the world was drawn (the spreads, the mean
 * CVR, how CVR goes with value), but not what was drawn. Each creative's return is its exact posterior mean, by
 * importance sampling from the laws, over a grid of its cluster's mean.
 */

import type { CreativeEvidence } from '../../../src/decide/posterior/evidence.js';
import { logGamma } from '../../../src/decide/posterior/log-gamma.js';
import { splitBudget } from '../../../src/decide/split/allocate.js';
import { referenceSpends, type ScalingCurve } from '../../../src/decide/split/scaling.js';
import { type Random, seeded } from '../../../src/random.js';
import { unitsOf } from '../../../src/units.js';
import { FREE, type Laws, lognormal, ORDER_CV2, type World } from './worlds.js';

const SAMPLES = 400;
/** Cluster means in sds of their law, with its density. */
const GRID = [-2.4, -1.8, -1.2, -0.6, 0, 0.6, 1.2, 1.8, 2.4].map((z) => ({ z, density: Math.exp((-z * z) / 2) }));

interface Belief {
  /** Probability of the results, up to a factor that all cluster means share. */
  likelihood: number;
  roas: number;
}

/** Spends per creative, in units; null for a world without laws. */
export function informedSpends({ evidence, laws, budget }: World, curve: ScalingCurve): Float64Array | null {
  if (laws === null) return null;
  const random = seeded(evidence.length + budget);
  const beliefs = evidence.map((creative) =>
    GRID.map(({ z }) => beliefOf(creative, clusterMean(laws, z), laws, random)),
  );
  const references = referenceSpends(Float64Array.from(evidence, ({ totals }) => unitsOf(totals.spendMicros ?? 0)));
  const candidates = evidence.map(({ clusterId }, row) => {
    const weights = GRID.map(({ density }, at) =>
      evidence.reduce(
        (product, other, each) => (other.clusterId === clusterId ? product * beliefs[each][at].likelihood : product),
        density,
      ),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const gain = weights.reduce((sum, weight, at) => sum + (weight / total) * beliefs[row][at].roas, 0);
    return { gain, reference: references[row] };
  });
  return splitBudget(candidates, curve, { ...FREE, budget }).spends;
}

const clusterMean = ({ cvr, between }: Laws, z: number): number => cvr * Math.exp(between * z - between ** 2 / 2);

function beliefOf({ totals }: CreativeEvidence, meanCvr: number, laws: Laws, random: Random): Belief {
  const spend = unitsOf(totals.spendMicros ?? 0);
  const clicks = totals.clicks ?? 0;
  const conversions = totals.conversions ?? 0;
  const revenue = unitsOf(totals.revenueMicros ?? 0);
  let likelihood = 0;
  let roas = 0;
  for (let sample = 0; sample < SAMPLES; sample++) {
    const perDollar = lognormal(random, 1, laws.clickSd);
    const value = lognormal(random, laws.value, laws.valueSd);
    const cvr = lognormal(random, meanCvr, laws.within) * (value / laws.value) ** -laws.valueExponent;
    const logLikelihood =
      logPoisson(clicks, spend * perDollar) +
      logPoisson(conversions, clicks * cvr) +
      logOrders(conversions, revenue, value);
    const weight = Math.exp(logLikelihood);
    likelihood += weight / SAMPLES;
    roas += weight * perDollar * cvr * value;
  }
  return { likelihood, roas: roas / (likelihood * SAMPLES) };
}

const logPoisson = (count: number, mean: number): number =>
  mean === 0 ? 0 : count * Math.log(mean) - mean - logGamma(count + 1);

/** Log density of the revenue of gamma orders. */
function logOrders(orders: number, revenue: number, value: number): number {
  if (orders === 0) return 0;
  const shape = orders / ORDER_CV2;
  const scale = value * ORDER_CV2;
  return (shape - 1) * Math.log(revenue) - revenue / scale - shape * Math.log(scale) - logGamma(shape);
}
