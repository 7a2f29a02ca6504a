/**
 * Whether sound is like a voice. Speech has a pitch of 70 to 400 Hz that comes and goes and glides, and its loudness
 * rises and falls about four times a second, with the syllables (Scheirer & Slaney 1997). Music holds its tones, and
 * noise has no pitch.
 */

export interface Voice {
  /** 0..1: how much the sound is like a voice; 0.5 and above counts as one. */
  score: number;
  /** Share of the audible frames that have a pitch. */
  voiced: number;
}

const FRAME_SECONDS = 0.04;
const HOP_SECONDS = 0.02;
const LOWEST_HZ = 70;
const HIGHEST_HZ = 400;

/** Correlation of a frame with itself one period on, from which it has a pitch. */
const PITCHED = 0.6;

/** Frames below this root mean square (-50 dBFS) are silence. */
export const SILENT = 10 ** (-50 / 20);

/** Speech moves its pitch by about this share from one fiftieth of a second to the next; held tones do not move. */
const LEAST_GLIDE = 0.004;

/** Null when nothing is audible. `samples` -1..1 at `sampleRate` (8,000 Hz or more). */
export function voiceOf(samples: Float32Array, sampleRate: number): Voice | null {
  const length = Math.round(FRAME_SECONDS * sampleRate);
  const hop = Math.round(HOP_SECONDS * sampleRate);
  const levels: number[] = [];
  const pitches: (number | null)[] = [];
  for (let start = 0; start + 2 * length <= samples.length; start += hop) {
    const level = rootMeanSquare(samples, start, length);
    levels.push(level);
    pitches.push(level < SILENT ? null : pitchAt(samples, start, length, sampleRate));
  }
  const audible = levels.filter((level) => level >= SILENT).length;
  if (audible === 0) return null;
  const voiced = pitches.filter((pitch) => pitch !== null).length / audible;
  const syllables = syllableShare(levels, 1 / HOP_SECONDS);
  const glide = medianGlide(pitches);
  // Each sign in its own right, as a share of what speech has; the weakest decides.
  const score = Math.min(1, voiced / 0.3, syllables / 0.4, glide / LEAST_GLIDE);
  return { score, voiced };
}

function rootMeanSquare(samples: Float32Array, start: number, length: number): number {
  let sum = 0;
  for (let i = start; i < start + length; i += 1) sum += samples[i] * samples[i];
  return Math.sqrt(sum / length);
}

/** The lag in the range of a voice at which the frame is most like itself, as a frequency; null where it is not. */
function pitchAt(samples: Float32Array, start: number, length: number, sampleRate: number): number | null {
  const longest = Math.floor(sampleRate / LOWEST_HZ);
  const correlations: number[] = [];
  for (let lag = Math.ceil(sampleRate / HIGHEST_HZ); lag <= longest; lag += 1) {
    let product = 0;
    let here = 0;
    let there = 0;
    for (let i = start; i < start + length; i += 2) {
      const a = samples[i];
      const b = samples[i + lag];
      product += a * b;
      here += a * a;
      there += b * b;
    }
    correlations.push(product / Math.sqrt(Math.max(1e-12, here * there)));
  }
  // The first peak near the highest is the pitch: later ones are its multiples.
  const highest = Math.max(...correlations);
  if (highest < PITCHED) return null;
  const first = correlations.findIndex((value, i) => value > 0.9 * highest && value >= (correlations[i + 1] ?? -1));
  const shortest = Math.ceil(sampleRate / HIGHEST_HZ);
  const [before = 0, at = 0, after = 0] = [correlations[first - 1], correlations[first], correlations[first + 1]];
  // A parabola through the peak gives the lag between samples.
  const bend = before - 2 * at + after;
  const offset = first > 0 && bend < 0 ? (before - after) / (2 * bend) : 0;
  return sampleRate / (shortest + first + Math.max(-0.5, Math.min(0.5, offset)));
}

/** Share of the changes of the level between 2 and 8 a second, among those between 0.5 and 20 a second. */
function syllableShare(levels: readonly number[], perSecond: number): number {
  const seconds = levels.length / perSecond;
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
  let inside = 0;
  let all = 1e-12;
  for (let cycles = Math.max(1, Math.ceil(0.5 * seconds)); cycles <= 20 * seconds; cycles += 1) {
    let real = 0;
    let imaginary = 0;
    const turn = (2 * Math.PI * cycles) / levels.length;
    levels.forEach((level, i) => {
      real += (level - mean) * Math.cos(turn * i);
      imaginary += (level - mean) * Math.sin(turn * i);
    });
    const power = real * real + imaginary * imaginary;
    const hertz = cycles / seconds;
    all += power;
    if (hertz >= 2 && hertz <= 8) inside += power;
  }
  return mean === 0 ? 0 : inside / all;
}

/** Median change of the pitch between neighbouring frames that both have one, as a share of it. */
function medianGlide(pitches: readonly (number | null)[]): number {
  const changes: number[] = [];
  for (let i = 1; i < pitches.length; i += 1) {
    const before = pitches[i - 1];
    const after = pitches[i];
    if (before !== null && after !== null) changes.push(Math.abs(after - before) / before);
  }
  changes.sort((a, b) => a - b);
  return changes[Math.floor(changes.length / 2)] ?? 0;
}
