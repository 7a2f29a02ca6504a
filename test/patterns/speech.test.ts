import { expect, test } from 'vitest';
import { FACE_LAYERS, facesOf } from '../../src/patterns/faces.js';
import { meanOverTime } from '../../src/patterns/measure.js';
import { readSchedule } from '../../src/patterns/read-schedule.js';
import { speechOf, talksAtOnce } from '../../src/patterns/speech.js';
import { faceFigures, settledTalent, talentOf } from '../../src/patterns/talent.js';
import { videoFacts } from '../helpers/store.js';

const chunks = (...runs: readonly [count: number, probability: number][]): number[] =>
  runs.flatMap(([count, probability]) => Array.from({ length: count }, () => probability));

test('talk is counted from where it begins, over short pauses, and short noises are none', () => {
  // 32 ms a chunk: 2 s of nothing, 1 s of talk with a pause of 64 ms, 1 s of nothing.
  const speech = speechOf(chunks([62, 0.02], [15, 0.9], [2, 0.1], [14, 0.9], [31, 0.02]));
  expect(speech.speechStartSeconds).toBeCloseTo(62 * 0.032, 3);
  expect(speech.speechShare).toBeCloseTo(31 / 124, 3);
  expect(speech.voiceScore).toBeGreaterThan(0.8);
  expect(talksAtOnce(speech)).toBe(false);
  expect(speechOf(chunks([40, 0.02], [5, 0.9], [40, 0.02]))).toMatchObject({
    speechShare: 0,
    speechStartSeconds: null,
  });
  expect(talksAtOnce(speechOf(chunks([5, 0.1], [60, 0.9])))).toBe(true);
});

test('without sound nothing is said of talk', () => {
  expect(speechOf([])).toEqual({ voiceScore: 0, speechShare: 0, speechStartSeconds: null });
  expect(talksAtOnce({ speechShare: null, speechStartSeconds: null })).toBeNull();
});

test('an anchor that is sure gives a face around it, and neighbours of the same face give one', () => {
  const layers = FACE_LAYERS.map(({ side, anchors }) => ({
    scores: new Float32Array(side * side * anchors).fill(-9),
    boxes: new Float32Array(side * side * anchors * 16),
  }));
  const [far] = layers;
  if (!far) throw new Error('no layer');
  for (const [anchor, score] of [
    [2 * (16 * 8 + 8), 4],
    [2 * (16 * 8 + 9), 3],
  ] as const) {
    far.scores[anchor] = score;
    far.boxes.set([0, 0, 64, 64], anchor * 16);
  }
  const faces = facesOf(layers);
  expect(faces).toHaveLength(1);
  // The middle of cell 8 of 16, and 64 of 256 pixels.
  expect(faces[0]?.box).toEqual([8.5 / 16 - 0.125, 8.5 / 16 - 0.125, 0.25, 0.25]);
  expect(faces[0]?.score).toBeCloseTo(1 / (1 + Math.exp(-4)), 5);
});

const face = { box: [0.4, 0.3, 0.2, 0.2], score: 0.9, smile: null } as const;
const frames = (...counts: number[]) =>
  counts.map((count, atSeconds) => ({ atSeconds, faces: Array.from({ length: count }, () => face) }));

test('one person, several or no face is told by the share of the frames; a face that passes is not', () => {
  expect(talentOf(faceFigures(frames(1, 1, 0, 1)))).toMatchObject({ value: 'one-person', score: 0.75 });
  expect(talentOf(faceFigures(frames(2, 1, 3, 0)))).toEqual({ value: 'several-people', score: 0.5, atSeconds: 2 });
  expect(talentOf(faceFigures(frames(0, 0, 0)))).toMatchObject({ value: 'no-face' });
  expect(talentOf(faceFigures(frames(1, 0, 0, 0, 0)))).toBeNull();
  const tiny = { atSeconds: 0, faces: [{ box: [0, 0, 0.02, 0.02], score: 0.9, smile: null }] } as const;
  expect(faceFigures([tiny])).toMatchObject({
    faceShare: 0,
    severalFacesShare: 0,
    mostFaces: 0,
    mostFacesSeconds: null,
  });
});

test('faces win over what CLIP named; where there is none, CLIP may know better', () => {
  const one = { value: 'one-person', score: 1, atSeconds: 0 } as const;
  const none = { value: 'no-face', score: 1, atSeconds: 0 } as const;
  expect(settledTalent(one, 'nobody')).toBe(one);
  expect(settledTalent(none, 'hands-only')).toBeNull();
  expect(settledTalent(none, null)).toBe(none);
  expect(settledTalent(null, null)).toBeNull();
});

test('the opening is read closely, then every shot, a long one several times, a picture once', () => {
  const media = videoFacts({ durationSeconds: 15 });
  const cuts = [5, 6].map((atSeconds) => ({ atSeconds, kind: 'cut' as const, score: 0.5 }));
  const { times, toleranceSeconds } = readSchedule(media, cuts, 180);
  expect(times.slice(0, 6)).toEqual([0.3, 1, 2, 3, 4, 5.5]);
  expect(times).toHaveLength(9);
  expect(times.at(-1)).toBeGreaterThan(13);
  expect(toleranceSeconds).toHaveLength(9);
  expect(readSchedule(videoFacts({ durationSeconds: 0.04 }), [], 180).times).toEqual([0]);
  expect(readSchedule({ ...media, kind: 'image', durationSeconds: 0 }, [], 180).times).toEqual([0]);
  const long = readSchedule(videoFacts({ durationSeconds: 170 }), [], 180).times;
  expect(long).toHaveLength(12);
  expect(long.at(-1)).toBeGreaterThan(166);
});

test('a frame stands for the time around it', () => {
  // 0 stands for 0..1, 2 for 1..6, 10 for 6..12.
  const shares = [0, 2, 10].map((atSeconds) => ({ atSeconds, share: atSeconds === 2 ? 1 : 0 }));
  expect(meanOverTime(shares, 12)).toBeCloseTo(5 / 12);
  expect(meanOverTime([{ atSeconds: 0, share: 0.4 }], 0)).toBeCloseTo(0.4);
  expect(meanOverTime([], 5)).toBe(0);
});
