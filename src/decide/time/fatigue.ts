/**
 * Change of results over time, split into its causes.
 *
 * Cost per conversion = CPM / (1000 x CTR x CVR), and spend per revenue = that / order value: log changes of the factors
 * add up exactly to the log change of the whole. A part is told apart from noise by its standard error.
 */
import { aovMicros, cpaMicros, cpmMicros, ctr, cvr, roas } from '../../metrics/rates.js';
import { sumTotals, type TotalKey } from '../../metrics/totals.js';
import type { Totals } from '../../model.js';
import type { Day } from '../../units.js';

export interface DayTotals extends Totals {
  dateStart: Day;
}

export type PartName = 'cpm' | 'ctr' | 'cvr' | 'aov';

export interface Part {
  part: PartName;
  before: number | null;
  after: number | null;
  /** What this part adds to the log change of cost per revenue (of cost per conversion for all but aov); null is unknown. */
  logChange: number | null;
  low: number | null;
  high: number | null;
  /** Whether the interval leaves out 0. */
  clear: boolean;
}

export type Cause = 'auction' | 'creative' | 'site' | 'basket' | 'noise';

export interface Change {
  before: Totals;
  after: Totals;
  parts: readonly Part[];
  /** Log change of cost per conversion: the sum of the parts cpm, ctr and cvr. */
  logCpaChange: number | null;
  /** Log change of ROAS: minus the sum of all parts. */
  logRoasChange: number | null;
  /** The clear part that raised costs most: auction (CPM), creative (CTR), site (CVR), basket (order value). */
  cause: Cause;
}

const CAUSES: Record<PartName, Cause> = { cpm: 'auction', ctr: 'creative', cvr: 'site', aov: 'basket' };
/** 80% of a normal. */
const Z80 = 1.2816;
const ORDER_CV2 = 0.5;

/** How much of a day's conversions is known, 0..1, and the standard error of its log; those of late days are still coming in. */
export interface KnownShare {
  share: number;
  logError: number;
}

/**
 * Compares the last `window` days with those before. Null when either side is empty. Days ascending. `known` has an entry a
 * day, where conversions are still coming in: the parts are then those of what is to come of them, and `before` and `after`
 * stay as reported.
 */
export function changeOver(
  days: readonly DayTotals[],
  window: number,
  known: readonly KnownShare[] = [],
): Change | null {
  const split = days.length - window;
  if (split < 1 || window < 1) return null;
  const before = sumTotals(days.slice(0, split));
  const after = sumTotals(days.slice(split));
  const settled = days.map((day, at) => completed(day, known[at]?.share ?? 1));
  const [whole, wholeAfter] = [sumTotals(settled.slice(0, split)), sumTotals(settled.slice(split))];
  const noise = (events: TotalKey, factor: number): number | null => {
    const [a, b] = [before[events], after[events]];
    return a && b ? Math.sqrt(factor * (1 / a + 1 / b)) : null;
  };
  const ofKnown = Math.hypot(
    logError(settled.slice(0, split), known.slice(0, split)),
    logError(settled.slice(split), known.slice(split)),
  );
  const conversionNoise = noise('conversions', 1);
  const parts = [
    partOf('cpm', cpmMicros(before), cpmMicros(after), 1, priceError(days, split)),
    partOf('ctr', ctr(before), ctr(after), -1, noise('clicks', 1)),
    partOf('cvr', cvr(whole), cvr(wholeAfter), -1, conversionNoise && Math.hypot(conversionNoise, ofKnown)),
    partOf('aov', aovMicros(before), aovMicros(after), -1, noise('conversions', ORDER_CV2)),
  ];
  const worst = parts
    .filter(({ clear, logChange }) => clear && (logChange ?? 0) > 0)
    .sort((a, b) => (b.logChange ?? 0) - (a.logChange ?? 0))[0];
  return {
    before,
    after,
    parts,
    logCpaChange: logRatio(cpaMicros(whole), cpaMicros(wholeAfter)),
    logRoasChange: logRatio(roas(whole), roas(wholeAfter)),
    cause: worst ? CAUSES[worst.part] : 'noise',
  };
}

/** A day as it will be when all of its conversions are known. */
function completed<T extends Totals>(day: T, share: number): T {
  if (share >= 1 || share <= 0) return day;
  const all = (value: number | null): number | null => value && value / share;
  const { conversions, revenueMicros, parts } = day;
  return {
    ...day,
    conversions: all(conversions),
    revenueMicros: all(revenueMicros),
    ...(parts && { parts: parts.map((part) => completed(part, share)) }),
  };
}

