/**
 * The elasticity of results in daily spend, learnt where an account raised the spend of creatives.
 *
 * Conversions of creative i on day t at daily spend s, above the daily spend s0 up to which the tested return holds (as
 * in scaling.ts: the base, or 1.5 times the median base):
 *
 *   y_it ~ Poisson(rate_i drift_i s (s / s0_i)^(elasticity - 1) e^(time (t - t0_i) + shift raised_i))
 *
 * rate_i comes from the base days of all creatives by the posterior that decisions use, with its uncertainty; drift_i is
 * the creative's own change since. Both together are a gamma factor, so its later days follow the negative multinomial
 * distribution (Hausman, Hall & Griliches 1984), and what is left is a grid over four numbers, exact and deterministic.
 *
 * What could mislead, and what stands against it:
 * - Spend is raised where results were lucky. Rates are shrunk as for any decision, and as the likelihood is that of all
 *   results in their order, a spend chosen by the results before it does no harm (ignorable assignment: Rubin 1978). This
 *   is the assumption: who chose the spend knew no more than these results. Who did has biased the fit upwards.
 * - Creatives tire. A common trend in time is learnt along, from the creatives whose spend stayed; without any it is only
 *   known to be small, and the interval widens.
 * - Raised creatives may change together, as by another audience: `shift` is unknown within ± 15%.
 * - Delivery is not level: only raises of 1.5 times and more that last two days count (spend-phases.ts).
 */
import { sumTotals } from '../../metrics/totals.js';
import { daysBetween } from '../../units.js';
import { logGamma } from '../posterior/log-gamma.js';
import { defaultDraws, type Posterior, posterior } from '../posterior/posterior.js';
import { mean, normalQuantile, rowDraws } from '../posterior/statistics.js';
import { DEFAULT_ELASTICITY, type Elasticity, isScalable } from './scaling.js';
import { type DatedEvidence, type PhasedCreative, spendPhases } from './spend-phases.js';

/** As `--json` prints it. */
export interface ElasticityFit {
  /** Creatives whose daily spend was raised, and creatives that ran on beside them at theirs. */
  raised: number;
  controls: number;
  /** What these results alone say, with an 80% interval. */
  estimate: number;
  low: number;
  high: number;
  /** What they say together with what other accounts show, and its standard deviation. */
  elasticity: number;
  sd: number;
  /** Whether they say enough: the spread of what is known has fallen by a tenth. Else the default is assumed. */
  used: boolean;
}

/** Fewer raised creatives are anecdotes. */
const LEAST_RAISED = 3;
const INFORMATIVE = 0.9;
const DRAWS = 400;
/** Of each kind: more creatives would take longer and say little more. */
const MOST_OBSERVATIONS = 300;

/** Grids: the elasticity far beyond what is possible, for an honest interval; the others over ± 3 or 2 of their spreads. */
const ELASTICITIES = steps(-0.2, 1.6, 61);
/** Log change of all rates a day: creatives lose 0 to 4% a day. */
const TIME_SD = 0.02;
const TIMES = steps(-3 * TIME_SD, 3 * TIME_SD, 13);
const SHIFT_SD = 0.15;
const SHIFTS = steps(-2 * SHIFT_SD, 2 * SHIFT_SD, 7);
/** Log-sd of an ad's own drift: 0.45 ± 0.14 in 59 real ads, of which their noise is a part. */
const DRIFT_MEAN = 0.35;
const DRIFT_SD = 0.15;
const DRIFTS = [0.1, 0.25, 0.4, 0.6, 0.85];

/**
 * Null where fewer than three creatives were raised. `level` of the interval is 80%. The same evidence and seed give the
 * same fit. Throws a RangeError for impossible input (see prepareEvidence).
 */
