/** SHA-256 of files: what makes two files the same. */
import { createHash } from 'node:crypto';
import { openRegular } from './regular.js';

const CHUNK_BYTES = 1 << 20;

/**
 * SHA-256 of a regular file's bytes, in hex; the file is streamed. Throws NotAFile, what the file system throws, and an
 * AbortError once `signal` is aborted.
 */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const file = await openRegular(path);
  const stream = file.createReadStream({ highWaterMark: CHUNK_BYTES });
  for await (const chunk of stream) {
    // Leaving the loop closes the file.
    signal?.throwIfAborted();
    hash.update(chunk);
  }
  return hash.digest('hex');
}
