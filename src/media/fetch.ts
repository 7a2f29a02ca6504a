/** Media files from the web, kept beside the store. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { extname, join } from 'node:path';
import { DownloadError, download } from '../files/download.js';
import { MediaError } from './media-error.js';

export interface FetchOptions {
  /** Folder that downloads are kept in. */
  folder: string;
  maxBytes: number;
  /** Whether addresses inside a private network may be asked. */
  allowPrivate: boolean;
  signal: AbortSignal;
}

export const isAddress = (text: string): boolean => /^https?:\/\//i.test(text);

/** Servers that do not know better send files as `octet-stream`. */
const MEDIA_TYPE = /^(?:video|image)\/|^application\/(?:octet-stream|mp4)\b/i;

const ENDINGS: Record<string, string> = {
  'video/mp4': '.mp4',
  'video/quicktime': '.mov',
  'video/webm': '.webm',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/webp': '.webp',
};

/** Enough of a SHA-256 in hex to keep addresses apart. */
const DIGEST_LENGTH = 12;

/**
 * Fetches the file at an http(s) address and gives its path; one that was fetched before is not fetched again, and one
 * that was cut off is continued. Throws MediaError with the reason.
 */
export async function fetchMedia(url: string, { folder, ...options }: FetchOptions): Promise<string> {
  const digest = createHash('sha256').update(url).digest('hex').slice(0, DIGEST_LENGTH);
  const own = join(folder, digest);
  const name = fileNameOf(url);
  const known = [name, ...Object.values(ENDINGS).map((ending) => name + ending)].map((file) => join(own, file));
  const kept = known.find((path) => existsSync(path));
  if (kept !== undefined) return kept;
  mkdirSync(own, { recursive: true });
  const path = join(own, name);
  try {
    const { 'content-type': type = '' } = await download(url, path, {
      ...options,
      check: ({ headers }) => {
        const sent = headers['content-type'] ?? 'nothing that says what it is';
        if (!MEDIA_TYPE.test(sent)) throw new DownloadError(`the server sent ${sent}, not a video or picture`);
      },
    });
    const ending = extname(name) === '' ? ENDINGS[type.split(';')[0]!.trim().toLowerCase()] : undefined;
    if (ending === undefined) return path;
    renameSync(path, path + ending);
    return path + ending;
  } catch (thrown) {
    if (thrown instanceof DownloadError) throw new MediaError(thrown.message, { cause: thrown });
    throw thrown;
  }
}

/** The last part of the address's path as a file name; `download` where there is none. */
function fileNameOf(url: string): string {
  const last = URL.canParse(url) ? (new URL(url).pathname.split('/').at(-1) ?? '') : '';
  const name = decoded(last)
    .replace(/[^\p{L}\p{N}._ ()-]+/gu, '_')
    .replace(/^\.+/, '')
    .slice(-100);
  return name === '' ? 'download' : name;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
