/** Days as exports write them, in the languages of the exports, to whole days since 1970-01-01. Never shifted by a time zone. */
import { dayNumber } from '../units.js';
import { type DateParts, DateScan } from './date-scan.js';
import { isWeekday } from './date-words.js';
import type { DateOrder } from './roles.js';

export interface Period {
  start: number;
  end: number;
}

/** A longer cell is no date, nor a period: two long weekdays, days, months and times with zones are shorter. */
export const LONGEST_DATE = 120;

/** The day of a year, month and day; null when the calendar has none. */
export const dayFrom = (year: number, month: number, day: number): number | null =>
  dayNumber(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);

/** Excel counts days from 1899-12-30; an export's serial lies between 2009 and 2064. */
const EXCEL_EPOCH = -25_569;
const EXCEL_FIRST = 40_000;
const EXCEL_LAST = 60_000;

const NUMERIC_DATE = /(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/g;

/** What a cell says about the order of `3/4/2026`; 'either' is the date that fits both. Null: it says nothing. */
export function dateOrderEvidence(text: string): 'dmy' | 'mdy' | 'either' | null {
  if (text.length > LONGEST_DATE) return null;
  let found: 'either' | null = null;
  for (const [, first = '', separator, second = ''] of text.matchAll(NUMERIC_DATE)) {
    if (Number(first) > 12) return 'dmy';
    if (Number(second) > 12) return 'mdy';
    // Dots are a European habit: no platform or spreadsheet writes the month first with them.
    if (separator === '.') return 'dmy';
    if (Number(first) !== Number(second)) found = 'either';
  }
  return found;
}

/** The same for a column of months or longer, whose days are the first of one: `01/03/2026` is March, and so is `3/1/2026`. */
export function monthOrderEvidence(text: string): 'dmy' | 'mdy' | 'either' | null {
  const found = dateOrderEvidence(text);
  if (found !== 'either') return found;
  const [, first, , second] = [...text.matchAll(NUMERIC_DATE)][0] ?? [];
  if (Number(first) === 1) return 'dmy';
  return Number(second) === 1 ? 'mdy' : 'either';
}

/** One day; a time of day and a zone behind it are passed over, any other text is not. `order` decides `3/4/2026`. Null when it is no day. */
export function readDay(raw: string, order: DateOrder | null): number | null {
  if (raw.length > LONGEST_DATE) return null;
  const text = raw.normalize('NFKC').trim();
  const serial = /^(\d{5})(?:\.\d+)?$/.exec(text);
  if (serial) {
    const number = Number(serial[1]);
    return number >= EXCEL_FIRST && number <= EXCEL_LAST ? number + EXCEL_EPOCH : null;
  }
  const parts = readParts(text, order);
  return parts === null || parts.year === null || parts.month === null || parts.day === null
    ? null
    : dayFrom(parts.year, parts.month, parts.day);
}

/** `14:05`, `00:00:00.000 AST`, `2:00 PM`, `at 14:00`, `T101500Z`, `00:00:00+03:00`, `10:00-11:00`. */
const TIME =
  /^(?:[ ,]*T|,? ?(?:at|um|в|à|a las|às)? ?)(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?|\d{6})(?: ?[-–] ?\d{1,2}:\d{2}(?::\d{2})?)? ?(?:([AaPp])\.? ?[Mm]\.?)?(?: ?\(?(?:Z|[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}|[A-Z][a-z]+\/[A-Z][A-Za-z_]+)\)?)?$/;

/** The parts of a text that is a date, whole or in part, and nothing else; null for any other. At most LONGEST_DATE long, in NFKC. */
export function readParts(text: string, order: DateOrder | null): DateParts | null {
  const found = new DateScan(text.replace(/\s+/g, ' '), order).read();
  if (found === null) return null;
  const { rest, ...parts } = found;
  if (/^[ .]*$/.test(rest) || (parts.day !== null && isWeekday(/^ ?\(?(\p{L}+)\.?\)?$/u.exec(rest)?.[1] ?? '')))
    return parts;
  const time = parts.day === null ? null : TIME.exec(rest);
  if (!time) return null;
  const clock = (time[1] ?? '').replace(/[.,]\d+$/, '').replace(/:/g, '');
  return {
    ...parts,
    isMidnight: time[2]?.toUpperCase() === 'A' ? /^120*$/.test(clock) : !time[2] && /^0+$/.test(clock),
  };
}

/** Fast way for the ISO day that most exports write; -1 for any other text. */
export function readIsoDay(bytes: Uint8Array, start: number, end: number, known: Map<number, number>): number {
  if (end - start !== 10 || bytes[start + 4] !== 0x2d || bytes[start + 7] !== 0x2d) return -1;
  let digits = 0;
  for (let at = start; at < end; at += 1) {
    if (at === start + 4 || at === start + 7) continue;
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    digits = digits * 10 + digit;
  }
  const found = known.get(digits);
  if (found !== undefined) return found;
  const number = dayFrom(Math.floor(digits / 10_000), Math.floor(digits / 100) % 100, digits % 100) ?? -1;
  known.set(digits, number);
  return number;
}
