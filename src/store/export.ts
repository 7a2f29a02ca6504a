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

const FACTS: readonly (readonly [name: string, type: ExportColumn['type'], sql: string])[] = [
  ['dateStart', 'day', 'd.date_start'],
  ['dateEnd', 'day', 'd.date_end'],
  ['platform', 'text', 'a.platform'],
  ['account', 'text', 'a.account'],
  ['level', 'text', 'a.level'],
  ['campaign', 'text', 'a.campaign'],
  ['adGroup', 'text', 'a.ad_group'],
  ['adName', 'text', 'a.ad_name'],
  ['externalId', 'text', 'a.external_id'],
  ['utmSource', 'text', 'a.utm_source'],
  ['utmCampaign', 'text', 'a.utm_campaign'],
  ['utmContent', 'text', 'a.utm_content'],
  ['creativeId', 'integer', 'a.creative_id'],
  ['creative', 'text', 'c.name'],
  ['category', 'text', 'c.category'],
  ['clusterId', 'integer', 'm.cluster_id'],
  ['label', 'text', 'k.label'],
  ['currency', 'text', 'd.currency'],
  ['impressions', 'integer', 'd.impressions'],
  ['clicks', 'integer', 'd.clicks'],
  ['conversions', 'number', 'd.conversions'],
  ['spendMicros', 'integer', 'd.spend_micros'],
  ['revenueMicros', 'integer', 'd.revenue_micros'],
  ['plays3s', 'integer', 'd.plays_3s'],
  ['thruplays', 'integer', 'd.thruplays'],
  ['importId', 'integer', 'd.import_id'],
  ['file', 'text', 'i.file'],
];

/** One row per ad and period, with the cluster of the current run and a column `tag:KEY` for each tag in use. */
export function factsTable(db: Store, { from, to }: { from: Day | null; to: Day | null }): ExportTable {
  const tags = tagsInForce(db);
  const keys = [...new Set(tags.map(({ key }) => key))].sort();
  const tagOf = new Map(tags.map(({ creativeId, key, value }) => [`${creativeId} ${key}`, value]));
  const columns: ExportColumn[] = [
    ...FACTS.map(([name, type]) => ({ name, type })),
    ...keys.map((key): ExportColumn => ({ name: `tag:${key}`, type: 'text' })),
  ];
  const creativeAt = FACTS.findIndex(([name]) => name === 'creativeId');
  const facts = db
    .prepare<{ from: number | null; to: number | null }, unknown[]>(
      `SELECT ${FACTS.map(([, , sql]) => sql).join(', ')}
       FROM ad_days d
       JOIN ads a USING (ad_id)
       JOIN imports i ON i.import_id = d.import_id
       LEFT JOIN creatives c ON c.creative_id = a.creative_id
       LEFT JOIN cluster_members m ON m.creative_id = a.creative_id AND m.run_id = ${RUN_IN_USE}
       LEFT JOIN clusters k ON k.run_id = m.run_id AND k.cluster_id = m.cluster_id
       WHERE (:from IS NULL OR d.date_start >= :from) AND (:to IS NULL OR d.date_end <= :to)
       ORDER BY d.date_start, d.ad_id, d.date_end`,
    )
    .raw();
  const range = { from: from === null ? null : dayNumber(from), to: to === null ? null : dayNumber(to) };
  function* rows(): Generator<ExportValue[]> {
    for (const row of typed(columns, facts.iterate(range))) {
      const creativeId = row[creativeAt];
      yield [...row, ...keys.map((key) => tagOf.get(`${creativeId} ${key}`) ?? null)];
    }
  }
  return { name: 'facts', columns, rows };
}

/** Raw rows of SQLite with the days as text and the BLOBs as vectors. */
function* typed(columns: readonly ExportColumn[], rows: Iterable<unknown[]>): Generator<ExportValue[]> {
  for (const row of rows) yield row.map((value, index) => typedValue(value, columns[index]?.type));
}

function typedValue(value: unknown, type: ExportColumn['type'] | undefined): ExportValue {
  if (type === 'day' && typeof value === 'number') return dayOf(value);
  if (value instanceof Uint8Array) {
    // Copied: a BLOB may start at an offset that a Float32Array cannot take.
    return new Float32Array(value.slice().buffer);
  }
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}
