/** A decoded frame to the little that shots, motion and picture facts need of it. */
import { COLOUR_NAMES, colourNumber } from './colours.js';

/** Side of the frames that are summarised, in pixels: the whole picture squashed to a square, 3 bytes a pixel (rgb24). */
export const FRAME_SIDE = 64;

/** Side of the luma grid of a summary. */
export const GRID_SIDE = 32;

const BINS = 4;

export interface FrameSummary {
  atSeconds: number;
  /** Luma of a GRID_SIDE x GRID_SIDE grid, 0..1, rows from the top. */
  luma: Float32Array;
  /** Share of the pixels in each of 4 x 4 x 4 cells of the RGB cube. */
  colours: Float32Array;
  /** Share of the pixels of each colour of COLOUR_NAMES. */
  named: Float32Array;
  /** Mean luma, 0..1. */
  brightness: number;
  /** Mean of (max - min) / max over the pixels, 0..1. */
  saturation: number;
}

/** Summary of a FRAME_SIDE x FRAME_SIDE rgb24 frame. Throws RangeError for another size. */
export function summarise({ atSeconds, data }: { atSeconds: number; data: Uint8Array }): FrameSummary {
  const pixels = FRAME_SIDE * FRAME_SIDE;
  if (data.length !== 3 * pixels) throw new RangeError(`a frame has ${data.length} bytes, not ${3 * pixels}`);
  const luma = new Float32Array(GRID_SIDE * GRID_SIDE);
  const colours = new Float32Array(BINS ** 3);
  const named = new Float32Array(COLOUR_NAMES.length);
  const perCell = (FRAME_SIDE / GRID_SIDE) ** 2;
  let brightness = 0;
  let saturation = 0;
  for (let y = 0, i = 0; y < FRAME_SIDE; y += 1) {
    const gridRow = Math.floor((y * GRID_SIDE) / FRAME_SIDE) * GRID_SIDE;
    for (let x = 0; x < FRAME_SIDE; x += 1, i += 3) {
      const red = data[i]!;
      const green = data[i + 1]!;
      const blue = data[i + 2]!;
      // Rec. 709 luma.
      const light = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
      const most = Math.max(red, green, blue);
      luma[gridRow + Math.floor((x * GRID_SIDE) / FRAME_SIDE)]! += light / perCell;
      colours[((red >> 6) * BINS + (green >> 6)) * BINS + (blue >> 6)]! += 1 / pixels;
      named[colourNumber(red, green, blue)]! += 1 / pixels;
      brightness += light / pixels;
      if (most > 0) saturation += (most - Math.min(red, green, blue)) / most / pixels;
    }
  }
  return { atSeconds, luma, colours, named, brightness, saturation };
}
