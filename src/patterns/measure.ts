/** All that is measured from one creative, from its decoded frames and sound. */
import type { MediaFacts, Patterns } from '../model.js';
import { motionEnergy } from './motion.js';
import { pacingOf } from './pacing.js';
import { pictureOf } from './picture.js';
import { shotBoundaries } from './shots.js';
import { soundOf } from './sound.js';
import type { FrameSummary } from './summary.js';

/** Raised when a measurement changes: what an earlier version measured is measured again. */
export const PATTERNS_VERSION = 1;

/** Of a longer clip so much is measured. */
export const MEASURED_SECONDS = 180;

/** Faster clips are measured at this rate: a cut is then still found to a thirtieth of a second. */
const MOST_FRAMES_PER_SECOND = 30;

/** Frames in which lettering is looked for. */
const TEXT_FRAMES = 8;

/** The rate at which a clip's frames are wanted. */
export const framesPerSecond = ({ fps }: MediaFacts): number => Math.min(fps ?? 1, MOST_FRAMES_PER_SECOND);

/** The moments, in seconds, at which lettering is looked for. */
export function textTimes({ durationSeconds }: MediaFacts): number[] {
  const seconds = Math.min(durationSeconds, MEASURED_SECONDS);
  return seconds === 0 ? [0] : Array.from({ length: TEXT_FRAMES }, (_, i) => ((i + 0.5) * seconds) / TEXT_FRAMES);
}

export interface Decoded {
  /** All frames, evenly spaced and in order; one for a still picture. */
  frames: readonly FrameSummary[];
  /** Shares of some frames that look like lettering. */
  textAreas: readonly number[];
  /** One channel at SOUND_RATE; empty without sound. */
  samples: Float32Array;
}

/** Null when not a single frame was decoded. */
export function measure(
  { kind, durationSeconds }: MediaFacts,
  { frames, textAreas, samples }: Decoded,
): Omit<Patterns, 'creativeId' | 'contentHash'> | null {
  const picture = pictureOf(frames);
  if (picture === null) return null;
  const boundaries = shotBoundaries(frames);
  const pacing =
    kind === 'video' && durationSeconds > 0 ? pacingOf(boundaries, Math.min(durationSeconds, MEASURED_SECONDS)) : null;
  const sound = soundOf(samples);
  return {
    ...picture,
    shots: pacing?.shots ?? null,
    firstCutSeconds: pacing?.firstCutSeconds ?? null,
    meanShotSeconds: pacing?.meanShotSeconds ?? null,
    densestShots: pacing?.densestShots ?? null,
    motion: motionEnergy(frames, boundaries),
    textArea: textAreas.reduce((sum, area) => sum + area, 0) / Math.max(1, textAreas.length),
    loudnessLufs: sound?.loudnessLufs ?? null,
    silence: sound?.silence ?? null,
    voiceScore: sound?.voiceScore ?? null,
    beatScore: sound?.beatScore ?? null,
    beatsPerMinute: sound?.beatsPerMinute ?? null,
    boundaries,
  };
}
