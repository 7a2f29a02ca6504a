/** Files on disk as bytes: read in turn by whoever asks, hashed and looked over in one pass. Nothing is held in memory whole. */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readSync, rmdirSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Encoding } from './encoding.js';

/** Where bytes come from: fills `target` from `offset` on and gives how many it wrote, 0 at the end. */
export interface ByteSource {
  read(target: Uint8Array, offset: number): number;
}

const CHUNK = 1 << 18;

export interface ByteFile {
  readonly descriptor: number;
  close(): void;
}

export function openFile(path: string): ByteFile {
  const descriptor = openSync(path, 'r');
  return { descriptor, close: () => closeSync(descriptor) };
}

/** A file of our own for unpacked bytes. It goes away with the process however that ends, where the system allows. */
export function temporaryFile(): ByteFile {
  const folder = mkdtempSync(join(tmpdir(), 'creo-import-'));
  const path = join(folder, 'table');
  const descriptor = openSync(path, 'w+', 0o600);
  const remove = (): void => {
    unlinkSync(path);
    rmdirSync(folder);
  };
  let isRemoved = false;
  try {
    remove();
    isRemoved = true;
  } catch {
    // Windows keeps open files: it is removed when it is closed.
  }
  return {
    descriptor,
    close: () => {
      closeSync(descriptor);
      if (!isRemoved) remove();
    },
  };
}

/** The bytes of a file from `start` on. */
export function fileSource({ descriptor }: Pick<ByteFile, 'descriptor'>, start = 0): ByteSource {
  let position = start;
  return {
    read(target, offset) {
      const read = readSync(descriptor, target, offset, target.length - offset, position);
      position += read;
      return read;
    },
  };
}

/** Where the text of a table is on disk: what another thread needs to read it too. */
export interface DiskBytes {
  descriptor: number;
  /** Bytes of a mark before the text. */
  start: number;
  encoding: Encoding;
}

/** The text in UTF-8, from the start. */
export function sourceOnDisk({ descriptor, start, encoding }: DiskBytes): ByteSource {
  const source = fileSource({ descriptor }, start);
  return encoding === 'utf-8' ? source : decodedSource(source, encoding);
}

/** Bytes that are already in memory, from the start. */
export function memorySource(bytes: Buffer): ByteSource {
  let taken = 0;
  return {
    read(target, offset) {
      const part = bytes.subarray(taken, taken + target.length - offset);
      target.set(part, offset);
      taken += part.length;
      return part.length;
    },
  };
}

/** UTF-8 bytes of text in another encoding. Bytes that mean nothing in it become U+FFFD. */
export function decodedSource(source: ByteSource, encoding: Encoding): ByteSource {
  const decoder = new TextDecoder(encoding);
  const raw = new Uint8Array(CHUNK);
  let pending = Buffer.alloc(0);
  let ended = false;
  return {
    read(target, offset) {
      while (pending.length === 0 && !ended) {
        const read = source.read(raw, 0);
        ended = read === 0;
        const text = decoder.decode(raw.subarray(0, read), { stream: !ended });
        // One stray byte behind UTF-16 text is the mark of some exporters, not a character.
        pending = Buffer.from(ended ? text.replace(/\ufffd$/, '') : text);
      }
      const part = pending.subarray(0, target.length - offset);
      target.set(part, offset);
      pending = pending.subarray(part.length);
      return part.length;
    },
  };
}

export interface FileFacts {
  bytes: number;
  /** SHA-256 in hex. */
  hash: string;
  isUtf8: boolean;
  hasNul: boolean;
}

/** Reads a file once, from front to end. */
export function lookOver(file: ByteFile): FileFacts {
  const source = fileSource(file);
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(1 << 20);
  let bytes = 0;
  let carried = 0;
  let valid = true;
  let hasNul = false;
  for (;;) {
    const read = source.read(chunk, carried);
    if (read === 0) break;
    bytes += read;
    hash.update(chunk.subarray(carried, carried + read));
    const limit = carried + read;
    hasNul ||= chunk.subarray(0, limit).includes(0);
    // A character cut by the end of the chunk is looked at with the next one.
    const whole = valid ? limit - cutCharacter(chunk, limit) : limit;
    valid &&= isUtf8(chunk.subarray(0, whole));
    carried = limit - whole;
    chunk.copyWithin(0, whole, limit);
  }
  return { bytes, hash: hash.digest('hex'), isUtf8: valid && carried === 0, hasNul };
}

/** How many bytes at the end belong to a UTF-8 character that goes on behind them. */
function cutCharacter(bytes: Uint8Array, limit: number): number {
  for (let back = 1; back <= 3 && back <= limit; back += 1) {
    const byte = bytes[limit - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** The first bytes of a source, at most `limit`. */
export function headOf(source: ByteSource, limit: number): Buffer {
  const head = Buffer.allocUnsafe(limit);
  let length = 0;
  for (let read = -1; read !== 0 && length < limit; length += read) read = source.read(head, length);
  return head.subarray(0, length);
}
