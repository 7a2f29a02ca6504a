/** How much moves inside the shots of a clip. */

import type { ShotBoundary } from '../model.js';
import { meanDifference } from './difference.js';
import type { FrameSummary } from './summary.js';

/** Frames this far apart are compared, so that the figure does not depend on the frame rate. */
const STEP_SECONDS = 0.1;

/** Mean change of the luma in a tenth of a second within a shot, 0..1; null where no two frames of a shot are so far apart. */
export function motionEnergy(frames: readonly FrameSummary[], boundaries: readonly ShotBoundary[]): number | null {
  let sum = 0;
  let count = 0;
  let later = 0;
  let boundary = 0;
  for (let i = 0; i < frames.length; i += 1) {
    const { atSeconds, luma } = frames[i]!;
    while (later < frames.length && frames[later]!.atSeconds < atSeconds + STEP_SECONDS - 1e-6) later += 1;
    while (boundary < boundaries.length && boundaries[boundary]!.atSeconds <= atSeconds) boundary += 1;
    if (later === frames.length) break;
    if (boundary < boundaries.length && boundaries[boundary]!.atSeconds <= frames[later]!.atSeconds) continue;
    sum += meanDifference(luma, frames[later]!.luma);
    count += 1;
  }
  return count === 0 ? null : sum / count;
}
