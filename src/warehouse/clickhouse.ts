/** A ClickHouse server over HTTP, by its official client, read-only. */
import { readFileSync } from 'node:fs';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { UserError } from '../errors.js';
import type { WarehouseAddress } from './address.js';
import { clickHouseColumn, clickHouseSql, quoteText } from './clickhouse-sql.js';
import { secretFrom } from './credentials.js';
import type { Engine, Source, Target, TextRow } from './engine.js';
import { explainedFailure, serverWords, silent, stopped } from './failures.js';

/** A query may take long before its first row. */
const PATIENCE_MS = 6 * 3600 * 1000;

/** A client for this address. Nothing is sent yet. */
export function clickHouseClient(address: WarehouseAddress): ClickHouseClient {
  const { host, port, tls, database, certificates } = address;
  const place = host.includes(':') ? `[${host}]` : host;
  return createClient({
    url: `${tls ? 'https' : 'http'}://${place}:${port}`,
    username: address.user ?? process.env.CREO_CLICKHOUSE_USER ?? process.env.CLICKHOUSE_USER ?? 'default',
    password: address.password ?? secretFrom('CREO_CLICKHOUSE_PASSWORD') ?? process.env.CLICKHOUSE_PASSWORD ?? '',
    database,
    application: 'creo',
    request_timeout: PATIENCE_MS,
    max_open_connections: 1,
    log: { level: ClickHouseLogLevel.OFF },
    ...(certificates === null ? {} : { tls: { ca_cert: readFileSync(certificates) } }),
  });
}

/** A server that speaks another protocol than it is asked in may say nothing at all. */
const FIRST_ANSWER_MS = 30_000;

/** Throws UserError SERVER_AWAY, NO_ACCESS, UNTRUSTED_SERVER and others. */
export async function openClickHouse(address: WarehouseAddress): Promise<Engine> {
  const client = clickHouseClient(address);
  try {
    await greet(client, address);
    const settings = await readOnlySettings(client);
    return new ClickHouseEngine(client, address, settings, await oneText(client, 'SELECT timezone()'));
  } catch (thrown) {
    await client.close();
    throw explainedFailure(thrown, address);
  }
}

/** Waits for a sign of life. Throws UserError SERVER_AWAY, NO_ACCESS, UNTRUSTED_SERVER and others. */
export async function greet(client: ClickHouseClient, address: WarehouseAddress): Promise<void> {
  const patience = AbortSignal.timeout(FIRST_ANSWER_MS);
  try {
    await oneText(client, 'SELECT 1', patience);
  } catch (thrown) {
    throw patience.aborted ? silent(address) : explainedFailure(thrown, address);
  }
}

type Settings = Readonly<Record<string, string>>;

/** What an answer must never be: a part of the rows, be it that a shard is away or that a limit is reached. */
const WHOLE: Settings = {
  skip_unavailable_shards: '0',
  read_overflow_mode: 'throw',
  group_by_overflow_mode: 'throw',
  sort_overflow_mode: 'throw',
  result_overflow_mode: 'throw',
  timeout_overflow_mode: 'throw',
};

/** What a query may use and must not do; servers that do not know a setting are not asked for it. */
const WANTED: Settings = {
  ...WHOLE,
  // Limits may be set, nothing may be written.
  readonly: '2',
  // A query whose client is gone ends.
  cancel_http_readonly_queries_on_client_close: '1',
  // Many rows in many versions are grouped on the disk rather than refused for their memory.
  max_bytes_before_external_group_by: '4000000000',
  distributed_aggregation_memory_efficient: '1',
};

/**
 * A user whose own profile is read-only may set nothing, not even that again. Throws UserError PARTIAL_ANSWERS where
 * such a profile lets rows be left out.
 */
async function readOnlySettings(client: ClickHouseClient): Promise<Settings> {
  const names = Object.keys(WANTED).map(quoteText).join(', ');
  const text = await oneText(client, `SELECT name, value FROM system.settings WHERE name IN (${names})`);
  const known = new Map(text.split('\n').map((line) => [line.split('\t')[0] ?? '', line.split('\t')[1] ?? '']));
  if (known.get('readonly') === '0') {
    return Object.fromEntries(Object.entries(WANTED).filter(([name]) => known.has(name)));
  }
  const lax = Object.entries(WHOLE).find(([name, value]) => known.has(name) && known.get(name) !== value);
  if (lax === undefined) return {};
  throw new UserError(
    'PARTIAL_ANSWERS',
    `The profile of this user lets the server leave rows out (${lax[0]} = ${known.get(lax[0])})`,
    `Ask for a user whose profile has ${lax[0]} = ${lax[1]}: sums over a part of the rows would be too low`,
  );
}

async function oneText(client: ClickHouseClient, query: string, patience?: AbortSignal): Promise<string> {
  const answer = await client.query({
    query,
    format: 'TabSeparated',
    ...(patience === undefined ? {} : { abort_signal: patience }),
  });
  return (await answer.text()).trim();
}

class ClickHouseEngine implements Engine {
  readonly dialect = clickHouseSql;