/** Error of the log of all conversions of some days, as the shares leave it: those of days go together. */
function logError(days: readonly Totals[], known: readonly KnownShare[]): number {
  const total = days.reduce((sum, { conversions }) => sum + (conversions ?? 0), 0);
  if (total === 0) return 0;
  return days.reduce((sum, { conversions }, at) => sum + (conversions ?? 0) * (known[at]?.logError ?? 0), 0) / total;
}

const logRatio = (before: number | null, after: number | null): number | null =>
  before && after ? Math.log(after / before) : null;

function partOf(part: PartName, before: number | null, after: number | null, sign: 1 | -1, error: number | null): Part {
  const raw = logRatio(before, after);
  const logChange = raw === null ? null : sign * raw;
  if (logChange === null || error === null)
    return { part, before, after, logChange, low: null, high: null, clear: false };
  const [low, high] = [logChange - Z80 * error, logChange + Z80 * error];
  return { part, before, after, logChange, low, high, clear: low > 0 || high < 0 };
}

/** Standard error of a change in log CPM, from how much it moves from day to day. */
function priceError(days: readonly DayTotals[], split: number): number | null {
  const errorOf = (side: readonly DayTotals[]): number | null => {
    const logs = side.flatMap((day) => {
      const cpm = cpmMicros(day);
      return cpm ? [Math.log(cpm)] : [];
    });
    if (logs.length < 2) return null;
    const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
    const square = logs.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return square / (logs.length - 1) / logs.length;
  };
  const [a, b] = [errorOf(days.slice(0, split)), errorOf(days.slice(split))];
  return a === null || b === null ? null : Math.sqrt(a + b);
}

export interface Decay {
  /** Fall of the log rate per day; negative when it rises. */
  perDay: number;
  low: number;
  high: number;
  /** Days until the rate has halved; null (also for an end of the interval) when it does not fall. */
  halfLifeDays: number | null;
  halfLifeLow: number | null;
  halfLifeHigh: number | null;
}

const NEWTON_STEPS = 25;

/**
 * Exponential decay of clicks per impression over the days: Poisson regression of clicks on the day with impressions as
 * exposure (Newton's method), its standard error widened by the Pearson dispersion. `times` in days. Null with fewer than
 * three days of impressions or no clicks. The interval holds 80%.
 */
export function ctrDecay(days: readonly DayTotals[], times: readonly number[]): Decay | null {
  const points = days.flatMap(({ impressions, clicks }, at) =>
    impressions && clicks !== null ? [{ time: times[at]!, exposure: impressions, events: clicks }] : [],
  );
  const events = points.reduce((sum, point) => sum + point.events, 0);
  const exposure = points.reduce((sum, point) => sum + point.exposure, 0);
  if (points.length < 3 || events === 0) return null;
  const centre = points.reduce((sum, { time }) => sum + time, 0) / points.length;
  let level = Math.log(events / exposure);
  let slope = 0;
  let information = 0;
  let square = 0;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    let [score0, score1, i00, i01, i11] = [0, 0, 0, 0, 0];
    square = 0;
    for (const { time, exposure: shown, events: seen } of points) {
      const t = time - centre;
      const expected = shown * Math.exp(level + slope * t);
      score0 += seen - expected;
      score1 += (seen - expected) * t;
      i00 += expected;
      i01 += expected * t;
      i11 += expected * t * t;
      square += (seen - expected) ** 2 / expected;
    }
    const determinant = i00 * i11 - i01 * i01;
    if (!(determinant > 0)) return null;
    level += (i11 * score0 - i01 * score1) / determinant;
    slope += (i00 * score1 - i01 * score0) / determinant;
    information = determinant / i00;
  }
  const error = Math.sqrt(Math.max(1, square / (points.length - 2)) / information);
  const perDay = -slope;
  const [low, high] = [perDay - Z80 * error, perDay + Z80 * error];
  return {
    perDay,
    low,
    high,
    halfLifeDays: halfLife(perDay),
    halfLifeLow: halfLife(high),
    halfLifeHigh: halfLife(low),
  };
}

const halfLife = (perDay: number): number | null => (perDay > 0 ? Math.LN2 / perDay : null);
