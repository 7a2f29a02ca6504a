import { expect, test } from 'vitest';
import { beatOf } from '../../src/patterns/beat.js';
import { integratedLoudness } from '../../src/patterns/loudness.js';
import { HAS_BEAT, SOUND_RATE, soundOf } from '../../src/patterns/sound.js';
import { seeded } from '../../src/random.js';

/** Seconds of sound from a function of time. */
const sound = (seconds: number, at: (seconds: number) => number, rate = SOUND_RATE): Float32Array =>
  Float32Array.from({ length: seconds * rate }, (_, i) => at(i / rate));

const tone =
  (hertz: number, height = 0.5) =>
  (t: number) =>
    height * Math.sin(2 * Math.PI * hertz * t);

/** Like a drum: a short burst of noise at a steady rate. */
function drum(seconds: number, perMinute: number): Float32Array {
  const { uniform } = seeded(3);
  return sound(
    seconds,
    (t) => 0.6 * (uniform() - 0.5) * Math.exp(-((t * perMinute) / 60 - Math.floor((t * perMinute) / 60)) * 12),
  );
}

test('a full-scale tone of 997 Hz on one channel measures -3.01 LUFS, as the standard says', () => {
  const loudness = integratedLoudness(sound(5, tone(997, 1), 48_000), 48_000);
  expect(loudness).toBeCloseTo(-3.01, 1);
});

test('half the height is 6 LU less, and silence between does not count', () => {
  const loud = integratedLoudness(sound(4, tone(1000)), SOUND_RATE) ?? 0;
  expect(integratedLoudness(sound(4, tone(1000, 0.25)), SOUND_RATE)).toBeCloseTo(loud - 6.02, 1);
  expect(
    integratedLoudness(
      sound(8, (t) => (t < 4 ? tone(1000)(t) : 0)),
      SOUND_RATE,
    ),
  ).toBeCloseTo(loud, 0);
  expect(integratedLoudness(new Float32Array(SOUND_RATE), SOUND_RATE)).toBeNull();
});

test('the rate of a drum is found; a tone and noise have no beat', () => {
  const { uniform } = seeded(6);
  for (const perMinute of [90, 120, 150]) {
    const beat = beatOf(drum(10, perMinute), SOUND_RATE);
    expect(beat?.score).toBeGreaterThan(HAS_BEAT);
    expect(Math.abs((beat?.perMinute ?? 0) - perMinute)).toBeLessThan(4);
  }
  expect(beatOf(sound(8, tone(440)), SOUND_RATE)?.score ?? 0).toBeLessThan(HAS_BEAT);
  expect(
    beatOf(
      sound(8, () => uniform() - 0.5),
      SOUND_RATE,
    )?.score,
  ).toBeLessThan(HAS_BEAT);
});

test('the share of silence is the time below -50 dBFS', () => {
  expect(
    soundOf(
      sound(4, (t) => (t < 1 ? tone(300)(t) : 0)),
      [],
    )?.silence,
  ).toBeCloseTo(0.75, 2);
  expect(soundOf(new Float32Array(SOUND_RATE), [0])).toEqual({
    loudnessLufs: null,
    silence: 1,
    voiceScore: 0,
    beatScore: 0,
    beatsPerMinute: null,
    speechShare: 0,
    speechStartSeconds: null,
  });
  expect(soundOf(new Float32Array(0), [])).toBeNull();
});