export function fitElasticity(creatives: readonly DatedEvidence[], seed: number): ElasticityFit | null {
  const phases = spendPhases(creatives);
  const followed = phases.filter(({ isFollowed }) => isFollowed);
  const raised = followed.filter((each) => each.raised);
  const controls = followed.filter((each) => !each.raised);
  if (raised.length < LEAST_RAISED) return null;
  const learnt = posterior(phases.map(baseEvidence), { seed, draws: Math.min(DRAWS, defaultDraws(phases.length)) });
  if (learnt === null) return null;
  const logs = logLikelihoods(observationsOf([...some(raised), ...some(controls)], phases, learnt));
  const alone = moments(logs);
  const prior = ELASTICITIES.map(logPrior);
  const known = moments(logs.map((log, at) => log + prior[at]!));
  const z = normalQuantile(0.9);
  return {
    raised: raised.length,
    controls: controls.length,
    estimate: alone.mean,
    low: alone.mean - z * alone.sd,
    high: alone.mean + z * alone.sd,
    elasticity: known.mean,
    sd: known.sd,
    used: known.sd < INFORMATIVE * moments(prior).sd,
  };
}

/** Every n-th of them, whatever their results. */
function some<T>(observations: readonly T[]): T[] {
  const stride = Math.ceil(observations.length / MOST_OBSERVATIONS);
  return observations.filter((_, at) => at % stride === 0);
}

function steps(first: number, last: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => first + ((last - first) * at) / (count - 1));
}

/** A creative as it was known before its spend changed. */
function baseEvidence({ creative: { creativeId, name, clusterId }, phases }: PhasedCreative): DatedEvidence {
  const days = () => phases().base.map(({ row }) => ({ ...row, revenueMicros: null }));
  return {
    creativeId,
    name,
    clusterId,
    totals: sumTotals(days()),
    get days() {
      return days();
    },
  };
}

/** The later days of one creative; conversions and rates are thinned for overdispersion. */
interface Observation {
  raised: boolean;
  conversions: number;
  /** Squared coefficient of variation of its rate, as known from the base. */
  rateVariance: number;
  days: readonly LaterDay[];
  /** Sums over the days of conversions x log spend over the reference, and x time. */
  scaled: number;
  timed: number;
}

interface LaterDay {
  /** Conversions to expect at an elasticity of 1. */
  expected: number;
  /** log(s / s0), 0 below s0. */
  logScaling: number;
  /** Days since the middle of the base. */
  time: number;
}

/** Of the creatives that are looked at; all of them say what is usual. */
function observationsOf(
  looked: readonly PhasedCreative[],
  all: readonly PhasedCreative[],
  { conversionsPerUnit, creatives, evidence }: Posterior,
): Observation[] {
  const rowOf = new Map(creatives.map(({ creativeId }, row) => [creativeId, row]));
  const rates = all.map(({ baseRate }) => baseRate).sort((a, b) => a - b);
  const leastReference = 1.5 * rates[rates.length >> 1]!;
  const thinning = evidence.conversionDispersion;
  return looked.flatMap(({ creative, raised, baseRate, phases }): Observation[] => {
    const row = rowOf.get(creative.creativeId);
    if (row === undefined) return [];
    const { base, later } = phases();
    const draws = rowDraws(conversionsPerUnit, row);
    const rate = mean(draws);
    const reference = Math.max(baseRate, leastReference);
    const first = base[0]!.row.dateStart;
    const middle = daysBetween(first, base[base.length - 1]!.row.dateEnd) / 2;
    const days = later.map((each) => ({
      conversions: each.conversions / thinning,
      expected: (rate * each.rate * each.length) / thinning,
      logScaling: Math.max(0, Math.log(each.rate / reference)),
      time: daysBetween(first, each.row.dateStart) - 1 + each.length / 2 - middle,
    }));
    const sum = (of: (day: (typeof days)[number]) => number): number => days.reduce((total, day) => total + of(day), 0);
    return [
      {
        raised,
        conversions: sum(({ conversions }) => conversions),
        rateVariance: draws.reduce((total, draw) => total + (draw / rate - 1) ** 2, 0) / draws.length,
        days,
        scaled: sum(({ conversions, logScaling }) => conversions * logScaling),
        timed: sum(({ conversions, time }) => conversions * time),
      },
    ];
  });
}

