/** A frame made small and grey: what copies are recognised by. */
import { THUMBNAIL_SIDE } from '../cluster/thumbnails.js';
import type { FrameShape } from '../media/frame.js';

/** Weights of red, green and blue in brightness (ITU-R BT.601). */
const BRIGHTNESS = [0.299, 0.587, 0.114] as const;

/** 32 x 32 grey bytes from a frame of RGB bytes: the mean brightness of each cell. */
export function thumbnail(data: Uint8Array, { width, height }: FrameShape): Uint8Array {
  const sums = new Float64Array(THUMBNAIL_SIDE ** 2);
  const counts = new Uint32Array(THUMBNAIL_SIDE ** 2);
  for (let y = 0, at = 0; y < height; y += 1) {
    const row = Math.floor((y * THUMBNAIL_SIDE) / height) * THUMBNAIL_SIDE;
    for (let x = 0; x < width; x += 1, at += 3) {
      const cell = row + Math.floor((x * THUMBNAIL_SIDE) / width);
      sums[cell] += BRIGHTNESS[0] * data[at] + BRIGHTNESS[1] * data[at + 1] + BRIGHTNESS[2] * data[at + 2];
      counts[cell] += 1;
    }
  }
  return Uint8Array.from(sums, (sum, cell) => Math.round(sum / Math.max(1, counts[cell])));
}
