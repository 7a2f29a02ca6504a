/**
 * Conversions and revenue as a second source tells them, in place of the platform's, for the accounts whose truth it is.
 * A day that the source covers and on which it tells nothing of an ad is a day of 0 conversions, where it knows the ad's
 * campaign at all; other ads and days are unknown.
 */
import { UserError } from '../errors.js';
import type { Remark } from '../remarks.js';
import { dayOf } from '../units.js';
import { addFactors } from './converted-days.js';
import type { Store } from './database.js';
import { type SourceReference, sourceJoiner } from './source-joins.js';

/** Whether some account has another truth than its platform. */
export const hasSourceOfTruth = (db: Store): boolean =>
  db.prepare('SELECT 1 FROM accounts WHERE truth IS NOT NULL LIMIT 1').get() !== undefined;

/** Sources with rows that count, by name. */
export const sourceNames = (db: Store): string[] =>
  db.prepare<[], string>('SELECT DISTINCT source FROM source_days ORDER BY source').pluck().all();

export interface ReferenceRow extends SourceReference {
  referenceId: number;
}

export const sourceReferences = (db: Store): ReferenceRow[] =>
  db
    .prepare<[], ReferenceRow>(
      `SELECT reference_id AS referenceId, client, account, platform, ad, creative, utm_content AS utmContent,
         utm_campaign AS utmCampaign FROM source_references ORDER BY reference_id`,
    )
    .all();

/** Of each ad its first day and currency, and how far the results of its account reach. */
const AD_SPANS = `CREATE TEMP TABLE ad_spans AS
  SELECT a.ad_id, MIN(d.date_start) AS first_day, MIN(d.currency) AS currency,
    MAX(MAX(d.date_end)) OVER (PARTITION BY a.platform, a.account) AS account_last_day
  FROM main.ads a JOIN main.ad_days d USING (ad_id) GROUP BY a.ad_id, a.platform, a.account`;

/**
 * Makes temp.source_hits: the source's figures by ad and day, of rows that are joined to an ad, in the ad's own currency;
 * `counts` is 0 for days before the ad's first result, which it cannot have brought. Throws UserError NO_RATE, where the
 * source tells amounts in another currency than the ad's and there is no rate.
 */
export function joinSources(db: Store): void {
  db.exec(`DROP TABLE IF EXISTS temp.source_candidates; DROP TABLE IF EXISTS temp.source_hits; DROP TABLE IF EXISTS temp.ad_spans;
    CREATE TEMP TABLE source_candidates (reference_id INTEGER, ad_id INTEGER, PRIMARY KEY (reference_id, ad_id)) WITHOUT ROWID;
    ${AD_SPANS}; CREATE UNIQUE INDEX temp.ad_spans_by_ad ON ad_spans (ad_id);`);
  const join = sourceJoiner(db);
  const add = db.prepare('INSERT INTO temp.source_candidates VALUES (:referenceId, :adId)');
  for (const { referenceId, ...reference } of sourceReferences(db))
    for (const adId of join(reference).adIds ?? []) add.run({ referenceId, adId });
  db.exec(`CREATE TEMP TABLE source_hits AS
    SELECT source, reference_id, day, ad_id, conversions, revenue_micros, currency, day >= COALESCE(first_day, day + 1) AS counts, own_currency
    FROM (SELECT s.*, p.ad_id, p.first_day, p.currency AS own_currency FROM (
        SELECT s.source, s.reference_id, s.day, s.conversions, s.revenue_micros, s.currency,
          -- Of several ads of the creative the one that was delivered on the day.
          (SELECT c.ad_id FROM temp.source_candidates c WHERE c.reference_id = s.reference_id ORDER BY EXISTS (
             SELECT 1 FROM main.ad_days d WHERE d.date_start = s.day AND d.ad_id = c.ad_id) DESC, c.ad_id LIMIT 1) AS hit
        FROM source_days s) s LEFT JOIN temp.ad_spans p ON p.ad_id = s.hit WHERE s.hit IS NOT NULL)
    WHERE ad_id IS NOT NULL;`);
  toOwnCurrency(db);
  db.exec('CREATE INDEX temp.source_hits_by_ad ON source_hits (ad_id, source, day)');
}

function toOwnCurrency(db: Store): void {
  const pairs = db
    .prepare<[], { currency: string; into: string; first: number; last: number }>(
      `SELECT currency, own_currency AS "into", MIN(day) AS first, MAX(day) AS last FROM temp.source_hits
       WHERE currency IS NOT NULL AND currency <> own_currency AND revenue_micros IS NOT NULL GROUP BY currency, own_currency`,
    )
    .all();
  for (const { into, ...range } of pairs) {
    addFactors(db, range, into);
    db.prepare(
      `UPDATE temp.source_hits AS h SET revenue_micros = CAST(ROUND(h.revenue_micros * f.factor) AS INTEGER)
       FROM temp.day_factors f WHERE f.currency = h.currency AND f.target = :into AND f.day = h.day AND h.currency = :currency
         AND h.own_currency = :into`,
    ).run({ into, currency: range.currency });
  }
}

