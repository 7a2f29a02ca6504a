/** What is taken down of a media file when it is added: its content's hash, and its facts where the content is new. */
import { hashFile } from '../files/hash.js';
import type { MediaFacts } from '../model.js';
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

/**
 * Reads one file. `media` is null when `isKnown` says that the content is in the store already, for then nothing needs
 * probing. A file that cannot be used comes with the reason.
 */
export async function takeIn(
  path: string,
  programs: MediaPrograms,
  isKnown: (contentHash: string) => boolean,
): Promise<Intake> {
  try {
    const contentHash = await readable(hashFile(path));
    return { path, contentHash, media: isKnown(contentHash) ? null : await probeMedia(path, programs) };
  } catch (thrown) {
    if (thrown instanceof MediaError) return { path, skipped: thrown.message };
    throw thrown;
  }
}
