/**
 * Whether two frames are the same picture, edited or not: grey thumbnails compared block by block, each also mirrored
 * and zoomed. A network tells that two frames show the same kind of thing; this tells that they are the same shot.
 */
import { type Box, pictureBetweenBars } from './bars.js';

/** Thumbnails are this many pixels wide and high, one byte each, rows from the top. */
export const THUMBNAIL_SIDE = 32;
const PIXELS = THUMBNAIL_SIDE ** 2;

/** Captions, stickers and bars change some blocks of a picture and leave the others. */
const BLOCK_SIDE = 8;
const BLOCKS_ACROSS = THUMBNAIL_SIDE / BLOCK_SIDE;
const BLOCKS = BLOCKS_ACROSS ** 2;

/** Parts of the picture that an edit may have kept. */
const ZOOMS = [1, 0.95, 0.9, 0.85, 0.8, 0.75];

/** The first of them, those that encoding for another size makes. Views begin with the zooms that are not mirrored. */
const SLIGHT_ZOOMS = 3;

/** A block whose grey values deviate less than this (of 255) from their mean shows nothing that could be compared. */
const FLAT_DEVIATION = 3;

/** A picture with fewer blocks to compare, such as a blank one, is like no other. */
const MIN_BLOCKS = 4;

/** One view of a thumbnail: each block with mean 0 and length 1, or zeros where it is flat. */
interface BlockView {
  values: Float32Array;
  /** 1 for each block that shows something. */
  shown: Uint8Array;
}

/** A thumbnail made ready to be compared many times. */
export interface Fingerprint {
  plain: BlockView;
  /** Mirrored and zoomed views, the plain one included. Bars are cut off in all of them. */
  views: readonly BlockView[];
  /** With its bars, which may have been laid over a picture rather than put around it; null where there are none. */
  barred: BlockView | null;
}

/** `thumbnail`: 32 x 32 grey bytes. */
export function fingerprint(thumbnail: Uint8Array): Fingerprint {
  if (thumbnail.length !== PIXELS) throw new RangeError(`a thumbnail has ${PIXELS} pixels, not ${thumbnail.length}`);
  const box = pictureBetweenBars(thumbnail, THUMBNAIL_SIDE);
  const views = [false, true].flatMap((mirrored) =>
    ZOOMS.map((zoom) => blockView(zoomed(thumbnail, box, zoom, mirrored))),
  );
  const isWhole = box.width === THUMBNAIL_SIDE && box.height === THUMBNAIL_SIDE;
  return { plain: views[0]!, views, barred: isWhole ? null : blockView(Float32Array.from(thumbnail)) };
}

/**
 * How much two pictures are the same one, -1..1: the mean correlation of their blocks, in the best of their views. Copies
 * that were cropped, mirrored, graded, put on bars or compressed reach 0.73 and more, captioned ones 0.45; of other
 * pictures 1 in 200 reaches 0.35, and 1 in 5,000 reaches 0.5.
 */
export const sameness = (a: Fingerprint, b: Fingerprint): number => mostAlike(a, b).alike;

/** The share of blocks, 0..1, that correlate at least `likeness` in the view in which the pictures are most alike. */
export function agreement(a: Fingerprint, b: Fingerprint, likeness: number): number {
  const { views } = mostAlike(a, b);
  if (views === null) return 0;
  const [one, other] = views;
  let blocks = 0;
  let alike = 0;
  for (let block = 0; block < BLOCKS; block += 1) {
    if (!(one.shown[block]! | other.shown[block]!)) continue;
    blocks += 1;
    const product = BLOCK_PIXELS[block]!.reduce((sum, pixel) => sum + one.values[pixel]! * other.values[pixel]!, 0);
    if (product >= likeness) alike += 1;
  }
  return alike / blocks;
}

