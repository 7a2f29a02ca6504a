/** Small pictures of a clip for pages that show it: its hook frame first, then later moments. */
import sharp from 'sharp';
import type { MediaFacts } from '../model.js';
import { decodeFrames } from './decode.js';
import type { MediaPrograms } from './programs.js';

export interface Thumbnail {
  atSeconds: number;
  /** WebP; the same frame gives the same bytes. */
  picture: Buffer;
}

/** Thumbnails are this wide; the height follows the clip's proportions, within bounds. */
const WIDTH = 180;
const MAX_HEIGHT = 400;

/** Moments after the first frame, as parts of the length. */
const LATER = [0.25, 0.5, 0.75];

const QUALITY = 62;

/** The first frame and three later ones; a still picture is one. Throws MediaError when nothing can be decoded. */
export async function thumbnails(path: string, facts: MediaFacts, programs: MediaPrograms): Promise<Thumbnail[]> {
  const height = Math.min(MAX_HEIGHT, Math.max(2, 2 * Math.round((WIDTH * facts.height) / facts.width / 2)));
  const times = [0, ...LATER.map((part) => part * facts.durationSeconds)];
  const made: Thumbnail[] = [];
  const frames = decodeFrames(path, facts, { times, width: WIDTH, height, pixelFormat: 'rgb24' }, { programs });
  for await (const { atSeconds, data } of frames) {
    const picture = await sharp(data, { raw: { width: WIDTH, height, channels: 3 } })
      .webp({ quality: QUALITY, effort: 4 })
      .toBuffer();
    made.push({ atSeconds, picture });
  }
  return made;
}
