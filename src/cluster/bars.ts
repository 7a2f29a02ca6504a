/**
 * Plain black bars beside or above a picture, as an editor adds them to fit a clip into another format. They say nothing
 * about the picture, and would make any two clips on bars alike. Pure.
 */

/** The part of a picture between its bars, in pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Black in video is 16 of 255, and compression adds a little. */
const BLACK = 24;

/** Both bars of a pair have at least this share of the side, and are equally wide but for a pixel of rounding each. */
const MIN_BAR = 1 / 16;
const MAX_DIFFERENCE = 2;

/** A smaller part between dark edges is a thing on a dark ground, not a picture on bars. */
const MIN_PICTURE = 1 / 4;

/** `grey`: bytes of a square picture of `side` pixels, rows from the top. Without bars the box is all of it. */
export function pictureBetweenBars(grey: Uint8Array, side: number): Box {
  const pixel = (x: number, y: number): number => grey[y * side + x] ?? 0;
  const [top, height] = between(side, (y) => isBlack(side, (x) => pixel(x, y)));
  const [left, width] = between(side, (x) => isBlack(side, (y) => pixel(x, y)));
  return { left, top, width, height };
}

/** Start and length of what lies between two black bars of one direction. */
function between(side: number, isBar: (line: number) => boolean): [start: number, length: number] {
  let before = 0;
  while (before < side && isBar(before)) before += 1;
  let after = 0;
  while (after < side - before && isBar(side - 1 - after)) after += 1;
  const length = side - before - after;
  const isPair = Math.min(before, after) >= side * MIN_BAR && Math.abs(before - after) <= MAX_DIFFERENCE;
  return isPair && length >= side * MIN_PICTURE ? [before, length] : [0, side];
}

function isBlack(side: number, pixel: (place: number) => number): boolean {
  for (let place = 0; place < side; place += 1) if (pixel(place) > BLACK) return false;
  return true;
}
