/** What happened, read back: results summed per creative. Rows whose sums are unknown stay null, never 0. */
import type { CreativeDay, ReportLevel, Totals } from '../model.js';
import { type Day, dayNumber, dayOf, onlyCurrency } from '../units.js';
import type { Store } from './database.js';

/** SQL for the sums of `Totals` over the rows of ad_days named `d`. SUM gives null only when every value is null. */
export const TOTALS = `SUM(d.impressions) AS impressions, SUM(d.clicks) AS clicks, SUM(d.conversions) AS conversions,
  SUM(d.spend_micros) AS spendMicros, SUM(d.revenue_micros) AS revenueMicros, SUM(d.plays_3s) AS plays3s, SUM(d.thruplays) AS thruplays`;

export interface ResultsFilter {
  from?: Day | undefined;
  to?: Day | undefined;
  currency?: string | undefined;
  platform?: string | undefined;
}

const WHERE = `(:from IS NULL OR d.date_start >= :from) AND (:to IS NULL OR d.date_end <= :to)
  AND (:currency IS NULL OR d.currency = :currency) AND (:platform IS NULL OR a.platform = :platform)`;

const bound = ({ from, to, currency, platform }: ResultsFilter) => ({
  from: from === undefined ? null : dayNumber(from),
  to: to === undefined ? null : dayNumber(to),
  currency: currency ?? null,
  platform: platform ?? null,
});

/** The one currency of the results; null when there are none. Throws UserError MIXED_CURRENCIES. */
export function resultsCurrency(db: Store, filter: ResultsFilter): string | null {
  const found = db
    .prepare<ReturnType<typeof bound>, { currency: string }>(
      `SELECT DISTINCT d.currency AS currency FROM ad_days d JOIN ads a USING (ad_id) WHERE ${WHERE} ORDER BY currency`,
    )
    .all(bound(filter));
  return onlyCurrency(found.map(({ currency }) => currency));
}

/** Results of every creative that has any, summed over its ads and the days, by creative id. */
export const creativeTotals = (db: Store, filter: ResultsFilter): (Totals & { creativeId: number })[] =>
  db
    .prepare<ReturnType<typeof bound>, Totals & { creativeId: number }>(
      `SELECT a.creative_id AS creativeId, ${TOTALS} FROM ad_days d JOIN ads a USING (ad_id)
       WHERE a.creative_id IS NOT NULL AND ${WHERE} GROUP BY a.creative_id ORDER BY a.creative_id`,
    )
    .all(bound(filter));

/** The same, one row per creative and period, by creative then day. */
export const creativeDays = (db: Store, filter: ResultsFilter): CreativeDay[] =>
  db
    .prepare<ReturnType<typeof bound>, Totals & { creativeId: number; dateStart: number; dateEnd: number }>(
      `SELECT a.creative_id AS creativeId, d.date_start AS dateStart, d.date_end AS dateEnd, ${TOTALS}
       FROM ad_days d JOIN ads a USING (ad_id)
       WHERE a.creative_id IS NOT NULL AND ${WHERE}
       GROUP BY a.creative_id, d.date_start, d.date_end ORDER BY a.creative_id, d.date_start, d.date_end`,
    )
    .all(bound(filter))
    .map((row) => ({ ...row, dateStart: dayOf(row.dateStart), dateEnd: dayOf(row.dateEnd) }));

/** The same per period and per value of an ad's column, such as its platform; ads without a value are left out. */
export const groupDays = (db: Store, filter: ResultsFilter, column: string): (CreativeDay & { group: string })[] =>
  db
    .prepare<
      ReturnType<typeof bound>,
      Totals & { creativeId: number; group: string; dateStart: number; dateEnd: number }
    >(
      `SELECT a.creative_id AS creativeId, a.${column} AS "group", d.date_start AS dateStart, d.date_end AS dateEnd, ${TOTALS}
       FROM ad_days d JOIN ads a USING (ad_id)
       WHERE a.creative_id IS NOT NULL AND a.${column} <> '' AND ${WHERE}
       GROUP BY a.${column}, a.creative_id, d.date_start, d.date_end
       ORDER BY a.${column}, a.creative_id, d.date_start, d.date_end`,
    )
    .all(bound(filter))
    .map((row) => ({ ...row, dateStart: dayOf(row.dateStart), dateEnd: dayOf(row.dateEnd) }));

export interface AdResults extends Totals {
  platform: string;
  account: string;
  level: ReportLevel;
  campaign: string | null;
  adGroup: string | null;
  adName: string | null;
  currency: string;
  dateStart: Day;
  dateEnd: Day;
}

/** Results of the ads of one creative, one row per ad and currency, with the days that they cover; largest spend first. */
export const adResults = (db: Store, creativeId: number): AdResults[] =>
  db
    .prepare<{ creativeId: number }, Omit<AdResults, 'dateStart' | 'dateEnd'> & { dateStart: number; dateEnd: number }>(
      `SELECT a.platform AS platform, a.account AS account, a.level AS level, a.campaign AS campaign, a.ad_group AS adGroup, a.ad_name AS adName,
         d.currency AS currency, MIN(d.date_start) AS dateStart, MAX(d.date_end) AS dateEnd, ${TOTALS}
       FROM ad_days d JOIN ads a USING (ad_id) WHERE a.creative_id = :creativeId
       GROUP BY a.ad_id, d.currency ORDER BY spendMicros DESC, a.ad_id`,
    )
    .all({ creativeId })
    .map((row) => ({ ...row, dateStart: dayOf(row.dateStart), dateEnd: dayOf(row.dateEnd) }));

/** The platforms that the results come from, by name. */
export const resultPlatforms = (db: Store, filter: ResultsFilter): string[] =>
  db
    .prepare<ReturnType<typeof bound>, { platform: string }>(
      `SELECT DISTINCT a.platform AS platform FROM ad_days d JOIN ads a USING (ad_id) WHERE ${WHERE} ORDER BY a.platform`,
    )
    .all(bound(filter))
    .map(({ platform }) => platform);
