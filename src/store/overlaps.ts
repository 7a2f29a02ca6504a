/** Rows that tell of the same delivery at another level or grain: found after an import, and moved out of its way. */
import { FIGURES, figuresOf, ownFigures, sameKey } from './ad-day-columns.js';
import { UNKNOWN_PLATFORM } from './ads.js';
import type { Store } from './database.js';
import { unpackLayers } from './day-packs.js';
import { REVISED_BY } from './same-delivery.js';

export interface Overlap {
  /** What the older rows are: their level and whether they are days or longer periods. */
  level: string;
  dateStart: number;
  dateEnd: number;
  name: string | null;
  /** 1 when that row comes from the same import. */
  isOwn: number;
}

export interface UnknownOverlap {
  campaign: string;
  /** The platform that is known, and the import of the rows on the other side. */
  platform: string;
  importId: number;
}

/**
 * A campaign of this import whose delivery an older one tells at another level, one of the two in a table that names no
 * platform: with about the same impressions and spend on the days of both, they are one delivery. Null for none.
 */
export function unknownOverlapOf(db: Store, importId: number): UnknownOverlap | null {
  const both = db
    .prepare<{ unknown: string }, number>('SELECT count(DISTINCT platform = :unknown) FROM ads')
    .pluck()
    .get({ unknown: UNKNOWN_PLATFORM });
  if (both !== 2) return null;
  const sums = 'sum(d.impressions) AS impressions, sum(d.spend_micros) AS spend';
  const alike = (figure: string): string =>
    `(n.${figure} IS NULL OR o.${figure} IS NULL OR abs(n.${figure} - o.${figure}) <= ${REVISED_BY} * o.${figure})`;
  return (
    db
      .prepare<{ importId: number; unknown: string }, UnknownOverlap>(
        `WITH n AS (SELECT a.platform, a.account, a.level, a.campaign, min(d.date_start) AS first, max(d.date_end) AS last, ${sums}
             FROM ad_days d JOIN ads a USING (ad_id) WHERE d.import_id = :importId AND a.campaign IS NOT NULL GROUP BY 1, 2, 3, 4),
           o AS (SELECT n.platform AS newPlatform, n.account AS newAccount, n.level AS newLevel, a.platform, a.campaign,
               max(d.import_id) AS importId, ${sums}
             FROM n JOIN ads a ON a.campaign = n.campaign AND a.level <> n.level AND a.platform <> n.platform
                 AND :unknown IN (a.platform, n.platform) AND (a.account = n.account OR a.account = '' OR n.account = '')
               JOIN ad_days d ON d.ad_id = a.ad_id AND +d.date_start >= n.first AND +d.date_end <= n.last
             WHERE d.import_id <> :importId GROUP BY 1, 2, 3, 4, 5)
         SELECT o.campaign, CASE WHEN o.platform = :unknown THEN n.platform ELSE o.platform END AS platform, o.importId
         FROM o JOIN n ON n.platform = o.newPlatform AND n.account = o.newAccount AND n.level = o.newLevel AND n.campaign = o.campaign
         WHERE coalesce(n.spend, n.impressions) > 0 AND ${alike('impressions')} AND ${alike('spend')} LIMIT 1`,
      )
      .get({ importId, unknown: UNKNOWN_PLATFORM }) ?? null
  );
}

/** Older rows that were set aside, whole: also what they delivered on days that the import does not have. */
export interface SetAside {
  rows: number;
  impressions: number | null;
  spendMicros: number | null;
  conversions: number | null;
  /** Null for none, and where they are in several. */
  currency: string | null;
  dateStart: number;
  dateEnd: number;
}

const NOT_ITSELF = 'NOT (o.ad_id = n.ad_id AND o.date_start = n.date_start AND o.date_end = n.date_end)';

/**
 * Three ways in which rows `o` of ads `oa` tell of the same delivery as rows `n` of an import: a longer period over its
 * days, days under its longer period, and another level of the same campaign. The unary plus keeps SQLite from walking
 * the day-first key, which would be quadratic; it then indexes the rows by ad for the one query.
 */
const OVERLAPS: readonly [longer: string, shorter: string, otherLevel: string] = [
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

/**
 * Sets older rows that overlap with those of the import aside, so that undo can put them back; gives what they hold, null for none. The import
 * leaves a layer without figures on them, which hides the others as its own rows do.
 */
export function replaceOverlaps(db: Store, importId: number): SetAside | null {
  unpackLayers(db);
  let moved = 0;
  for (const overlap of overlapsToCheck(db, importId)) {
    moved += db
      .prepare(
        `INSERT OR IGNORE INTO day_layers (date_start, ad_id, date_end, currency, import_id)
         SELECT DISTINCT o.date_start, o.ad_id, o.date_end, o.currency, :importId ${overlap} AND o.import_id <> :importId`,
      )
      .run({ importId }).changes;
  }
  if (moved === 0) return null;
  const isAside = `d.import_id <> :importId AND EXISTS (SELECT 1 FROM day_layers l
    WHERE l.import_id = :importId AND ${sameKey('l', 'd')} AND coalesce(${figuresOf('l')}) IS NULL)`;
  const aside = db
    .prepare<{ importId: number }, SetAside>(
      `SELECT count(*) AS rows, sum(d.impressions) AS impressions, sum(d.spend_micros) AS spendMicros, sum(d.conversions) AS conversions,
         CASE WHEN min(d.currency) = max(d.currency) THEN min(d.currency) END AS currency,
         min(d.date_start) AS dateStart, max(d.date_end) AS dateEnd FROM ad_days d WHERE ${isAside}`,
    )
    .get({ importId });
  db.prepare(
    `INSERT INTO day_layers (date_start, ad_id, date_end, currency, ${FIGURES}, import_id)
     SELECT d.date_start, d.ad_id, d.date_end, d.currency, ${ownFigures('d')}, d.import_id FROM ad_days d WHERE ${isAside}`,
  ).run({ importId });
  db.prepare(`DELETE FROM ad_days AS d WHERE ${isAside}`).run({ importId });
  return aside ?? null;
}
