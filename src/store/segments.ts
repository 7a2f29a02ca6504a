/** Parts of rows that a report cuts further, as imports keep them. */
import { FIGURES } from './ad-day-columns.js';
import type { Store } from './database.js';

/** Whether an import has a part of a row that no older import has with the same figures. */
export function hasNewSegments(db: Store, importId: number): boolean {
  const parts = (which: string): string =>
    `SELECT date_start, ad_id, date_end, dimension, value, currency, ${FIGURES} FROM ad_segments WHERE import_id ${which} :importId`;
  return db.prepare(`${parts('=')} EXCEPT ${parts('<')} LIMIT 1`).get({ importId }) !== undefined;
}
