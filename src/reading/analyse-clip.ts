/** One clip from its file to figures and words. */
import { resizedGrey } from '../lettering/pixels.js';
import type { MediaPrograms } from '../media/programs.js';
import type { MediaFacts, Patterns, ReadLine, ShotBoundary } from '../model.js';
import { measure } from '../patterns/measure.js';
import { TEXT_FRAME_SIDE, textLikeArea } from '../patterns/text-area.js';
import { decodeClip } from './decode-clip.js';
import type { Reader } from './reader.js';

export interface ClipTask {
  path: string;
  media: MediaFacts;
  /** Boundaries of a clip that has been measured, of which only the words are wanted; null for all figures. */
  known: readonly ShotBoundary[] | null;
  /** Whether to read its words. */
  read: boolean;
}

export interface ClipAnalysis {
  /** Null where they were known, and where not a single frame was decoded. */
  figures: Omit<Patterns, 'creativeId' | 'contentHash'> | null;
  /** Null when they were not to be read. */
  words: readonly ReadLine[] | null;
}

/** Throws MediaError when the file cannot be decoded. */
export async function analyseClip(
  { path, media, known, read }: ClipTask,
  programs: MediaPrograms,
  reader: Reader,
): Promise<ClipAnalysis> {
  const { summaries, boundaries, pictures, samples } = await decodeClip(path, media, programs, known);
  const { faces, speech, words } = await reader.look({ frames: pictures, samples, measure: known === null, read });
  if (known) return { figures: null, words };
  const textAreas = pictures.map(({ atSeconds, picture }) => ({
    atSeconds,
    share: textLikeArea(resizedGrey(picture, TEXT_FRAME_SIDE, TEXT_FRAME_SIDE)),
  }));
  return { figures: measure(media, { frames: summaries, boundaries, textAreas, faces, samples, speech }), words };
}
