/** What an import writes of an ad's days, and what it hears of it. */
import type { Totals } from '../model.js';
import type { FigureChange, FigureLost } from './day-changes.js';
import type { OlderFigures } from './older-figures.js';

/** One row as the store keeps it: days are whole days since 1970-01-01. A file without money may leave the currency ''. */
export interface AdDayRow extends Totals {
  dateStart: number;
  dateEnd: number;
  currency: string;
}

/**
 * What became of a row: its ad and days are new to this import, it was added to another row of them, or it was added and
 * has the very figures of that other row. `unknown`: it could only fill in, and there is nothing to fill in.
 */
export type AdDayWritten = 'new' | 'added' | 'repeated' | 'unknown';

/** Told what became of a row that was not new, and its spend. */
export type OnMerged = (written: 'added' | 'repeated', spendMicros: number | null) => void;

export interface AdDayCounts {
  rowsNew: number;
  rowsReplaced: number;
  rowsUnchanged: number;
  /** Currency of the rows that were filled in, where they have the same one; else null. */
  currency: string | null;
  /** Rows whose amounts were in another currency before. */
  currencyRows: number;
  changed: readonly FigureChange[];
  lost: readonly FigureLost[];
  /** Where delivery is now newer than what people did after it; null when nowhere. */
  older: OlderFigures | null;
}

export interface AdDayWriter {
  write(adId: number, row: AdDayRow): AdDayWritten;
  /**
   * As `write`, of a row that may wait and be written with those after it; `onMerged` is told, now or then, of each that
   * was added to another one. `endQueue` comes after the last.
   */
  queue(adId: number, row: AdDayRow, onMerged: OnMerged): void;
  endQueue(onMerged: OnMerged): void;
  writeSegment(adId: number, row: AdDayRow, dimension: string, value: string): void;
  /** Gives the rows that this import wrote for one ad, which was new, to another ad. */
  moveTo(adId: number, fromAdId: number): void;
  /** Adds up the rows of one ad and days, and ends the writing; to be called when all are written. */
  settle(): void;
  /** Whether a row was written for an ad and days that the store had nothing of. */
  readonly hasNew: boolean;
  counts(): AdDayCounts;
}

export interface WriterOptions {
  /** A row hides all that older imports said of its ad and days, as `--replace` asks. */
  replaces?: boolean;
  /** Rows only add to what the store knows: there is no spend in them, so they cannot stand alone. */
  fillsIn?: boolean;
}
