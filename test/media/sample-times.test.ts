import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evenTimes, nearestFrames, sampleTimes } from '../../src/media/sample-times.js';

test('a clip of 15 s is looked at every second of its opening and every two of its body', () => {
  // The opening, then the middles of six equal parts of 3 to 14.9 s.
  const times = sampleTimes(15).times.map((time) => Number(time.toFixed(1)));
  expect(times).toEqual([0, 1, 2, 4, 6, 8, 9.9, 11.9, 13.9]);
});

test('a clip of a fraction of a second, or of no known length, gives its first frame', () => {
  expect(sampleTimes(0).times).toEqual([0]);
  expect(sampleTimes(0.04).times).toEqual([0]);
});

test('an hour is looked at as often as half a minute', () => {
  expect(sampleTimes(3600).times.length).toBe(15);
  expect(sampleTimes(30).times.length).toBe(15);
});

test('moments ascend, lie within the clip and are denser in the opening', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 10_000, noNaN: true }), (seconds) => {
      const { times, toleranceSeconds } = sampleTimes(seconds);
      expect(times.length).toBe(toleranceSeconds.length);
      expect(times.every((time, row) => row === 0 || time > times[row - 1])).toBe(true);
      expect(times.every((time) => time >= 0 && (time === 0 || time < seconds))).toBe(true);
      expect(times.length).toBeLessThanOrEqual(15);
    }),
  );
});

test('even times stop before the end', () => {
  expect(evenTimes(1, 4)).toEqual([0, 0.25, 0.5, 0.75]);
  expect(evenTimes(0, 4)).toEqual([0]);
});

test('the nearest frame stands for a moment within its tolerance, once', () => {
  const plan = { times: [0, 1, 2, 8], toleranceSeconds: [0.5, 0.5, 1, 3] };
  expect(nearestFrames(plan, [0, 2.5, 5])).toEqual({ chosen: [0, 1, 2], missing: [1] });
  expect(nearestFrames(plan, [])).toEqual({ chosen: [], missing: [0, 1, 2, 3] });
  expect(nearestFrames({ times: [1, 2], toleranceSeconds: [5, 5] }, [1.4])).toEqual({ chosen: [0], missing: [] });
});
