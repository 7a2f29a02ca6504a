/** What lies at a path that a person named: only files and folders are opened, since a pipe or a device may never end. */
import { type Stats, statSync } from 'node:fs';
import { messageOf, UserError } from '../errors.js';

/**
 * Facts of the file or folder at `path`; null where nothing is. Throws UserError: LINK_LOOP, NO_ACCESS, and NOT_A_FILE for a
 * pipe, a device or a socket.
 */
export function statNamed(path: string): Stats | null {
  let facts: Stats | undefined;
  try {
    facts = statSync(path, { throwIfNoEntry: false });
  } catch (thrown) {
    throw cannotOpen(path, thrown);
  }
  if (facts === undefined) return null;
  if (facts.isFile() || facts.isDirectory()) return facts;
  const kind = facts.isFIFO() ? 'a pipe' : facts.isSocket() ? 'a socket' : 'a device';
  throw new UserError(
    'NOT_A_FILE',
    `${path} is ${kind} and not a file`,
    'Name a file or a folder; what a program writes comes through -, as in `program | creo import -`',
  );
}

/** Why the system refuses a path, in words. */
export function cannotOpen(path: string, thrown: unknown): UserError {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  const cause = { cause: thrown };
  if (code === 'ELOOP')
    return new UserError('LINK_LOOP', `${path} is a link that leads back to itself`, 'Name the file itself', cause);
  if (code === 'EACCES' || code === 'EPERM')
    return new UserError(
      'NO_ACCESS',
      `You may not read ${path}`,
      'Check its permissions and those of its folder',
      cause,
    );
  return new UserError(
    'UNREADABLE_FILE',
    `${path} cannot be read: ${messageOf(thrown)}`,
    'Check the path and the disk',
    cause,
  );
}
