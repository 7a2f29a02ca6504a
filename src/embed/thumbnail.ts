/** A frame made small and grey: what copies are recognised by. */
import { THUMBNAIL_SIDE } from '../cluster/thumbnails.js';
import type { FrameShape } from '../media/frame.js';

/** Weights in brightness, in thousandths (ITU-R BT.601). */
const RED = 299;
const GREEN = 587;
const BLUE = 114;

/** 32 x 32 grey bytes from a frame of RGB bytes: the mean brightness of each cell. */
export function thumbnail(data: Uint8Array, { width, height }: FrameShape): Uint8Array {
  const columns = cellsOf(width);
  const rows = cellsOf(height);
  // Whole numbers throughout: a cell of the largest frame that a model may want stays below 2^32.
  const sums = new Uint32Array(THUMBNAIL_SIDE ** 2);
  let at = 0;
  for (let y = 0; y < height; y += 1) {
    const row = rows[y]! * THUMBNAIL_SIDE;
    for (let x = 0; x < width; x += 1) {
      sums[row + columns[x]!]! += RED * data[at]! + GREEN * data[at + 1]! + BLUE * data[at + 2]!;
      at += 3;
    }
  }
  const [perRow, perColumn] = [counts(rows), counts(columns)];
  return Uint8Array.from(sums, (sum, cell) => {
    const pixels = perRow[Math.floor(cell / THUMBNAIL_SIDE)]! * perColumn[cell % THUMBNAIL_SIDE]!;
    return Math.round(sum / (1000 * Math.max(1, pixels)));
  });
}

/** Which of the 32 rows or columns of cells each pixel of a side falls into. */
const cellsOf = (side: number): Uint8Array =>
  Uint8Array.from({ length: side }, (_, pixel) => Math.floor((pixel * THUMBNAIL_SIDE) / side));

/** How many pixels fall into each of the 32 rows or columns of cells. */
function counts(cells: Uint8Array): Uint32Array {
  const found = new Uint32Array(THUMBNAIL_SIDE);
  for (const cell of cells) found[cell]! += 1;
  return found;
}
