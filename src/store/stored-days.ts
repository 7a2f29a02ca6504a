/** Rows of ad_days as they are before an import writes them. */
import { TOTAL_KEYS } from '../metrics/totals.js';
import { FIGURES } from './ad-day-columns.js';
import type { Store } from './database.js';

/** Currency, the figures, the import that last changed the row, and which of the figures are its own. */
export type StoredDay = readonly [string, ...(number | null)[]];

/** Looks up the row of an ad and days by first day, ad and last day. */
export function storedDays(db: Store): (dateStart: number, adId: number, dateEnd: number) => StoredDay | undefined {
  const one = db
    .prepare<unknown[], StoredDay>(
      `SELECT currency, ${FIGURES}, import_id, given FROM ad_days WHERE date_start = ? AND ad_id = ? AND date_end = ?`,
    )
    .raw();
  return (dateStart, adId, dateEnd) => one.get(dateStart, adId, dateEnd);
}

/** The figures of a row in the order of their columns. */
export const figuresIn = (row: StoredDay): (number | null)[] => {
  const figures: (number | null)[] = [];
  for (let place = 1; place <= TOTAL_KEYS.length; place += 1) {
    const value = row[place];
    figures.push(typeof value === 'number' ? value : null);
  }
  return figures;
};

/** The import whose row it is. */
export const ownerOf = (row: StoredDay): number => Number(row[TOTAL_KEYS.length + 1]);

/** Bits of the figures that are the owner's; null for all of them. */
export const givenOf = (row: StoredDay): number | null => {
  const given = row[TOTAL_KEYS.length + 2];
  return typeof given === 'number' ? given : null;
};
