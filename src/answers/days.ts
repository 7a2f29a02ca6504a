/** Daily results of one creative, or of all together: rows of single days only, as longer periods have no day. */
import type { DayTotals } from '../decide/time/fatigue.js';
import { sumTotalsBy } from '../metrics/totals.js';
import type { Store } from '../store/database.js';
import { creativeDays, type ResultsFilter } from '../store/results.js';
import { daysBetween } from '../units.js';

export interface DailyResults {
  /** By day. */
  days: readonly DayTotals[];
  /** Days since the first. */
  times: readonly number[];
}

/** `creativeId` null sums over all creatives. */
export function dailyResults(db: Store, filter: ResultsFilter, creativeId: number | null): DailyResults {
  const rows = creativeDays(db, filter)
    .filter((row) => row.dateStart === row.dateEnd && (creativeId === null || row.creativeId === creativeId))
    .sort((a, b) => (a.dateStart < b.dateStart ? -1 : 1));
  const days = [...sumTotalsBy(rows, (row) => row.dateStart)].map(([dateStart, totals]) => ({ dateStart, ...totals }));
  return { days, times: days.map(({ dateStart }) => daysBetween(days[0].dateStart, dateStart) - 1) };
}
