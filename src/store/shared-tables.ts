/** What a warehouse is given of a store: who the creatives are, which ads show them, what they are tagged and grouped as. */
import type { ExportColumn, ExportTable, ExportValue } from '../export/table.js';
import type { ClusterRun } from '../model.js';
import type { Store } from './database.js';
import { tagsInForce } from './tags.js';

type Selected = readonly (readonly [name: string, type: ExportColumn['type'], sql: string])[];

const CREATIVES: Selected = [
  ['creativeId', 'integer', 'c.creative_id'],
  ['creative', 'text', 'c.name'],
  ['category', 'text', 'c.category'],
  ['status', 'text', 'c.status'],
  ['kind', 'text', 'c.kind'],
  ['durationSeconds', 'number', 'c.duration_seconds'],
  ['contentHash', 'text', 'c.content_hash'],
  ['clusterId', 'integer', 'm.cluster_id'],
];

const ADS: Selected = [
  ['creativeId', 'integer', 'creative_id'],
  ['platform', 'text', 'platform'],
  ['account', 'text', 'account'],
  ['level', 'text', 'level'],
  ['externalId', 'text', 'external_id'],
  ['campaign', 'text', 'campaign'],
  ['adGroup', 'text', 'ad_group'],
  ['adName', 'text', 'ad_name'],
];

/** The tables `creatives`, `ads`, `tags` and `clusters`; clusters are those of `run`, null for a store that has none. */
export function sharedTables(db: Store, run: ClusterRun | null): ExportTable[] {
  return [
    selected(
      db,
      'creatives',
      CREATIVES,
      'FROM creatives c LEFT JOIN cluster_members m ON m.creative_id = c.creative_id AND m.run_id = :runId ORDER BY c.creative_id',
      { runId: run?.runId ?? null },
    ),
    selected(db, 'ads', ADS, 'FROM ads WHERE creative_id IS NOT NULL ORDER BY ad_id', {}),
    tagsTable(db),
    clustersTable(run),
  ];
}

function selected(
  db: Store,
  name: string,
  columns: Selected,
  rest: string,
  values: Record<string, number | null>,
): ExportTable {
  const sql = `SELECT ${columns.map(([, , expression]) => expression).join(', ')} ${rest}`;
  const statement = db.prepare<[Record<string, number | null>], ExportValue[]>(sql).raw();
  return { name, columns: columns.map(([key, type]) => ({ name: key, type })), rows: () => statement.iterate(values) };
}

/** The currencies of all results, in order. */
export const currenciesOf = (db: Store): string[] =>
  db.prepare<[], string>('SELECT DISTINCT currency FROM ad_days').pluck().all().sort();

function tagsTable(db: Store): ExportTable {
  return {
    name: 'tags',
    columns: [
      { name: 'creativeId', type: 'integer' },
      { name: 'key', type: 'text' },
      { name: 'value', type: 'text' },
      { name: 'source', type: 'text' },
      { name: 'score', type: 'number' },
    ],
    rows: () =>
      tagsInForce(db).map(({ creativeId, key, value, source, score }) => [creativeId, key, value, source, score]),
  };
}

function clustersTable(run: ClusterRun | null): ExportTable {
  return {
    name: 'clusters',
    columns: [
      { name: 'clusterId', type: 'integer' },
      { name: 'label', type: 'text' },
      { name: 'size', type: 'integer' },
      { name: 'groupedBy', type: 'text' },
      { name: 'algorithm', type: 'text' },
      { name: 'createdAt', type: 'text' },
    ],
    rows: () =>
      (run?.clusters ?? []).map(({ clusterId, label, creativeIds }) => [
        clusterId,
        label,
        creativeIds.length,
        run?.tag ?? run?.kind ?? null,
        run?.algorithm ?? null,
        run?.createdAt ?? null,
      ]),
  };
}
