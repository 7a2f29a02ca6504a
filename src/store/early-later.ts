/**
 * The early and the later results of each ad: its first days with delivery, and all days after them. Rows of several days
 * have no day and stay out. Sums are made in a temp table by key, as in result-sums.ts: a store of a million rows is read
 * once, in the order of its days.
 */
import { NO_TOTALS, sumTotals } from '../metrics/totals.js';
import type { Totals } from '../model.js';
import type { Store } from './database.js';
import { bound, type ResultsFilter, WHERE_DAYS } from './results.js';

/** The counts that a later result is made of: one column of ad_days on another. */
export interface LaterColumns {
  events: 'conversions' | 'revenue_micros';
  exposure: 'clicks' | 'spend_micros';
}

/** Events and exposure over rows that know both. */
interface Half {
  events: number;
  exposure: number;
}

export interface EarlyAndLater {
  creativeId: number;
  platform: string;
  account: string;
  /** First day with delivery, in whole days since 1970. */
  firstDay: number;
  early: Totals;
  /** The first, third, … of the early days, and the others. */
  earlyHalves: readonly [Totals, Totals];
  /** The later days in two halves in the same way. */
  laterHalves: readonly [Half, Half];
  /** Spend of those later days, micros. */
  laterSpendMicros: number;
}

interface Life {
  adId: number;
  creativeId: number;
  platform: string;
  account: string;
  firstDay: number;
  evenEvents: number;
  evenExposure: number;
  oddEvents: number;
  oddExposure: number;
  laterSpendMicros: number;
}

const LIVES = `
DROP TABLE IF EXISTS temp.ad_lives;
CREATE TEMP TABLE ad_lives (ad_id INTEGER PRIMARY KEY, first_day INTEGER, events, exposure, spend,
  even_events DEFAULT 0, even_exposure DEFAULT 0, odd_events DEFAULT 0, odd_exposure DEFAULT 0, later_spend DEFAULT 0);
`;

/** Every ad that has results on its first `days` days and exposure after them, by its number. */
export function earlyAndLater(
  db: Store,
  filter: ResultsFilter,
  { days, later }: { days: number; later: LaterColumns },
): EarlyAndLater[] {
  const values = { ...bound(filter), days };
  db.exec(LIVES);
  addLives(db, later, values);
  const early = earlyTotals(db, values);
  return db
    .prepare<typeof values, Life>(
      `SELECT a.ad_id AS adId, a.creative_id AS creativeId, a.platform AS platform, a.account AS account, l.first_day AS firstDay,
         l.even_events AS evenEvents, l.even_exposure AS evenExposure, l.odd_events AS oddEvents, l.odd_exposure AS oddExposure,
         l.later_spend AS laterSpendMicros
       FROM temp.ad_lives l JOIN ads a USING (ad_id)
       WHERE l.even_exposure + l.odd_exposure > 0 AND a.creative_id IS NOT NULL AND (:platform IS NULL OR a.platform = :platform)
       ORDER BY l.ad_id`,
    )
    .all(values)
    .flatMap(({ adId, evenEvents, evenExposure, oddEvents, oddExposure, ...life }) => {
      const halves = early.get(adId);
      if (halves === undefined) return [];
      const laterHalves = [
        { events: evenEvents, exposure: evenExposure },
        { events: oddEvents, exposure: oddExposure },
      ] as const;
      return [{ ...life, early: sumTotals(halves), earlyHalves: halves, laterHalves }];
    });
}

type Values = ReturnType<typeof bound> & { days: number };

/**
 * Reads the rows in the order of their days: the first of an ad tells its first day and leaves its counts in scratch
 * columns, and those of later days are added. Rows of nothing but zeros begin no ad.
 */
function addLives(db: Store, { events, exposure }: LaterColumns, values: Values): void {
  const isOdd = '(excluded.first_day - first_day - :days) & 1';
  db.prepare(
    `INSERT INTO temp.ad_lives (ad_id, first_day, events, exposure, spend)
     SELECT d.ad_id, d.date_start, d.${events}, d.${exposure}, d.spend_micros FROM ad_days d
     WHERE (d.impressions > 0 OR d.clicks > 0 OR d.spend_micros > 0 OR d.conversions > 0) AND d.date_end = d.date_start AND ${WHERE_DAYS}
     ORDER BY d.date_start
     ON CONFLICT DO UPDATE SET
       even_events = even_events + iif(${isOdd}, 0, excluded.events),
       even_exposure = even_exposure + iif(${isOdd}, 0, excluded.exposure),
       odd_events = odd_events + iif(${isOdd}, excluded.events, 0),
       odd_exposure = odd_exposure + iif(${isOdd}, excluded.exposure, 0),
       later_spend = later_spend + ifnull(excluded.spend, 0)
     WHERE excluded.first_day >= first_day + :days AND excluded.events IS NOT NULL AND excluded.exposure IS NOT NULL`,
  ).run(values);
}

/** Sums of every other early day, by ad: each is looked up by its key, as they are few among many. */
function earlyTotals(db: Store, values: Values): Map<number, readonly [Totals, Totals]> {
  const rows = db
    .prepare<Values, Totals & { adId: number; half: 0 | 1 }>(
      `WITH RECURSIVE age (day) AS (SELECT 0 UNION ALL SELECT day + 1 FROM age WHERE day + 1 < :days)
       SELECT d.ad_id AS adId, age.day & 1 AS half, d.impressions AS impressions, d.clicks AS clicks, d.conversions AS conversions,
         d.spend_micros AS spendMicros, d.revenue_micros AS revenueMicros, d.plays_3s AS plays3s, d.thruplays AS thruplays
       FROM temp.ad_lives l CROSS JOIN age
       CROSS JOIN ad_days d ON d.date_start = l.first_day + age.day AND d.ad_id = l.ad_id AND d.date_end = d.date_start
       WHERE ${WHERE_DAYS}`,
    )
    .all(values);
  const found = new Map<number, readonly [Totals, Totals]>();
  for (const { adId, half, ...row } of rows) {
    const known = found.get(adId) ?? [NO_TOTALS, NO_TOTALS];
    const sum = known[half] === NO_TOTALS ? row : sumTotals([known[half], row]);
    found.set(adId, half === 0 ? [sum, known[1]] : [known[0], sum]);
  }
  return found;
}
