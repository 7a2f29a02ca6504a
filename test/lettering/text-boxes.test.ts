import { expect, test } from 'vitest';
import { textBoxes } from '../../src/lettering/text-boxes.js';

/** A map with probability 0.9 where `inside` says so. */
function mapOf(width: number, height: number, inside: (x: number, y: number) => boolean): Float32Array {
  return Float32Array.from({ length: width * height }, (_, at) =>
    inside(at % width, Math.floor(at / width)) ? 0.9 : 0.05,
  );
}

test('two bars are two boxes from the top down, grown by half again of their area over their edges', () => {
  const map = mapOf(
    100,
    60,
    (x, y) => (x >= 10 && x < 50 && y >= 40 && y < 44) || (x >= 20 && x < 80 && y >= 8 && y < 14),
  );
  const boxes = textBoxes(map, 100, 60);
  expect(boxes).toHaveLength(2);
  expect(boxes[0]).toMatchObject({ centreX: 50, centreY: 11, angle: 0 });
  // 60 x 6: 360 x 1.5 / (60 + 6) = 8.18 more each way.
  expect(boxes[0]?.width).toBeCloseTo(60 + 8.18, 2);
  expect(boxes[0]?.height).toBeCloseTo(6 + 8.18, 2);
  expect(boxes[1]).toMatchObject({ centreX: 30, centreY: 42 });
});

test('a slanting bar gives a box turned with it', () => {
  const slant = 0.2;
  const map = mapOf(200, 120, (x, y) => {
    const along = (x - 100) * Math.cos(slant) + (y - 60) * Math.sin(slant);
    const across = (y - 60) * Math.cos(slant) - (x - 100) * Math.sin(slant);
    return Math.abs(along) < 60 && Math.abs(across) < 4;
  });
  const [box] = textBoxes(map, 200, 120);
  expect(box?.angle).toBeCloseTo(slant, 1);
  expect(box?.centreX).toBeCloseTo(100.5, 0);
  expect(box?.centreY).toBeCloseTo(60.5, 0);
});

test('specks, faint pieces and an empty map give no box', () => {
  expect(
    textBoxes(
      mapOf(50, 50, (x, y) => x === 20 && y < 5),
      50,
      50,
    ),
  ).toEqual([]);
  const faint = mapOf(50, 50, (x, y) => x > 5 && x < 40 && y > 10 && y < 16).map((value) => value / 2);
  expect(textBoxes(faint, 50, 50)).toEqual([]);
  expect(textBoxes(new Float32Array(100), 10, 10)).toEqual([]);
});
