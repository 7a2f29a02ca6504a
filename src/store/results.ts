/** What happened, read back: results summed per creative. Rows whose sums are unknown stay null, never 0. */
import { sumTotals } from '../metrics/totals.js';
import type { CreativeDay, ReportLevel, Totals } from '../model.js';
import { type Day, dayNumber, dayOf, onlyCurrency } from '../units.js';
import type { Store } from './database.js';
import { type DayColumns, type DayRow, dayColumns } from './day-columns.js';

/** SQL for the sums of `Totals` over the rows of ad_days named `d`. SUM gives null only when every value is null. */
export const TOTALS = `SUM(d.impressions) AS impressions, SUM(d.clicks) AS clicks, SUM(d.conversions) AS conversions,
  SUM(d.spend_micros) AS spendMicros, SUM(d.revenue_micros) AS revenueMicros, SUM(d.plays_3s) AS plays3s, SUM(d.thruplays) AS thruplays`;

/** SQL that tells rows apart by which figures they know: ratios are taken of rows that know both sides. */
const KNOWN = ['impressions', 'clicks', 'conversions', 'spend_micros', 'revenue_micros', 'plays_3s', 'thruplays']
  .map((column, bit) => `(d.${column} IS NULL) << ${bit}`)
  .join(' | ');

/** Rows of one key, apart by what they know, as one: with its parts where there are several. Rows of a key lie together. */
function whole<Row extends Totals>(rows: readonly Row[], isSame: (a: Row, b: Row) => boolean): Row[] {
  const found: Row[] = [];
  for (let at = 0; at < rows.length; ) {
    const first = rows[at]!;
    let end = at + 1;
    while (end < rows.length && isSame(first, rows[end]!)) end += 1;
    found.push(end === at + 1 ? first : { ...first, ...sumTotals(rows.slice(at, end)) });
    at = end;
  }
  return found;
}

const isSameCreative = (a: { creativeId: number }, b: { creativeId: number }): boolean => a.creativeId === b.creativeId;

/**
 * The days of few ads: FIRST_DAYS before the SELECT and DAYS_OF_ADS after `ads a`. The key of ad_days begins with the day,
 * so that an ad is looked up on each day that any result begins, and not in all rows.
 */
export const FIRST_DAYS = `WITH RECURSIVE first_days (day) AS (SELECT MIN(date_start) FROM ad_days
  UNION ALL SELECT (SELECT MIN(date_start) FROM ad_days WHERE date_start > day) FROM first_days WHERE day IS NOT NULL)`;
export const DAYS_OF_ADS =
  'CROSS JOIN first_days CROSS JOIN ad_days d ON d.date_start = first_days.day AND d.ad_id = a.ad_id';

export interface ResultsFilter {
  from?: Day | undefined;
  to?: Day | undefined;
  currency?: string | undefined;
  platform?: string | undefined;
  /** Only this client's, or this account's; pooling over several clients has to be asked for (scope.ts). */
  client?: string | undefined;
  account?: string | undefined;
  acrossClients?: boolean | undefined;
  /** Amounts in this currency, each row at the rate of its day. */
  convert?: string | undefined;
  /** `platform` or a source, for once in place of what the accounts are set to. */
  truth?: string | undefined;
}

/** SQL that holds for the rows of ad_days named `d` that a filter takes, its platform apart; with the values of `bound`. */
export const WHERE_DAYS = `(:from IS NULL OR d.date_start >= :from) AND (:to IS NULL OR d.date_end <= :to)
  AND (:currency IS NULL OR d.currency = :currency)`;
const WHERE = `${WHERE_DAYS} AND (:platform IS NULL OR a.platform = :platform)`;

/** The values of a filter for SQL. */
export const bound = ({ from, to, currency, platform }: ResultsFilter) => ({
  from: from === undefined ? null : dayNumber(from),
  to: to === undefined ? null : dayNumber(to),
  currency: currency ?? null,
  platform: platform ?? null,
});

/** The one currency of the results; null when there are none. Throws UserError MIXED_CURRENCIES. */
export function resultsCurrency(db: Store, filter: ResultsFilter): string | null {
  // The ads are joined only where they are asked about, and the few currencies sorted here: ORDER BY would sort them all.
  const from = filter.platform === undefined ? 'ad_days d' : 'ad_days d JOIN ads a USING (ad_id)';
  const where = filter.platform === undefined ? WHERE_DAYS : WHERE;
  const found = db
    .prepare<ReturnType<typeof bound>, string>(`SELECT DISTINCT d.currency FROM ${from} WHERE ${where}`)
    .pluck()
    .all(bound(filter));
  return onlyCurrency(found);
}

/** Results of every creative that has any, summed over its ads and the days, by creative id. */
export const creativeTotals = (db: Store, filter: ResultsFilter): (Totals & { creativeId: number })[] =>
  whole(
    db
      .prepare<ReturnType<typeof bound>, Totals & { creativeId: number }>(
        `SELECT a.creative_id AS creativeId, ${TOTALS} FROM ad_days d JOIN ads a USING (ad_id)
         WHERE a.creative_id IS NOT NULL AND ${WHERE} GROUP BY a.creative_id, ${KNOWN} ORDER BY a.creative_id`,
      )
      .all(bound(filter)),
    isSameCreative,
  );

