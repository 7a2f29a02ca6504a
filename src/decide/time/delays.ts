/**
 * How many of a day's conversions are known so many days later, learnt from what later imports said of the same days.
 *
 * The delays of conversions have an unknown distribution over ages in days; c(a) is the share with a delay of a days at
 * most. Conversions only arrive, so those known at age a are a part of those known later at age b, each with chance
 *
 *   c(a) / c(b) x (clicks at a) / (clicks at b)
 *
 * where the last factor is 1 unless the day was still being delivered. Step by step back from the oldest age that is the
 * chain ladder: with a Dirichlet prior on the delays, the ratios c(j-1) / c(j) have independent beta posteriors (the
 * reverse-time hazards of right-truncated reporting delays, Kalbfleisch & Lawless 1989). Imports some days apart tell
 * several steps together: what came between them is spread over the steps draw by draw (Gibbs sampling). Counts are
 * divided by their dispersion from day to day, as in the over-dispersed chain ladder (Mack 1993, England & Verrall 2002).
 */
import { type Random, seeded } from '../../random.js';

/** What two imports in succession said of the same ads of one day. */
export interface Development {
  /** The day, in whole days since 1970-01-01. */
  day: number;
  /** Whole days from the day to the import, 0 or more; `toAge` is larger. */
  fromAge: number;
  toAge: number;
  /** Conversions as known at either age. */
  known: number;
  later: number;
  /** The later ones, each ad's times its clicks at `fromAge` over those at `toAge`: what the known are held against. */
  comparable: number;
}

/** Shares by age in days from 0 on; from the last age on everything is known. */
export interface DelayCurve {
  /** The oldest age that imports tell of: conversions as known then are taken as final. */
  finalAge: number;
  /** The youngest age that imports tell of: of younger days no more is known. */
  youngestAge: number;
  /** Posterior means, 0..1, rising to 1. */
  shares: Float64Array;
  /** Curves drawn from the posterior. */
  draws: readonly Float64Array[];
  /** How many times the variance between days exceeds that of pure chance; at least 1. */
  dispersion: number;
}

/** Older conversions count as final: attribution windows of the platforms mostly end by then. */
export const MOST_AGE = 35;
const DRAWS = 500;
const WARM_UP = 100;
/** The prior counts as one conversion or two, of which so many are there at once and each further day has this much less. */
const AT_ONCE = 0.5;
const FADING = 0.7;
/** Dispersion is shrunk toward 1 as if so much variance had shown pure chance. */
const DISPERSION_PRIOR = 10;
/** Keeps shapes of the gamma distribution above 0, and draws of it as good as at 0. */
const LEAST = 0.1;

/** Counts of one pair of ages, thinned by the dispersion. */
interface Cell {
  fromAge: number;
  toAge: number;
  known: number;
  arrived: number;
}

/** The curve of one account. Null without a conversion in any later figure. Ages over MOST_AGE count as that. */
export function learnDelays(developments: readonly Development[], { seed }: { seed: number }): DelayCurve | null {
  const used = developments.filter(({ fromAge, comparable }) => fromAge >= 0 && fromAge < MOST_AGE && comparable > 0);
  if (used.length === 0) return null;
  const capped = used.map((each) => ({ ...each, toAge: Math.min(each.toAge, MOST_AGE) }));
  const { cells, dispersion } = thinnedCells(capped);
  const finalAge = capped.reduce((most, { toAge }) => Math.max(most, toAge), 0);
  const youngestAge = capped.reduce((least, { fromAge }) => Math.min(least, fromAge), finalAge);
  const draws = drawnCurves(cells, finalAge, seeded(seed));
  const sums = new Float64Array(finalAge + 1);
  for (const curve of draws) {
    curve.fill(curve[youngestAge]!, 0, youngestAge);
    for (let age = 0; age <= finalAge; age++) sums[age]! += curve[age]!;
  }
  return { finalAge, youngestAge, shares: sums.map((sum) => sum / draws.length), draws, dispersion };
}

/** The share of a curve at an age: a day that is younger than 0 (the account is ahead of UTC) counts as 0. */
export const shareAt = (shares: Float64Array, age: number): number => shares[Math.max(0, age)] ?? 1;