/** Puts the figures of the source of truth into temp.scope_days, and gives what is to be said of it. */
export function bySourceOfTruth(db: Store): Remark[] {
  const truths = db
    .prepare<[], { truth: string; accounts: string }>(
      `SELECT s.truth, GROUP_CONCAT(DISTINCT CASE a.account WHEN '' THEN a.platform ELSE a.account END) AS accounts
       FROM temp.scope_ads s JOIN main.ads a USING (ad_id) WHERE s.truth IS NOT NULL GROUP BY s.truth ORDER BY s.truth`,
    )
    .all();
  if (truths.length === 0) return [];
  const known = new Set(sourceNames(db));
  for (const { truth, accounts } of truths) {
    if (known.has(truth)) continue;
    throw new UserError(
      'NO_SOURCE',
      `The conversions of ${accounts} are to be those of ${truth}, of which nothing was imported`,
      `Import them with creo import FILE --as conversions --source ${truth}, or say creo accounts set … --truth platform`,
    );
  }
  joinSources(db);
  db.exec(`DROP TABLE IF EXISTS temp.truth_ads;
    CREATE TEMP TABLE truth_ads AS
      WITH spans AS (SELECT s.source, r.client, MIN(s.day) AS first, MAX(s.day) AS last, SUM(s.revenue_micros IS NOT NULL) > 0 AS has_revenue
          FROM source_days s JOIN source_references r USING (reference_id) GROUP BY s.source, r.client),
        tagged AS (SELECT DISTINCT h.source, a.platform, a.account, COALESCE(a.campaign, '') AS campaign
          FROM temp.source_hits h JOIN main.ads a USING (ad_id))
      SELECT s.ad_id, s.truth AS source, MIN(p.first) AS first, MAX(p.last) AS last, MAX(p.has_revenue) AS has_revenue,
        EXISTS (SELECT 1 FROM tagged t WHERE t.source = s.truth AND t.platform = a.platform AND t.account = a.account
          AND t.campaign = COALESCE(a.campaign, '')) AS is_tagged
      FROM temp.scope_ads s JOIN main.ads a USING (ad_id) LEFT JOIN spans p ON p.source = s.truth AND p.client IN ('', s.client)
      WHERE s.truth IS NOT NULL GROUP BY s.ad_id;
    CREATE UNIQUE INDEX temp.truth_ads_by_ad ON truth_ads (ad_id);
    UPDATE temp.scope_days AS d SET conversions = ${heldAgainst('conversions', 'TRUE')},
      revenue_micros = ${heldAgainst('revenue_micros', 't.has_revenue')}
    FROM temp.truth_ads t WHERE t.ad_id = d.ad_id;
    INSERT INTO temp.scope_days (date_start, ad_id, date_end, currency, impressions, clicks, conversions, spend_micros, revenue_micros, import_id)
      SELECT h.day, h.ad_id, h.day, h.own_currency, iif(h.day <= p.account_last_day, 0, NULL), iif(h.day <= p.account_last_day, 0, NULL),
        SUM(h.conversions), iif(h.day <= p.account_last_day, 0, NULL), SUM(h.revenue_micros), 0
      FROM temp.source_hits h JOIN temp.truth_ads t ON t.ad_id = h.ad_id AND t.source = h.source JOIN temp.ad_spans p ON p.ad_id = h.ad_id
      WHERE h.counts AND NOT EXISTS (SELECT 1 FROM main.ad_days d WHERE d.ad_id = h.ad_id AND d.date_start = h.day)
        AND NOT EXISTS (SELECT 1 FROM main.ad_days d WHERE d.ad_id = h.ad_id AND d.date_end > d.date_start AND d.date_start <= h.day AND d.date_end >= h.day)
      GROUP BY h.day, h.ad_id;`);
  return truths.map(({ truth, accounts }) => truthRemark(db, truth, accounts));
}

/** SQL for the source's figure of a row of days `d` of ad `t`: null where it does not cover the days or know the campaign. */
const heldAgainst = (column: string, isTold: string): string =>
  `CASE WHEN t.is_tagged AND ${isTold} AND d.date_start >= t.first AND d.date_end <= t.last THEN COALESCE((
     SELECT SUM(h.${column}) FROM temp.source_hits h WHERE h.ad_id = d.ad_id AND h.source = t.source AND h.counts
       AND h.day BETWEEN d.date_start AND d.date_end), 0) END`;

function truthRemark(db: Store, truth: string, accounts: string): Remark {
  const { first, last, unnamed } = db
    .prepare<{ truth: string }, { first: number; last: number; unnamed: number }>(
      'SELECT MIN(first) AS first, MAX(last) AS last, SUM(NOT is_tagged) AS unnamed FROM temp.truth_ads WHERE source = :truth',
    )
    .get({ truth }) ?? { first: 0, last: 0, unnamed: 0 };
  return {
    kind: 'other-truth',
    accounts: accounts.split(','),
    source: truth,
    first: dayOf(first),
    last: dayOf(last),
    unnamed,
  };
}
