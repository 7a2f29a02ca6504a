/** Taking the rows of an import back. */
import { FIGURES, figuresOf, SAME_KEY } from './ad-day-columns.js';
import type { Store } from './database.js';

/** Takes the rows of an import away and puts back what they replaced, also where later imports replaced them in turn. */
export function undoAdDays(db: Store, importId: number): void {
  // Rows that later imports replaced: their history now leads to what this import had replaced, or to nothing.
  db.prepare(
    `UPDATE replaced_days AS d SET (currency, ${FIGURES}, replaced_import_id) =
       (SELECT r.currency, ${figuresOf('r')}, r.replaced_import_id
        FROM replaced_days r WHERE r.import_id = :importId AND ${SAME_KEY})
     WHERE d.replaced_import_id = :importId
       AND EXISTS (SELECT 1 FROM replaced_days r WHERE r.import_id = :importId AND ${SAME_KEY})`,
  ).run({ importId });
  db.prepare(
    `DELETE FROM replaced_days AS r WHERE r.import_id = :importId AND EXISTS (
       SELECT 1 FROM replaced_days d WHERE d.import_id > :importId AND ${SAME_KEY} AND d.replaced_import_id = r.replaced_import_id)`,
  ).run({ importId });
  db.prepare('DELETE FROM replaced_days WHERE replaced_import_id = :importId').run({ importId });
  db.prepare('DELETE FROM ad_days WHERE import_id = :importId').run({ importId });
  // A row that a later import wrote anew stands; what this import had moved away becomes what that one replaced.
  db.prepare(
    `INSERT OR IGNORE INTO replaced_days (import_id, date_start, ad_id, date_end, currency, ${FIGURES}, replaced_import_id)
     SELECT d.import_id, r.date_start, r.ad_id, r.date_end, r.currency, ${figuresOf('r')}, r.replaced_import_id
     FROM replaced_days r JOIN ad_days d ON ${SAME_KEY} WHERE r.import_id = :importId`,
  ).run({ importId });
  db.prepare(
    `INSERT OR IGNORE INTO ad_days (date_start, ad_id, date_end, currency, ${FIGURES}, import_id)
     SELECT date_start, ad_id, date_end, currency, ${FIGURES}, replaced_import_id FROM replaced_days WHERE import_id = :importId`,
  ).run({ importId });
  db.prepare('DELETE FROM replaced_days WHERE import_id = :importId').run({ importId });
  db.prepare('DELETE FROM ad_segments WHERE import_id = :importId').run({ importId });
}
