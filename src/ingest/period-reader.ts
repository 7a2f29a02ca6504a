/** The days of a row: from a day column, from the two ends of a period, or those of the whole file. */
import { type Period, readDay, readIsoDay, readPeriod } from './dates.js';
import type { RecordReader } from './record-reader.js';
import type { Figures, RowPlan } from './row-plan.js';

/** Spellings remembered: a report has few days and many rows. */
const SPELLINGS_KEPT = 10_000;

export interface WrongDate {
  column: number;
  reason: string;
}

export class PeriodReader {
  private readonly isoDays = new Map<number, number>();
  private readonly days = new Map<string, number | null>();
  private readonly periods = new Map<string, Period | null>();

  constructor(
    private readonly reader: RecordReader,
    private readonly plan: RowPlan,
  ) {}

  /** Sets the days of the current row; gives what is wrong with them, or null. */
  read(figures: Figures): WrongDate | null {
    const { day, dateStart } = this.plan.columns.at;
    if (day !== undefined) return this.readDayColumn(figures, day);
    if (dateStart !== undefined) return this.readEnds(figures, dateStart);
    if (this.plan.period !== null) {
      figures.dateStart = this.plan.period.start;
      figures.dateEnd = this.plan.period.end;
    }
    return null;
  }

  /** The day in a cell of the current row; null when there is none. */
  dayIn(column: number): number | null {
    const { reader } = this;
    if (column >= reader.count) return null;
    const iso = readIsoDay(reader.bytes, reader.starts[column], reader.ends[column], this.isoDays);
    if (iso >= 0) return iso;
    return remembered(this.days, reader.text(column), (text) => readDay(text, this.plan.dateOrder));
  }

  private readDayColumn(figures: Figures, column: number): WrongDate | null {
    const day = this.dayIn(column);
    const period =
      day === null
        ? remembered(this.periods, this.reader.text(column), (text) => readPeriod(text, this.plan.dateOrder))
        : null;
    if (day === null && period === null) return { column, reason: 'is not a day' };
    figures.dateStart = day ?? period?.start ?? 0;
    figures.dateEnd = day ?? period?.end ?? 0;
    return null;
  }

  private readEnds(figures: Figures, startColumn: number): WrongDate | null {
    const endColumn = this.plan.columns.at.dateEnd ?? startColumn;
    const start = this.dayIn(startColumn);
    const end = this.dayIn(endColumn);
    if (start === null) return { column: startColumn, reason: 'is not a day' };
    if (end === null) return { column: endColumn, reason: 'is not a day' };
    if (end < start) return { column: endColumn, reason: 'ends before it starts' };
    figures.dateStart = start;
    // A period that ends at midnight ends with the day before.
    const endsAtMidnight = end > start && / 00:00(?::00)?\b/.test(this.reader.text(endColumn));
    figures.dateEnd = endsAtMidnight ? end - 1 : end;
    return null;
  }
}

function remembered<T>(known: Map<string, T>, text: string, read: (text: string) => T): T {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= SPELLINGS_KEPT) known.clear();
  const value = read(text);
  known.set(text, value);
  return value;
}
