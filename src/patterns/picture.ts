/** What a creative looks like as a whole: light, colours, shape, length. */
import { COLOUR_NAMES, type ColourName } from './colours.js';
import type { FrameSummary } from './summary.js';

export interface ColourShare {
  name: ColourName;
  /** Share of the pixels over all frames, 0..1. */
  share: number;
}

export interface Picture {
  /** Mean luma over all frames, 0..1. */
  brightness: number;
  /** Mean saturation over all frames, 0..1. */
  saturation: number;
  /** The colours that fill a tenth of the picture or more, the most first. */
  colours: readonly ColourShare[];
}

const LEAST_SHARE = 0.1;

/** Null when there are no frames. */
export function pictureOf(frames: readonly FrameSummary[]): Picture | null {
  if (frames.length === 0) return null;
  const mean = (pick: (frame: FrameSummary) => number): number =>
    frames.reduce((sum, frame) => sum + pick(frame), 0) / frames.length;
  return {
    brightness: mean(({ brightness }) => brightness),
    saturation: mean(({ saturation }) => saturation),
    colours: COLOUR_NAMES.map((name, number) => ({ name, share: mean(({ named }) => named[number]!) }))
      .filter(({ share }) => share >= LEAST_SHARE)
      .sort((a, b) => b.share - a.share),
  };
}

export type Shape = 'vertical' | 'square' | 'horizontal';

/** Shape of the picture: square up to a tenth longer than wide. */
export function shapeOf({ width, height }: { width: number; height: number }): Shape {
  if (width > 1.1 * height) return 'horizontal';
  return height > 1.1 * width ? 'vertical' : 'square';
}

export type LengthClass = 'still' | 'up to 6 s' | '6 to 15 s' | '15 to 30 s' | 'over 30 s';

/** The lengths that platforms sell and report by. */
export function lengthClassOf(durationSeconds: number): LengthClass {
  if (durationSeconds === 0) return 'still';
  if (durationSeconds <= 6.5) return 'up to 6 s';
  if (durationSeconds <= 15.5) return '6 to 15 s';
  return durationSeconds <= 30.5 ? '15 to 30 s' : 'over 30 s';
}
