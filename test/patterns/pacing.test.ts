import { expect, test } from 'vitest';
import type { ShotBoundary } from '../../src/model.js';
import { COLOUR_NAMES, colourNumber } from '../../src/patterns/colours.js';
import { motionEnergy } from '../../src/patterns/motion.js';
import { pacingOf, tempoOf } from '../../src/patterns/pacing.js';
import { lengthClassOf, pictureOf, shapeOf } from '../../src/patterns/picture.js';
import { FRAME_SIDE, summarise } from '../../src/patterns/summary.js';
import { TEXT_FRAME_SIDE, textLikeArea } from '../../src/patterns/text-area.js';

const cuts = (...times: number[]): ShotBoundary[] => times.map((atSeconds) => ({ atSeconds, kind: 'cut', score: 1 }));

/** A frame of one colour. */
const plain = (atSeconds: number, red: number, green: number, blue: number) =>
  summarise({
    atSeconds,
    data: Uint8Array.from({ length: FRAME_SIDE * FRAME_SIDE * 3 }, (_, i) => [red, green, blue][i % 3]),
  });

test('one shot has no first cut, and is slow when it is long', () => {
  const pacing = pacingOf([], 12);
  expect(pacing).toEqual({ shots: 1, firstCutSeconds: null, meanShotSeconds: 12, densestShots: 1 });
  expect(tempoOf(pacing)).toEqual({ dynamicStart: false, quickPacing: false, pace: 'slow' });
});

test('four cuts within five seconds show five shots: quick pacing', () => {
  const calm = pacingOf(cuts(8, 9, 10, 12.9), 20);
  expect(calm).toEqual({ shots: 5, firstCutSeconds: 8, meanShotSeconds: 4, densestShots: 4 });
  expect(tempoOf(calm)).toEqual({ dynamicStart: false, quickPacing: false, pace: 'medium' });
  const quick = pacingOf(cuts(2.9, 9, 10, 11, 12, 12.9), 20);
  expect(quick.densestShots).toBe(5);
  expect(tempoOf(quick)).toEqual({ dynamicStart: true, quickPacing: true, pace: 'fast' });
});

test('a still picture has no motion, and a cut is no motion', () => {
  const frames = Array.from({ length: 20 }, (_, i) => plain(i / 10, i < 10 ? 0 : 255, 0, 0));
  expect(motionEnergy(frames, cuts(1))).toBe(0);
  expect(motionEnergy(frames, [])).toBeGreaterThan(0);
  expect(motionEnergy(frames.slice(0, 1), [])).toBeNull();
});

test('light and colours are means over the frames', () => {
  const picture = pictureOf([plain(0, 255, 0, 0), plain(1, 0, 0, 0), plain(2, 0, 0, 0), plain(3, 0, 0, 0)]);
  expect(picture?.brightness).toBeCloseTo(0.2126 / 4, 5);
  expect(picture?.saturation).toBeCloseTo(0.25, 5);
  expect(picture?.colours.map(({ name }) => name)).toEqual(['black', 'red']);
  expect(picture?.colours[1].share).toBeCloseTo(0.25, 5);
  expect(pictureOf([])).toBeNull();
});

test('colours have the names that people give them', () => {
  const named = (red: number, green: number, blue: number) => COLOUR_NAMES[colourNumber(red, green, blue)];
  expect(named(250, 250, 250)).toBe('white');
  expect(named(120, 120, 124)).toBe('grey');
  expect(named(220, 30, 30)).toBe('red');
  expect(named(250, 140, 20)).toBe('orange');
  expect(named(110, 70, 30)).toBe('brown');
  expect(named(240, 220, 40)).toBe('yellow');
  expect(named(40, 180, 60)).toBe('green');
  expect(named(30, 60, 220)).toBe('blue');
  expect(named(250, 90, 180)).toBe('pink');
});

test('shapes and lengths fall into the classes that platforms use', () => {
  expect(shapeOf({ width: 1080, height: 1920 })).toBe('vertical');
  expect(shapeOf({ width: 1080, height: 1080 })).toBe('square');
  expect(shapeOf({ width: 1920, height: 1080 })).toBe('horizontal');
  expect([0, 6, 15, 30, 31].map(lengthClassOf)).toEqual(['still', 'up to 6 s', '6 to 15 s', '15 to 30 s', 'over 30 s']);
});

/** A gray frame from a function of the pixel's place. */
const gray = (at: (x: number, y: number) => number): Uint8Array =>
  Uint8Array.from({ length: TEXT_FRAME_SIDE ** 2 }, (_, i) => at(i % TEXT_FRAME_SIDE, Math.floor(i / TEXT_FRAME_SIDE)));

test('a line of strokes looks like lettering; a slope, a fence and noise do not', () => {
  const line = gray((x, y) => (y >= 160 && y < 176 && x >= 32 && x < 288 && x % 7 < 3 ? 250 : 40));
  expect(textLikeArea(line)).toBeCloseTo((16 * 2) / (20 * 40), 1);
  expect(textLikeArea(gray((x) => (255 * x) / TEXT_FRAME_SIDE))).toBe(0);
  expect(textLikeArea(gray((x) => (x % 60 < 30 ? 200 : 40)))).toBe(0);
  const soft = gray((x, y) => 128 + 100 * Math.sin(x / 5) * Math.cos(y / 7));
  expect(textLikeArea(soft)).toBeLessThan(0.05);
  const noise = gray((x, y) => (x * 7919 + y * 104_729 + ((x * y) % 251) * 31) % 256);
  expect(textLikeArea(noise)).toBeLessThan(0.2);
});
