/** What lies at a path that a person named: only files and folders are opened, since a pipe or a device may never end. */
import { constants, type Stats, statSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { messageOf, UserError } from '../errors.js';
import { fileReason, NotAFile } from './reasons.js';

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
  throw new UserError(
    'NOT_A_FILE',
    `${path} is ${kindOf(facts)} and not a file`,
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
    `${path} cannot be read: ${fileReason(thrown) ?? messageOf(thrown)}`,
    'Check the path and the disk',
    cause,
  );
}

/**
 * Opens a regular file for reading. Asked first, and again of what was opened: opening a pipe waits for its writer, and a
 * device has no end. Throws NotAFile, and what the file system throws.
 */
export async function openRegular(path: string): Promise<FileHandle> {
  requireRegular(path, await stat(path));
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    requireRegular(path, await file.stat());
    return file;
  } catch (thrown) {
    await file.close();
    throw thrown;
  }
}

function requireRegular(path: string, facts: Stats): void {
  if (!facts.isFile()) throw Object.assign(new NotAFile(`not a file but ${kindOf(facts)}`), { path });
}

function kindOf(facts: Stats): string {
  if (facts.isDirectory()) return 'a folder';
  if (facts.isFIFO()) return 'a pipe';
  if (facts.isSocket()) return 'a socket';
  return 'a device';
}
