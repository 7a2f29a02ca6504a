/** A PostgreSQL server by `pg`, in one read-only transaction that sees one state of the table. */
import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { WarehouseAddress } from './address.js';
import { secretFrom } from './credentials.js';
import type { Engine, Source, Target, TextRow } from './engine.js';
import { explainedFailure } from './failures.js';
import { postgresKind, postgresSql, quoteText, tableName } from './postgres-sql.js';

const CONNECT_MS = 30_000;
/** Rows fetched at once from a cursor: a few MiB at most. */
const FETCHED = 5000;

/** A connected client. What the address leaves out comes from PGUSER, PGPASSWORD and the password file, as with psql. */
export async function postgresClient(address: WarehouseAddress): Promise<pg.Client> {
  const { host, port, user, database, tls, certificates } = address;
  const password = address.password ?? secretFrom('CREO_POSTGRES_PASSWORD');
  const client = new pg.Client({
    host,
    port,
    database,
    ...(user === null ? {} : { user }),
    ...(password === null ? {} : { password }),
    ssl: tls
      ? { rejectUnauthorized: true, ...(certificates === null ? {} : { ca: readFileSync(certificates, 'utf8') }) }
      : false,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'creo',
  });
  // Without a listener a connection that breaks between two queries would end the program; the next query tells of it.
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (thrown) {
    throw explainedFailure(thrown, address);
  }
}

/** Throws UserError SERVER_AWAY, NO_ACCESS, NO_TLS, UNTRUSTED_SERVER and others. */
export async function openPostgres(address: WarehouseAddress): Promise<Engine> {
  const client = await postgresClient(address);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // All rows of a cursor are fetched, not the first tenth that it is planned for by default.
    await client.query('SET LOCAL cursor_tuple_fraction = 1');
    const { rows } = await client.query<{ TimeZone: string }>('SHOW TimeZone');
    return new PostgresEngine(client, address, rows[0]?.TimeZone ?? 'UTC');
  } catch (thrown) {
    await client.end();
    throw explainedFailure(thrown, address);
  }
}

class PostgresEngine implements Engine {
  readonly dialect = postgresSql;

  constructor(
    private readonly client: pg.Client,
    private readonly address: WarehouseAddress,
    private readonly timeZone: string,
  ) {}

  async describe(target: Target): Promise<Source> {
    const { fields } = await this.run(`SELECT * FROM ${postgresSql.from(target, false)} LIMIT 0`);
    const types = await this.table(
      `SELECT format_type(oid, -1) FROM unnest(ARRAY[${fields.map(({ dataTypeID }) => dataTypeID).join(', ') || '25'}]::oid[])
       WITH ORDINALITY AS t(oid, place) ORDER BY place`,
    );
    const columns = fields.map(({ name }, place) => {
      const type = types[place]?.[0] ?? '';
      const isZoned = type === 'timestamp with time zone';
      return { name, type, kind: postgresKind(type), timeZone: isZoned ? this.timeZone : null };
    });
    const uniqueKey = 'table' in target ? await this.primaryKey(target.table) : null;
    return { columns, mergesVersions: false, versionColumn: null, uniqueKey, rowKey: null };
  }

  private async primaryKey(name: string): Promise<string[] | null> {
    const rows = await this.table(
      `SELECT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
       WHERE i.indisprimary AND i.indrelid = to_regclass(${quoteText(tableName(name))})`,
    );
    return rows.length === 0 ? null : rows.map(([column]) => column ?? '');
  }

  async table(sql: string): Promise<TextRow[]> {
    const { rows } = await this.run(sql);
    return rows.map(textRow);
  }

  async *grouped(sql: string): AsyncIterable<TextRow> {
    await this.run(`DECLARE creo_rows NO SCROLL CURSOR FOR ${sql}`);
    for (;;) {
      const { rows } = await this.run(`FETCH ${FETCHED} FROM creo_rows`, true);
      for (const row of rows) yield textRow(row);
      if (rows.length < FETCHED) break;
    }
    await this.run('CLOSE creo_rows');
  }

  private async run(text: string, isReading = false): Promise<pg.QueryArrayResult<unknown[]>> {
    try {
      return await this.client.query<unknown[]>({ text, rowMode: 'array' });
    } catch (thrown) {
      throw explainedFailure(thrown, this.address, isReading);
    }
  }

  async close(): Promise<void> {
    // A server that went away cannot be told good-bye.
    await this.client.end().catch(() => {});
  }
}

const textRow = (row: readonly unknown[]): TextRow =>
  row.map((value) => (value === null || value === undefined ? '' : String(value)));
