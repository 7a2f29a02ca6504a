import { expect, test } from 'vitest';
import { type FrameText, readLines } from '../../src/lettering/captions.js';
import { isFurniture } from '../../src/lettering/furniture.js';
import { type Box, type FrameLine, placedLines } from '../../src/lettering/layout.js';

const ASPECT = 9 / 16;

const line = (text: string, box: Box, given: Partial<FrameLine> = {}): FrameLine => ({
  text,
  box,
  confidence: 0.95,
  language: 'en',
  ...given,
});

test('pieces of a row are joined from left to right, rows of a caption make one block', () => {
  const lines = placedLines(
    [
      line('never looked', [0.2, 0.35, 0.5, 0.04]),
      line('skin has', [0.5, 0.3, 0.3, 0.04]),
      line('My', [0.36, 0.302, 0.12, 0.038]),
      line('Shop now', [0.3, 0.8, 0.3, 0.05]),
    ],
    ASPECT,
  );
  expect(lines.map(({ text, block }) => [text, block])).toEqual([
    ['My skin has', 1],
    ['never looked', 1],
    ['Shop now', 2],
  ]);
});

test('columns far apart stay two lines', () => {
  const lines = placedLines([line('Before', [0.05, 0.1, 0.3, 0.04]), line('After', [0.65, 0.1, 0.25, 0.04])], ASPECT);
  expect(lines.map(({ text }) => text)).toEqual(['Before', 'After']);
});

test('a caption over several frames comes once, with its time and its surest reading', () => {
  const at = (atSeconds: number, ...lines: FrameLine[]): FrameText => ({ atSeconds, lines });
  const box: Box = [0.2, 0.3, 0.6, 0.05];
  const read = readLines(
    [
      at(0.3, line('Stop scroling', box, { confidence: 0.85 })),
      at(1, line('Stop scrolling', box, { confidence: 0.99 })),
      at(2),
      at(3, line('Stop scrolling', box)),
      at(6, line('Shop now', box)),
    ],
    ASPECT,
  );
  expect(read).toMatchObject([
    { text: 'Stop scrolling', atSeconds: 0.3, untilSeconds: 3, confidence: 0.99, furniture: false },
    { text: 'Shop now', atSeconds: 6, untilSeconds: 6 },
  ]);
  expect(readLines([], ASPECT)).toEqual([]);
});

test('a username, a mark of the platform and a small line that never moves are furniture; a headline is not', () => {
  const still = (height: number, dy = 0): Box[] =>
    Array.from({ length: 6 }, (_, i) => [0.1, 0.9 + i * dy, 0.2, height]);
  expect(isFurniture({ text: '@glow.shop', boxes: [[0, 0, 1, 1]], frames: 1 }, 1)).toBe(true);
  expect(isFurniture({ text: 'Sponsored', boxes: [[0, 0, 1, 1]], frames: 1 }, 8)).toBe(true);
  expect(isFurniture({ text: 'Реклама', boxes: [[0, 0, 1, 1]], frames: 1 }, 8)).toBe(true);
  expect(isFurniture({ text: 'glowshop.com', boxes: still(0.02), frames: 6 }, 7)).toBe(true);
  expect(isFurniture({ text: 'glowshop.com', boxes: still(0.02, 0.01), frames: 6 }, 7)).toBe(false);
  expect(isFurniture({ text: '3 reasons to switch', boxes: still(0.05), frames: 6 }, 7)).toBe(false);
  expect(isFurniture({ text: 'glowshop.com', boxes: still(0.02).slice(0, 3), frames: 3 }, 3)).toBe(false);
});
