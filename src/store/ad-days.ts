/** Daily and period results of ads, as imports write them, with what they replace kept for undo. */
import type { Totals } from '../model.js';
import { ADDED, FIGURES, SAME_FIGURES, SAME_KEY } from './ad-day-columns.js';
import type { Store } from './database.js';

/** One row as the store keeps it: days are whole days since 1970-01-01. */
export interface AdDayRow extends Totals {
  dateStart: number;
  dateEnd: number;
  currency: string;
}

export interface AdDayWriter {
  /** Writes one row of the import; rows of one ad and days add up, rows of older imports are replaced and kept. */
  write(adId: number, row: AdDayRow): 'new' | 'added' | 'repeated';
  writeSegment(adId: number, row: AdDayRow, dimension: string, value: string): void;
  /** Settles what was replaced by the very same figures, and counts. */
  finish(): { rowsNew: number; rowsReplaced: number; rowsUnchanged: number };
}

/**
 * A writer for the rows of one import; to be used within one transaction. Values are bound by place here, against the
 * rule of this folder: binding by name costs half a second per million rows.
 */
export function adDayWriter(db: Store, importId: number): AdDayWriter {
  const columns = `date_start, ad_id, date_end, currency, ${FIGURES}, import_id`;
  const places = columns.replace(/\w+/g, '?');
  const insert = db.prepare(`INSERT INTO ad_days (${columns}) VALUES (${places}) ON CONFLICT DO NOTHING`);
  const keep = db.prepare(
    `INSERT INTO replaced_days (import_id, date_start, ad_id, date_end, currency, ${FIGURES}, replaced_import_id)
     SELECT ${importId}, date_start, ad_id, date_end, currency, ${FIGURES}, import_id FROM ad_days
     WHERE date_start = ? AND ad_id = ? AND date_end = ? AND import_id <> ${importId}`,
  );
  const replace = db.prepare(`INSERT OR REPLACE INTO ad_days (${columns}) VALUES (${places})`);
  // The row itself as a table of one, so that every statement here takes the same values in the same places.
  const isSame = db.prepare(
    `SELECT 1 FROM ad_days d JOIN (SELECT ${columns.replace(/\w+/g, '? AS $&')}) r ON ${SAME_KEY} AND ${SAME_FIGURES}`,
  );
  const add = db.prepare(
    `INSERT INTO ad_days (${columns}) VALUES (${places}) ON CONFLICT (date_start, ad_id, date_end) DO UPDATE SET ${ADDED}`,
  );
  const segment = db.prepare(
    `INSERT INTO ad_segments (${columns}, dimension, value) VALUES (${places}, ?, ?)
     ON CONFLICT (import_id, date_start, ad_id, date_end, dimension, value) DO UPDATE SET ${ADDED}`,
  );
  const valuesOf = (adId: number, r: AdDayRow): unknown[] => [
    r.dateStart,
    adId,
    r.dateEnd,
    r.currency,
    r.impressions,
    r.clicks,
    r.conversions,
    r.spendMicros,
    r.revenueMicros,
    r.plays3s,
    r.thruplays,
    importId,
  ];
  let inserted = 0;
  return {
    write(adId, row) {
      const values = valuesOf(adId, row);
      if (insert.run(...values).changes === 1) {
        inserted += 1;
        return 'new';
      }
      if (keep.run(row.dateStart, adId, row.dateEnd).changes === 1) {
        replace.run(...values);
        return 'new';
      }
      const same = isSame.get(...values);
      add.run(...values);
      return same === undefined ? 'added' : 'repeated';
    },
    writeSegment(adId, row, dimension, value) {
      segment.run(...valuesOf(adId, row), dimension, value);
    },
    finish() {
      const rowsUnchanged = giveBackUnchanged(db, importId);
      const kept: unknown = db.prepare('SELECT count(*) FROM replaced_days WHERE import_id = ?').pluck().get(importId);
      return { rowsNew: inserted, rowsReplaced: Number(kept), rowsUnchanged };
    },
  };
}

/** Rows that an import wrote again with the same figures stay those of the older import, as if it had not touched them. */
function giveBackUnchanged(db: Store, importId: number): number {
  const { changes } = db
    .prepare(
      `UPDATE ad_days AS d SET import_id = r.replaced_import_id FROM replaced_days r
       WHERE r.import_id = :importId AND d.import_id = :importId AND ${SAME_KEY} AND ${SAME_FIGURES}`,
    )
    .run({ importId });
  if (changes > 0) {
    db.prepare(
      `DELETE FROM replaced_days AS r WHERE r.import_id = :importId
         AND EXISTS (SELECT 1 FROM ad_days d WHERE ${SAME_KEY} AND d.import_id = r.replaced_import_id)`,
    ).run({ importId });
  }
  return changes;
}
