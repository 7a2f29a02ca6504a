/** All that is measured from one creative, from its decoded frames and sound. */
import type { MediaFacts, Patterns, ShotBoundary } from '../model.js';
import { motionEnergy } from './motion.js';
import { pacingOf } from './pacing.js';
import { pictureOf } from './picture.js';
import { soundOf } from './sound.js';
import type { FrameSummary } from './summary.js';
import { type FrameFaces, faceFigures } from './talent.js';

/** Raised when a measurement changes: what an earlier version measured is measured again. */
export const PATTERNS_VERSION = 3;

/** Of a longer clip so much is measured. */
export const MEASURED_SECONDS = 180;

/** Faster clips are measured at this rate: a cut is then still found to a thirtieth of a second. */
const MOST_FRAMES_PER_SECOND = 30;

/** The rate at which a clip's frames are wanted. */
export const framesPerSecond = ({ fps }: MediaFacts): number => Math.min(fps ?? 1, MOST_FRAMES_PER_SECOND);

export interface Decoded {
  /** All frames, evenly spaced and in order; one for a still picture. */
  frames: readonly FrameSummary[];
  boundaries: readonly ShotBoundary[];
  /** Shares of some frames that look like lettering, in order of time. */
  textAreas: readonly { atSeconds: number; share: number }[];
  /** Faces in the same frames. */
  faces: readonly FrameFaces[];
  /** One channel at SOUND_RATE; empty without sound. */
  samples: Float32Array;
  /** Probability of speech in each chunk of the samples; empty without sound. */
  speech: ArrayLike<number>;
}

/** Null when not a single frame was decoded. */
export function measure(
  { kind, durationSeconds }: MediaFacts,
  { frames, boundaries, textAreas, faces, samples, speech }: Decoded,
): Omit<Patterns, 'creativeId' | 'contentHash'> | null {
  const picture = pictureOf(frames);
  if (picture === null) return null;
  const pacing =
    kind === 'video' && durationSeconds > 0 ? pacingOf(boundaries, Math.min(durationSeconds, MEASURED_SECONDS)) : null;
  const sound = soundOf(samples, speech);
  return {
    ...picture,
    shots: pacing?.shots ?? null,
    firstCutSeconds: pacing?.firstCutSeconds ?? null,
    meanShotSeconds: pacing?.meanShotSeconds ?? null,
    densestShots: pacing?.densestShots ?? null,
    motion: motionEnergy(frames, boundaries),
    textArea: meanOverTime(textAreas, Math.min(durationSeconds, MEASURED_SECONDS)),
    loudnessLufs: sound?.loudnessLufs ?? null,
    silence: sound?.silence ?? null,
    voiceScore: sound?.voiceScore ?? null,
    beatScore: sound?.beatScore ?? null,
    beatsPerMinute: sound?.beatsPerMinute ?? null,
    speechShare: sound?.speechShare ?? null,
    speechStartSeconds: sound?.speechStartSeconds ?? null,
    ...faceFigures(faces),
    boundaries,
  };
}

/** Mean over a clip of what single frames show; each stands for the time half-way to its neighbours. 0 for no frames. */
export function meanOverTime(frames: readonly { atSeconds: number; share: number }[], durationSeconds: number): number {
  const edge = (place: number): number => ((frames[place - 1]?.atSeconds ?? 0) + (frames[place]?.atSeconds ?? 0)) / 2;
  const weights = frames.map((_, place) => {
    const from = place === 0 ? 0 : edge(place);
    const to = place === frames.length - 1 ? durationSeconds : edge(place + 1);
    return Math.max(1e-6, to - from);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return frames.reduce((sum, { share }, place) => sum + (share * (weights[place] ?? 0)) / total, 0);
}
