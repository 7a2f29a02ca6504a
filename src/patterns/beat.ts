/** A steady beat, as music has: onsets of sound that come back after the same time, again and again. */

export interface Beat {
  /** 0..1: how regular the onsets are; 0.5 and above counts as a beat. */
  score: number;
  /** The most regular rate of onsets between 60 and 180 a minute. */
  perMinute: number;
}

const FRAME_SECONDS = 0.01;
const SLOWEST = 60;
const FASTEST = 180;
const LEAST_SECONDS = 4;

/** Smaller rises, of 1 dB, are no onsets. */
const LEAST_RISE = 0.1;

/** Null for sound of under four seconds, or without any onset. Autocorrelation of the onset strength (Ellis 2007). */
export function beatOf(samples: Float32Array, sampleRate: number): Beat | null {
  const onsets = onsetStrength(samples, sampleRate);
  if (onsets.length * FRAME_SECONDS < LEAST_SECONDS) return null;
  const mean = onsets.reduce((sum, onset) => sum + onset, 0) / onsets.length;
  const centred = onsets.map((onset) => onset - mean);
  const atRest = correlationAt(centred, 0);
  if (atRest <= 0) return null;
  let best: Beat = { score: 0, perMinute: SLOWEST };
  for (let lag = Math.round(60 / FASTEST / FRAME_SECONDS); lag <= 60 / SLOWEST / FRAME_SECONDS; lag += 1) {
    // Real beats wander a little: neighbouring lags count too.
    const near = correlationAt(centred, lag - 1) + correlationAt(centred, lag) + correlationAt(centred, lag + 1);
    const score = Math.max(0, Math.min(1, near / atRest));
    if (score > best.score * 1.05) best = { score, perMinute: 60 / (lag * FRAME_SECONDS) };
  }
  return best;
}

/** Rise of the level from one hundredth of a second to the next beyond 1 dB, in its logarithm; 0 where it falls. */
function onsetStrength(samples: Float32Array, sampleRate: number): number[] {
  const length = Math.round(FRAME_SECONDS * sampleRate);
  const levels: number[] = [];
  for (let start = 0; start + length <= samples.length; start += length) {
    let sum = 0;
    for (let i = start; i < start + length; i += 1) sum += samples[i]! * samples[i]!;
    levels.push(Math.log10(1e-6 + sum / length));
  }
  return levels.map((level, i) => Math.max(0, level - (levels[i - 1] ?? level) - LEAST_RISE));
}

/** Mean product of the values and those `lag` further on. */
function correlationAt(values: readonly number[], lag: number): number {
  let sum = 0;
  for (let i = 0; i + lag < values.length; i += 1) sum += values[i]! * values[i + lag]!;
  return sum / (values.length - lag);
}