/** The same of these creatives alone: takes as long as their results are many, however many others there are. */
export const creativeTotalsOf = (
  db: Store,
  filter: ResultsFilter,
  creativeIds: readonly number[],
): (Totals & { creativeId: number })[] =>
  whole(
    db
      .prepare<ReturnType<typeof bound> & { ids: string }, Totals & { creativeId: number }>(
        `${FIRST_DAYS} SELECT a.creative_id AS creativeId, ${TOTALS} FROM ads a ${DAYS_OF_ADS}
         WHERE a.creative_id IN (SELECT value FROM json_each(:ids)) AND ${WHERE}
         GROUP BY a.creative_id, ${KNOWN} ORDER BY a.creative_id`,
      )
      .all({ ...bound(filter), ids: JSON.stringify(creativeIds) }),
    isSameCreative,
  );

/** From so many rows on the pages that hold them are a good part of the memory. */
const MANY_ROWS = 500_000;

/** Results by creative then day, in columns, for stores of any size; a period has a row for each set of figures that its reports know. */
export function creativeDayColumns(db: Store, filter: ResultsFilter): DayColumns {
  const most = db.prepare<[], number>('SELECT COUNT(*) FROM ad_days').pluck().get() ?? 0;
  const columns = dayColumns(dayRows(db, filter), most);
  // The pages of so many rows would stay at hand, and are not asked for again.
  if (most > MANY_ROWS) db.pragma('shrink_memory');
  return columns;
}

function dayRows(db: Store, filter: ResultsFilter): IterableIterator<DayRow> {
  return db
    .prepare<ReturnType<typeof bound>, DayRow>(
      `SELECT a.creative_id, d.date_start, d.date_end, ${TOTALS}
       FROM ad_days d JOIN ads a USING (ad_id)
       WHERE a.creative_id IS NOT NULL AND ${WHERE}
       GROUP BY a.creative_id, d.date_start, d.date_end, ${KNOWN}
       ORDER BY a.creative_id, d.date_start, d.date_end`,
    )
    .raw()
    .iterate(bound(filter));
}

/** Results of all creatives together, or of one, for each single day that has any, by day; longer periods have no day. */
export const daySums = (db: Store, filter: ResultsFilter, creativeId: number | null): (Totals & { dateStart: Day })[] =>
  whole(
    db
      .prepare<ReturnType<typeof bound> & { creativeId: number | null }, Totals & { dateStart: number }>(
        `${creativeId === null ? '' : FIRST_DAYS} SELECT d.date_start AS dateStart, ${TOTALS}
       FROM ${creativeId === null ? 'ad_days d JOIN ads a USING (ad_id)' : `ads a ${DAYS_OF_ADS}`}
       WHERE d.date_end = d.date_start AND a.creative_id ${creativeId === null ? 'IS NOT NULL' : '= :creativeId'} AND ${WHERE}
       GROUP BY d.date_start, ${KNOWN} ORDER BY d.date_start`,
      )
      .all({ ...bound(filter), creativeId }),
    (a, b) => a.dateStart === b.dateStart,
  ).map((row) => ({ ...row, dateStart: dayOf(row.dateStart) }));

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
       GROUP BY a.${column}, a.creative_id, d.date_start, d.date_end, ${KNOWN}
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
export function adResults(db: Store, creativeId: number): AdResults[] {
  type Found = Omit<AdResults, 'dateStart' | 'dateEnd'> & { adId: number; dateStart: number; dateEnd: number };
  const rows = db
    .prepare<{ creativeId: number }, Found>(
      `${FIRST_DAYS} SELECT a.ad_id AS adId, a.platform AS platform, a.account AS account, a.level AS level,
         a.campaign AS campaign, a.ad_group AS adGroup, a.ad_name AS adName, d.currency AS currency,
         MIN(MIN(d.date_start)) OVER (PARTITION BY a.ad_id, d.currency) AS dateStart,
         MAX(MAX(d.date_end)) OVER (PARTITION BY a.ad_id, d.currency) AS dateEnd, ${TOTALS}
       FROM ads a ${DAYS_OF_ADS} WHERE a.creative_id = :creativeId
       GROUP BY a.ad_id, d.currency, ${KNOWN} ORDER BY a.ad_id, d.currency`,
    )
    .all({ creativeId });
  return whole(rows, (a, b) => a.adId === b.adId && a.currency === b.currency)
    .sort((a, b) => (b.spendMicros ?? 0) - (a.spendMicros ?? 0) || a.adId - b.adId)
    .map(({ adId: _, ...row }) => ({ ...row, dateStart: dayOf(row.dateStart), dateEnd: dayOf(row.dateEnd) }));
}

/** The platforms that the results come from, by name. */
export const resultPlatforms = (db: Store, filter: ResultsFilter): string[] =>
  db
    .prepare<ReturnType<typeof bound>, { platform: string }>(
      `SELECT DISTINCT a.platform AS platform FROM ad_days d JOIN ads a USING (ad_id) WHERE ${WHERE} ORDER BY a.platform`,
    )
    .all(bound(filter))
    .map(({ platform }) => platform);
