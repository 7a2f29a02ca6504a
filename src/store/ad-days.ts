/** Daily and period results of ads: written by imports, with what they replace kept for undo. */
import type { Totals } from '../model.js';
import { added } from './added.js';
import type { Store } from './database.js';

/** One row as the store keeps it: days are whole days since 1970-01-01. */
export interface AdDayRow extends Totals {
  dateStart: number;
  dateEnd: number;
  currency: string;
}

const FIGURES = 'impressions, clicks, conversions, spend_micros, revenue_micros, plays_3s, thruplays';
const FIGURE_LIST = FIGURES.split(', ');
const SAME_FIGURES = [...FIGURE_LIST, 'currency'].map((column) => `d.${column} IS r.${column}`).join(' AND ');
const SAME_KEY = 'd.date_start = r.date_start AND d.ad_id = r.ad_id AND d.date_end = r.date_end';

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
  const isSame = db.prepare(
    `SELECT 1 FROM ad_days WHERE date_start = ? AND ad_id = ? AND date_end = ? AND ${FIGURE_LIST.map((column) => `${column} IS ?`).join(' AND ')}`,
  );
  const add = db.prepare(
    `INSERT INTO ad_days (${columns}) VALUES (${places}) ON CONFLICT (date_start, ad_id, date_end) DO UPDATE SET ${added(FIGURE_LIST)}`,
  );
  const segment = db.prepare(
    `INSERT INTO ad_segments (${columns}, dimension, value) VALUES (${places}, ?, ?)
     ON CONFLICT (import_id, date_start, ad_id, date_end, dimension, value) DO UPDATE SET ${added(FIGURE_LIST)}`,
  );
  let inserted = 0;
  return {
    write(adId, r) {
      const {
        dateStart,
        dateEnd,
        currency,
        impressions,
        clicks,
        conversions,
        spendMicros,
        revenueMicros,
        plays3s,
        thruplays,
      } = r;
      if (
        insert.run(
          dateStart,
          adId,
          dateEnd,
          currency,
          impressions,
          clicks,
          conversions,
          spendMicros,
          revenueMicros,
          plays3s,
          thruplays,
          importId,
        ).changes === 1
      ) {
        inserted += 1;
        return 'new';
      }
      if (keep.run(dateStart, adId, dateEnd).changes === 1) {
        replace.run(
          dateStart,
          adId,
          dateEnd,
          currency,
          impressions,
          clicks,
          conversions,
          spendMicros,
          revenueMicros,
          plays3s,
          thruplays,
          importId,
        );
        return 'new';
      }
      const same = isSame.get(
        dateStart,
        adId,
        dateEnd,
        impressions,
        clicks,
        conversions,
        spendMicros,
        revenueMicros,
        plays3s,
        thruplays,
      );
      add.run(
        dateStart,
        adId,
        dateEnd,
        currency,
        impressions,
        clicks,
        conversions,
        spendMicros,
        revenueMicros,
        plays3s,
        thruplays,
        importId,
      );
      return same === undefined ? 'added' : 'repeated';
    },
    writeSegment(adId, r, dimension, value) {
      const {
        dateStart,
        dateEnd,
        currency,
        impressions,
        clicks,
        conversions,
        spendMicros,
        revenueMicros,
        plays3s,
        thruplays,
      } = r;
      segment.run(
        dateStart,
        adId,
        dateEnd,
        currency,
        impressions,
        clicks,
        conversions,
        spendMicros,
        revenueMicros,
        plays3s,
        thruplays,
        importId,
        dimension,
        value,
      );
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

export interface Overlap {
  /** What the older rows are: their level and whether they are days or longer periods. */
  level: string;
  dateStart: number;
  dateEnd: number;
  name: string | null;
  /** 1 when that row comes from the same import. */
  isOwn: number;
}

const NOT_ITSELF = 'NOT (o.ad_id = n.ad_id AND o.date_start = n.date_start AND o.date_end = n.date_end)';

/**
 * Three ways in which rows `o` of ads `oa` tell of the same delivery as rows `n` of an import: a longer period over its
 * days, days under its longer period, and another level of the same campaign. The unary plus keeps SQLite from walking
 * the day-first key, which would be quadratic; it then indexes the rows by ad for the one query.
 */
const OVERLAPS: readonly string[] = [
  `FROM ad_days n JOIN ad_days o ON o.ad_id = n.ad_id AND o.date_end > o.date_start AND o.date_start <= n.date_end AND o.date_end >= n.date_start
     JOIN ads oa ON oa.ad_id = o.ad_id
   WHERE n.import_id = :importId AND ${NOT_ITSELF}`,
  `FROM ad_days n JOIN ad_days o ON +o.ad_id = n.ad_id AND +o.date_start <= n.date_end AND o.date_end >= n.date_start
     JOIN ads oa ON oa.ad_id = o.ad_id
   WHERE n.import_id = :importId AND n.date_end > n.date_start AND ${NOT_ITSELF}`,
  `FROM (SELECT DISTINCT a.platform, a.account, a.level, a.campaign, d.date_start, d.date_end
         FROM ad_days d JOIN ads a USING (ad_id) WHERE d.import_id = :importId) n
     JOIN ads oa ON oa.platform = n.platform AND oa.level <> n.level AND (oa.account = n.account OR oa.account = '' OR n.account = '')
       AND (oa.campaign IS n.campaign OR oa.level = 'account' OR n.level = 'account')
     JOIN ad_days o ON o.ad_id = oa.ad_id AND +o.date_start <= n.date_end AND o.date_end >= n.date_start
   WHERE true`,
];

/** The overlaps worth looking for: most imports are days into a store of days at one level, and need none of them. */
function overlapsToCheck(db: Store, importId: number): readonly string[] {
  const hasPeriods = db.prepare('SELECT 1 FROM ad_days WHERE date_end > date_start LIMIT 1').get() !== undefined;
  const levels = db
    .prepare('SELECT 1 FROM (SELECT DISTINCT platform, level FROM ads) GROUP BY platform HAVING count(*) > 1 LIMIT 1')
    .get();
  const [longer, shorter, otherLevel] = OVERLAPS;
  const hasOwnPeriods =
    hasPeriods &&
    db
      .prepare('SELECT 1 FROM ad_days WHERE date_end > date_start AND import_id = :importId LIMIT 1')
      .get({ importId }) !== undefined;
  return [
    ...(hasPeriods ? [longer] : []),
    ...(hasOwnPeriods ? [shorter] : []),
    ...(levels === undefined ? [] : [otherLevel]),
  ];
}

/** The first row in the store that covers the same delivery as a row of the import at another level or grain; null for none. */
export function overlapOf(db: Store, importId: number): Overlap | null {
  for (const overlap of overlapsToCheck(db, importId)) {
    const found = db
      .prepare<{ importId: number }, Overlap>(
        `SELECT oa.level AS level, o.date_start AS dateStart, o.date_end AS dateEnd, o.import_id = :importId AS isOwn,
           coalesce(oa.ad_name, oa.ad_group, oa.campaign) AS name ${overlap} LIMIT 1`,
      )
      .get({ importId });
    if (found) return found;
  }
  return null;
}

/** Moves older rows that overlap with those of the import out of the way, so that undo can put them back; gives how many. */
export function replaceOverlaps(db: Store, importId: number): number {
  let moved = 0;
  for (const overlap of overlapsToCheck(db, importId)) {
    moved += db
      .prepare(
        `INSERT OR IGNORE INTO replaced_days (import_id, date_start, ad_id, date_end, currency, ${FIGURES}, replaced_import_id)
         SELECT DISTINCT :importId, o.date_start, o.ad_id, o.date_end, o.currency, ${FIGURE_LIST.map((column) => `o.${column}`).join(', ')}, o.import_id
         ${overlap} AND o.import_id <> :importId`,
      )
      .run({ importId }).changes;
  }
  if (moved > 0) {
    db.prepare(
      `DELETE FROM ad_days AS d WHERE d.import_id <> :importId
         AND EXISTS (SELECT 1 FROM replaced_days r WHERE r.import_id = :importId AND ${SAME_KEY})`,
    ).run({ importId });
  }
  return moved;
}

/** Takes the rows of an import away and puts back what they replaced, also where later imports replaced them in turn. */
export function undoAdDays(db: Store, importId: number): void {
  // Rows that later imports replaced: their history now leads to what this import had replaced, or to nothing.
  db.prepare(
    `UPDATE replaced_days AS d SET (currency, ${FIGURES}, replaced_import_id) =
       (SELECT r.currency, ${FIGURE_LIST.map((column) => `r.${column}`).join(', ')}, r.replaced_import_id
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
     SELECT d.import_id, r.date_start, r.ad_id, r.date_end, r.currency, ${FIGURE_LIST.map((column) => `r.${column}`).join(', ')}, r.replaced_import_id
     FROM replaced_days r JOIN ad_days d ON ${SAME_KEY} WHERE r.import_id = :importId`,
  ).run({ importId });
  db.prepare(
    `INSERT OR IGNORE INTO ad_days (date_start, ad_id, date_end, currency, ${FIGURES}, import_id)
     SELECT date_start, ad_id, date_end, currency, ${FIGURES}, replaced_import_id FROM replaced_days WHERE import_id = :importId`,
  ).run({ importId });
  db.prepare('DELETE FROM replaced_days WHERE import_id = :importId').run({ importId });
  db.prepare('DELETE FROM ad_segments WHERE import_id = :importId').run({ importId });
}
