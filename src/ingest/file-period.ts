/** The period that the rows of a file are about, where they do not say it themselves, and how its weeks lie. */
import { UserError } from '../errors.js';
import type { Columns, Warning } from './columns.js';
import { type Period, readDay } from './dates.js';
import type { Layout } from './detect.js';
import { OpenQuestion } from './open-question.js';
import { LONG_UNITS } from './period-reader.js';
import { weekdayOf } from './periods.js';
import type { DateOrder } from './roles.js';
import { aggregationStated, periodInFileName } from './stated-period.js';
import type { Survey } from './survey.js';

/** The days of a weekly or monthly report are the first of their weeks or months. */
export function byAggregation({ preamble }: Layout, columns: Columns): Columns {
  const unit = aggregationStated(preamble);
  const { day, ...rest } = columns.at;
  if (unit === null || day === undefined || rest[unit] !== undefined) return columns;
  return { ...columns, at: { ...rest, [unit]: day } };
}

export const hasLongUnit = ({ at }: Columns): boolean =>
  at.day === undefined && LONG_UNITS.some((unit) => at[unit] !== undefined);

/** Only the first week of a report can be cut, so that the latest shows which weekday they begin with; null for less than two. */
export function weekStartOf({ weeks }: Survey, order: DateOrder | null): number | null {
  const days = [...weeks].map((text) => readDay(text, order)).filter((day) => day !== null);
  return new Set(days).size > 1 ? weekdayOf(Math.max(...days)) : null;
}

/** The period of rows that carry no days; null where they do. Throws OpenQuestion NO_DATES, UserError CANDIDATE_COLUMN and NO_ROWS. */
export function periodOf(
  { headers, firstRows }: Layout,
  { at, candidates }: Columns,
  fileName: string,
  stated: Period | null,
  asked: Period | null,
  warnings: Warning[],
): Period | null {
  const offered = candidates.filter(({ role }) => role === 'day' || role === 'dateStart' || role === 'dateEnd');
  // One end of a period alone would put all of it on a single day.
  const half = at.day === undefined && (at.dateStart === undefined) !== (at.dateEnd === undefined);
  if (half && offered.length > 0) throw confirmDays(headers, offered);
  const ownColumn = at.day ?? at.week ?? at.month ?? at.quarter ?? at.year ?? at.dateStart;
  if (ownColumn !== undefined) {
    if (asked !== null && (at.day !== undefined || ownColumn === at.dateStart))
      warnings.push({
        code: 'OWN_DATES',
        message: `the days come from "${headers[ownColumn]?.text}"; --from and --to were not needed`,
      });
    return null;
  }
  if (asked !== null) return asked;
  if (stated !== null) return stated;
  const inName = periodInFileName(fileName);
  if (inName) {
    warnings.push({ code: 'PERIOD_FROM_NAME', message: 'the file has no days: its period was taken from its name' });
    return inName;
  }
  if (firstRows.length === 0) throw noRows();
  if (offered.length > 0) throw confirmDays(headers, offered);
  throw new OpenQuestion(
    'period',
    'NO_DATES',
    'The file has no days and does not say which period it covers',
    'Say it with --from YYYY-MM-DD --to YYYY-MM-DD',
  );
}

function confirmDays(headers: Layout['headers'], offered: Columns['candidates']): UserError {
  const day = offered.find(({ role }) => role === 'day');
  const named = day ? [day] : offered;
  const name = (column: number): string => `"${headers[column]?.text ?? ''}"`;
  return new UserError(
    'CANDIDATE_COLUMN',
    `${named.map(({ column }) => name(column)).join(' and ')} ${named.length === 1 ? 'looks' : 'look'} like the days, but that is not certain`,
    `Confirm it with ${named.map(({ role, column }) => `--column ${role}=${name(column)}`).join(' ')}`,
  );
}

export const noRows = (): UserError =>
  new UserError(
    'NO_ROWS',
    'The file has a header and no rows',
    'Choose a period with delivery and export the report again',
  );
