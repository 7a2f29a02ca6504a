/** What a warehouse or the way to it can answer, as one line and what to do about it. */
import { messageOf, UserError } from '../errors.js';
import { type WarehouseAddress, withoutPassword } from './address.js';

interface Failure {
  code: string;
  message: string;
  hint: string;
}

/** Any error as a UserError, without the password. `isReading` tells a broken answer from a server that is away. */
export function explainedFailure(thrown: unknown, address: WarehouseAddress, isReading = false): UserError {
  if (thrown instanceof UserError) return thrown;
  const found = networkFailure(thrown, address, isReading) ?? answerFailure(thrown, address);
  return new UserError(found.code, withoutPassword(found.message, address.password), found.hint);
}

/** Codes of Node's network and TLS errors, also in the causes of an error. */
function codesOf(thrown: unknown): string[] {
  if (!(thrown instanceof Error)) return [];
  const own = 'code' in thrown && typeof thrown.code === 'string' ? [thrown.code] : [];
  const inner = 'errors' in thrown && Array.isArray(thrown.errors) ? thrown.errors.flatMap(codesOf) : [];
  return [...own, ...inner, ...codesOf(thrown.cause)];
}

const CERTIFICATE = /^(CERT_|ERR_TLS_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_(GET|VERIFY)_)/;
const AWAY = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EACCES'];
const BROKEN = ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNABORTED', 'UND_ERR_SOCKET'];
const BROKEN_WORDS = /Connection terminated|aborted|socket hang up|premature|Timeout error|timeout expired/i;

function networkFailure(thrown: unknown, address: WarehouseAddress, isReading: boolean): Failure | null {
  const codes = codesOf(thrown);
  const words = messageOf(thrown);
  const place = `${address.host}:${address.port}`;
  const certificate = codes.find((code) => CERTIFICATE.test(code));
  if (certificate !== undefined || /certificate/i.test(words)) {
    return {
      code: 'UNTRUSTED_SERVER',
      message: `The certificate of ${place} cannot be verified (${certificate ?? words})`,
      hint: 'Name the certificate of its authority with ?sslrootcert=FILE in the address, or in NODE_EXTRA_CA_CERTS',
    };
  }
  if (/does not support SSL|wrong version number|EPROTO/i.test(words) || codes.includes('EPROTO')) {
    return {
      code: 'NO_TLS',
      message: `The server at ${place} does not answer over TLS`,
      hint:
        address.kind === 'postgres'
          ? 'Add ?sslmode=disable to the address if the network between is your own'
          : 'Check the port (8443 over TLS, 8123 without), or write clickhouse:// if the network between is your own',
    };
  }
  const away = codes.find((code) => AWAY.includes(code));
  if (away !== undefined && !isReading) {
    return {
      code: 'SERVER_AWAY',
      message: `The warehouse at ${place} cannot be reached (${away})`,
      hint: 'Check the host and the port, and that this machine may reach it; nothing was written',
    };
  }
  if (away !== undefined || codes.some((code) => BROKEN.includes(code)) || BROKEN_WORDS.test(words))
    return stopped(place, words);
  return null;
}

/** The server went away before the last row. */
export const stopped = (place: string, words: string): Failure => ({
  code: 'SERVER_STOPPED',
  message: `The warehouse at ${place} stopped before its answer was complete: ${words}`,
  hint: 'Run the same command again; nothing was written',
});

/** The server takes the connection and says nothing. */
export const silent = ({ host, port, tls }: WarehouseAddress): UserError =>
  new UserError(
    'SERVER_AWAY',
    `The warehouse at ${host}:${port} takes the connection and does not answer`,
    tls
      ? 'Check that this port speaks TLS (8443 is usual; 8123 speaks HTTP), or try again later'
      : 'Check that this port speaks HTTP (8123 is usual; 9000 speaks another protocol), or try again later',
  );

const MISSING_TABLE = { code: 'NO_TABLE', hint: 'Check the database and the table at the end of the address' };
const NO_ACCESS = {
  code: 'NO_ACCESS',
  hint: 'Check the user in the address and the password (docs/scale.md says where it may stand)',
};
const TOO_MUCH = {
  code: 'WAREHOUSE_LIMIT',
  hint: 'Read less at once with --from and --to or --days, or ask for a larger limit of memory and time',
};

/** By the code that the server gave: ClickHouse's numbers, PostgreSQL's SQLSTATE. */
const BY_CODE: Record<string, { code: string; hint: string } | undefined> = {
  '60': MISSING_TABLE,
  '81': MISSING_TABLE,
  '42P01': MISSING_TABLE,
  '3F000': MISSING_TABLE,
  '3D000': MISSING_TABLE,
  '192': NO_ACCESS,
  '193': NO_ACCESS,
  '194': NO_ACCESS,
  '497': NO_ACCESS,
  '516': NO_ACCESS,
  '28P01': NO_ACCESS,
  '28000': NO_ACCESS,
  '42501': NO_ACCESS,
  '241': TOO_MUCH,
  '159': TOO_MUCH,
  '160': TOO_MUCH,
  '57014': TOO_MUCH,
  '53200': TOO_MUCH,
};

function answerFailure(thrown: unknown, address: WarehouseAddress): Failure {
  const words = serverWords(messageOf(thrown));
  const number = /Code: (\d+)/.exec(messageOf(thrown))?.[1];
  const [code] = codesOf(thrown);
  const known = BY_CODE[number ?? ''] ?? BY_CODE[code ?? ''];
  if (/^57P0|^08/.test(code ?? '')) return stopped(`${address.host}:${address.port}`, words);
  if (/password|SASL|SCRAM/i.test(words) && known === undefined)
    return { ...NO_ACCESS, message: `The warehouse refuses the user: ${words}` };
  return {
    code: known?.code ?? 'WAREHOUSE_ERROR',
    message: `The warehouse answers: ${words}`,
    hint: known?.hint ?? 'Check the query or the table; nothing was written',
  };
}

/** A ClickHouse error without the names of its classes, on one line. */
export const serverWords = (text: string): string =>
  text
    .replace(/^.*?DB::Exception: /, '')
    .replace(/,? ?e\.what\(\) = .*$/, '')
    .replace(/\s*\(version [^)]*\)\s*$/, '')
    .slice(0, 400);
