import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadSmileFinder } from '../../src/reading/smile-finder.js';

const SIDE = 112;
const whole = { box: [0, 0, 1, 1], score: 1 } as const;

/** Waves of light: a picture of the network's own size, so that nothing is resized. */
function waves(slope: number, side = SIDE) {
  const data = Uint8Array.from({ length: 3 * side * side }, (_, i) => {
    const pixel = Math.floor(i / 3);
    const x = pixel % side;
    const y = Math.floor(pixel / side);
    return Math.round(128 + 100 * Math.sin((x * ((i % 3) + 1) + slope * y) / (8 + slope)));
  });
  return { width: side, height: side, data };
}

test('a picture is judged as the package of the weights judges it', async () => {
  const finder = await loadSmileFinder();
  // What @vladmandic/face-api 1.7.15 gives as `happy`, over TensorFlow.js on the CPU.
  for (const [slope, happy] of [
    [1, 0.000555805],
    [4, 0.041757751],
    [7, 0.11564989],
    [9, 0.146381482],
  ] as const) {
    expect(await finder.smile(waves(slope), whole)).toBeCloseTo(happy, 4);
  }
  await finder.dispose();
}, 60_000);

test('a face of less than 48 pixels is not judged, wherever its box ends', async () => {
  const finder = await loadSmileFinder();
  expect(await finder.smile(waves(1, 47), whole)).toBeNull();
  expect(await finder.smile(waves(1), { box: [0, 0, 0.4, 0.9], score: 1 })).toBeNull();
  expect(await finder.smile(waves(1), { box: [0.7, -0.2, 0.6, 0.6], score: 1 })).toBeLessThan(0.7);
  await finder.dispose();
}, 60_000);

test('the bundled network is the one that its note names', () => {
  const sum = createHash('sha256').update(readFileSync('models/smile/smile.onnx')).digest('hex');
  expect(readFileSync('models/smile/README.md', 'utf8')).toContain(sum);
});
