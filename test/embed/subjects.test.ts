import { expect, test } from 'vitest';
import { balancedThreads } from '../../src/embed/onnx.js';
import { subjectsOf } from '../../src/embed/subjects.js';
import { thumbnail } from '../../src/embed/thumbnail.js';

const LABELS = ['pizza', 'plate', 'dog', 'cat', 'bus', 'car'];
const frame = (atSeconds: number, ...scores: number[]) => ({ atSeconds, scores: Float32Array.from(scores) });

test('a subject is what the frames show on average, at the moment that shows it best', () => {
  const subjects = subjectsOf([frame(0, 0.4, 0.5, 0, 0, 0, 0), frame(2, 0.8, 0.1, 0, 0, 0, 0)], LABELS);
  expect(subjects.map(({ label, atSeconds }) => [label, atSeconds])).toEqual([
    ['pizza', 2],
    ['plate', 0],
  ]);
  expect(subjects[0].score).toBeCloseTo(0.6);
});

test('nothing is claimed of what is only guessed', () => {
  expect(subjectsOf([frame(0, 0.2, 0.2, 0.2, 0.2, 0.1, 0.1)], LABELS)).toEqual([]);
});

test('a thumbnail is the mean brightness of each cell', () => {
  const data = new Uint8Array(64 * 64 * 3);
  for (let pixel = 0; pixel < 64 * 64; pixel += 1) data.fill(pixel % 64 < 32 ? 200 : 40, 3 * pixel, 3 * pixel + 3);
  const small = thumbnail(data, { width: 64, height: 64, pixelFormat: 'rgb24' });
  expect(small.length).toBe(1024);
  expect([small[0], small[15], small[16], small[31]]).toEqual([200, 200, 40, 40]);
});

test('a small network leaves cores to the decoders, a large one takes most', () => {
  expect(balancedThreads(9, 2)).toBe(1);
  expect(balancedThreads(75, 2)).toBe(2);
  expect(balancedThreads(9, 8)).toBe(2);
  expect(balancedThreads(75, 8)).toBe(6);
  expect(balancedThreads(0.1, 1)).toBe(1);
});
