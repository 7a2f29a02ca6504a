/** Ads made ready for comparison, whatever each then counts: by rank within their cohorts, and against their rates. */
import { type LaterRates, laterRates, precisionOf } from './later-rates.js';
import { ascending, midRanks } from './ranks.js';

export interface Observed {
  /** Ads are compared within a cohort, and those of one creative count as one. */
  cohort: number;
  creativeId: number;
  early: number;
  /** Of every other early day; null where unknown. */
  earlyHalves: readonly [number | null, number | null];
  /** Of every other later day; the exposures are 0 or more, and not both 0. */
  laterHalves: readonly [LaterCounts, LaterCounts];
}

export interface LaterCounts {
  events: number;
  exposure: number;
}

/** Arrays have a place for each ad. */
export interface Compared {
  size: number;
  /** Rows of each cohort. */
  cohorts: readonly Uint32Array[];
  /** Which creative each ad shows, counted from 0, and how many there are. */
  creativeOf: Int32Array;
  creatives: number;
  early: Ranked;
  /** Null where fewer than LEAST_FOR_HALVES know both halves. */
  earlyHalves: readonly [Float64Array, Float64Array] | null;
  later: LaterRates;
  /** How much the later rate of each ad tells, 0..1. */
  precision: Float64Array;
}

export interface Ranked {
  /** Mid-ranks within the cohort, of mean 0 and of variance 1 where no two are equal; NaN for what is left out. */
  ranks: Float64Array;
  /** Of each cohort the places among its rows, the lowest rank first. */
  orders: readonly Uint32Array[];
}

/** Halves of fewer ads tell nothing of how much is chance. */
const LEAST_FOR_HALVES = 20;
export const ROOT_12 = Math.sqrt(12);

export function compared(ads: readonly Observed[]): Compared {
  const cohorts = cohortRows(ads);
  const places = new Map<number, number>();
  for (const { creativeId } of ads) if (!places.has(creativeId)) places.set(creativeId, places.size);
  const later = laterRates(
    ads.map(({ laterHalves }) => laterHalves),
    cohorts,
  );
  return {
    size: ads.length,
    cohorts,
    creativeOf: Int32Array.from(ads, ({ creativeId }) => places.get(creativeId) ?? 0),
    creatives: places.size,
    early: ranked(
      Float64Array.from(ads, ({ early }) => early),
      cohorts,
    ),
    earlyHalves: rankedHalves(ads, cohorts),
    later,
    precision: precisionOf(later),
  };
}

/** A copy with the weighted mean of each cohort taken off; NaN stays NaN. */
export function centred(values: Float64Array, { cohorts }: Compared, weights: Float64Array): Float64Array {
  const off = values.slice();
  for (const rows of cohorts) {
    let [sum, weight] = [0, 0];
    for (const row of rows) {
      if (weights[row]! === 0 || Number.isNaN(values[row]!)) continue;
      sum += weights[row]! * values[row]!;
      weight += weights[row]!;
    }
    if (weight > 0) for (const row of rows) off[row]! -= sum / weight;
  }
  return off;
}

function cohortRows(ads: readonly Observed[]): Uint32Array[] {
  const rows = new Map<number, number[]>();
  ads.forEach(({ cohort }, row) => {
    const own = rows.get(cohort);
    if (own) own.push(row);
    else rows.set(cohort, [row]);
  });
  return [...rows.values()].map((own) => Uint32Array.from(own));
}

function ranked(values: Float64Array, cohorts: readonly Uint32Array[]): Ranked {
  const ranks = new Float64Array(values.length).fill(Number.NaN);
  const orders = cohorts.map((rows) => {
    const own = Float64Array.from(rows, (row) => values[row]!);
    const order = ascending(own);
    const places = midRanks(own, order);
    for (let at = 0; at < rows.length; at += 1)
      ranks[rows[at]!] = (ROOT_12 * (places[at]! - (rows.length + 1) / 2)) / rows.length;
    return order;
  });
  return { ranks, orders };
}

/** Ranks among the ads that know both halves. */
function rankedHalves(ads: readonly Observed[], cohorts: readonly Uint32Array[]): Compared['earlyHalves'] {
  const sideOf = (half: 0 | 1): Float64Array =>
    Float64Array.from(ads, ({ earlyHalves }) => earlyHalves[half] ?? Number.NaN);
  const [first, second] = [sideOf(0), sideOf(1)];
  const isWhole = (row: number): boolean => !Number.isNaN(first[row]! + second[row]!);
  const whole = cohorts.map((rows) => rows.filter(isWhole));
  if (whole.reduce((sum, { length }) => sum + length, 0) < LEAST_FOR_HALVES) return null;
  return [ranked(first, whole).ranks, ranked(second, whole).ranks];
}
