/** What belongs to the platform or the maker rather than to the message: usernames, watermarks, "Sponsored". */
import type { Box } from './layout.js';
import { folded } from './similar.js';

export interface Sighting {
  text: string;
  /** Where it was in each frame that had it. */
  boxes: readonly Box[];
  /** Frames that had it. */
  frames: number;
}

/** In so few frames nothing can be said to stand still. */
const LEAST_FRAMES = 4;

/** In this share of the frames, within this far of its usual place, as a fraction of the frame. */
const STANDING_SHARE = 0.75;
const STILL = 0.012;

/** A headline may stand through a clip too, but is larger: furniture is at most this share of the frame high. */
const SMALL = 0.026;

/** Words by which platforms mark an ad, letters and digits only, in lower case. */
const MARKS: ReadonlySet<string> = new Set(
  [
    ...['sponsored', 'ad', 'advertisement', 'paidpartnership', 'promoted', 'tiktok', 'instagram', 'reels', 'shorts'],
    ...['gesponsert', 'anzeige', 'werbung', 'publicidad', 'patrocinado', 'publicite', 'sponsorise', 'publicidade'],
    ...['реклама', 'спонсировано', 'реклама18', 'capcut', 'youtube', 'youtubeshorts'],
  ].map(folded),
);

/** `@name`, alone on its line. */
const USERNAME = /^@[\p{L}\p{N}._]{2,}$/u;

/** Whether a line is furniture, out of `framesRead` frames of the clip. */
export function isFurniture({ text, boxes, frames }: Sighting, framesRead: number): boolean {
  if (USERNAME.test(text) || MARKS.has(folded(text))) return true;
  if (frames < LEAST_FRAMES || frames < STANDING_SHARE * framesRead) return false;
  const heights = boxes.map(([, , , height]) => height).sort((a, b) => a - b);
  const isSmall = (heights[Math.floor(heights.length / 2)] ?? 1) <= SMALL;
  return isSmall && spread(boxes, 0) <= STILL && spread(boxes, 1) <= STILL;
}

/** Largest distance of a left (0) or upper (1) edge from the middle one. */
function spread(boxes: readonly Box[], side: 0 | 1): number {
  const places = boxes.map((box) => box[side]).sort((a, b) => a - b);
  const middle = places[Math.floor(places.length / 2)] ?? 0;
  return Math.max(...places.map((place) => Math.abs(place - middle)));
}
