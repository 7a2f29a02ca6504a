/**
 * Which days of a series lie outside what chance explains. A day is held against all the other days of the window: their
 * pooled rate is what to expect of its exposure, and the band around it is the predictive one, in which
 *
 *   variance = dispersion x expected x (1 + exposure / exposure of the others)
 *
 * The first factor is the day-to-day overdispersion of the others (Pearson chi-square over its degrees of freedom, shrunk
 * to 1 as if five further degrees had shown pure chance, never below 1); `expected` is the variance of a Poisson count;
 * the last takes in that the pooled rate is itself uncertain. Counts follow the negative binomial of that mean and
 * variance, which for a dispersion of 1 is the exact predictive distribution of a Gamma-Poisson rate under Jeffreys'
 * prior. Counts are whole: where they are small, a band holds more than its level.
 */
import { normalQuantile } from '../posterior/statistics.js';

/** Events of one day, such as conversions, on their exposure, such as clicks; null is unknown. */
export interface DayCount {
  events: number | null;
  exposure: number | null;
  /** Relative standard error of the exposure, 0 where it is counted; of exposure that counts by a share. */
  error?: number;
}

export type Mark = 'below' | 'within' | 'above';

export interface NoiseBand {
  /** Rate of the other days together. */
  expected: number;
  low: number;
  high: number;
  /** Where the day lies. */
  mark: Mark;
}

interface KnownDay {
  events: number;
  exposure: number;
  error: number;
}

/** Fewer than the posterior's forty: here a single series speaks for itself, and its bands must follow it. */
const DISPERSION_PRIOR_DEGREES = 5;
/** Above this mean, the gamma distribution stands in for the negative binomial. */
const LARGE_MEAN = 200;

/**
 * One band per day, in order; `level` is the share of days inside by chance alone, such as 0.8. Null for a day without
 * exposure or known events, and where no other day has them.
 */
export function noiseBands(days: readonly DayCount[], level: number): (NoiseBand | null)[] {
  const known = days.flatMap(({ events, exposure, error = 0 }) =>
    events !== null && exposure ? [{ events, exposure, error }] : [],
  );
  const sum = (key: keyof KnownDay): number => known.reduce((total, day) => total + day[key], 0);
  const total = { events: sum('events'), exposure: sum('exposure'), error: 0 };
  return days.map(({ events, exposure, error = 0 }) =>
    events === null || !exposure || known.length < 2 ? null : bandOf({ events, exposure, error }, known, total, level),
  );
}

function bandOf(day: KnownDay, known: readonly KnownDay[], total: KnownDay, level: number): NoiseBand {
  const others = { events: total.events - day.events, exposure: total.exposure - day.exposure, error: 0 };
  const z = normalQuantile((1 + level) / 2);
  const { dispersion, degrees } = dispersionWithout(day, known, others);
  const mean = (day.exposure * (others.events + 0.5)) / others.exposure;
  // The dispersion is estimated: Student's quantile in place of the normal one, to first order (A&S 26.7.5).
  const estimated = 1 + (z * z + 1) / (2 * degrees);
  const variance = dispersion * estimated * mean * (1 + day.exposure / others.exposure) + (day.error * mean) ** 2;
  const low = countQuantile(mean, variance, (1 - level) / 2);
  const high = countQuantile(mean, variance, (1 + level) / 2);
  return {
    expected: others.events / others.exposure,
    low: low / day.exposure,
    high: high / day.exposure,
    mark: day.events < low ? 'below' : day.events > high ? 'above' : 'within',
  };
}

/** Of the other days: a day that stands out must not widen its own band. */
function dispersionWithout(
  day: KnownDay,
  known: readonly KnownDay[],
  others: KnownDay,
): { dispersion: number; degrees: number } {
  const rate = others.events / others.exposure;
  const degrees = DISPERSION_PRIOR_DEGREES + known.length - 2;
  const distance = ({ events, exposure }: KnownDay): number => (events - rate * exposure) ** 2 / (rate * exposure);
  const square = rate === 0 ? 0 : known.reduce((sum, each) => sum + distance(each), 0) - distance(day);
  return { dispersion: Math.max(1, (DISPERSION_PRIOR_DEGREES + square) / degrees), degrees };
}

/**
 * The smallest count that a negative binomial of this mean and variance (above the mean) stays at or under with
 * probability `share`; for large means by Wilson & Hilferty's cube root of the gamma distribution.
 */
function countQuantile(mean: number, variance: number, share: number): number {
  if (mean > LARGE_MEAN) {
    const ninth = variance / (9 * mean * mean);
    return Math.max(0, Math.round(mean * (1 - ninth + normalQuantile(share) * Math.sqrt(ninth)) ** 3));
  }
  const size = (mean * mean) / (variance - mean);
  const failing = 1 - mean / variance;
  let probability = (mean / variance) ** size;
  let reached = probability;
  let count = 0;
  while (reached < share) {
    probability *= (failing * (size + count)) / (count + 1);
    reached += probability;
    count += 1;
  }
  return count;
}