/** Sums by pair of ages, over the dispersion that the days show around them. */
function thinnedCells(developments: readonly Development[]): { cells: Cell[]; dispersion: number } {
  const sums = new Map<number, Development>();
  for (const each of developments) {
    const key = each.fromAge * (MOST_AGE + 1) + each.toAge;
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { ...each });
    else {
      sum.known += each.known;
      sum.later += each.later;
      sum.comparable += each.comparable;
    }
  }
  let [square, variance] = [0, 0];
  for (const { fromAge, toAge, known, comparable } of developments) {
    const pooled = sums.get(fromAge * (MOST_AGE + 1) + toAge);
    if (pooled === undefined) continue;
    const ratio = pooled.known / pooled.comparable;
    square += (known - comparable * ratio) ** 2;
    variance += comparable * ratio * Math.max(0, 1 - ratio) * unevenness(pooled);
  }
  const degrees = developments.length - sums.size;
  const corrected = degrees > 0 ? (square * developments.length) / degrees : variance;
  const dispersion = Math.max(1, (corrected + DISPERSION_PRIOR) / (variance + DISPERSION_PRIOR));
  const cells = [...sums.values()].map((sum): Cell => {
    const by = dispersion * unevenness(sum);
    // Figures that fell a little in the sum, as by orders taken back, say that nothing was missing.
    return {
      fromAge: sum.fromAge,
      toAge: sum.toAge,
      known: Math.min(sum.known, sum.comparable) / by,
      arrived: Math.max(0, sum.comparable - sum.known) / by,
    };
  });
  return { cells, dispersion };
}

/**
 * How many times the variance exceeds the binomial one where the day was still being delivered: which of the later
 * conversions are of the earlier clicks is chance besides.
 */
function unevenness({ known, later, comparable }: Development): number {
  const ratio = Math.min(0.95, known / comparable);
  return Math.max(1, (1 - (comparable / later) * ratio) / (1 - ratio));
}

/** Gibbs draws of the curve; independent ones where every pair of ages is one step. */
function drawnCurves(cells: readonly Cell[], finalAge: number, random: Random): Float64Array[] {
  const prior = Float64Array.from({ length: finalAge + 1 }, (_, age) => AT_ONCE * FADING ** age);
  const priorUpTo = prior.map((_, age) => sumOf(prior.slice(0, age + 1)));
  let arriving = prior.map((each) => each / priorUpTo[finalAge]!);
  const curves: Float64Array[] = [];
  const before = new Float64Array(finalAge + 1);
  const on = new Float64Array(finalAge + 1);
  for (let round = -WARM_UP; round < DRAWS; round++) {
    before.fill(0);
    on.fill(0);
    for (const cell of cells) spread(cell, arriving, { before, on }, random);
    const curve = new Float64Array(finalAge + 1);
    curve[finalAge] = 1;
    for (let age = finalAge; age > 0; age--) {
      const stood = random.gamma(priorUpTo[age - 1]! + before[age]!);
      const arrived = random.gamma(prior[age]! + on[age]!);
      curve[age - 1] = (curve[age]! * stood) / (stood + arrived);
    }
    arriving = curve.map((share, age) => share - (curve[age - 1] ?? 0));
    if (round >= 0) curves.push(curve);
  }
  return curves;
}

/** Adds what a cell tells of each of its steps: conversions that stood before it, and that arrived on it. */
function spread(
  { fromAge, toAge, known, arrived }: Cell,
  arriving: Float64Array,
  { before, on }: { before: Float64Array; on: Float64Array },
  random: Random,
): void {
  const parts = partsOf(arriving.subarray(fromAge + 1, toAge + 1), arrived, random);
  let stood = known;
  for (let at = 0; at < parts.length; at++) {
    const age = fromAge + 1 + at;
    const here = arrived * parts[at]!;
    before[age]! += stood;
    on[age]! += here;
    stood += here;
  }
}

/**
 * Shares of the steps in what arrived over all of them, which sum to 1: a Dirichlet of as many counts as arrived, which has
 * the multinomial's mean and nearly its variance, for fractions too.
 */
function partsOf(arriving: Float64Array, arrived: number, random: Random): Float64Array {
  if (arriving.length === 1) return Float64Array.of(1);
  const total = sumOf(arriving);
  const parts = arriving.map((each) => random.gamma(Math.max(LEAST, total > 0 ? (each / total) * arrived : 0)));
  const drawn = sumOf(parts);
  return parts.map((part) => part / drawn);
}

const sumOf = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0);
