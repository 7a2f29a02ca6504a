/** The days of a row: from a column of days or of longer periods, from the two ends of a period, or those of the whole file. */
import { dayProblem } from '../plausible.js';
import { LONGEST_DATE, type Period, readDay, readIsoDay } from './dates.js';
import { monthsOf, overlapOf, type PeriodCell, type PeriodUnit, readPeriodCell, weekdayOf } from './periods.js';
import type { RecordReader } from './record-reader.js';
import type { Figures, RowReading } from './row-reading.js';

/** Spellings remembered: a report has few days and many rows. */
const SPELLINGS_KEPT = 10_000;
/** Bytes of a character at most. */
const BYTES_PER_LETTER = 4;
/** Longer periods than days, the shortest first. */
export const LONG_UNITS = ['week', 'month', 'quarter', 'year'] as const;

export interface WrongDate {
  column: number;
  reason: string;
}

type LongUnit = (typeof LONG_UNITS)[number];
type Read = Period | WrongDate;

const isWrong = (read: Read): read is WrongDate => 'reason' in read;

export class PeriodReader {
  private readonly isoDays = new Map<number, number>();
  private readonly days = new Map<string, number | null>();
  private readonly cells = new Map<string, PeriodCell>();
  private readonly units: readonly { unit: LongUnit; column: number }[];

  constructor(
    private readonly reader: RecordReader,
    private readonly reading: RowReading,
  ) {
    this.units = LONG_UNITS.flatMap((unit) => {
      const column = reading.columns.at[unit];
      return column === undefined ? [] : [{ unit, column }];
    });
  }

  /** Sets the days of the current row; gives what is wrong with them, or null. */
  read(figures: Figures): WrongDate | null {
    const wrong = this.readDays(figures);
    const { day, dateStart, dateEnd } = this.reading.columns.at;
    const start = day ?? this.units[0]?.column ?? dateStart;
    if (wrong !== null || start === undefined) return wrong;
    const early = dayProblem(figures.dateStart);
    if (early !== null) return { column: start, reason: early.reason };
    const late = dayProblem(figures.dateEnd);
    return late && { column: day ?? dateEnd ?? start, reason: late.reason };
  }

  private readDays(figures: Figures): WrongDate | null {
    const { day, dateStart } = this.reading.columns.at;
    if (day !== undefined) {
      const iso = this.isoDayIn(day);
      if (iso < 0) return set(figures, this.dayColumn(day));
      figures.dateStart = iso;
      figures.dateEnd = iso;
      return null;
    }
    if (this.units.length > 0) return set(figures, this.longest());
    if (dateStart !== undefined) return set(figures, this.ends(dateStart));
    return this.reading.period === null ? null : set(figures, this.reading.period);
  }

  /** The day in a cell of the current row; null when there is none. */
  dayIn(column: number): number | null {
    const { reader } = this;
    const iso = this.isoDayIn(column);
    if (iso >= 0) return iso;
    if (column >= reader.count || this.isTooLong(column)) return null;
    return remembered(this.days, reader.text(column), (text) => readDay(text, this.reading.dateOrder));
  }

  private isoDayIn(column: number): number {
    const { reader } = this;
    if (column >= reader.count) return -1;
    return readIsoDay(reader.bytes, reader.starts[column] ?? 0, reader.ends[column] ?? 0, this.isoDays);
  }

  private isTooLong(column: number): boolean {
    const { starts, ends } = this.reader;
    return (ends[column] ?? 0) - (starts[column] ?? 0) > BYTES_PER_LETTER * LONGEST_DATE;
  }

  private cell(column: number, unit: PeriodUnit): PeriodCell {
    if (this.isTooLong(column)) return null;
    return remembered(this.cells, `${unit} ${this.reader.text(column)}`, (text) =>
      readPeriodCell(text.slice(unit.length + 1), unit, this.reading.dateOrder),
    );
  }

  private dayColumn(column: number): Read {
    const found = this.cell(column, 'day');
    if (found === null || 'month' in found) return { column, reason: 'is not a day' };
    return 'day' in found ? { start: found.day, end: found.day } : found.period;
  }

