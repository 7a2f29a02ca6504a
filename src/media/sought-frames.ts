/**
 * Frames of a long clip, moment by moment. Where a clip has key frames each costs a seek. What a container calls a key
 * frame may not be one to the decoder (intra refresh), and some clips have one at their start alone: what is then missing,
 * or too far off, is decoded.
 */
import type { Frame, FrameShape } from './frame.js';
import type { MediaPrograms } from './programs.js';
import type { SampleTimes } from './sample-times.js';
import { type Clip, collect, framesAt, videoFrames } from './video-frames.js';

/** Others are neither decoded nor, where the container has an index, read. */
export const KEY_FRAMES_ONLY = ['-discard', 'nokey', '-skip_frame', 'nokey'];

/** Frames that no other depends on are left out: half the work, and a moment is off by less than a tenth of a second. */
export const WITHOUT_SIDE_FRAMES = ['-skip_frame', 'noref'];

/**
 * A key frame is sought before its moment. After a seek into open groups of pictures decoders pass over the first ones, and
 * what comes is seconds late.
 */
const LATE_SECONDS = 1;

/** The frames of a plan, not in order; `atSeconds` is where each really is. One process at a time, so that memory stays small. */
export async function soughtFrames(
  clip: Clip,
  { times, toleranceSeconds }: SampleTimes,
  shape: FrameShape,
  programs: MediaPrograms,
): Promise<Frame[]> {
  const frames: Frame[] = [];
  const missing: number[] = [];
  let decodedBySeeks = 0;
  for (const [row, time] of times.entries()) {
    const found = await seek(clip, time, shape, programs, [...KEY_FRAMES_ONLY, '-noaccurate_seek']);
    const early = found ? time - found.atSeconds : Number.POSITIVE_INFINITY;
    if (found && early <= (toleranceSeconds[row] ?? 0) && -early <= LATE_SECONDS) {
      frames.push(found);
      continue;
    }
    missing.push(time);
    decodedBySeeks += early > 0 ? Math.min(time, early) : 0;
  }
  const last = missing.at(-1);
  if (last === undefined) return frames;
  // Far from key frames each seek decodes much of the clip again: then it is read through once.
  if (decodedBySeeks > last) {
    return [...frames, ...(await collect(framesAt(clip, missing, shape, programs, WITHOUT_SIDE_FRAMES)))];
  }
  for (const time of missing) {
    const found = await seek(clip, time, shape, programs, []);
    if (found) frames.push(found);
  }
  return frames;
}

/** One frame: with `-noaccurate_seek` the key frame at or before the moment, else the one at it; null when none is decoded. */
async function seek(
  clip: Clip,
  time: number,
  shape: FrameShape,
  programs: MediaPrograms,
  options: readonly string[],
): Promise<Frame | null> {
  const inputOptions = [...options, '-ss', time.toFixed(3)];
  const [frame] = await collect(
    videoFrames(clip, programs, shape, { inputOptions, choose: [], maxFrames: 1, fromSeconds: time }),
  );
  return frame ?? null;
}
