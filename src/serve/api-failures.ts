/** Errors of the commands as answers of the API. */
import { UserError } from '../errors.js';

export interface Failure {
  code: string;
  message: string;
  hint?: string;
}

const NOT_FOUND = new Set(['NO_SUCH_CREATIVE', 'NO_SUCH_RUN', 'NO_SUCH_CLUSTER', 'NO_SUCH_JOB']);
const UNAVAILABLE = new Set([
  'NO_STORE',
  'STORE_BUSY',
  'STORE_CORRUPT',
  'STORE_NEWER',
  'STORE_OLDER',
  'STORE_UNREADABLE',
  'DISK_FULL',
]);

/** Status and body of an error; null for a bug. */
export function failureOf(error: unknown): { status: number; error: Failure } | null {
  if (error instanceof UserError) {
    const { code, message, hint } = error;
    const status = NOT_FOUND.has(code) ? 404 : UNAVAILABLE.has(code) ? 503 : 422;
    return { status, error: { code, message, hint } };
  }
  if (typeof error !== 'object' || error === null) return null;
  const { code, statusCode, message } = { code: '', statusCode: 500, message: '', ...errorParts(error) };
  if (code.startsWith('SQLITE_BUSY')) {
    return { status: 503, error: { code: 'STORE_BUSY', message: 'Another process is writing; try again' } };
  }
  return statusCode < 500 ? { status: statusCode, error: { code: code || 'BAD_REQUEST', message } } : null;
}

function errorParts(error: object): { code?: string; statusCode?: number; message?: string } {
  return {
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...('statusCode' in error && typeof error.statusCode === 'number' ? { statusCode: error.statusCode } : {}),
    ...('message' in error && typeof error.message === 'string' ? { message: error.message } : {}),
  };
}