/** The views in which two pictures are most alike, and how much; null and -1 where they cannot be compared. */
function mostAlike(a: Fingerprint, b: Fingerprint): { alike: number; views: readonly [BlockView, BlockView] | null } {
  let best: { alike: number; views: readonly [BlockView, BlockView] | null } = { alike: -1, views: null };
  const compare = (one: BlockView, other: BlockView): void => {
    const alike = correlation(one, other);
    if (alike > best.alike) best = { alike, views: [one, other] };
  };
  for (const view of b.views) compare(a.plain, view);
  for (const view of a.views) compare(view, b.plain);
  // Of two pictures with bars the bars would be what is alike: only one of them may have any.
  if (a.barred !== null && b.barred === null) for (const view of b.views) compare(a.barred, view);
  if (b.barred !== null && a.barred === null) for (const view of a.views) compare(view, b.barred);
  return best;
}

/** Whether a picture has too few blocks that show something to be compared: it is like no other. */
export const isBlank = ({ plain: { shown } }: Fingerprint): boolean =>
  shown.reduce((blocks, each) => blocks + each, 0) < MIN_BLOCKS;

/** As `sameness`, of frames that were encoded again and at most trimmed a little: five times as fast. */
export function encodedSameness(a: Fingerprint, b: Fingerprint): number {
  let best = correlation(a.plain, b.plain);
  for (let view = 1; view < SLIGHT_ZOOMS; view += 1) {
    const [own, other] = [a.views[view], b.views[view]];
    if (own && other) best = Math.max(best, correlation(a.plain, other), correlation(own, b.plain));
  }
  return best;
}

function correlation(a: BlockView, b: BlockView): number {
  let blocks = 0;
  for (let block = 0; block < BLOCKS; block += 1) blocks += a.shown[block]! | b.shown[block]!;
  if (blocks < MIN_BLOCKS) return -1;
  let sum = 0;
  for (let i = 0; i < PIXELS; i += 1) sum += a.values[i]! * b.values[i]!;
  return sum / blocks;
}

function blockView(grey: Float32Array): BlockView {
  const values = new Float32Array(PIXELS);
  const shown = new Uint8Array(BLOCKS);
  for (let block = 0; block < BLOCKS; block += 1) {
    const pixels = BLOCK_PIXELS[block]!;
    const mean = pixels.reduce((sum, pixel) => sum + grey[pixel]!, 0) / pixels.length;
    const length = Math.sqrt(pixels.reduce((sum, pixel) => sum + (grey[pixel]! - mean) ** 2, 0));
    if (length < FLAT_DEVIATION * BLOCK_SIDE) continue;
    shown[block] = 1;
    for (const pixel of pixels) values[pixel] = (grey[pixel]! - mean) / length;
  }
  return { values, shown };
}

/** The pixels of each block. */
const BLOCK_PIXELS = Array.from({ length: BLOCKS }, (_, block) =>
  Array.from({ length: BLOCK_SIDE ** 2 }, (_, pixel) => {
    const x = (block % BLOCKS_ACROSS) * BLOCK_SIDE + (pixel % BLOCK_SIDE);
    const y = Math.floor(block / BLOCKS_ACROSS) * BLOCK_SIDE + Math.floor(pixel / BLOCK_SIDE);
    return y * THUMBNAIL_SIDE + x;
  }),
);

/** The middle part of what `box` holds at full size, interpolated; `zoom` is the share of each side that it keeps. */
function zoomed(grey: Uint8Array, box: Box, zoom: number, mirrored: boolean): Float32Array {
  const last = THUMBNAIL_SIDE - 1;
  const from = (place: number, start: number, length: number): number => {
    const margin = start + ((1 - zoom) * length) / 2;
    return Math.min(
      start + length - 1,
      Math.max(start, margin + ((place + 0.5) * zoom * length) / THUMBNAIL_SIDE - 0.5),
    );
  };
  return Float32Array.from({ length: PIXELS }, (_, at) => {
    const column = at % THUMBNAIL_SIDE;
    const x = from(mirrored ? last - column : column, box.left, box.width);
    const y = from(Math.floor(at / THUMBNAIL_SIDE), box.top, box.height);
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [right, bottom] = [Math.min(last, left + 1), Math.min(last, top + 1)];
    const pixel = (row: number, column: number): number => grey[row * THUMBNAIL_SIDE + column]!;
    const upper = pixel(top, left) + (x - left) * (pixel(top, right) - pixel(top, left));
    const lower = pixel(bottom, left) + (x - left) * (pixel(bottom, right) - pixel(bottom, left));
    return upper + (y - top) * (lower - upper);
  });
}
