/** What is taken down of a media file when it is added: its content's hash, and its facts where the content is new. */
import { hashFile } from '../files/hash.js';
import type { MediaFacts } from '../model.js';
import { type FetchOptions, fetchMedia, isAddress } from './fetch.js';
import { MediaError } from './media-error.js';
import { probeMedia } from './probe.js';
import type { MediaPrograms } from './programs.js';
import { readable } from './readable.js';

export type Intake = { path: string } & (
  | { contentHash: string; media: MediaFacts }
  | { contentHash: string; media: null }
  | { skipped: string }
);

/** The kinds of file that are taken from a folder or a glob. */
export const MEDIA_EXTENSIONS: readonly string[] = [
  ...['mp4', 'mov', 'm4v', 'webm', 'mkv', 'avi', 'mpg', 'mpeg'],
  ...['gif', 'jpg', 'jpeg', 'png', 'webp', 'avif'],
];

export interface IntakeOptions {
  programs: MediaPrograms;
  /** Whether this content is in the store already. */
  isKnown: (contentHash: string) => boolean;
  fetching: FetchOptions;
}

/**
 * Reads one file, or fetches it first where `source` is an http(s) address. `media` is null when
 * the content is known, for then nothing needs probing. A file that cannot be used comes with the reason.
 */
export async function takeIn(source: string, { programs, isKnown, fetching }: IntakeOptions): Promise<Intake> {
  try {
    const path = isAddress(source) ? await fetchMedia(source, fetching) : source;
    const contentHash = await readable(hashFile(path, fetching.signal));
    return { path, contentHash, media: isKnown(contentHash) ? null : await probeMedia(path, programs) };
  } catch (thrown) {
    if (thrown instanceof MediaError) return { path: source, skipped: thrown.message };
    if (fetching.signal.aborted) return { path: source, skipped: 'it was interrupted' };
    throw thrown;
  }
}
