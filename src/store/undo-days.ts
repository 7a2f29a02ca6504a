/** Taking the rows of an import back. */
import { sameKey } from './ad-day-columns.js';
import type { Store } from './database.js';
import { layerBook } from './day-layers.js';
import { unpackLayers } from './day-packs.js';

const PAGE = 10_000;

/** Takes away what an import said of ads and days: what the other imports said of them stands as if it had never been. */
export function undoAdDays(db: Store, importId: number): void {
  unpackLayers(db);
  // Most rows need no look at their layers: nobody else said a thing, or the row does not show what this import said.
  db.prepare(
    `DELETE FROM ad_days AS d WHERE d.import_id = :importId AND NOT EXISTS (SELECT 1 FROM day_layers l WHERE ${sameKey('l', 'd')})`,
  ).run({ importId });
  db.prepare(
    `DELETE FROM day_layers AS l WHERE l.import_id = :importId
       AND NOT EXISTS (SELECT 1 FROM imports WHERE import_id = :importId AND replaces = 1)
       AND EXISTS (SELECT 1 FROM ad_days d WHERE ${sameKey('d', 'l')} AND d.given IS NULL)`,
  ).run({ importId });
  db.exec('DROP TABLE IF EXISTS temp.undone_days');
  db.prepare(
    `CREATE TEMP TABLE undone_days AS
       SELECT date_start, ad_id, date_end FROM ad_days WHERE import_id = ${importId}
       UNION SELECT date_start, ad_id, date_end FROM day_layers WHERE import_id = ${importId}`,
  ).run();
  const page = db.prepare<unknown[], { place: number; dateStart: number; adId: number; dateEnd: number }>(
    `SELECT rowid AS place, date_start AS dateStart, ad_id AS adId, date_end AS dateEnd FROM temp.undone_days
     WHERE rowid > ? ORDER BY rowid LIMIT ${PAGE}`,
  );
  const book = layerBook(db);
  for (let keys = page.all(0); keys.length > 0; keys = page.all(keys.at(-1)?.place ?? 0))
    for (const key of keys) book.takeOut(key, importId);
  db.exec('DROP TABLE temp.undone_days');
  db.prepare('DELETE FROM ad_segments WHERE import_id = :importId').run({ importId });
}