  /** A week that belongs to two months has a row for each: what all the columns of periods share is what the row is about. */
  private longest(): Read {
    let shared: Period | null = null;
    const { dateStart, dateEnd } = this.reading.columns.at;
    let last = -1;
    for (const { unit, column } of this.units) {
      const read = this.unitColumn(unit, column);
      if (isWrong(read)) return read;
      shared = shared === null ? read : overlapOf(shared, read);
      last = column;
      if (shared === null) return { column, reason: 'is not within the other periods of the row' };
    }
    if (shared !== null && dateStart !== undefined && dateEnd !== undefined) {
      const ends = this.ends(dateStart);
      if (!isWrong(ends)) shared = overlapOf(shared, ends) ?? shared;
    }
    const { statedPeriod } = this.reading;
    if (shared !== null && statedPeriod !== null) shared = overlapOf(shared, statedPeriod) ?? shared;
    return shared ?? { column: last, reason: 'is not a period' };
  }

  private unitColumn(unit: LongUnit, column: number): Read {
    const found = this.cell(column, unit);
    if (found === null) return { column, reason: `is not a ${unit}, or could be several` };
    if ('period' in found) return found.period;
    if ('month' in found) return this.monthOfSomeYear(found.month) ?? { column, reason: 'is a month without its year' };
    return unit === 'week' ? this.weekFrom(found.day) : this.unitFrom(found.day, unit);
  }

  /** A report that begins within a week names the day it begins with; every other week begins with the weekday of the file. */
  private weekFrom(day: number): Period {
    const { weekStart } = this.reading;
    const passed = weekStart === null ? 0 : (weekdayOf(day) - weekStart + 7) % 7;
    return { start: day, end: day + 6 - passed };
  }

  /** The first or the last day of a unit stands for all of it, another one for the rest of it. */
  private unitFrom(day: number, unit: LongUnit): Period {
    const instant = new Date(day * 86_400_000);
    const [year, month] = [instant.getUTCFullYear(), instant.getUTCMonth() + 1];
    const length = { week: 1, month: 1, quarter: 3, year: 12 }[unit];
    const first = month - ((month - 1) % length);
    const whole = monthsOf(year, first, first + length - 1);
    return day === whole.start || day === whole.end ? whole : { start: day, end: whole.end };
  }

  private monthOfSomeYear(month: number): Period | null {
    const { statedPeriod } = this.reading;
    const { year } = this.reading.columns.at;
    const named = year === undefined ? null : this.cell(year, 'year');
    if (named !== null && 'period' in named) return monthsOf(yearOf(named.period.start), month);
    if (statedPeriod === null) return null;
    const years = new Set<number>();
    for (let at = yearOf(statedPeriod.start); at <= yearOf(statedPeriod.end); at += 1)
      if (overlapOf(monthsOf(at, month), statedPeriod)) years.add(at);
    const [only] = years;
    return only === undefined || years.size > 1 ? null : monthsOf(only, month);
  }

  private ends(startColumn: number): Read {
    const endColumn = this.reading.columns.at.dateEnd ?? startColumn;
    const start = this.dayIn(startColumn);
    const end = this.dayIn(endColumn);
    // Without a column of ends the one cell may hold the whole period.
    if (start === null && endColumn === startColumn) return this.dayColumn(startColumn);
    if (start === null) return { column: startColumn, reason: 'is not a day' };
    if (end === null) return { column: endColumn, reason: 'is not a day' };
    if (end < start) return { column: endColumn, reason: 'ends before it starts' };
    // A period that ends at midnight ends with the day before.
    const endsAtMidnight = end > start && / 00:00(?::00)?\b/.test(this.reader.text(endColumn));
    return { start, end: endsAtMidnight ? end - 1 : end };
  }
}

const yearOf = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();

function set(figures: Figures, read: Read): WrongDate | null {
  if (isWrong(read)) return read;
  figures.dateStart = read.start;
  figures.dateEnd = read.end;
  return null;
}

function remembered<T>(known: Map<string, T>, text: string, read: (text: string) => T): T {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= SPELLINGS_KEPT) known.clear();
  const value = read(text);
  known.set(text, value);
  return value;
}
