/**
 * Periods as exports write them, to whole days: ranges in one cell in every spelling that people use, months, quarters and
 * ISO weeks. What can be read in two ways is no period.
 */
import type { DateParts } from './date-scan.js';
import { FROM_WORDS, folded, RANGE_WORDS } from './date-words.js';
import { dayFrom, LONGEST_DATE, type Period, readDay, readParts } from './dates.js';
import type { DateOrder } from './roles.js';

export type PeriodUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** What a cell of a column of periods says. `whole` is the period it names; a single day may stand for the unit that holds it. */
export type PeriodCell = { period: Period } | { day: number } | { month: number } | null;

/**
 * Reads a cell of a column whose unit is known from its header. A lone day is given as it is, as the first day of its unit
 * or what a cut report begins with; a month without a year as its number.
 */
export function readPeriodCell(raw: string, unit: PeriodUnit, order: DateOrder | null): PeriodCell {
  if (raw.length > LONGEST_DATE) return null;
  const text = unit === 'week' ? withoutWeekWords(tidy(raw)) : tidy(raw);
  const day = readDay(text, order);
  if (day !== null) return { day };
  const range = readRange(text, order);
  if (range !== null) return { period: range };
  const week = unit === 'week' || unit === 'day' ? isoWeek(text) : null;
  if (week !== null) return { period: week };
  const quarter = unit === 'week' || unit === 'month' ? null : quarterOf(text);
  if (quarter !== null) return { period: quarter };
  if (unit === 'year') return /^(?:19|20)\d{2}$/.test(text) ? { period: monthsOf(Number(text), 1, 12) } : null;
  if (unit !== 'month' && unit !== 'day') return null;
  return monthCell(text, unit, order);
}

function monthCell(text: string, unit: 'month' | 'day', order: DateOrder | null): PeriodCell {
  if (unit === 'month' && /^(?:0?[1-9]|1[0-2])$/.test(text)) return { month: Number(text) };
  const compact = unit === 'month' ? /^(20\d{2})(0[1-9]|1[0-2])$/.exec(text) : null;
  if (compact) return { period: monthsOf(Number(compact[1]), Number(compact[2])) };
  const parts = readParts(text, order);
  if (parts === null || parts.month === null) return null;
  // Excel writes April 2026 as `Apr-26`; only a column of months makes clear that it is no 26th of April.
  if (parts.day !== null)
    return unit === 'month' && parts.mayBeYear ? { period: monthsOf(2000 + parts.day, parts.month) } : null;
  if (parts.year !== null) return { period: monthsOf(parts.year, parts.month) };
  return unit === 'month' ? { month: parts.month } : null;
}

/** A period in a cell of days, or in a line above the table: `2024-03-01 - 2024-03-11`, `Jan 1 – 31, 2026`, `April 2026`. Null when it is none. */
export function readPeriod(raw: string, order: DateOrder | null): Period | null {
  const cell = readPeriodCell(raw, 'day', order);
  if (cell === null || 'month' in cell) return null;
  return 'day' in cell ? { start: cell.day, end: cell.day } : cell.period;
}

/** `Week of Mar 2, 2026`, `W/C 2026-03-02`, `Week 10 (2026-03-02 - 2026-03-08)`: the dates in them. */
function withoutWeekWords(text: string): string {
  const numbered =
    /^(?:week|woche|kw|semana|semaine|settimana|неделя|тиждень|tydzień|hafta) ?\d{1,2} ?[(:] ?([^()]+?)\)?$/iu.exec(
      text,
    );
  if (numbered) return (numbered[1] ?? '').trim();
  return text.replace(
    /^(?:w\/c|week (?:of|from|starting|commencing|beginning)|woche ab|semana (?:del|de)|semaine du|settimana del|неделя с) /iu,
    '',
  );
}

