/**
 * Talk in a clip from the probabilities of Silero VAD (github.com/snakers4/silero-vad), one for each 32 ms of sound. A
 * stretch begins where they are high, goes on through what is not low, and counts from a quarter of a second on: the
 * rules, and the figures, of Silero's own `get_speech_timestamps`.
 */

/** Samples, at 16 kHz, that one probability is about. */
export const SPEECH_CHUNK = 512;
const CHUNK_SECONDS = SPEECH_CHUNK / 16_000;

const BEGINS = 0.5;
const GOES_ON = 0.35;
const LEAST_SECONDS = 0.25;
const PAUSE_SECONDS = 0.1;

/** The sound is like a voice to the degree to which its likeliest half second is. */
const SCORE_SECONDS = 0.5;

/** Talking within this time is talking from the start. */
const FIRST_SECONDS = 1;

export interface Speech {
  /** 0..1: how sure it is that somebody speaks somewhere. */
  voiceScore: number;
  /** Share of the time in which somebody speaks, 0..1. */
  speechShare: number;
  /** When the talk begins; null without any. */
  speechStartSeconds: number | null;
}

/** `probabilities` 0..1, one a chunk, from the start of the clip. No chunks, no speech. */
export function speechOf(probabilities: ArrayLike<number>): Speech {
  const all = Array.from(probabilities);
  const stretches = stretchesOf(all);
  const spoken = stretches.reduce((sum, [from, to]) => sum + to - from, 0);
  const [first] = stretches;
  return {
    voiceScore: highestMean(all, Math.round(SCORE_SECONDS / CHUNK_SECONDS)),
    speechShare: all.length === 0 ? 0 : spoken / all.length,
    speechStartSeconds: first ? first[0] * CHUNK_SECONDS : null,
  };
}

/** Whether somebody talks within the first second; null without sound. */
export const talksAtOnce = ({
  speechShare,
  speechStartSeconds,
}: Pick<SpeechFigures, 'speechShare' | 'speechStartSeconds'>) =>
  speechShare === null ? null : speechStartSeconds !== null && speechStartSeconds < FIRST_SECONDS;

interface SpeechFigures {
  speechShare: number | null;
  speechStartSeconds: number | null;
}

/** First chunk, and the one after the last, of each stretch of talk. */
function stretchesOf(all: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  let from: number | null = null;
  let last = 0;
  const close = (): void => {
    if (from !== null && (last + 1 - from) * CHUNK_SECONDS >= LEAST_SECONDS) found.push([from, last + 1]);
    from = null;
  };
  all.forEach((probability, chunk) => {
    if (probability >= (from === null ? BEGINS : GOES_ON)) {
      from ??= chunk;
      last = chunk;
    } else if (from !== null && (chunk - last) * CHUNK_SECONDS > PAUSE_SECONDS) close();
  });
  close();
  return found;
}

/** The highest mean of so many values in a row; of all where there are fewer, 0 for none. */
function highestMean(all: readonly number[], length: number): number {
  if (all.length === 0) return 0;
  const window = Math.min(length, all.length);
  let sum = all.slice(0, window).reduce((total, value) => total + value, 0);
  let highest = sum;
  for (let end = window; end < all.length; end += 1) {
    sum += (all[end] ?? 0) - (all[end - window] ?? 0);
    highest = Math.max(highest, sum);
  }
  return Math.min(1, Math.max(0, highest / window));
}
