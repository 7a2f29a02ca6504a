/** What a clip sounds like. */
import { beatOf } from './beat.js';
import { integratedLoudness } from './loudness.js';
import { type Speech, speechOf } from './speech.js';

/** Rate at which sound is analysed: it holds all that a voice has. */
export const SOUND_RATE = 16_000;

export interface Sound extends Speech {
  /** Integrated loudness of the mono mix, LUFS; null when all of it is silence. */
  loudnessLufs: number | null;
  /** Share of the time below -50 dBFS, 0..1. */
  silence: number;
  /** How steady its beat is, 0..1. */
  beatScore: number;
  /** Beats a minute; null where there is no steady beat. */
  beatsPerMinute: number | null;
}

/** From these scores on there is a voice, or a beat. */
export const HAS_VOICE = 0.5;
export const HAS_BEAT = 0.5;

const WINDOW = SOUND_RATE / 20;

/** Windows below this root mean square (-50 dBFS) are silence. */
const SILENT = 10 ** (-50 / 20);

/** Null for no samples. `samples` -1..1 at SOUND_RATE; `speech` the probability of it in each chunk of them. */
export function soundOf(samples: Float32Array, speech: ArrayLike<number>): Sound | null {
  if (samples.length === 0) return null;
  const beat = beatOf(samples, SOUND_RATE);
  return {
    loudnessLufs: integratedLoudness(samples, SOUND_RATE),
    silence: silentShare(samples),
    ...speechOf(speech),
    beatScore: beat?.score ?? 0,
    beatsPerMinute: beat && beat.score >= HAS_BEAT ? beat.perMinute : null,
  };
}

function silentShare(samples: Float32Array): number {
  let silent = 0;
  let windows = 0;
  for (let start = 0; start < samples.length; start += WINDOW) {
    const window = samples.subarray(start, start + WINDOW);
    const square = window.reduce((sum, sample) => sum + sample * sample, 0) / window.length;
    if (square < SILENT ** 2) silent += 1;
    windows += 1;
  }
  return silent / windows;
}
