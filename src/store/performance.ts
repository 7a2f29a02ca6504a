/** One result by hand, or by a program: an import of a single row. */
import type { Totals } from '../model.js';
import { adDayWriter } from './ad-days.js';
import { adBook } from './ads.js';
import type { Store } from './database.js';
import { finishImport, startImport } from './imports.js';
import { DAYS_OF_ADS, FIRST_DAYS } from './results.js';

export interface HandResult extends Totals {
  creativeId: number;
  creative: string;
  /** Whole days since 1970-01-01. */
  day: number;
  currency: string;
  /** Instant, ISO 8601 UTC. */
  enteredAt: string;
}

/** The platform of results that no platform reported. */
export const BY_HAND = 'manual';

/**
 * Keeps the result of a creative on one day, over the one entered before; a figure that is null now keeps the value entered
 * before. Gives what is stored then, and the number of the import, which undoes it.
 */
export function saveHandResult(db: Store, result: HandResult): { importId: number; stored: Totals } {
  const { creativeId, creative, day, currency, enteredAt, ...figures } = result;
  const importId = startImport(db, {
    file: 'perf set',
    fileHash: '',
    platform: BY_HAND,
    account: '',
    level: 'ad',
    decisions: '',
    importedAt: enteredAt,
  });
  const adId = adBook(db, importId).adOf(
    {
      platform: BY_HAND,
      account: '',
      level: 'ad',
      externalId: String(creativeId),
      campaign: null,
      adGroup: null,
      adName: creative,
      utmSource: null,
      utmCampaign: null,
      utmContent: null,
    },
    () => creativeId,
  );
  const writer = adDayWriter(db, importId);
  writer.write(adId, { ...figures, dateStart: day, dateEnd: day, currency });
  writer.settle();
  const { rowsNew, rowsReplaced, rowsUnchanged } = writer.counts();
  const { plays3s: _early, thruplays: _long, ...totals } = figures;
  const summary = {
    importId,
    file: 'perf set',
    platform: BY_HAND,
    level: 'ad',
    grain: 'day',
    rowsRead: 1,
    currency,
    totals,
    rowsNew,
    rowsReplaced,
    rowsUnchanged,
  };
  finishImport(db, importId, { grain: 'day', summary: JSON.stringify(summary) });
  return { importId, stored: storedOn(db, adId, day) ?? figures };
}

const storedOn = (db: Store, adId: number, day: number): Totals | undefined =>
  db
    .prepare<{ adId: number; day: number }, Totals>(
      `SELECT impressions, clicks, conversions, spend_micros AS spendMicros, revenue_micros AS revenueMicros,
         plays_3s AS plays3s, thruplays
       FROM ad_days WHERE ad_id = :adId AND date_start = :day AND date_end = :day`,
    )
    .get({ adId, day });

/** Platforms that report on a creative on a day. */
export const platformsOn = (db: Store, creativeId: number, day: number): string[] =>
  db
    .prepare<{ creativeId: number; day: number }, { platform: string }>(
      `${FIRST_DAYS} SELECT DISTINCT a.platform AS platform FROM ads a ${DAYS_OF_ADS}
       WHERE a.creative_id = :creativeId AND d.date_start <= :day AND d.date_end >= :day ORDER BY platform`,
    )
    .all({ creativeId, day })
    .map(({ platform }) => platform);
