/**
 * Tables of creo into a warehouse: made on first use, the rows of a run replaced by those of its next export. A reader
 * sees the old rows of a table or the new ones, never a part.
 */
import { UserError } from '../errors.js';
import type { ExportTable } from '../export/table.js';
import { parseAddress, type WarehouseAddress } from './address.js';

/** Names of tables begin with this where the address gives no prefix of its own. */
const PREFIX = 'creo_';
/** Rows sent at once. */
export const SENT_ROWS = 2000;

export interface RunStamp {
  /** The clustering run that the tables tell of; 0 for a store without one. */
  runId: number;
  /** Instant, ISO 8601 UTC. */
  exportedAt: string;
}

/** A column of a table in the warehouse, in snake_case. */
export interface WrittenColumn {
  name: string;
  type: 'text' | 'integer' | 'number';
  /** Columns that the stamp adds are always filled. */
  isStamp: boolean;
}

/** A table ready to be written. `rows` are objects by column name. */
export interface WrittenTable {
  name: string;
  columns: readonly WrittenColumn[];
  rows: () => Iterable<Record<string, string | number | null>>;
}

export interface Written {
  table: string;
  rows: number;
}

/** Gives where the tables are, without a password, and how many rows each has. Throws UserError as reading does. */
export async function writeTables(
  address: string,
  tables: readonly ExportTable[],
  stamp: RunStamp,
): Promise<{ to: string; tables: Written[]; hasPassword: boolean }> {
  const parsed = parseAddress(address);
  const prepared = tables.map((table) => writtenTable(table, parsed, stamp));
  return { to: parsed.label, tables: await send(parsed, prepared, stamp), hasPassword: parsed.password !== null };
}

async function send(address: WarehouseAddress, tables: readonly WrittenTable[], stamp: RunStamp): Promise<Written[]> {
  if (address.kind === 'clickhouse')
    return (await import('./write-clickhouse.js')).writeClickHouse(address, tables, stamp);
  return (await import('./write-postgres.js')).writePostgres(address, tables, stamp);
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function writtenTable(
  table: ExportTable,
  { table: prefix }: WarehouseAddress,
  { runId, exportedAt }: RunStamp,
): WrittenTable {
  const columns: WrittenColumn[] = [
    { name: 'run_id', type: 'integer', isStamp: true },
    { name: 'exported_at', type: 'text', isStamp: true },
    ...table.columns.map(({ name, type }): WrittenColumn => {
      if (type === 'vector')
        throw new UserError('NOT_WRITABLE', `${table.name} holds vectors`, 'Export them to Parquet');
      return { name: snakeCase(name), type: type === 'day' ? 'text' : type, isStamp: false };
    }),
  ];
  const names = columns.map(({ name }) => name);
  function* rows(): Generator<Record<string, string | number | null>> {
    for (const row of table.rows()) {
      const values = [runId, exportedAt, ...row].map((value) => (value instanceof Float32Array ? null : value));
      yield Object.fromEntries(names.map((name, place) => [name, values[place] ?? null]));
    }
  }
  return { name: `${prefix ?? PREFIX}${table.name}`, columns, rows };
}

/** Rows in lots. */
export function* lots<Row>(rows: Iterable<Row>, size = SENT_ROWS): Generator<Row[]> {
  let lot: Row[] = [];
  for (const row of rows) {
    lot.push(row);
    if (lot.length < size) continue;
    yield lot;
    lot = [];
  }
  if (lot.length > 0) yield lot;
}
