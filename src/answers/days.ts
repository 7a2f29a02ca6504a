/** Daily results of one creative, or of all together: rows of single days only, as longer periods have no day. */
import type { DayTotals } from '../decide/time/fatigue.js';
import type { Store } from '../store/database.js';
import { daySums, type ResultsFilter } from '../store/results.js';
import { daysBetween } from '../units.js';

export interface DailyResults {
  /** By day. */
  days: readonly DayTotals[];
  /** Days since the first. */
  times: readonly number[];
}

/** `creativeId` null sums over all creatives. */
export function dailyResults(db: Store, filter: ResultsFilter, creativeId: number | null): DailyResults {
  const days = daySums(db, filter, creativeId);
  return { days, times: days.map(({ dateStart }) => daysBetween(days[0]!.dateStart, dateStart) - 1) };
}
