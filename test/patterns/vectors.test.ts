import { expect, test } from 'vitest';
import { blended } from '../../src/cluster/blend.js';
import type { Patterns } from '../../src/model.js';
import { looksOf } from '../../src/patterns/looks.js';
import { patternVectors } from '../../src/patterns/vectors.js';
import { videoFacts } from '../helpers/store.js';
import { rows } from '../helpers/vectors.js';

const media = videoFacts();

const patterns = (given: Partial<Patterns> = {}): Patterns => ({
  creativeId: 1,
  contentHash: 'h',
  shots: 4,
  firstCutSeconds: 2,
  meanShotSeconds: 3,
  densestShots: 2,
  motion: 0.02,
  brightness: 0.5,
  saturation: 0.4,
  colours: [],
  textArea: 0,
  loudnessLufs: -14,
  silence: 0,
  voiceScore: 0.2,
  beatScore: 0.2,
  beatsPerMinute: null,
  speechShare: 0,
  speechStartSeconds: null,
  faceShare: 0,
  severalFacesShare: 0,
  mostFaces: 0,
  mostFacesSeconds: null,
  smileShare: null,
  smileScore: null,
  smileSeconds: null,
  boundaries: [],
  ...given,
});

const squaredDistance = ({ values, dims }: { values: Float32Array; dims: number }, a: number, b: number): number => {
  let sum = 0;
  for (let d = 0; d < dims; d += 1) sum += (values[a * dims + d] - values[b * dims + d]) ** 2;
  return sum;
};

test('equal creatives lie together, different ones apart, and an unknown figure in the middle', () => {
  const tags: { key: string; value: string }[] = [];
  const points = patternVectors([
    { patterns: patterns({ brightness: 0.1 }), media, tags },
    { patterns: patterns({ brightness: 0.1 }), media, tags },
    { patterns: patterns({ brightness: 0.9, loudnessLufs: null }), media, tags },
  ]);
  expect(squaredDistance(points, 0, 1)).toBe(0);
  expect(squaredDistance(points, 0, 2)).toBeGreaterThan(1);
  expect(points.values.every(Number.isFinite)).toBe(true);
});

test('two values of a hook lie as far apart as two figures by one deviation', () => {
  const tagged = (value: string) => ({ patterns: patterns(), media, tags: [{ key: 'hook', value }] });
  const points = patternVectors([tagged('question'), tagged('demo'), tagged('demo')]);
  expect(squaredDistance(points, 0, 1)).toBeCloseTo(2, 6);
  expect(squaredDistance(points, 1, 2)).toBe(0);
});

test('distances of a blend are those of its parts, by weight, each scaled to a spread of 1', () => {
  const a = rows([0, 0], [2, 0]);
  const b = rows([0], [10]);
  for (const weight of [0, 0.3, 1]) expect(squaredDistance(blended(a, b, weight), 0, 1)).toBeCloseTo(4, 5);
  const apartInOne = blended(rows([0], [0], [6], [6]), rows([0], [8], [0], [8]), 0.25);
  expect(squaredDistance(apartInOne, 0, 1)).toBeCloseTo(0.25 * 4, 5);
  expect(squaredDistance(apartInOne, 0, 2)).toBeCloseTo(0.75 * 4, 5);
});

test('a part that is the same for all takes no part in a blend', () => {
  const { values } = blended(rows([1], [1]), rows([0], [2]), 0.5);
  expect([...values.slice(0, 1), ...values.slice(2, 3)]).toEqual([0, 0]);
});

test('looks say what stands out, and nothing of what is in the middle', () => {
  const plain = looksOf(patterns(), media).map(({ words }) => words);
  expect(plain).toEqual(['vertical', '6 to 15 s']);
  const striking = patterns({
    densestShots: 6,
    brightness: 0.1,
    saturation: 0.8,
    motion: 0.1,
    textArea: 0.2,
    voiceScore: 0.9,
    beatScore: 0.7,
    colours: [
      { name: 'black', share: 0.5 },
      { name: 'red', share: 0.4 },
    ],
  });
  expect(looksOf(striking, { ...media, width: 1920, height: 1080 }).map(({ words }) => words)).toEqual([
    'fast cuts',
    'dark',
    'vivid',
    'red',
    'much motion',
    'text on screen',
    'voice and beat',
    'horizontal',
    '6 to 15 s',
  ]);
});
