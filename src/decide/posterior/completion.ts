/**
 * Recent delivery counts by how many of its conversions are known: `clicks x share` is the exposure of a Poisson count that
 * is thinned by the share, so that the counts stay as they are reported and their uncertainty is theirs. The share itself
 * is uncertain, and each draw of the posterior takes another one.
 */
import { type Day, unitsOf } from '../../units.js';
import type { CreativeEvidence, DayEvidence } from './evidence.js';

/** Shares of conversions that are known, 0..1, by place: an account and an age of its days. */
export interface Completion {
  means: Float64Array;
  draws: readonly Float64Array[];
}

/** Delivery of a creative on one day, whose conversions are known to the share at `place`. */
export interface RecentDelivery {
  dateStart: Day;
  place: number;
  /** Of rows that know conversions; null where they do not know clicks, or spend. */
  clicks: number | null;
  spendMicros: number | null;
}

/** Exposures of the conversions of every creative, as each draw of the shares has them. */
export interface DrawnExposures {
  /** Those of one draw, an entry a creative, valid until the next call; and the mean ones over them in the sum. */
  of(draw: number): { exposures: Float64Array; scale: number };
}

/** What the share that is not known takes off the clicks and the spend (units) of each creative, at the mean shares. */
export function takenOff(
  creatives: readonly CreativeEvidence[],
  { means }: Completion,
): { clicks: Float64Array; spend: Float64Array } {
  const off = (amountOf: (recent: RecentDelivery) => number): Float64Array =>
    Float64Array.from(creatives, ({ recent = [] }) =>
      recent.reduce((sum, each) => sum + amountOf(each) * (1 - means[each.place]!), 0),
    );
  return { clicks: off(({ clicks }) => clicks ?? 0), spend: off(({ spendMicros }) => unitsOf(spendMicros ?? 0)) };
}

/** The days of a creative with clicks and spend by the share of their conversions that is known. */
export function settledDays(
  days: readonly DayEvidence[],
  recent: readonly RecentDelivery[] = [],
  completion: Completion | null = null,
): readonly DayEvidence[] {
  if (completion === null || recent.length === 0) return days;
  const off = new Map<Day, { clicks: number; spendMicros: number }>();
  for (const { dateStart, place, clicks, spendMicros } of recent) {
    const sum = off.get(dateStart) ?? { clicks: 0, spendMicros: 0 };
    const missing = 1 - completion.means[place]!;
    sum.clicks += (clicks ?? 0) * missing;
    sum.spendMicros += (spendMicros ?? 0) * missing;
    off.set(dateStart, sum);
  }
  return days.map((day) => {
    const less = day.dateStart === undefined ? undefined : off.get(day.dateStart);
    if (less === undefined || (day.dateEnd ?? day.dateStart) !== day.dateStart || day.conversions === null) return day;
    return {
      ...day,
      clicks: day.clicks && Math.max(0, day.clicks - less.clicks),
      spendMicros: day.spendMicros && Math.max(0, day.spendMicros - less.spendMicros),
    };
  });
}

/** The exposures by draw; `means` are those at the mean shares, and `amountOf` what of a recent day is in them. */
export function drawnExposures(
  creatives: readonly CreativeEvidence[],
  means: Float64Array,
  completion: Completion,
  amountOf: (recent: RecentDelivery) => number,
): DrawnExposures {
  const parts = creatives.flatMap(({ recent = [] }, row) =>
    Number.isNaN(means[row]) ? [] : recent.map((each) => ({ row, place: each.place, amount: amountOf(each) })),
  );
  const total = sumOf(means);
  const exposures = new Float64Array(means.length);
  return {
    of(draw) {
      const shares = completion.draws[draw % completion.draws.length]!;
      exposures.set(means);
      for (const { row, place, amount } of parts)
        exposures[row]! += amount * (shares[place]! - completion.means[place]!);
      for (const { row } of parts) exposures[row] = Math.max(0, exposures[row]!);
      return { exposures, scale: total > 0 ? total / sumOf(exposures) : 1 };
    },
  };
}

/** The sum of those that are known. */
function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) if (!Number.isNaN(value)) sum += value;
  return sum;
}
