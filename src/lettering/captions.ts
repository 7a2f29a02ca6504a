/** Captions of a clip from the lines of its frames: each once, with the time that it is on the screen. */
import type { ReadLine } from '../model.js';
import { isFurniture } from './furniture.js';
import { type Box, type FrameLine, type PlacedLine, placedLines } from './layout.js';
import { similarity } from './similar.js';

/** Raised when reading changes: what an earlier version read is read again. */
export const WORDS_VERSION = 1;

export interface FrameText {
  atSeconds: number;
  lines: readonly FrameLine[];
}

/** Looks at one caption agree in this share of the letters, and in place. */
const SAME_TEXT = 0.75;
const NEAR = 0.06;

/** A caption may be missed in one frame between two that have it. */
const MISSED_FRAMES = 1;

/**
 * The lines of a clip in the order in which they come, from the top down. `frames` in order of time; `aspect` is width /
 * height of the clip.
 */
export function readLines(frames: readonly FrameText[], aspect: number): ReadLine[] {
  const captions: (PlacedLine & { frame: number })[][] = [];
  frames.forEach(({ lines }, frame) => {
    const open = captions.filter((caption) => frame - (caption.at(-1)?.frame ?? 0) <= 1 + MISSED_FRAMES);
    for (const line of placedLines(lines, aspect)) {
      const same = open.find((caption) => {
        const last = caption.at(-1);
        return last !== undefined && last.frame < frame && isSame(last, line);
      });
      if (same) same.push({ ...line, frame });
      else captions.push([{ ...line, frame }]);
    }
  });
  const times = frames.map(({ atSeconds }) => atSeconds);
  return captions
    .map((caption) => readLine(caption, times))
    .sort((a, b) => a.atSeconds - b.atSeconds || a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}

const isSame = (a: PlacedLine, b: PlacedLine): boolean =>
  near(a.box, b.box) && a.language === b.language && similarity(a.text, b.text) >= SAME_TEXT;

/** Whether two boxes lie in the same place: their middles within a few hundredths of the frame. */
const near = (a: Box, b: Box): boolean =>
  Math.abs(a[0] + a[2] / 2 - b[0] - b[2] / 2) <= NEAR && Math.abs(a[1] + a[3] / 2 - b[1] - b[3] / 2) <= NEAR;

function readLine(caption: readonly (PlacedLine & { frame: number })[], times: readonly number[]): ReadLine {
  const seen = caption.map(({ frame }) => times[frame] ?? 0);
  // The surest look wins; of its letters the most frequent reading among the looks would be no better.
  const { text, box, confidence, language } = caption.reduce((best, line) =>
    line.confidence > best.confidence ? line : best,
  );
  return {
    atSeconds: Math.min(...seen),
    untilSeconds: Math.max(...seen),
    text,
    box,
    confidence,
    language,
    furniture: isFurniture({ text, boxes: caption.map((line) => line.box), frames: caption.length }, times.length),
    block: caption[0]?.block ?? 1,
  };
}
