/** Small text files that a user names, read whole. */
import { readFileSync, statSync } from 'node:fs';
import { messageOf, UserError } from '../errors.js';
import { fileReason, NotAFile } from './reasons.js';

/** The text of a UTF-8 file or pipe, without a byte order mark. Throws UserError: NO_FILE, UNREADABLE_FILE. */
export function readTextFile(path: string): string {
  try {
    const facts = statSync(path);
    if (!facts.isFile() && !facts.isFIFO()) throw new NotAFile('not a file');
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (thrown) {
    const isMissing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
    if (isMissing) throw new UserError('NO_FILE', `There is no file ${path}`, 'Check the path', { cause: thrown });
    throw new UserError(
      'UNREADABLE_FILE',
      `${path} cannot be read: ${fileReason(thrown) ?? messageOf(thrown)}`,
      'Check its permissions',
      {
        cause: thrown,
      },
    );
  }
}
