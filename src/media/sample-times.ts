/** Which moments of a clip to look at: the opening, where the hook is, denser than the rest. Pure. */

/** The hook: what decides whether a viewer stays. */
export const OPENING_SECONDS = 3;

/** One look every so many seconds in the opening, and in the body until `MAX_BODY_SAMPLES` would be exceeded. */
const OPENING_STEP_SECONDS = 1;
const BODY_STEP_SECONDS = 2;
const MAX_BODY_SAMPLES = 12;

/** Half the longest distance of key frames that encoders choose by themselves (250 frames at 30 fps). */
const BODY_TOLERANCE_SECONDS = 4.2;

/** The last frame of a clip starts before its end; a moment later than this before the end may have no frame. */
const END_MARGIN_SECONDS = 0.1;

export interface SampleTimes {
  /** Moments in seconds, ascending, all within the clip. */
  times: readonly number[];
  /** How far from each moment a frame may be and still stand for it, in seconds. */
  toleranceSeconds: readonly number[];
}

/**
 * The moments to look at in a clip of `durationSeconds`: every second of the first three, then every two seconds of the
 * body, and at most 12 there, evenly spread, however long the clip is. A clip of no known length gives its first frame.
 */
export function sampleTimes(durationSeconds: number): SampleTimes {
  const end = Math.max(0, durationSeconds - END_MARGIN_SECONDS);
  const opening = evenTimes(Math.min(end, OPENING_SECONDS), 1 / OPENING_STEP_SECONDS);
  const bodySeconds = end - OPENING_SECONDS;
  const bodyCount = bodySeconds <= 0 ? 0 : Math.min(MAX_BODY_SAMPLES, Math.ceil(bodySeconds / BODY_STEP_SECONDS));
  const bodyStep = bodyCount > 0 ? bodySeconds / bodyCount : 0;
  const body = Array.from({ length: bodyCount }, (_, index) => OPENING_SECONDS + (index + 0.5) * bodyStep);
  return {
    times: [...opening, ...body],
    toleranceSeconds: [
      ...opening.map(() => OPENING_STEP_SECONDS),
      ...body.map(() => Math.max(bodyStep, BODY_TOLERANCE_SECONDS)),
    ],
  };
}

/** 0, 1/fps, 2/fps … before `endSeconds`; 0 alone when the clip has no length. */
export function evenTimes(endSeconds: number, fps: number): number[] {
  const count = Math.max(1, Math.ceil(endSeconds * fps));
  return Array.from({ length: count }, (_, index) => index / fps);
}

export interface NearestFrames {
  /** Row numbers of `available` that stand for a wanted moment: ascending, each once. */
  chosen: readonly number[];
  /** Row numbers of `plan.times` that no available frame is near enough to. */
  missing: readonly number[];
}

/** For each moment of a plan the nearest of the `available` frame times (seconds, ascending). */
export function nearestFrames({ times, toleranceSeconds }: SampleTimes, available: readonly number[]): NearestFrames {
  const chosen = new Set<number>();
  const missing: number[] = [];
  times.forEach((time, row) => {
    const nearest = nearestRow(available, time);
    if (nearest === null || Math.abs(available[nearest]! - time) > toleranceSeconds[row]!) missing.push(row);
    else chosen.add(nearest);
  });
  return { chosen: [...chosen].sort((a, b) => a - b), missing };
}

function nearestRow(available: readonly number[], time: number): number | null {
  let nearest: number | null = null;
  available.forEach((candidate, row) => {
    if (nearest === null || Math.abs(candidate - time) < Math.abs(available[nearest]! - time)) nearest = row;
  });
  return nearest;
}
