/**
 * Daily results of a creative cut where its daily spend was clearly raised: the base before, and what followed at more
 * than the base. Creatives whose spend stayed are cut at the same age, so that what time alone does can be told from
 * what the spend does.
 */

import { sumTotalsBy } from '../../metrics/totals.js';
import type { CreativeDay } from '../../model.js';
import { daysBetween, unitsOf } from '../../units.js';
import type { CreativeEvidence } from '../posterior/evidence.js';

/** A creative with its results day by day, or period by period. */
export interface DatedEvidence extends CreativeEvidence {
  days: readonly CreativeDay[];
}

/** One row of results with known spend and conversions. */
export interface SpendRow {
  row: CreativeDay;
  /** Days that the row covers. */
  length: number;
  /** Units of the currency a day, above 0. */
  rate: number;
  conversions: number;
}

export interface Phases {
  base: readonly SpendRow[];
  /** At more than the base where it was raised, else at about the base; may be empty. */
  later: readonly SpendRow[];
}

/** A creative with results of two days and more. */
export interface PhasedCreative {
  creative: DatedEvidence;
  raised: boolean;
  /** Whether anything of it came after the base. */
  isFollowed: boolean;
  /** Units a day before the raise, or before the age at which the others were raised. */
  baseRate: number;
  /** Its rows, worked out anew each time: those of all creatives would take much memory. */
  phases(): Phases;
}

/** Spend a day is clearly another from this factor on: day-to-day delivery stays well within it. */
const CLEARLY = 1.5;
/** Days that a base takes at least, and that a raise has to last. */
const LEAST_DAYS = 2;

/** The creatives with results of two days and more, in their order. Without a raised one there is nothing after the base. */
export function spendPhases(creatives: readonly DatedEvidence[]): PhasedCreative[] {
  const cut = creatives.flatMap((creative) => {
    const rows = rowsOf(creative);
    if (lengthOf(rows) < LEAST_DAYS) return [];
    const at = raiseIn(rows);
    return [{ creative, at, length: at === null ? null : lengthOf(rows.slice(0, at)) }];
  });
  const lengths = cut.flatMap(({ length }) => (length === null ? [] : [length])).sort((a, b) => a - b);
  const usual = lengths[lengths.length >> 1] ?? null;
  return cut.map(({ creative, at }) => {
    const phases = (): Phases => {
      const rows = rowsOf(creative);
      if (at !== null) return raisedAt(rows, at);
      return usual === null ? { base: rows, later: [] } : cutAt(rows, usual);
    };
    const { base, later } = phases();
    return { creative, raised: at !== null, isFollowed: later.length > 0, baseRate: baseRate(base), phases };
  });
}

function raisedAt(rows: readonly SpendRow[], at: number): Phases {
  const base = rows.slice(0, at);
  const least = CLEARLY * baseRate(base);
  return { base, later: rows.slice(at).filter(({ rate }) => rate > least) };
}

/** Units a day over all rows. */
export const baseRate = (rows: readonly SpendRow[]): number =>
  rows.reduce((sum, { rate, length }) => sum + rate * length, 0) / lengthOf(rows);

const lengthOf = (rows: readonly SpendRow[]): number => rows.reduce((sum, { length }) => sum + length, 0);

function rowsOf({ days }: DatedEvidence): SpendRow[] {
  // A day may come in parts, of reports that know different figures.
  const periods = sumTotalsBy(days, ({ dateStart, dateEnd }) => `${dateStart} ${dateEnd}`);
  const first = new Map(days.map((row) => [`${row.dateStart} ${row.dateEnd}`, row]));
  const rows = [...periods]
    .flatMap(([period, totals]): CreativeDay[] => {
      const row = first.get(period);
      return row ? [{ ...row, ...totals }] : [];
    })
    .flatMap((row): SpendRow[] => {
      if (!row.spendMicros || row.conversions === null) return [];
      const length = daysBetween(row.dateStart, row.dateEnd);
      return [{ row, length, rate: unitsOf(row.spendMicros) / length, conversions: row.conversions }];
    })
    .sort((a, b) => (a.row.dateStart < b.row.dateStart ? -1 : 1));
  // Delivery often begins in the course of the first day: that is no lower level.
  return rows.length > 2 && CLEARLY * rows[0]!.rate < rows[1]!.rate ? rows.slice(1) : rows;
}

/** The first row from which the spend stays clearly above what was before; null when there is none. */
function raiseIn(rows: readonly SpendRow[]): number | null {
  let [length, spent] = [0, 0];
  for (let at = 1; at < rows.length; at++) {
    const { rate: before, length: days } = rows[at - 1]!;
    length += days;
    spent += before * days;
    if (length < LEAST_DAYS) continue;
    const usual = spent / length;
    const isAbove = (row: SpendRow | undefined): boolean => row !== undefined && row.rate > CLEARLY * usual;
    if (isAbove(rows[at]) && (rows[at]!.length >= LEAST_DAYS || isAbove(rows[at + 1]))) return at;
  }
  return null;
}

/** Rows that begin within the first `days` days, and those after them at about the same spend. */
function cutAt(rows: readonly SpendRow[], days: number): Phases {
  const isEarly = ({ row }: SpendRow): boolean => daysBetween(rows[0]!.row.dateStart, row.dateStart) <= days;
  const base = rows.filter(isEarly);
  const usual = baseRate(base);
  const isAlike = ({ rate }: SpendRow): boolean => rate < CLEARLY * usual && CLEARLY * rate > usual;
  return { base, later: rows.filter((row) => !isEarly(row) && isAlike(row)) };
}
