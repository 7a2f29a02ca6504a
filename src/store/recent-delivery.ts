/** Delivery whose conversions may still be coming in, and how old it was when the newest figures were read. */
import { type Day, dayNumber, dayOf } from '../units.js';
import { SETTINGS_OF_ADS } from './accounts.js';
import { bitOf } from './ad-day-columns.js';
import type { Store } from './database.js';
import { importDays } from './import-days.js';
import type { ResultsFilter } from './results.js';
import { PLATFORM } from './scope.js';

/** One day of a creative's ads in one account, of rows that know conversions. */
export interface RecentRow {
  creativeId: number;
  dateStart: Day;
  platform: string;
  account: string;
  /** Days from the day to the import that last told its conversions, 0 or more. */
  age: number;
  /** Sums over rows that know them; null where none does. */
  clicks: number | null;
  spendMicros: number | null;
  /** The value of the ads' column that was asked for; '' without one. */
  group: string;
}

const CONVERSIONS = bitOf('conversions');

/**
 * The import that last told a row's conversions: one that found them unchanged, else the row's own, else the one that gave
 * them. Layers that are packed are older than the row's own.
 */
const TOLD_BY = `COALESCE((SELECT MAX(l.import_id) FROM main.day_layers l WHERE l.date_start = d.date_start AND l.ad_id = d.ad_id
    AND l.date_end = d.date_end AND l.conversions IS NOT NULL
    AND (l.import_id > d.import_id OR d.given & ${CONVERSIONS} = 0)), d.import_id)`;

/**
 * Rows of single days younger than `mostDays` when they were last told, by creative and day; those of accounts whose
 * conversions a second source tells are left out, as imports of exports say nothing of its lag. `column` is one of ads.
 */
export function recentDelivery(
  db: Store,
  { from, to, currency, platform, truth }: ResultsFilter,
  mostDays: number,
  column: string | null = null,
): RecentRow[] {
  const made = importDays(db);
  db.exec(`DROP TABLE IF EXISTS temp.import_days;
    CREATE TEMP TABLE import_days (import_id INTEGER PRIMARY KEY, day INTEGER NOT NULL)`);
  const add = db.prepare('INSERT INTO temp.import_days VALUES (?, ?)');
  for (const [importId, { day }] of made) add.run(importId, day);
  const numberOf = (day: Day | undefined): number | null => (day === undefined ? null : dayNumber(day));
  return db
    .prepare<object, Omit<RecentRow, 'dateStart'> & { day: number }>(
      `SELECT creativeId, day, platform, account, MAX(0, toldOn - day) AS age, SUM(clicks) AS clicks,
         SUM(spend_micros) AS spendMicros, "group"
       FROM (SELECT a.creative_id AS creativeId, d.date_start AS day, a.platform, a.account, d.clicks, d.spend_micros,
           ${column === null ? "''" : `COALESCE(a.${column}, '')`} AS "group",
           (SELECT i.day FROM temp.import_days i WHERE i.import_id = ${TOLD_BY}) AS toldOn
         FROM ad_days d JOIN temp.import_days own ON own.import_id = d.import_id JOIN ads a ON a.ad_id = d.ad_id ${SETTINGS_OF_ADS}
         WHERE d.date_start > own.day - :mostDays AND d.date_end = d.date_start AND d.conversions IS NOT NULL
           AND a.creative_id IS NOT NULL AND COALESCE(:truth, x.truth, y.truth, '${PLATFORM}') = '${PLATFORM}'
           AND (:from IS NULL OR d.date_start >= :from) AND (:to IS NULL OR d.date_end <= :to)
           AND (:currency IS NULL OR d.currency = :currency) AND (:platform IS NULL OR a.platform = :platform))
       WHERE toldOn - day < :mostDays
       GROUP BY creativeId, day, platform, account, age, "group" ORDER BY creativeId, day, platform, account, age, "group"`,
    )
    .all({
      from: numberOf(from),
      to: numberOf(to),
      currency: currency ?? null,
      platform: platform ?? null,
      truth: truth ?? null,
      mostDays,
    })
    .map(({ day, ...row }) => ({ ...row, dateStart: dayOf(day) }));
}
