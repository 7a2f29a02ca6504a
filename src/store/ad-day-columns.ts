/** SQL for the figures of ad_days and of the tables beside it, so that they are listed once. */
import { TOTAL_KEYS, type TotalKey } from '../metrics/totals.js';
import { added } from './added.js';

/** The columns of the figures, in the order of `TOTAL_KEYS`. */
export const FIGURE_LIST = [
  'impressions',
  'clicks',
  'conversions',
  'spend_micros',
  'revenue_micros',
  'plays_3s',
  'thruplays',
] as const;

export const FIGURES = FIGURE_LIST.join(', ');

/** The figures of the rows of one table of a query. */
export const figuresOf = (table: string): string => FIGURE_LIST.map((column) => `${table}.${column}`).join(', ');

/** Which figures a row has, one bit each in the order of the columns. */
export const bitOf = (key: TotalKey): number => 1 << TOTAL_KEYS.indexOf(key);
export const MONEY_BITS = bitOf('spendMicros') | bitOf('revenueMicros');

/** Sums of the stored and the new figures. */
export const ADDED = added(FIGURE_LIST);

/**
 * The layer of the import that last changed row `d` of ad_days: its own figures, without those that older imports gave.
 * `given` tells which are its own; null stands for all of them.
 */
export const ownFigures = (d: string): string =>
  FIGURE_LIST.map(
    (column, place) =>
      `CASE WHEN ${d}.given IS NULL OR ${d}.given & ${1 << place} THEN ${d}.${column} END AS ${column}`,
  ).join(', ');

/** Whether rows `a` and `b` are of the same ad and days. */
export const sameKey = (a: string, b: string): string =>
  `${a}.date_start = ${b}.date_start AND ${a}.ad_id = ${b}.ad_id AND ${a}.date_end = ${b}.date_end`;
