/** Every table of the store as an export, and `facts`: each result joined with its ad, creative, cluster and tags. */
import type { ExportColumn, ExportTable, ExportValue } from '../export/table.js';
import { type Day, dayNumber, dayOf } from '../units.js';
import { RUN_IN_USE } from './clusters.js';
import type { Store } from './database.js';
import { isShown } from './scope.js';
import { tagsInForce } from './tags.js';

const camelCase = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const TYPES: Record<string, ExportColumn['type'] | undefined> = {
  INTEGER: 'integer',
  REAL: 'number',
  TEXT: 'text',
  BLOB: 'vector',
};

/** The tables of the store by name, as they are. */
export const storeTables = (db: Store): ExportTable[] =>
  db
    .prepare<[], { name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .all()
    .filter(({ name }) => isShown(db, name))
    .map(({ name }) => storeTable(db, name));

function storeTable(db: Store, table: string): ExportTable {
  const found = db
    .prepare<{ table: string }, { name: string; type: string; place: number }>(
      `SELECT name, type, pk AS place FROM pragma_table_info(:table, 'main') ORDER BY cid`,
    )
    .all({ table });
  const columns = found.map(
    ({ name, type }): ExportColumn => ({
      name: camelCase(name),
      type: name === 'date_start' || name === 'date_end' ? 'day' : (TYPES[type] ?? 'text'),
    }),
  );
  const key = found.filter(({ place }) => place > 0).sort((a, b) => a.place - b.place);
  const sql = `SELECT ${found.map(({ name }) => `"${name}"`).join(', ')} FROM "${table}" ORDER BY ${key.map(({ name }) => `"${name}"`).join(', ')}`;
  return { name: table, columns, rows: () => typed(columns, db.prepare<[], unknown[]>(sql).raw().iterate()) };
}

/** Columns of `facts`, and the table that each comes from: its day, its ad (with the creative and its cluster), its import. */
const FACTS: readonly (readonly [
  name: string,
  type: ExportColumn['type'],
  of: 'day' | 'ad' | 'import',
  sql: string,
])[] = [
  ['dateStart', 'day', 'day', 'd.date_start'],
  ['dateEnd', 'day', 'day', 'd.date_end'],
  ['platform', 'text', 'ad', 'a.platform'],
  ['account', 'text', 'ad', 'a.account'],
  ['level', 'text', 'ad', 'a.level'],
  ['campaign', 'text', 'ad', 'a.campaign'],
  ['adGroup', 'text', 'ad', 'a.ad_group'],
  ['adName', 'text', 'ad', 'a.ad_name'],
  ['externalId', 'text', 'ad', 'a.external_id'],
  ['utmSource', 'text', 'ad', 'a.utm_source'],
  ['utmCampaign', 'text', 'ad', 'a.utm_campaign'],
  ['utmContent', 'text', 'ad', 'a.utm_content'],
  ['creativeId', 'integer', 'ad', 'a.creative_id'],
  ['creative', 'text', 'ad', 'c.name'],
  ['category', 'text', 'ad', 'c.category'],
  ['clusterId', 'integer', 'ad', 'm.cluster_id'],
  ['label', 'text', 'ad', 'k.label'],
  ['currency', 'text', 'day', 'd.currency'],
  ['impressions', 'integer', 'day', 'd.impressions'],
  ['clicks', 'integer', 'day', 'd.clicks'],
  ['conversions', 'number', 'day', 'd.conversions'],
  ['spendMicros', 'integer', 'day', 'd.spend_micros'],
  ['revenueMicros', 'integer', 'day', 'd.revenue_micros'],
  ['plays3s', 'integer', 'day', 'd.plays_3s'],
  ['thruplays', 'integer', 'day', 'd.thruplays'],
  ['importId', 'integer', 'day', 'd.import_id'],
  ['file', 'text', 'import', 'i.file'],
];

/** What is known of so many ads is kept at hand, so that their texts are read once and not for each day. */
const MOST_ADS_KEPT = 50_000;

const columnsOf = (table: 'day' | 'ad' | 'import') =>
  FACTS.flatMap(([, , of, sql], place) => (of === table ? [{ place, sql }] : []));

/** One row per ad and period, with the cluster of the current run and a column `tag:KEY` for each tag in use. */
export function factsTable(db: Store, { from, to }: { from: Day | null; to: Day | null }): ExportTable {
  const keys = tagKeys(db);
  const columns: ExportColumn[] = [
    ...FACTS.map(([name, type]) => ({ name, type })),
    ...keys.map((key): ExportColumn => ({ name: `tag:${key}`, type: 'text' })),
  ];
  const ofDay = columnsOf('day');
  const facts = db
    .prepare<{ from: number | null; to: number | null }, unknown[]>(
      `SELECT d.ad_id, d.import_id, ${ofDay.map(({ sql }) => sql).join(', ')} FROM ad_days d
       WHERE (:from IS NULL OR d.date_start >= :from) AND (:to IS NULL OR d.date_end <= :to)
       ORDER BY d.date_start, d.ad_id, d.date_end`,
    )
    .raw();
  const range = { from: from === null ? null : dayNumber(from), to: to === null ? null : dayNumber(to) };
  function* rows(): Generator<ExportValue[]> {
    const rowOf = adRows(db, keys);
    const files = new Map(db.prepare<[], [number, string]>('SELECT i.import_id, i.file FROM imports i').raw().all());
    const [file] = columnsOf('import');
    for (const [adId, importId, ...figures] of facts.iterate(range)) {
      const row = rowOf(Number(adId)).slice();
      for (let at = 0; at < ofDay.length; at += 1) {
        const { place } = ofDay[at]!;
        row[place] = typedValue(figures[at], columns[place]!.type);
      }
      row[file!.place] = files.get(Number(importId)) ?? null;
      yield row;
    }
  }
  return { name: 'facts', columns, rows };
}

const tagKeys = (db: Store): string[] =>
  db.prepare<[], string>('SELECT DISTINCT key FROM tags ORDER BY key').pluck().all();

/** Gives the row of an ad, with what its ad and tags say filled in, and the rest unknown; not to be written into. */
function adRows(db: Store, keys: readonly string[]): (adId: number) => readonly ExportValue[] {
  const ofAd = columnsOf('ad');
  const ads = db
    .prepare<{ adId: number }, unknown[]>(
      `SELECT a.creative_id, ${ofAd.map(({ sql }) => sql).join(', ')} FROM ads a
       LEFT JOIN creatives c ON c.creative_id = a.creative_id
       LEFT JOIN cluster_members m ON m.creative_id = a.creative_id AND m.run_id = ${RUN_IN_USE}
       LEFT JOIN clusters k ON k.run_id = m.run_id AND k.cluster_id = m.cluster_id
       WHERE a.ad_id = :adId`,
    )
    .raw();
  const made = (adId: number): ExportValue[] => {
    const row: ExportValue[] = new Array(FACTS.length + keys.length).fill(null);
    const [creativeId, ...values] = ads.get({ adId }) ?? [];
    for (const [at, { place }] of ofAd.entries()) row[place] = typedValue(values[at], undefined);
    if (keys.length > 0 && typeof creativeId === 'number') {
      for (const { key, value } of tagsInForce(db, [creativeId])) row[FACTS.length + keys.indexOf(key)] = value;
    }
    return row;
  };
  const kept = new Map<number, ExportValue[]>();
  return (adId) => {
    const known = kept.get(adId);
    if (known !== undefined) return known;
    const row = made(adId);
    if (kept.size < MOST_ADS_KEPT) kept.set(adId, row);
    return row;
  };
}

/** Raw rows of SQLite with the days as text and the BLOBs as vectors. */
function* typed(columns: readonly ExportColumn[], rows: Iterable<unknown[]>): Generator<ExportValue[]> {
  for (const row of rows) yield row.map((value, index) => typedValue(value, columns[index]?.type));
}

function typedValue(value: unknown, type: ExportColumn['type'] | undefined): ExportValue {
  if (typeof value === 'number') return type === 'day' ? dayOf(value) : value;
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) {
    // Copied: a BLOB may start at an offset that a Float32Array cannot take.
    return new Float32Array(value.slice().buffer);
  }
  return null;
}
