/** Whether a file of the library is still the one that was added: what is learnt of it is kept under its content's hash. */
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { hashFile } from '../files/hash.js';
import { MediaError } from './media-error.js';
import { readable } from './readable.js';

export interface AddedFile {
  path: string;
  /** SHA-256 in hex of the content that was added. */
  contentHash: string;
  media: { sizeBytes: number };
}

/**
 * What `read` makes of the file. Its size is asked first, then its content, and afterwards whether it was written meanwhile.
 * Throws MediaError for one that is gone, was changed or replaced, and what `read` throws.
 */
export async function readAsAdded<T>({ path, contentHash, media }: AddedFile, read: () => Promise<T>): Promise<T> {
  const before = await readable(stat(path));
  const isSame = before.size === media.sizeBytes && (await readable(hashFile(path))) === contentHash;
  if (!isSame) throw new MediaError(CHANGED);
  const made = await read();
  if (mark(await readable(stat(path))) !== mark(before)) throw new MediaError(CHANGED);
  return made;
}

interface LibraryFile {
  name: string;
  path: string | null;
  media: { sizeBytes: number } | null;
}

/**
 * One line on the files that are there but have another size than when they were added, without reading any; null when
 * there are none. What is stored of them is still that of the content that was added.
 */
export async function changedSince(files: readonly LibraryFile[]): Promise<string | null> {
  const names: string[] = [];
  for (const { name, path, media } of files) {
    if (path === null || media === null) continue;
    const size = await stat(path).then(
      (facts) => facts.size,
      () => media.sizeBytes,
    );
    if (size !== media.sizeBytes) names.push(name);
  }
  if (names.length === 0) return null;
  const shown = names.length > SHOWN ? [...names.slice(0, SHOWN), `${names.length - SHOWN} more`] : names;
  return `Changed on disk since they were added, so \`creo add\` them again: ${shown.join(', ')}`;
}

const SHOWN = 5;

const CHANGED = 'it is not the file that was added: `creo add` it again to take the new one';

/** Another file, or one that was written since, has another mark. */
const mark = ({ dev, ino, size, mtimeMs }: Stats): string => [dev, ino, size, mtimeMs].join(' ');