/** Log-likelihood of each elasticity of the grid, up to a constant, with the three other numbers averaged over their priors. */
function logLikelihoods(observations: readonly Observation[]): number[] {
  // The parts of the log-likelihood that depend on the drift alone; the shape is 1 / variance of the gamma factor.
  const shapes = DRIFTS.map((drift) =>
    observations.map(({ rateVariance, conversions }) => {
      const shape = 1 / (rateVariance + Math.expm1(drift * drift));
      return { shape, constant: logGamma(conversions + shape) - logGamma(shape) + shape * Math.log(shape) };
    }),
  );
  const growths = observations.map(({ days }) => growthsOf(days));
  // Creatives whose spend stayed are not shifted: their part is worked out once for all shifts.
  const steady = DRIFTS.map(() => new Float64Array(observations.length));
  return ELASTICITIES.map((elasticity, e) => {
    const terms: number[] = [];
    for (const [t, time] of TIMES.entries()) {
      const expected = growths.map((growth) => growth.expectedAt(e, t));
      const sharp = observations.reduce((sum, { scaled, timed }) => sum + (elasticity - 1) * scaled + time * timed, 0);
      const logAt = (at: number, index: number, moved: number, factor: number): number => {
        const { shape, constant } = shapes[at]![index]!;
        const { conversions } = observations[index]!;
        return constant + conversions * moved - (conversions + shape) * Math.log(shape + expected[index]! * factor);
      };
      for (const [at, logs] of steady.entries()) {
        for (const [index, { raised }] of observations.entries()) if (!raised) logs[index] = logAt(at, index, 0, 1);
      }
      for (const shift of SHIFTS) {
        const factor = Math.exp(shift);
        for (const [at, drift] of DRIFTS.entries()) {
          let log = sharp + normalLog(time / TIME_SD) + normalLog(shift / SHIFT_SD);
          log += normalLog((drift - DRIFT_MEAN) / DRIFT_SD);
          for (let index = 0; index < observations.length; index++) {
            log += observations[index]!.raised ? logAt(at, index, shift, factor) : steady[at]![index]!;
          }
          terms.push(log);
        }
      }
    }
    return logOfSum(terms);
  });
}

/** Conversions to expect of some days at each elasticity and time of the grids: a product of a power of each. */
function growthsOf(days: readonly LaterDay[]): { expectedAt(e: number, t: number): number } {
  const scaled = ELASTICITIES.map((elasticity) =>
    Float64Array.from(days, ({ expected, logScaling }) => expected * Math.exp((elasticity - 1) * logScaling)),
  );
  const timed = TIMES.map((time) => Float64Array.from(days, (day) => Math.exp(time * day.time)));
  return {
    expectedAt(e, t) {
      let sum = 0;
      for (let day = 0; day < days.length; day++) sum += scaled[e]![day]! * timed[t]![day]!;
      return sum;
    },
  };
}

const normalLog = (z: number): number => -0.5 * z * z;

function logOfSum(terms: readonly number[]): number {
  const peak = Math.max(...terms);
  return peak + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - peak), 0));
}

/** What other accounts say, within the range in which the curve makes sense. */
const logPrior = (elasticity: number): number =>
  isScalable(elasticity)
    ? normalLog((elasticity - DEFAULT_ELASTICITY.mean) / DEFAULT_ELASTICITY.sd)
    : Number.NEGATIVE_INFINITY;

/** Mean and standard deviation of the elasticity under log weights on the grid. */
function moments(logs: readonly number[]): Elasticity {
  const peak = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - peak));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const average = (of: (elasticity: number) => number): number =>
    weights.reduce((sum, weight, at) => sum + weight * of(ELASTICITIES[at]!), 0) / total;
  const centre = average((elasticity) => elasticity);
  return { mean: centre, sd: Math.sqrt(average((elasticity) => (elasticity - centre) ** 2)) };
}
