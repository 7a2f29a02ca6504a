/**
 * What a figure, a day and a name can be at all: one definition for exports, entries by hand and the API. The bounds are
 * far beyond any ad, and near enough that sums over a store stay exact and the arithmetic on them finite.
 */
import { UserError } from './errors.js';
import { type Day, dayNumber, MICROS_PER_UNIT } from './units.js';

/**
 * Impressions, clicks, plays or conversions in one row of results: more cannot be read exactly from an export, where every
 * number is taken to the millionth.
 */
export const LARGEST_COUNT = 9_000_000_000;

/** Spend, revenue or a budget: beyond this, micros are no longer exact. */
export const LARGEST_MICROS = LARGEST_COUNT * MICROS_PER_UNIT;

/** Characters in the name of a creative, an ad or a campaign. */
export const LONGEST_NAME = 2000;

/** Days that results can be of, both included: no ad was shown online before, and none will be so far ahead. */
export const FIRST_DAY: Day = '1990-01-01';
export const LAST_DAY: Day = '2099-12-31';

/** What is wrong with a value, as the code of a row problem and as the end of a sentence. */
export interface Implausible {
  code: 'NOT_WHOLE' | 'NEGATIVE' | 'TOO_LARGE' | 'TOO_SMALL' | 'BAD_NUMBER' | 'BAD_DATE' | 'BAD_NAME';
  reason: string;
}

const NEGATIVE: Implausible = { code: 'NEGATIVE', reason: 'is below zero' };
const NOT_WHOLE: Implausible = { code: 'NOT_WHOLE', reason: 'should be a whole count' };
const NOT_FINITE: Implausible = { code: 'BAD_NUMBER', reason: 'is not a number' };
const TOO_LARGE: Implausible = { code: 'TOO_LARGE', reason: 'is more than an ad can have' };
const TOO_SMALL: Implausible = { code: 'TOO_SMALL', reason: 'is less than a millionth' };

/** Null for a count that can be: whole, 0 or more. */
export function countProblem(count: number): Implausible | null {
  if (!Number.isFinite(count)) return NOT_FINITE;
  if (!Number.isInteger(count)) return NOT_WHOLE;
  if (count < 0) return NEGATIVE;
  return count > LARGEST_COUNT ? TOO_LARGE : null;
}

/** Null for conversions that can be: 0, or from a millionth on. */
export function conversionsProblem(conversions: number): Implausible | null {
  if (!Number.isFinite(conversions)) return NOT_FINITE;
  if (conversions < 0) return NEGATIVE;
  if (conversions > LARGEST_COUNT) return TOO_LARGE;
  return conversions !== 0 && conversions < 1 / MICROS_PER_UNIT ? TOO_SMALL : null;
}

/** Null for an amount that can be; revenue may be negative, where refunds exceed sales. */
export function microsProblem(micros: number, mayBeNegative: boolean): Implausible | null {
  if (!Number.isSafeInteger(micros)) return NOT_FINITE;
  if (micros < 0 && !mayBeNegative) return NEGATIVE;
  return Math.abs(micros) > LARGEST_MICROS ? TOO_LARGE : null;
}

const FIRST = dayNumber(FIRST_DAY) ?? 0;
const LAST = dayNumber(LAST_DAY) ?? 0;

/** Null for a day, in whole days since 1970-01-01, that results can be of. */
export const dayProblem = (day: number): Implausible | null =>
  day >= FIRST && day <= LAST ? null : { code: 'BAD_DATE', reason: `is not between ${FIRST_DAY} and ${LAST_DAY}` };

/** Blanks, control characters and what Unicode shows as nothing at all; U+2800 is a braille cell without dots. */
const UNSEEN = /^[\s\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Whether nothing of a text can be seen. */
export const isUnseen = (text: string): boolean => UNSEEN.test(text);

/** Null for a name that can be: something to see, not endless, and text through and through. */
export function nameProblem(name: string): Implausible | null {
  if (isUnseen(name)) return { code: 'BAD_NAME', reason: 'has nothing to see' };
  if (name.length > LONGEST_NAME) return { code: 'BAD_NAME', reason: `is longer than ${LONGEST_NAME} characters` };
  return name.includes('\0') || /\p{Cs}/u.test(name) ? { code: 'BAD_NAME', reason: 'holds what no text has' } : null;
}

/** The name. Throws UserError BAD_NAME for one that cannot be. */
export function plausibleName(name: string): string {
  const problem = nameProblem(name);
  if (problem === null) return name;
  throw new UserError(problem.code, `The name ${problem.reason}`, 'Give one that tells it from others, such as hook-a');
}

/** Results that a person or a program enters; null is unknown. */
export interface EnteredFigures {
  impressions: number | null;
  clicks: number | null;
  conversions: number | null;
  spendMicros: number | null;
  revenueMicros: number | null;
}

/** Throws UserError BAD_FIGURE, which names the figure, unless all of them can be. */
export function requirePlausible({
  impressions,
  clicks,
  conversions,
  spendMicros,
  revenueMicros,
}: EnteredFigures): void {
  const known = <T>(value: number | null, problemOf: (value: number) => T | null): T | null =>
    value === null ? null : problemOf(value);
  const problems = {
    impressions: known(impressions, countProblem),
    clicks: known(clicks, countProblem),
    conversions: known(conversions, conversionsProblem),
    spend: known(spendMicros, (micros) => microsProblem(micros, false)),
    revenue: known(revenueMicros, (micros) => microsProblem(micros, true)),
  };
  for (const [figure, problem] of Object.entries(problems)) {
    if (problem)
      throw new UserError('BAD_FIGURE', `The figure of ${figure} ${problem.reason}`, 'Check it and enter it again');
  }
}

/** The number of a day. Throws UserError BAD_DAY for what is no day, and for one that no results can be of. */
export function plausibleDay(day: Day): number {
  const number = dayNumber(day);
  if (number === null) throw new UserError('BAD_DAY', `${day} is not a day`, 'Write it as YYYY-MM-DD');
  const problem = dayProblem(number);
  if (problem === null) return number;
  throw new UserError('BAD_DAY', `${day} ${problem.reason}`, 'Give the day of the results');
}
