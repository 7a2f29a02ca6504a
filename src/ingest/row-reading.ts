/** All that was decided about a file before its rows are read, and what reading them gives. */
import type { AdDescription, ReportLevel, Totals } from '../model.js';
import type { Columns } from './columns.js';
import type { ConversionChoice } from './conversions.js';
import type { Period } from './dates.js';
import type { Header } from './headers.js';
import type { DecimalSign } from './numbers.js';
import type { DateOrder } from './roles.js';
import type { OwnTotal } from './total-rows.js';
import type { UnusedColumn } from './unused-columns.js';

export interface RowReading {
  /** Platform id of every row, unless a column names it. */
  platform: string;
  /** Account of every row, unless a column names it; '' when nobody says. */
  account: string;
  headers: readonly Header[];
  columns: Columns;
  level: ReportLevel;
  /** Decimal sign of each column, by column number. */
  decimals: readonly DecimalSign[];
  dateOrder: DateOrder | null;
  /** The period of rows that carry no days of their own. */
  period: Period | null;
  /** The period that the lines above the header state, or the user; null when nobody does. */
  statedPeriod: Period | null;
  /** Weekday that the weeks of the file begin with, 0 for Monday; null when each begins with the day that it names. */
  weekStart: number | null;
  /** Currency of rows that do not name theirs. */
  currency: string | null;
  conversion: ConversionChoice;
  /** Empty cells of the platform mean that nothing happened. */
  blankIsZero: boolean;
  /** The file has no spend: its rows only add to what the store knows of their ads and days. */
  fillsIn: boolean;
  /** Ids of this file are no identity, as a spreadsheet cut them: ads are told apart by their names. */
  ignoresIds: boolean;
  /** Rows of kinds that were not chosen describe the same delivery again and are left out. */
  onlyChosenKinds: boolean;
}

/** What a row says of the ad it reports on. Null: the file does not say. */
export interface AdIdentity extends AdDescription {
  /** File or video that the ad shows. */
  creativeFile: string | null;
}

/** Figures of one row; money in micros, days as whole days since 1970-01-01. */
export interface Figures extends Totals {
  dateStart: number;
  dateEnd: number;
  currency: string;
}

/**
 * What became of a row: its ad and days are new to this file, it was added to another row of them, or it was added and
 * has the very figures of that other row. `unknown`: it could only fill in, and the store has no such ad and days.
 */
export type Written = 'new' | 'added' | 'repeated' | 'unknown';

/** Where rows go. */
export interface RowSink {
  /** The number of an ad; null for one that is not known and cannot be made. */
  adOf(identity: AdIdentity): number | null;
  write(adId: number, figures: Figures): Written;
  /** Keeps the part of a row that falls to one segment, such as an age group. */
  writeSegment(adId: number, figures: Figures, dimension: string, value: string): void;
}

/** Why ids are no identity: one stands for several ads at once, or all lost their last digits. `shown` is one of them. */
export interface IdTrouble {
  kind: 'shared' | 'cut';
  shown: string;
  /** Names under which that one id stands. */
  names: number;
}

export interface Problem {
  line: number;
  /** Header of the column; null when the row as a whole is wrong. */
  column: string | null;
  code: string;
  message: string;
}

/** A cell whose value a spreadsheet lost, with the error that it shows. */
export interface ErrorCell {
  line: number;
  column: number;
  header: string;
  text: string;
}

export interface RowsRead {
  /** Rows of data: total rows, repeated headers and notes are not among them. */
  rows: number;
  /** Rows left out because something in them cannot be read. */
  skipped: number;
  /** Spend that can be read in the rows left out; null when none can. */
  skippedSpendMicros: number | null;
  /** Rows without any figure. */
  empty: number;
  /** Rows added to another row of the same ad and days. */
  merged: number;
  /** Rows of kinds that were not chosen. */
  otherKinds: number;
  problems: readonly Problem[];
  /** All of them, while `problems` holds the first. */
  problemCount: number;
  ownTotals: readonly OwnTotal[];
  sums: Totals;
  firstDay: number | null;
  lastDay: number | null;
  hasPeriods: boolean;
  currency: string | null;
  /** Cells that the platform masks for privacy (`< 5`). */
  masked: number;
  mangledIds: number;
  ids: IdTrouble | null;
  /** Rows that could only fill in, for ads and days that the store does not have; those without any event are apart. */
  unknown: { rows: number; zeros: number };
  /** Rows with more link clicks than impressions. */
  clicksAboveImpressions: number;
  /** Rows of one day that repeat another to the last figure, and their spend. */
  repeats: { rows: number; spendMicros: number };
  /** The row with the largest spend, for the check that it is no total in disguise. */
  largest: { line: number; impressions: number | null; clicks: number | null; spendMicros: number } | null;
  /** Rows whose own name is missing below that of a parent, or is the label of a total: sums of others, perhaps. Null for none. */
  subtotals: { rows: number; firstLine: number; impressions: number; spendMicros: number } | null;
  spendByDay: ReadonlyMap<number, number>;
  /** Cells in which a spreadsheet shows an error, the first of them by place. */
  errors: { count: number; first: readonly ErrorCell[] };
  /** Rows whose names a spreadsheet turned into an error. */
  errorNames: number;
  /** Rows with figures below zero that the other rows of their ads bear. */
  corrections: { rows: number; spendMicros: number; firstLine: number | null };
  /** Ads that stand for several (`X;...and 3 more ads`). */
  groupedAds: number;
  /** Columns of numbers that no figure was taken from. */
  unusedColumns: readonly UnusedColumn[];
}
