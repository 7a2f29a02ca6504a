/** SQL for the figures of ad_days and of the tables beside it, so that they are listed once. */
import { added } from './added.js';

const FIGURE_LIST = [
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

/** Sums of the stored and the new figures. */
export const ADDED = added(FIGURE_LIST);

/** Whether rows `d` and `r` say the same. */
export const SAME_FIGURES = [...FIGURE_LIST, 'currency'].map((column) => `d.${column} IS r.${column}`).join(' AND ');

/** Whether rows `d` and `r` are of the same ad and days. */
export const SAME_KEY = 'd.date_start = r.date_start AND d.ad_id = r.ad_id AND d.date_end = r.date_end';
