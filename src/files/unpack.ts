/** Packed files to plain ones on disk, with limits: a small file that unpacks to a very large one is refused. */
import { createReadStream, writeSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import yauzl from 'yauzl';
import { messageOf, UserError } from '../errors.js';
import { type ByteFile, temporaryFile } from './byte-file.js';

/** No export comes near these. A report packs about ten to one, a bomb a thousand to one. */
const LARGEST_UNPACKED = 8 * 2 ** 30;
const LARGEST_RATIO = 200;
const RATIO_COUNTS_FROM = 64 * 2 ** 20;
const MOST_ENTRIES = 1000;

/** The bytes of a stream in a file of our own. `packedSize` is what they came from; null for bytes that were never packed. */
export async function spool(stream: Readable, packedSize: number | null, name: string): Promise<ByteFile> {
  const file = temporaryFile();
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const position = size;
      if (packedSize === null && position === 0 && isNothing(chunk)) throw noText(name);
      size += chunk.length;
      const isBomb = packedSize !== null && size > RATIO_COUNTS_FROM && size > LARGEST_RATIO * packedSize;
      if (isBomb || size > LARGEST_UNPACKED) throw bomb(name);
      writeSync(file.descriptor, chunk, 0, chunk.length, position);
    }
    return file;
  } catch (thrown) {
    file.close();
    throw thrown instanceof UserError ? thrown : damaged(name, thrown);
  }
}

/** What begins with so many zero bytes is no text in any encoding, and a stream of them may never end. */
const ZERO_BYTES = 1024;
const isNothing = (chunk: Buffer): boolean =>
  chunk.length >= ZERO_BYTES && chunk.subarray(0, ZERO_BYTES).every((byte) => byte === 0);

const noText = (name: string): UserError =>
  new UserError(
    'NOT_TEXT',
    `${name} is not a table: it begins with nothing but zero bytes`,
    'Give a csv, tsv, txt or xlsx file',
  );

export function unpackGzip(path: string, size: number): Promise<ByteFile> {
  const gunzip = createGunzip();
  const packed = createReadStream(path).on('error', (error) => gunzip.destroy(error));
  return spool(packed.pipe(gunzip), size, path);
}

export interface ArchiveEntry {
  name: string;
  size: number;
  packedSize: number;
  open(): Promise<Readable>;
}

/** The files in a zip archive, and a way to let go of it. Throws UserError for one that is damaged or locked. */
export async function openArchive(path: string): Promise<{ entries: ArchiveEntry[]; close: () => void }> {
  try {
    const archive = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false });
    const entries: ArchiveEntry[] = [];
    for await (const entry of archive.eachEntry()) {
      if (entries.length >= MOST_ENTRIES) throw bomb(path);
      if (entry.fileName.endsWith('/')) continue;
      if (entry.isEncrypted()) {
        throw new UserError(
          'LOCKED_ARCHIVE',
          `${path} is locked with a password`,
          'Unpack it first, then import the files in it',
        );
      }
      entries.push({
        name: entry.fileName,
        size: entry.uncompressedSize,
        packedSize: entry.compressedSize,
        open: () => archive.openReadStreamPromise(entry),
      });
    }
    return { entries, close: () => archive.close() };
  } catch (thrown) {
    throw thrown instanceof UserError ? thrown : damaged(path, thrown);
  }
}

const bomb = (name: string): UserError =>
  new UserError(
    'ARCHIVE_BOMB',
    `${name} unpacks to far more than a report can be`,
    'Unpack it yourself and look at what it holds',
  );

const damaged = (name: string, cause: unknown): UserError =>
  new UserError('DAMAGED_ARCHIVE', `${name} cannot be unpacked: ${messageOf(cause)}`, 'Download it again', { cause });
