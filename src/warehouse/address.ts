/**
 * Addresses of warehouses: `clickhouse://user@host:8123/database/table`, `clickhouses://…` (or `?secure=1`) over TLS,
 * `postgres://user@host:5432/database/schema.table`. The third part names a table to read, or the prefix of tables to
 * write. A password in an address is used, and stands in nothing that is shown or kept.
 */
import { UserError } from '../errors.js';

export type EngineKind = 'clickhouse' | 'postgres';

export interface WarehouseAddress {
  kind: EngineKind;
  host: string;
  port: number;
  /** Null: from the environment. */
  user: string | null;
  /** Null: from the environment or a file. */
  password: string | null;
  database: string;
  /** The table, or the prefix of tables; null when the address ends with the database. */
  table: string | null;
  /** Encrypted, and the server's certificate is verified. */
  tls: boolean;
  /** File with the certificates to trust, in PEM; null: those of the system. */
  certificates: string | null;
  /** The address without its password: what is shown, logged and stored. */
  label: string;
}

const SCHEME = /^(clickhouses?|clickhouse\+https?|postgres(?:ql)?):\/\//i;
const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/;

/** Whether a path on the command line is an address rather than a file; not all addresses are of warehouses. */
export const isAddress = (path: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(path);

/** Throws UserError BAD_ADDRESS. */
export function parseAddress(text: string): WarehouseAddress {
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    const other = /^[^:]*/.exec(text)?.[0] ?? '';
    throw new UserError(
      'BAD_ADDRESS',
      `creo knows no warehouse behind ${other}://`,
      'Give an address that begins with clickhouse://, clickhouses:// or postgres://',
    );
  }
  const kind = scheme.startsWith('clickhouse') ? 'clickhouse' : 'postgres';
  let url: URL;
  let parts: string[];
  let user: string;
  let password: string;
  try {
    // The schemes are foreign to the URL standard, which then reads hosts and ports as plain text: https reads them right.
    url = new URL(text.replace(SCHEME, 'https://'));
    parts = url.pathname.split('/').map(decodeURIComponent);
    user = decodeURIComponent(url.username);
    password = decodeURIComponent(url.password);
  } catch (cause) {
    throw badAddress('The address of the warehouse cannot be read: a sign in it may need %-encoding', kind, cause);
  }
  const [, database = '', table = '', ...rest] = parts;
  if (rest.some((part) => part !== '')) throw badAddress('The address has more parts than database and table', kind);
  if (database === '' && kind === 'postgres') throw badAddress('The address names no database', kind);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const tls = kind === 'clickhouse' ? clickHouseTls(scheme, url) : postgresTls(host, url);
  const port = url.port !== '' ? Number(url.port) : defaultPort(kind, tls, text);
  return {
    kind,
    host,
    port,
    user: user === '' ? null : user,
    password: password === '' ? null : password,
    database: database === '' ? 'default' : database,
    table: table === '' ? null : table,
    tls,
    certificates: url.searchParams.get('sslrootcert'),
    label: labelOf(kind, tls, url, parts),
  };
}

function clickHouseTls(scheme: string, { searchParams }: URL): boolean {
  const asked = searchParams.get('secure');
  return scheme === 'clickhouses' || scheme.endsWith('https') || (asked !== null && !/^(0|false)$/i.test(asked));
}

/** As libpq's `sslmode`, but every mode that encrypts also verifies, and other machines are reached encrypted unless told otherwise. */
function postgresTls(host: string, { searchParams }: URL): boolean {
  const mode = searchParams.get('sslmode');
  return mode === null ? !LOOPBACK.test(host) : mode !== 'disable';
}

function defaultPort(kind: EngineKind, tls: boolean, text: string): number {
  // The URL standard drops the port 443 of https as the usual one.
  if (/^[^/]*\/\/[^/]*:443(\/|\?|$)/.test(text)) return 443;
  return kind === 'postgres' ? 5432 : tls ? 8443 : 8123;
}

function labelOf(kind: EngineKind, tls: boolean, { username, host }: URL, parts: readonly string[]): string {
  const scheme = kind === 'postgres' ? 'postgres' : tls ? 'clickhouses' : 'clickhouse';
  const path = parts.filter((part) => part !== '').join('/');
  return `${scheme}://${username === '' ? '' : `${decodeURIComponent(username)}@`}${host}/${path}`;
}

const badAddress = (message: string, kind: EngineKind, cause?: unknown): UserError =>
  new UserError(
    'BAD_ADDRESS',
    message,
    kind === 'clickhouse'
      ? 'Write it as clickhouse://user@host:8123/database/table'
      : 'Write it as postgres://user@host:5432/database/schema.table',
    { cause },
  );

/** Text without a password that a driver or a server may have put into it. */
export function withoutPassword(text: string, password: string | null): string {
  if (password === null || password === '') return text;
  return [password, encodeURIComponent(password)].reduce((left, secret) => left.replaceAll(secret, '***'), text);
}
