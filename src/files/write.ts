/** Writes a file whole or not at all: to a neighbour first, then renamed into place. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { messageOf, UserError } from '../errors.js';

/** Text pieces are gathered to blocks of about this many characters, so that a row does not cost a system call. */
const BLOCK = 1 << 16;

/**
 * Writes the chunks to `path` and gives the size in bytes; a file of that name is replaced only when all of it is
 * written. Throws UserError: DISK_FULL, OUT_UNWRITABLE.
 */
export function writeWhole(path: string, chunks: Iterable<string | Uint8Array>): number {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    const file = openSync(draft, 'w');
    try {
      for (const block of blocksOf(chunks)) {
        for (let at = 0; at < block.length; ) at += writeSync(file, block, at);
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
    return statSync(path).size;
  } catch (thrown) {
    rmSync(draft, { force: true });
    throw explained(thrown, path);
  }
}

/** Makes a folder, with the folders above it, where it is missing. Throws UserError OUT_UNWRITABLE. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (thrown) {
    throw explained(thrown, path);
  }
}

function* blocksOf(chunks: Iterable<string | Uint8Array>): Generator<Uint8Array> {
  let text = '';
  for (const chunk of chunks) {
    if (typeof chunk === 'string') text += chunk;
    if (text.length > BLOCK || (typeof chunk !== 'string' && text !== '')) {
      yield Buffer.from(text);
      text = '';
    }
    if (typeof chunk !== 'string') yield chunk;
  }
  yield Buffer.from(text);
}

function explained(thrown: unknown, path: string): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new UserError('DISK_FULL', `No space left to write ${path}`, 'Free some space, or name another --out', {
      cause: thrown,
    });
  }
  if (['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOTDIR', 'EEXIST'].includes(code)) {
    return new UserError(
      'OUT_UNWRITABLE',
      `${path} cannot be written: ${messageOf(thrown)}`,
      'Make its folder, or name another place with --out',
      { cause: thrown },
    );
  }
  return thrown;
}
