/** What second sources told of conversions, as imports write it: of several imports of one row the latest holds. */
import { CLIENT_OF_AD, SETTINGS_OF_ADS } from './accounts.js';
import type { Store } from './database.js';
import { type SourceReference, sourceJoiner } from './source-joins.js';
import { joinSources, sourceReferences } from './source-truth.js';

export interface SourceRow extends SourceReference {
  key: string;
  day: number;
  conversions: number;
  revenueMicros: number | null;
  currency: string | null;
}

export interface SourceWritten {
  rowsNew: number;
  rowsReplaced: number;
  rowsUnchanged: number;
}

/**
 * Writes the rows of one import: all of them, so that it stands by itself when an earlier one is undone; none where the
 * store has every one just so.
 */
export function writeSourceRows(
  db: Store,
  importId: number,
  source: string,
  rows: readonly SourceRow[],
): SourceWritten {
  const before = db.prepare<
    { source: string; key: string },
    { day: number; referenceId: number; conversions: number; revenueMicros: number | null; currency: string | null }
  >(
    `SELECT day, reference_id AS referenceId, conversions, revenue_micros AS revenueMicros, currency
     FROM source_rows JOIN imports USING (import_id) WHERE source = :source AND row_key = :key AND undone_at IS NULL
     ORDER BY import_id DESC LIMIT 1`,
  );
  const referenceOf = referenceWriter(db);
  const written = { rowsNew: 0, rowsReplaced: 0, rowsUnchanged: 0 };
  const told = rows.map(({ key, day, conversions, revenueMicros, currency, ...reference }) => {
    const row = { day, referenceId: referenceOf(reference), conversions, revenueMicros, currency };
    const known = before.get({ source, key });
    if (known === undefined) written.rowsNew += 1;
    else if (JSON.stringify(known) === JSON.stringify(row)) written.rowsUnchanged += 1;
    else written.rowsReplaced += 1;
    return { key, ...row };
  });
  if (written.rowsNew + written.rowsReplaced === 0) return written;
  const insert = db.prepare(
    `INSERT INTO source_rows (source, row_key, import_id, day, reference_id, conversions, revenue_micros, currency)
     VALUES (:source, :key, :importId, :day, :referenceId, :conversions, :revenueMicros, :currency)`,
  );
  for (const row of told) insert.run({ source, importId, ...row });
  return written;
}

/** Gives the number of a reference, made when it is new. */
function referenceWriter(db: Store): (reference: SourceReference) => number {
  const insert = db.prepare(
    `INSERT INTO source_references (client, account, platform, ad, creative, utm_content, utm_campaign)
     VALUES (:client, :account, :platform, :ad, :creative, :utmContent, :utmCampaign) ON CONFLICT DO NOTHING`,
  );
  const find = db
    .prepare<SourceReference, number>(
      `SELECT reference_id FROM source_references WHERE client = :client AND account = :account AND platform = :platform AND ad = :ad
         AND creative = :creative AND utm_content = :utmContent AND utm_campaign = :utmCampaign`,
    )
    .pluck();
  const known = new Map<string, number>();
  return ({ client, account, platform, ad, creative, utmContent, utmCampaign }) => {
    const reference = { client, account, platform, ad, creative, utmContent, utmCampaign };
    const key = JSON.stringify(reference);
    const found = known.get(key);
    if (found !== undefined) return found;
    insert.run(reference);
    const id = find.get(reference);
    if (id === undefined) throw new Error('a reference was written and is not there');
    known.set(key, id);
    return id;
  };
}

/** Currencies of the results of a client ('' for all), in order. */
export const currenciesOfClient = (db: Store, client: string): string[] =>
  db
    .prepare<{ client: string }, string>(
      `SELECT DISTINCT d.currency FROM ad_days d JOIN ads a USING (ad_id) ${SETTINGS_OF_ADS}
       WHERE :client = '' OR ${CLIENT_OF_AD} = :client ORDER BY 1`,
    )
    .pluck()
    .all({ client });

export interface UnjoinedSum {
  reason: string;
  reference: string;
  days: number;
  conversions: number;
  revenueMicros: number | null;
  currency: string | null;
}

/** What of a source cannot be counted for any ad: rows that fit none or several, and those before the ad's first result. */
export function unjoinedSums(db: Store, source: string, client: string | null): UnjoinedSum[] {
  const join = sourceJoiner(db);
  const sums = db.prepare<{ source: string; referenceId: number }, Omit<UnjoinedSum, 'reason' | 'reference'>>(
    `SELECT COUNT(DISTINCT day) AS days, SUM(conversions) AS conversions, SUM(revenue_micros) AS revenueMicros, currency
     FROM source_days WHERE source = :source AND reference_id = :referenceId GROUP BY currency`,
  );
  const rest = sourceReferences(db).flatMap(({ referenceId, ...reference }) => {
    if (client !== null && reference.client !== client) return [];
    const found = join(reference);
    return found.adIds !== null
      ? []
      : sums.all({ source, referenceId }).map((sum) => ({ reason: found.reason, reference: said(reference), ...sum }));
  });
  joinSources(db);
  const early = db
    .prepare<{ source: string; client: string | null }, Omit<UnjoinedSum, 'reason'>>(
      `SELECT COALESCE(a.ad_name, a.campaign, a.external_id, '') || ' / ' || a.platform AS reference, COUNT(DISTINCT h.day) AS days, SUM(h.conversions) AS conversions,
         SUM(h.revenue_micros) AS revenueMicros, MIN(h.own_currency) AS currency
       FROM temp.source_hits h JOIN main.ads a USING (ad_id) ${SETTINGS_OF_ADS}
       WHERE NOT h.counts AND h.source = :source AND (:client IS NULL OR ${CLIENT_OF_AD} = :client) GROUP BY h.ad_id ORDER BY h.ad_id`,
    )
    .all({ source, client })
    .map((sum) => ({ reason: 'before the first result of the ad', ...sum }));
  return [...rest, ...early].sort((a, b) => b.conversions - a.conversions);
}

const said = ({ ad, creative, utmContent, utmCampaign, platform }: SourceReference): string =>
  [ad, utmContent, creative, utmCampaign, platform].filter((text) => text !== '').join(' / ') || '(nothing)';

/** First and last day, whole days since 1970. */
export interface SourceSpan {
  first: number;
  last: number;
}

/** What a source covers for a client, or for all; null without rows. */
export function sourceSpan(db: Store, source: string, client: string | null): SourceSpan | null {
  const span = db
    .prepare<{ source: string; client: string | null }, { first: number | null; last: number | null }>(
      `SELECT MIN(s.day) AS first, MAX(s.day) AS last FROM source_days s JOIN source_references r USING (reference_id)
       WHERE s.source = :source AND (:client IS NULL OR r.client IN ('', :client))`,
    )
    .get({ source, client });
  return span === undefined || span.first === null || span.last === null
    ? null
    : { first: span.first, last: span.last };
}
