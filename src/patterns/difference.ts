/** How different two pictures are, in ways that a cut changes and a flash, a shake or an exposure does not. */
import { type FrameSummary, GRID_SIDE } from './summary.js';

/** Camera shake moves a picture by up to this many cells of the grid. */
const REACH = 3;

/** Below this spread of the luma a picture is one flat colour. */
const FLAT = 0.02;

/** Spread of the luma that coding noise makes: structure fainter than this counts for little. */
const FAINT = 0.005;

/**
 * Difference of two frames, 0..1: of their colours and light, times that of their structure. The same picture that is
 * only moved, brightened or dimmed has the same structure, so it comes out near 0.
 */
export function frameDifference(a: FrameSummary, b: FrameSummary): number {
  const appearance = Math.max(colourDifference(a, b), Math.min(1, 4 * meanDifference(a.luma, b.luma)));
  return appearance < 0.02 ? 0 : appearance * structureDifference(a, b);
}

/** Half the L1 distance of the colour histograms, 0..1. */
function colourDifference(a: FrameSummary, b: FrameSummary): number {
  let sum = 0;
  for (let bin = 0; bin < a.colours.length; bin += 1) sum += Math.abs(a.colours[bin]! - b.colours[bin]!);
  return sum / 2;
}

/** Mean absolute difference of the luma, 0..1. */
export function meanDifference(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += Math.abs(a[i]! - b[i]!);
  return sum / a.length;
}

/** 1 minus the best correlation of the lumas over small shifts, 0..1; near 1 where one is flat. */
export function structureDifference(a: FrameSummary, b: FrameSummary): number {
  let best = 0;
  for (let dy = -REACH; dy <= REACH; dy += 1) {
    for (let dx = -REACH; dx <= REACH; dx += 1) best = Math.max(best, correlation(a.luma, b.luma, dx, dy));
    if (best > 0.98) break;
  }
  return 1 - best;
}

/** Correlation of the overlapping parts of `a` and of `b` moved by (dx, dy); near 0 where one is flat. */
function correlation(a: Float32Array, b: Float32Array, dx: number, dy: number): number {
  let n = 0;
  let sumA = 0;
  let sumB = 0;
  let squareA = 0;
  let squareB = 0;
  let product = 0;
  for (let y = Math.max(0, -dy); y < Math.min(GRID_SIDE, GRID_SIDE - dy); y += 1) {
    for (let x = Math.max(0, -dx); x < Math.min(GRID_SIDE, GRID_SIDE - dx); x += 1) {
      const valueA = a[y * GRID_SIDE + x]!;
      const valueB = b[(y + dy) * GRID_SIDE + x + dx]!;
      n += 1;
      sumA += valueA;
      sumB += valueB;
      squareA += valueA * valueA;
      squareB += valueB * valueB;
      product += valueA * valueB;
    }
  }
  const varianceA = squareA / n - (sumA / n) ** 2 + FAINT ** 2;
  const varianceB = squareB / n - (sumB / n) ** 2 + FAINT ** 2;
  return (product / n - (sumA / n) * (sumB / n)) / Math.sqrt(varianceA * varianceB);
}

/** Whether a picture is of one flat colour, as between a fade out and a fade in. */
export function isFlat({ luma, brightness }: FrameSummary): boolean {
  let variance = 0;
  for (const value of luma) variance += (value - brightness) ** 2 / luma.length;
  return variance < FLAT ** 2;
}
