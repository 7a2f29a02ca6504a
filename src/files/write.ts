/** Writes a file whole or not at all: to a neighbour first, then renamed into place. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../errors.js';
import { fileReason } from './reasons.js';

/** Text pieces are gathered to blocks of about this many characters, so that a row does not cost a system call. */
const BLOCK = 1 << 16;

/**
 * Writes the chunks to `path` and gives the size in bytes; a file of that name is replaced only when all of it is
 * written. Throws UserError: DISK_FULL, OUT_UNWRITABLE.
 */
export function writeWhole(path: string, chunks: Iterable<string | Uint8Array>): number {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    if (isDevice(path)) return writeTo(path, path, chunks);
    writeTo(draft, path, chunks);
    renameSync(draft, path);
    return statSync(path).size;
  } catch (thrown) {
    if (existsSync(draft)) rmSync(draft);
    throw explained(thrown, path);
  }
}

/** A pipe or a device, such as /dev/stdout: it is written to, and never replaced by a file. */
function isDevice(path: string): boolean {
  const facts = statSync(path, { throwIfNoEntry: false });
  return facts !== undefined && !facts.isFile() && !facts.isDirectory();
}

/** Writes the chunks to the file at `target`, and gives their bytes; `path` is the name in the user's words. */
function writeTo(target: string, path: string, chunks: Iterable<string | Uint8Array>): number {
  let bytes = 0;
  try {
    const file = openSync(target, 'w');
    try {
      for (const block of blocksOf(chunks)) {
        for (let at = 0; at < block.length; ) at += writeSync(file, block, at);
        bytes += block.length;
      }
      if (target !== path) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return bytes;
  } catch (thrown) {
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
  const reason = code === 'ENOENT' ? 'its folder does not exist' : fileReason(thrown);
  if (reason !== null) {
    return new UserError(
      'OUT_UNWRITABLE',
      `${path} cannot be written: ${reason}`,
      'Make its folder, or name another place with --out',
      { cause: thrown },
    );
  }
  return thrown;
}
