/** Small text files that a user names, read whole. */
import { readFileSync } from 'node:fs';
import { messageOf, UserError } from '../errors.js';

/** The text of a UTF-8 file, without a byte order mark. Throws UserError: NO_FILE, UNREADABLE_FILE. */
export function readTextFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (thrown) {
    const isMissing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
    if (isMissing) throw new UserError('NO_FILE', `There is no file ${path}`, 'Check the path', { cause: thrown });
    throw new UserError('UNREADABLE_FILE', `${path} cannot be read: ${messageOf(thrown)}`, 'Check its permissions', {
      cause: thrown,
    });
  }
}
