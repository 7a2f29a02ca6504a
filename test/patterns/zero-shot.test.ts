import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { detectAll } from '../../src/patterns/detect-all.js';
import { parseTaxonomy, TAXONOMY } from '../../src/patterns/taxonomy.js';
import { calibratedTemperature, detect, MODEL_TEMPERATURE, probabilities } from '../../src/patterns/zero-shot.js';

const vector = (...values: number[]): Float32Array =>
  Float32Array.from(values, (value) => value / Math.hypot(...values));
const names = [
  { value: 'question', vector: vector(1, 0, 0) },
  { value: 'demo', vector: vector(0, 1, 0) },
  { value: null, vector: vector(0, 0, 1) },
];
const options = { temperature: 0.1, threshold: 0.5 };

test('the nearest description wins, and the frame that is nearest to it is the evidence', () => {
  const frames = [
    { atSeconds: 0, vector: vector(1, 0.5, 0) },
    { atSeconds: 1, vector: vector(1, 0, 0) },
  ];
  const { value, score, atSeconds } = detect(frames, names, options);
  expect([value, atSeconds]).toEqual(['question', 1]);
  expect(score).toBeGreaterThan(0.9);
});

test('a picture between two values, or nearest to none, is unknown', () => {
  expect(detect([{ atSeconds: 0, vector: vector(1, 1, 0) }], names, { ...options, threshold: 0.6 }).value).toBeNull();
  expect(detect([{ atSeconds: 0, vector: vector(0.2, 0, 1) }], names, { ...options, threshold: 0 }).value).toBeNull();
});

test('probabilities add to one, and a higher temperature makes them more alike', () => {
  const similar = Float64Array.of(0.3, 0.28, 0.2);
  const cold = probabilities(similar, 0.01);
  expect(cold.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(probabilities(similar, 0.1)[0]).toBeLessThan(cold[0]);
});

test('the temperature stays without examples, rises when a sure model is often wrong, and falls when it is always right', () => {
  expect(calibratedTemperature([])).toBeCloseTo(MODEL_TEMPERATURE, 12);
  const similar = Float64Array.of(0.3, 0.27);
  const wrongHalfTheTime = Array.from({ length: 20 }, (_, i) => ({ similar, truth: i % 2 }));
  expect(calibratedTemperature(wrongHalfTheTime)).toBeGreaterThan(3 * MODEL_TEMPERATURE);
  expect(calibratedTemperature(Array.from({ length: 20 }, () => ({ similar, truth: 0 })))).toBeLessThan(
    MODEL_TEMPERATURE,
  );
});

test('a hook is looked for in the first seconds only', () => {
  const frames = [
    { creativeId: 1, atSeconds: 0, vector: vector(1, 0, 0) },
    { creativeId: 1, atSeconds: 9, vector: vector(0, 1, 0) },
    { creativeId: 1, atSeconds: 12, vector: vector(0, 1, 0) },
  ];
  const dimensions = [
    { key: 'hook', untilSeconds: 3, names },
    { key: 'format', untilSeconds: null, names },
  ];
  const found = detectAll(frames, dimensions, { threshold: 0.5, given: [] });
  expect(found.map(({ tag, value, atSeconds }) => [tag, value, atSeconds])).toEqual([
    ['hook', 'question', 0],
    ['format', 'demo', 9],
  ]);
});

test('the taxonomy has 18 hooks, 10 emotions and 19 formats, each with its own name and description', () => {
  const sizes = Object.fromEntries(TAXONOMY.dimensions.map(({ key, values }) => [key, values.length]));
  expect(sizes).toMatchObject({ hook: 18, emotion: 10, format: 19 });
  for (const { values } of TAXONOMY.dimensions) {
    expect(new Set(values.map(({ value }) => value)).size).toBe(values.length);
    expect(new Set(values.map(({ description }) => description)).size).toBe(values.length);
  }
});

test("a user's taxonomy is read, and what is wrong with it is said", () => {
  const { dimensions, ...rest } = TAXONOMY;
  expect(parseTaxonomy(JSON.stringify({ ...rest, dimensions }), 'own.json')).toEqual(TAXONOMY);
  const message = (json: string): string => {
    try {
      parseTaxonomy(json, 'own.json');
    } catch (thrown) {
      if (thrown instanceof UserError) return thrown.message;
    }
    return '';
  };
  expect(message('{')).toBe('own.json is not JSON');
  expect(message('{}')).toBe('own.json: it has no list of dimensions');
  expect(message('{"dimensions":[{"key":"a","values":[{"value":"x"},{"value":"y"}]}]}')).toBe(
    'own.json: a x has no description',
  );
  expect(message('{"dimensions":[{"key":"a","untilSeconds":"3","values":[]}]}')).toBe(
    'own.json: untilSeconds of a is no number',
  );
});