const tidy = (raw: string): string =>
  raw
    .normalize('NFKC')
    .replace(/[‐‑−]/g, '-')
    .trim()
    .replace(/^[("'[]|[)"'\]]$/g, '')
    .trim();

/** Whole months of a year, `first` to `last`. */
export function monthsOf(year: number, first: number, last = first): Period {
  const next = last === 12 ? dayFrom(year + 1, 1, 1) : dayFrom(year, last + 1, 1);
  return { start: dayFrom(year, first, 1) ?? 0, end: (next ?? 0) - 1 };
}

/** Two dates with what stands between them; the one may leave to the other what both share: `17–19 Sep 2026`, `Dec 29 – Jan 4, 2026`. */
export function readRange(text: string, order: DateOrder | null): Period | null {
  const inner = withoutFrom(text);
  const joints = jointsIn(inner);
  for (const isShared of [false, true]) {
    for (const { start, end } of joints) {
      const left = readParts(inner.slice(0, start).trim(), order);
      if (left === null) continue;
      const right = readParts(inner.slice(end).trim(), left.isYearFirst ? 'mdy' : order);
      const period = right === null ? null : between(left, right, isShared);
      if (period !== null) return period;
    }
  }
  return null;
}

/** Places that may part two dates, those with blanks around them first. */
function jointsIn(text: string): { start: number; end: number }[] {
  const joints = [...text.matchAll(/t\/m|\p{L}+|\.{2,3}|->|[-–—~〜～→…/]/gu)]
    .filter(([joint]) => !/^\p{L}+$/u.test(joint) || RANGE_WORDS.has(folded(joint)))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const isApart = ({ start, end }: { start: number; end: number }): boolean =>
    text[start - 1] === ' ' && text[end] === ' ';
  return [...joints.filter(isApart), ...joints.filter((joint) => !isApart(joint))];
}

function withoutFrom(text: string): string {
  const first = /^(\p{L}+)\.?\s+/u.exec(text);
  const inner = first && FROM_WORDS.has(folded(first[1] ?? '')) ? text.slice(first[0].length) : text;
  return inner.replace(/(?:まで|까지)$/u, '');
}

/** `isShared`: one side lacks what the other has. */
function between(left: DateParts, right: DateParts, isShared: boolean): Period | null {
  if ((left.day === null) !== (right.day === null)) return null;
  const lacks = (parts: DateParts): boolean => parts.year === null || parts.month === null;
  if (lacks(left) || lacks(right)) {
    if (!isShared || (lacks(left) && lacks(right) && left.year === null && right.year === null)) return null;
    return sharing(left, right);
  }
  return isShared ? null : ordered(left, right);
}

function sharing(left: DateParts, right: DateParts): Period | null {
  const month = { left: left.month ?? right.month, right: right.month ?? left.month };
  const year = left.year ?? right.year;
  if (year === null) return null;
  const first = { ...left, month: month.left, year };
  const last = { ...right, month: month.right, year: right.year ?? year };
  const found = ordered(first, last);
  if (found !== null || left.month === null || right.month === null) return found;
  // Over the turn of the year the side without a year is in the other one.
  return left.year === null ? ordered({ ...first, year: year - 1 }, last) : ordered(first, { ...last, year: year + 1 });
}

function ordered(left: DateParts, right: DateParts): Period | null {
  const first = spanOf(left);
  const last = spanOf(right);
  if (first === null || last === null || last.end < first.start) return null;
  // A period that ends at midnight ends with the day before.
  const isOpenEnd = right.isMidnight === true && last.end > first.start;
  return { start: first.start, end: isOpenEnd ? last.end - 1 : last.end };
}

function spanOf({ year, month, day }: DateParts): Period | null {
  if (year === null || month === null) return null;
  if (day === null) return monthsOf(year, month);
  const number = dayFrom(year, month, day);
  return number === null ? null : { start: number, end: number };
}

const ISO_WEEK = [
  /^(?<year>\d{4})[- ]?W(?<week>\d{1,2})$/i,
  /^W(?<week>\d{1,2})[-/ ](?<year>\d{4})$/i,
  // The calendar week of German-speaking countries is that of ISO 8601.
  /^KW ?(?<week>\d{1,2})(?:[-/ .]|, )(?<year>\d{4})$/i,
  /^(?<year>\d{4})[-/ ]KW ?(?<week>\d{1,2})$/i,
];

/** Week by ISO 8601: Monday to Sunday, the first is the one with the fourth of January. */
function isoWeek(text: string): Period | null {
  const found = ISO_WEEK.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (!found) return null;
  const [year, week] = [Number(found.year), Number(found.week)];
  const fourth = dayFrom(year, 1, 4);
  const nextFourth = dayFrom(year + 1, 1, 4);
  if (fourth === null || nextFourth === null || week < 1) return null;
  const start = mondayOf(fourth) + 7 * (week - 1);
  return start < mondayOf(nextFourth) ? { start, end: start + 6 } : null;
}

/** Day of the week, 0 for Monday: 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

const mondayOf = (day: number): number => day - weekdayOf(day);

const QUARTERS = [
  /^(?<year>\d{4})[-/ ]?[QTК](?<quarter>[1-4])$/iu,
  /^[QT](?<quarter>[1-4])(?:[-/ ]|, | de )?(?<year>\d{4})$/iu,
  /^(?<quarter>[1-4]) ?(?:[QT]|кв\.?|квартал|quarter|trimestre)(?:[-/ ]|, | de )?(?<year>\d{4})(?: г\.?)?$/iu,
];

function quarterOf(text: string): Period | null {
  const found = QUARTERS.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (!found) return null;
  const first = 3 * Number(found.quarter) - 2;
  return monthsOf(Number(found.year), first, first + 2);
}

/** What two periods share; null when nothing. */
export function overlapOf(a: Period, b: Period): Period | null {
  const start = Math.max(a.start, b.start);
  const end = Math.min(a.end, b.end);
  return end < start ? null : { start, end };
}
