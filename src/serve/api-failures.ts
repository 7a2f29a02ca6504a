/** Errors of the commands as answers of the API. */
import { UserError, withoutCommandLine } from '../errors.js';

export interface Failure {
  code: string;
  message: string;
  hint?: string;
}

const NOT_FOUND = new Set([
  'NO_SUCH_ACCOUNT',
  'NO_SUCH_CLIENT',
  'NO_SUCH_CLUSTER',
  'NO_SUCH_CREATIVE',
  'NO_SUCH_FILE',
  'NO_SUCH_JOB',
  'NO_SUCH_RUN',
]);
/** What the server was not started for. */
const FORBIDDEN = 'OTHER_CLIENT';
const UNAVAILABLE = new Set([
  'NO_STORE',
  'STORE_BUSY',
  'STORE_CORRUPT',
  'STORE_NEWER',
  'STORE_OLDER',
  'STORE_UNREADABLE',
  'DISK_FULL',
  'BUSY',
  'TOO_SLOW',
]);
/** Stopped by another client, or with the server. */
const STOPPED = 'CANCELLED';

/** What a client can do where a person at the command line would use a flag. */
const HINTS: Readonly<Record<string, string>> = {
  NO_RESULTS: 'Send some first: POST /api/v1/creative/update-performance',
  NO_SPEND: 'Send some first: POST /api/v1/creative/update-performance',
  NO_REVENUE: 'Send revenue with the results',
  NO_CREATIVES: 'Save one first: POST /api/v1/creative/save',
  NO_SUCH_CREATIVE: 'Save it first: POST /api/v1/creative/save',
  NO_CURRENCY: 'Send currency with the first results',
  MIXED_CURRENCIES:
    'Send currency with results; with a question convert, such as USD, or the client or account that is meant',
  SEVERAL_CLIENTS: 'Send the client that is meant',
  TWO_CURRENCIES: 'Leave out convert: the server was started for one currency',
  NOT_EMBEDDED: 'Save creatives with their media first: POST /api/v1/creative/save',
  NOTHING_ADDED: 'Send another video or picture: mp4, mov, webm, gif, jpg, png, webp',
  BAD_DAY: 'Send date as YYYY-MM-DD',
};

/** Status and body of an error; null for a bug. */
export function failureOf(error: unknown): { status: number; error: Failure } | null {
  if (error instanceof UserError) {
    const { code, message, hint } = error;
    const status = statusOf(code);
    const said = HINTS[code] ?? withoutCommandLine(hint);
    const failure = { code, message: withoutCommandLine(message) ?? message };
    return { status, error: said === undefined ? failure : { ...failure, hint: said } };
  }
  if (typeof error !== 'object' || error === null) return null;
  const { code, statusCode, message } = { code: '', statusCode: 500, message: '', ...errorParts(error) };
  if (code.startsWith('SQLITE_BUSY')) {
    return { status: 503, error: { code: 'STORE_BUSY', message: 'Another process is writing; try again' } };
  }
  return statusCode < 500 ? { status: statusCode, error: { code: code || 'BAD_REQUEST', message } } : null;
}

function statusOf(code: string): number {
  if (NOT_FOUND.has(code)) return 404;
  if (UNAVAILABLE.has(code)) return 503;
  return code === FORBIDDEN ? 403 : code === STOPPED ? 409 : 422;
}

function errorParts(error: object): { code?: string; statusCode?: number; message?: string } {
  return {
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...('statusCode' in error && typeof error.statusCode === 'number' ? { statusCode: error.statusCode } : {}),
    ...('message' in error && typeof error.message === 'string' ? { message: error.message } : {}),
  };
}
