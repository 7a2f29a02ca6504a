/** Failures of the file system, in the user's words: one table for every path that a person names. */
import { UserError } from '../errors.js';

/** What is no regular file: reading a pipe waits for its writer, and a device may never end. */
export class NotAFile extends Error {
  override readonly name = 'NotAFile';
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'not a file but a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ELOOP: 'its links lead round in a circle',
  ENAMETOOLONG: 'the name is too long',
  ERR_INVALID_ARG_VALUE: 'no file can have such a name',
  EIO: 'the disk could not read it',
  ENXIO: 'not a file',
  ENODEV: 'not a file',
  EBUSY: 'another program keeps it to itself',
  ESTALE: 'the network folder that holds it was changed meanwhile',
  EROFS: 'the disk is read-only',
  EEXIST: 'something of that name is there already',
  ENOTEMPTY: 'the folder is not empty',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
};

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';

/** Why a file could not be used, in a few words; null for what is no failure of the file system. */
export function fileReason(thrown: unknown): string | null {
  if (thrown instanceof NotAFile) return thrown.message;
  return REASONS[codeOf(thrown)] ?? null;
}

/** A failure of the file system as a UserError (NO_FILE, DISK_FULL, UNUSABLE_FILE) that names its path; anything else as it is. */
export function fileError(thrown: unknown): unknown {
  const reason = fileReason(thrown);
  const isOfFiles = thrown instanceof NotAFile || (thrown instanceof Error && 'syscall' in thrown && 'path' in thrown);
  if (reason === null || !isOfFiles) return thrown;
  const path = 'path' in thrown && typeof thrown.path === 'string' ? thrown.path : null;
  const message = path === null ? reason : `${path}: ${reason}`;
  const code = codeOf(thrown);
  const options = { cause: thrown };
  if (code === 'ENOENT') return new UserError('NO_FILE', message, 'Check the path', options);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new UserError('DISK_FULL', message, 'Free some space on that disk, then run it again', options);
  return new UserError('UNUSABLE_FILE', message, 'Check the path and its permissions, or name another', options);
}
