/**
 * Money in integer micros and calendar days as text.
 *
 * Money: 1 unit of a currency = 1,000,000 micros, always a safe integer, always beside an ISO 4217 currency.
 * Days: `YYYY-MM-DD` as the platform gave them, never shifted between time zones. Ranges include both ends.
 */
import { UserError } from './errors.js';

export const MICROS_PER_UNIT = 1_000_000;

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

/**
 * A decimal amount typed by a person or read from a flag ("5000", "49.90") to micros, exactly: no float is involved.
 * Null when the text is not a plain decimal number, has more than six decimals that matter, or is too large to be exact.
 */
export function parseMicros(text: string): number | null {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text.trim());
  if (!match) return null;
  const [, sign, units, decimals = ''] = match;
  if (/[1-9]/.test(decimals.slice(6))) return null;
  const micros = Number(units) * MICROS_PER_UNIT + Number(decimals.slice(0, 6).padEnd(6, '0'));
  if (!Number.isSafeInteger(micros)) return null;
  return sign === '-' && micros !== 0 ? -micros : micros;
}

/** A decimal number of units, such as a figure that was worked out, to the nearest micro. */
export const microsOf = (units: number): number => Math.round(units * MICROS_PER_UNIT);

/** Micros as a plain decimal number of units; exact enough to show, never to add up. */
export const unitsOf = (micros: number): number => micros / MICROS_PER_UNIT;

/** A sum of fractional counts, of six decimals at most, without the further ones that adding floats gives it by accident. */
export const tidy = (sum: number): number => unitsOf(microsOf(sum));

/** The only currency of some rows. Throws a UserError when there are several: they are never added. Null for no rows. */
export function onlyCurrency(currencies: Iterable<string>): string | null {
  const distinct = [...new Set(currencies)].sort();
  if (distinct.length > 1) {
    throw new UserError(
      'MIXED_CURRENCIES',
      `The results are in ${distinct.join(' and ')}, and amounts in different currencies are never added`,
      `Choose one with --currency, for example --currency ${distinct[0]}, or put all into one with --convert ${distinct[0]} (creo rates)`,
    );
  }
  return distinct[0] ?? null;
}

const MILLISECONDS_PER_DAY = 86_400_000;

/** Days that were looked up before, both ways: results hold the same few days millions of times. */
const daysByNumber = new Map<number, Day>();
const numbersByDay = new Map<Day, number>();
/** A century of days; beyond it, as by a file of odd ones, nothing more is kept. */
const MOST_DAYS_KEPT = 36_525;

/** Whole days since 1970-01-01, the form in which the store keeps days. Null when the text is not a real day. */
export function dayNumber(day: Day): number | null {
  const known = numbersByDay.get(day);
  if (known !== undefined) return known;
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const instant = new Date(0);
  instant.setUTCFullYear(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  const number = Math.round(instant.getTime() / MILLISECONDS_PER_DAY);
  if (dayOf(number) !== day) return null;
  if (numbersByDay.size < MOST_DAYS_KEPT) numbersByDay.set(day, number);
  return number;
}

/** The day that is `number` days after 1970-01-01. */
export function dayOf(number: number): Day {
  const known = daysByNumber.get(number);
  if (known !== undefined) return known;
  const day = new Date(number * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
  if (daysByNumber.size < MOST_DAYS_KEPT) daysByNumber.set(number, day);
  return day;
}

/** The day `days` after `day` (before it when negative). `day` must be a real day. */
export function addDays(day: Day, days: number): Day {
  const number = dayNumber(day);
  if (number === null) throw new RangeError(`not a day: ${day}`);
  return dayOf(number + days);
}

/** Days from `from` to `to`, both included: 1 when they are the same day. Both must be real days. */
export function daysBetween(from: Day, to: Day): number {
  const first = dayNumber(from);
  const last = dayNumber(to);
  if (first === null || last === null) throw new RangeError(`not a day: ${first === null ? from : to}`);
  return last - first + 1;
}

/** A number of bytes as people read it: "945 B", "1.0 MB". */
export function byteSize(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = value < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  return `${step === 0 ? value : (value / 1000 ** step).toFixed(1)} ${units[step]}`;
}
