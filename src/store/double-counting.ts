/** Trackers report the spend that the platforms told them: the same ads of a tracker and of a platform are one delivery. */
import type { Store } from './database.js';

/** Platforms of ads that a tracker, analytics or a shop reported on. */
export const TRACKERS = ['keitaro', 'tracker', 'ga4', 'appsflyer', 'adjust', 'shopify'] as const;

export const isTracker = (platform: string): boolean => TRACKERS.some((name) => name === platform);

export interface CountedTwice {
  creative: string;
  platform: string;
  tracker: string;
  /** The tracker's import. */
  importId: number;
  file: string;
}

const LIST = TRACKERS.map((name) => `'${name}'`).join(', ');

/** Whether a platform's own report told of any ad. */
export const hasPlatformAds = (db: Store): boolean =>
  db.prepare(`SELECT 1 FROM ads WHERE platform NOT IN (${LIST}, 'manual') LIMIT 1`).get() !== undefined;

/** A creative whose spend on a day both a tracker and a platform tell, one of them in this import; null when there is none. */
export function countedTwice(db: Store, importId: number): CountedTwice | null {
  if (db.prepare(`SELECT 1 FROM ads WHERE platform IN (${LIST}) LIMIT 1`).get() === undefined) return null;
  return (
    db
      .prepare<{ importId: number }, CountedTwice>(
        `WITH told AS (SELECT t.creative_id, t.platform, d.date_start, d.date_end, d.import_id FROM ads t JOIN ad_days d USING (ad_id)
           WHERE t.platform IN (${LIST}) AND t.creative_id IS NOT NULL AND d.spend_micros > 0)
         SELECT c.name AS creative, a.platform, told.platform AS tracker, told.import_id AS importId, i.file
         FROM told JOIN ads a USING (creative_id) JOIN ad_days d ON d.ad_id = a.ad_id
           AND d.date_start <= told.date_end AND d.date_end >= told.date_start
         JOIN creatives c USING (creative_id) JOIN imports i ON i.import_id = told.import_id
         WHERE a.platform NOT IN (${LIST}, 'manual') AND d.spend_micros > 0 AND (d.import_id = :importId OR told.import_id = :importId)
         LIMIT 1`,
      )
      .get({ importId }) ?? null
  );
}
