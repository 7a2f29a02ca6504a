/** A table of a warehouse, opened to be read: its columns as the head of a file, then its sums by ad and day as the file. */
import { UserError } from '../errors.js';
import { memorySource } from '../files/byte-file.js';
import type { OpenTable } from '../files/open-export.js';
import type { Warning } from '../ingest/columns.js';
import { parseAddress, type WarehouseAddress } from './address.js';
import type { Engine, Source, Target, TextRow } from './engine.js';
import { type Facts, type FactWishes, readFacts, TABLE_NAME } from './read-facts.js';
import { csvCell, Spool } from './spool.js';

/** Rows shown as examples, and to tell platforms apart by. */
const SAMPLE_ROWS = 5;
export interface OpenWarehouse {
  /** The header and a few rows, to find out what the columns are. */
  sample: OpenTable;
  /** Sums the table and gives the sums as a table to import, and what there is to say about it. */
  facts(wanted: FactWishes): Promise<Facts>;
  /** What there is to say about the address. */
  warnings: readonly Warning[];
  close(): void;
}

/** `query`: the text of a query in place of the table, and the name to call it by. Throws UserError for an address or a server that does not do. */
export async function openWarehouse(
  address: string,
  query: { text: string; name: string } | null,
): Promise<OpenWarehouse> {
  const parsed = parseAddress(address);
  const target = targetOf(parsed, query);
  const engine = await openEngine(parsed);
  const spools: Spool[] = [];
  const close = (): void => {
    for (const { file } of spools) file.close();
    void engine.close();
  };
  try {
    const source = await engine.describe(target);
    const label = query === null ? parsed.label : `${parsed.label.replace(/\/$/, '')}?query=${query.name}`;
    return {
      sample: sampleTable(label, source, await sampleRows(engine, source, target)),
      warnings: parsed.password === null ? [] : [PASSWORD_SEEN],
      facts: (wanted) =>
        readFacts(engine, { source, target, label }, wanted, () => {
          const spool = new Spool();
          spools.push(spool);
          return spool;
        }),
      close,
    };
  } catch (thrown) {
    close();
    throw thrown;
  }
}

async function openEngine(address: WarehouseAddress): Promise<Engine> {
  if (address.kind === 'clickhouse') return (await import('./clickhouse.js')).openClickHouse(address);
  return (await import('./postgres.js')).openPostgres(address);
}

function targetOf({ table, label }: WarehouseAddress, query: { text: string } | null): Target {
  if (table !== null && query === null) return { table };
  if (query !== null && table === null) return { query: query.text };
  throw table === null
    ? new UserError('BAD_ADDRESS', `${label} names no table`, 'Add /TABLE to the address, or give --query FILE.sql')
    : new UserError('BAD_ADDRESS', `${label} names a table, and --query stands for one`, 'Leave one of the two out');
}

const PASSWORD_SEEN: Warning = {
  code: 'PASSWORD_IN_ADDRESS',
  message:
    'the password stood in the address, where the history of the shell keeps it; docs/scale.md names better places',
};

function sampleRows(engine: Engine, { columns }: Source, target: Target): Promise<TextRow[]> {
  const { dialect } = engine;
  // Nested values can be long, and say nothing here.
  const cells = columns.map(({ name, kind }, place) => {
    const cell = kind === 'other' ? dialect.literal('') : dialect.text(dialect.identifier(name));
    return `${cell} AS creo_c${place}`;
  });
  return engine.table(`SELECT ${cells.join(', ')} FROM ${dialect.from(target, false)} LIMIT ${SAMPLE_ROWS}`);
}

function sampleTable(label: string, { columns }: Source, rows: readonly TextRow[]): OpenTable {
  const lines = [columns.map(({ name }) => name), ...rows].map((cells) => cells.map(csvCell).join(','));
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  return {
    label,
    name: TABLE_NAME,
    encoding: 'utf-8',
    hash: '',
    bytes: bytes.length,
    head: bytes,
    open: () => memorySource(bytes),
  };
}
