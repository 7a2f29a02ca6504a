/** Secrets from the environment, or from a file that the environment names: never from the store, never shown. */
import { readFileSync } from 'node:fs';
import { messageOf, UserError } from '../errors.js';

/** The value of NAME, or the first line of the file in NAME_FILE; null when neither is set. Throws UserError NO_SECRET. */
export function secretFrom(name: string): string | null {
  const value = process.env[name];
  if (value !== undefined && value !== '') return value;
  const path = process.env[`${name}_FILE`];
  if (path === undefined || path === '') return null;
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/)[0] ?? '';
  } catch (thrown) {
    throw new UserError(
      'NO_SECRET',
      `The file that ${name}_FILE names cannot be read: ${messageOf(thrown)}`,
      'Check its path and its permissions',
      { cause: thrown },
    );
  }
}