  constructor(
    private readonly client: ClickHouseClient,
    private readonly address: WarehouseAddress,
    private readonly settings: Settings,
    private readonly timeZone: string,
  ) {}

  async describe(target: Target): Promise<Source> {
    const { meta } = await this.json(`SELECT * FROM ${clickHouseSql.from(target, false)} LIMIT 0`);
    const columns = meta.map(({ name, type }) => clickHouseColumn(name, type, this.timeZone));
    const definition = 'table' in target ? await this.definitionOf(target.table) : NO_DEFINITION;
    return { columns, uniqueKey: null, ...definition };
  }

  /** What the table's engine says of versions; a distributed table is what its parts are, where this server has one of them. */
  private async definitionOf(name: string): Promise<Definition> {
    const parts = name.split('.');
    const database = parts.length > 1 ? (parts[0] ?? '') : this.address.database;
    const own = await this.engineOf(database, parts.at(-1) ?? '');
    const spread = /^Distributed\(\S+, '?([^,']+)'?, '?([^,')]+)'?/.exec(own.engine);
    if (!spread) return definitionFrom(own, false);
    return definitionFrom(await this.engineOf(spread[1] ?? '', spread[2] ?? ''), true);
  }

  private async engineOf(database: string, table: string): Promise<{ engine: string; sortingKey: string }> {
    const [row] = await this.table(
      `SELECT engine_full, sorting_key FROM system.tables WHERE database = ${quoteText(database)} AND name = ${quoteText(table)}`,
    );
    return { engine: row?.[0] ?? '', sortingKey: row?.[1] ?? '' };
  }

  async table(sql: string): Promise<TextRow[]> {
    const { meta, data } = await this.json(sql);
    return data.map((row) => meta.map(({ name }) => textOf(row[name])));
  }

  private async json(
    query: string,
  ): Promise<{ meta: { name: string; type: string }[]; data: Record<string, unknown>[] }> {
    try {
      const answer = await this.client.query({ query, format: 'JSON', clickhouse_settings: this.settings });
      const { meta = [], data } = await answer.json<Record<string, unknown>>();
      return { meta, data };
    } catch (thrown) {
      throw explainedFailure(thrown, this.address);
    }
  }

  async *grouped(sql: string): AsyncIterable<TextRow> {
    let isClosed = false;
    let lastLine = '';
    try {
      const answer = await this.client.query({
        query: sql,
        format: 'TabSeparated',
        clickhouse_settings: this.settings,
      });
      const stream = answer.stream();
      let awaitsTotals = false;
      for await (const rows of stream) {
        for (const { text } of rows) {
          if (awaitsTotals) isClosed = true;
          else if (text === '') awaitsTotals = true;
          else {
            lastLine = text;
            if (lastLine.startsWith('Code: ') && lastLine.includes('DB::Exception')) continue;
            yield text.split('\t').map(unescaped);
          }
        }
      }
    } catch (thrown) {
      throw explainedFailure(thrown, this.address, lastLine !== '');
    }
    if (isClosed) return;
    const { code, message, hint } = stopped(`${this.address.host}:${this.address.port}`, serverWords(lastLine));
    throw new UserError(code, message, hint);
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}

type Definition = Pick<Source, 'mergesVersions' | 'versionColumn' | 'rowKey'>;

const NO_DEFINITION: Definition = { mergesVersions: false, versionColumn: null, rowKey: null };

/** The shards of a `spread` table merge each for itself: its versions are better told by their column, where there is one. */
function definitionFrom({ engine, sortingKey }: { engine: string; sortingKey: string }, isSpread: boolean): Definition {
  const merging = /^(?:Replicated|Shared)?(Replacing|Collapsing|VersionedCollapsing)MergeTree(.*)$/s.exec(engine);
  if (!merging) return NO_DEFINITION;
  const versionColumn = merging[1] === 'Replacing' ? versionIn(merging[2] ?? '') : null;
  const isByColumn = isSpread && versionColumn !== null;
  return {
    mergesVersions: !isByColumn,
    versionColumn: isByColumn ? versionColumn : null,
    rowKey: isByColumn ? sortingKey.split(',').map((name) => name.trim()) : null,
  };
}

/** The version column among the parameters of a ReplacingMergeTree, in today's way of writing it or the old one. */
function versionIn(definition: string): string | null {
  const today = /^\(([^()]*)\)/.exec(definition)?.[1];
  if (today === undefined) return /, ([A-Za-z_]\w*)\)$/.exec(definition)?.[1] ?? null;
  return (
    today
      .split(',')
      .map((part) => part.trim())
      .find((part) => /^[A-Za-z_]\w*$/.test(part)) ?? null
  );
}

const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : String(value);

const ESCAPES: Record<string, string> = { b: '\b', f: '\f', r: '\r', n: '\n', t: '\t', '0': '\0' };

/** A cell of ClickHouse's TabSeparated. */
const unescaped = (cell: string): string =>
  cell.includes('\\') ? cell.replace(/\\(.)/gs, (_, sign: string) => ESCAPES[sign] ?? sign) : cell;
