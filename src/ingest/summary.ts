/** What one import says of itself: the keys of `import --json`. */
import type { ReportLevel } from '../model.js';
import { type Day, dayOf, tidy } from '../units.js';
import type { Warning } from './columns.js';
import type { Layout } from './detect.js';
import type { Problem, RowReading, RowsRead } from './row-reading.js';
import type { UnusedColumn } from './unused-columns.js';

export interface ImportSummary {
  importId: number | null;
  file: string;
  platform: string;
  language: string;
  encoding: string;
  /** Null for a workbook. */
  delimiter: string | null;
  headerLine: number;
  level: ReportLevel;
  grain: 'day' | 'period';
  rowsRead: number;
  rowsNew: number;
  rowsReplaced: number;
  rowsUnchanged: number;
  /** Rows added to another row of the same ad and days, as breakdowns have them. */
  rowsMerged: number;
  rowsSkipped: number;
  totalsRowsIgnored: number;
  dateStart: Day | null;
  dateEnd: Day | null;
  currency: string | null;
  /** What was taken for conversions; null when the file holds none that is sure. */
  conversion: string | null;
  /** Header of the column that each field was taken from. */
  columns: Record<string, string>;
  totals: {
    impressions: number | null;
    clicks: number | null;
    conversions: number | null;
    spendMicros: number | null;
    revenueMicros: number | null;
  };
  /** Columns of numbers that no figure was taken from, with their sums. */
  unusedColumns: readonly UnusedColumn[];
  /** Figures that differ from what the store had by more than rounding, over the rows where they do; money in micros. */
  changed: readonly { figure: string; rows: number; before: number; after: number }[];
  /** Figures that the store had and, by --replace, has no more. */
  becameUnknown: readonly { figure: string; rows: number; sum: number }[];
  problems: readonly Problem[];
  warnings: readonly Warning[];
  adsNew: number;
  creativesNew: number;
}

export interface Stored {
  importId: number | null;
  rowsNew: number;
  rowsReplaced: number;
  rowsUnchanged: number;
  /** Currency of the rows that were filled in by a file that does not name one. */
  currency: string | null;
  changed: ImportSummary['changed'];
  becameUnknown: ImportSummary['becameUnknown'];
  adsNew: number;
  creativesNew: number;
}

export function summaryOf(
  file: string,
  encoding: string,
  layout: Layout,
  reading: RowReading,
  read: RowsRead,
  stored: Stored,
  warnings: readonly Warning[],
): ImportSummary {
  const { impressions, clicks, conversions, spendMicros, revenueMicros } = read.sums;
  const texts = Object.entries(reading.columns.at).map(([role, column]) => [role, reading.headers[column]?.text ?? '']);
  return {
    ...stored,
    file,
    platform: layout.platform.id,
    language: layout.language,
    encoding,
    delimiter: encoding === 'xlsx' ? null : layout.delimiter,
    headerLine: layout.headerLine,
    level: reading.level,
    grain: read.hasPeriods ? 'period' : 'day',
    rowsRead: read.rows,
    rowsMerged: read.merged,
    rowsSkipped: read.skipped,
    totalsRowsIgnored: read.ownTotals.length,
    dateStart: read.firstDay === null ? null : dayOf(read.firstDay),
    dateEnd: read.lastDay === null ? null : dayOf(read.lastDay),
    currency: read.currency ?? stored.currency,
    conversion: reading.conversion.label,
    columns: Object.fromEntries(texts),
    totals: {
      impressions,
      clicks,
      conversions: conversions === null ? null : tidy(conversions),
      spendMicros,
      revenueMicros,
    },
    unusedColumns: read.unusedColumns,
    problems: read.problems,
    warnings,
  };
}
