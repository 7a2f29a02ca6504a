/** How much of a picture looks like lettering: rows of small blocks full of sharp strokes. */

/** Side of the gray frames that are looked at: the whole picture squashed to a square. */
export const TEXT_FRAME_SIDE = 320;

const BLOCK_WIDTH = 16;
const BLOCK_HEIGHT = 8;
const COLUMNS = TEXT_FRAME_SIDE / BLOCK_WIDTH;
const ROWS = TEXT_FRAME_SIDE / BLOCK_HEIGHT;

/** A stroke's edge: luma changes by this much from one pixel to the second next. */
const EDGE = 60;

/** Lettering has so many dark-to-light or light-to-dark turns in a row of a block, in most rows of it. */
const TURNS = 2;
const LEAST_ROWS = 5;

/** Between the edges lettering is flat, unlike grain and foliage: so large a share of neighbouring pixels are about alike. */
const LEAST_FLAT = 0.25;
const ALIKE = 12;

/** A line of lettering runs over this many blocks side by side. */
const LEAST_RUN = 3;

/** Share of a TEXT_FRAME_SIDE x TEXT_FRAME_SIDE gray frame that looks like lettering, 0..1. Throws RangeError for another size. */
export function textLikeArea(gray: Uint8Array): number {
  if (gray.length !== TEXT_FRAME_SIDE ** 2) throw new RangeError(`a frame has ${gray.length} bytes`);
  let lettering = 0;
  for (let row = 0; row < ROWS; row += 1) {
    let run = 0;
    for (let column = 0; column <= COLUMNS; column += 1) {
      if (column < COLUMNS && hasStrokes(gray, column * BLOCK_WIDTH, row * BLOCK_HEIGHT)) {
        run += 1;
        continue;
      }
      if (run >= LEAST_RUN) lettering += run;
      run = 0;
    }
  }
  return lettering / (COLUMNS * ROWS);
}

function hasStrokes(gray: Uint8Array, left: number, top: number): boolean {
  let rowsWithTurns = 0;
  let flat = 0;
  for (let y = top; y < top + BLOCK_HEIGHT; y += 1) {
    let turns = 0;
    let direction = 0;
    for (let x = left; x < left + BLOCK_WIDTH && x + 2 < TEXT_FRAME_SIDE; x += 1) {
      const at = y * TEXT_FRAME_SIDE + x;
      if (Math.abs(gray[at + 1]! - gray[at]!) < ALIKE) flat += 1;
      const step = gray[at + 2]! - gray[at]!;
      const turn = step > EDGE ? 1 : step < -EDGE ? -1 : 0;
      if (turn !== 0 && turn !== direction) {
        turns += 1;
        direction = turn;
      }
    }
    if (turns >= TURNS) rowsWithTurns += 1;
  }
  return rowsWithTurns >= LEAST_ROWS && flat >= LEAST_FLAT * BLOCK_WIDTH * BLOCK_HEIGHT;
}
