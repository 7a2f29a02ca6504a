import { expect, test } from 'vitest';
import { type ClipFrames, duplicateGroups, effectiveCount } from '../../src/cluster/duplicates.js';
import { fingerprint, sameness, THUMBNAIL_SIDE } from '../../src/cluster/thumbnails.js';
import { seeded } from '../../src/random.js';

type Picture = (x: number, y: number) => number;

/** A smooth picture of its own for each seed; x and y run from 0 to 1. */
function picture(seed: number): Picture {
  const { uniform } = seeded(seed);
  const waves = Array.from({ length: 8 }, () => [uniform() * 25, uniform() * 25, uniform() * 6]);
  return (x, y) => waves.reduce((sum, [a, b, phase]) => sum + Math.sin(a * x + b * y + phase), 0);
}

const thumbnail = (draw: Picture): Uint8Array =>
  Uint8Array.from({ length: THUMBNAIL_SIDE ** 2 }, (_, at) => {
    const [x, y] = [(at % THUMBNAIL_SIDE) / THUMBNAIL_SIDE, Math.floor(at / THUMBNAIL_SIDE) / THUMBNAIL_SIDE];
    return Math.max(0, Math.min(255, Math.round(128 + 25 * draw(x, y))));
  });

const print = (draw: Picture) => fingerprint(thumbnail(draw));

const scene = picture(1);
const edits: Record<string, Picture> = {
  itself: scene,
  mirrored: (x, y) => scene(1 - x, y),
  cropped: (x, y) => scene(0.1 + 0.8 * x, 0.1 + 0.8 * y),
  captioned: (x, y) => (y > 0.6 && y < 0.8 ? 4 : scene(x, y)),
  graded: (x, y) => 0.7 * scene(x, y) + 1,
  'on bars': (x, y) =>
    Math.max(Math.abs(x - 0.5), Math.abs(y - 0.5)) > 0.4 ? 4 : scene(0.5 + (x - 0.5) / 0.8, 0.5 + (y - 0.5) / 0.8),
};

test.each(Object.keys(edits))('a picture %s is the same picture', (name) => {
  expect(sameness(print(scene), print(edits[name]))).toBeGreaterThan(0.5);
  expect(sameness(print(edits[name]), print(scene))).toBeGreaterThan(0.5);
});

test('other pictures are not, nor is a blank one like anything', () => {
  for (let seed = 2; seed < 20; seed += 1) expect(sameness(print(scene), print(picture(seed)))).toBeLessThan(0.4);
  expect(
    sameness(
      print(scene),
      print(() => 0),
    ),
  ).toBeLessThan(0.1);
  expect(
    sameness(
      print(() => 0),
      print(() => 0),
    ),
  ).toBe(-1);
  expect(() => fingerprint(new Uint8Array(5))).toThrow(RangeError);
});

/** Half of each side is black; what is left shows the whole picture, or what was there before. */
const pillars =
  (draw: Picture, at: (x: number) => number): Picture =>
  (x, y) =>
    Math.abs(x - 0.5) > 0.25 ? -9 : draw(at(x), y);

test('a picture between plain black bars, or partly behind them, is the same picture', () => {
  for (const barred of [pillars(scene, (x) => 0.5 + (x - 0.5) * 2), pillars(scene, (x) => x)]) {
    expect(sameness(print(scene), print(barred))).toBeGreaterThan(0.5);
    expect(sameness(print(barred), print(scene))).toBeGreaterThan(0.5);
  }
});

test('bars make no two pictures alike', () => {
  const squeezed = (draw: Picture): Picture => pillars(draw, (x) => 0.5 + (x - 0.5) * 2);
  for (let seed = 2; seed < 20; seed += 1) {
    expect(sameness(print(squeezed(scene)), print(squeezed(picture(seed))))).toBeLessThan(0.45);
  }
});

const VECTOR = Float32Array.of(1, 0);
const clip = (creativeId: number, pictures: readonly Picture[]): ClipFrames => ({
  creativeId,
  frames: pictures.map((draw) => ({ vector: VECTOR, thumbnail: thumbnail(draw) })),
});
const shots = (...seeds: number[]): Picture[] => seeds.map(picture);

test('edits of one clip, and edits of edits, are one group', () => {
  const groups = duplicateGroups([
    clip(7, shots(1, 2, 3, 4, 5)),
    clip(3, shots(3, 4, 5)),
    clip(5, shots(11, 12, 13)),
    clip(9, [
      ...shots(3, 4, 5).map(
        (draw): Picture =>
          (x, y) =>
            draw(1 - x, y),
      ),
    ]),
    clip(1, shots(12, 13)),
    clip(2, shots(21, 22)),
  ]);
  expect(groups).toEqual([
    [1, 5],
    [3, 7, 9],
  ]);
  expect(effectiveCount([1, 2, 3, 5, 7, 9], groups)).toBe(3);
  expect(effectiveCount([7, 9], groups)).toBe(1);
  expect(effectiveCount([], groups)).toBe(0);
});

test('two clips that share only their end card are two', () => {
  expect(duplicateGroups([clip(1, shots(1, 2, 3, 99)), clip(2, shots(4, 5, 6, 99))])).toEqual([]);
});

test('a network that finds two clips unlike each other is believed', () => {
  const other = { ...clip(2, shots(1)), frames: [{ vector: Float32Array.of(0, 1), thumbnail: thumbnail(scene) }] };
  expect(duplicateGroups([clip(1, shots(1)), other])).toEqual([]);
});
