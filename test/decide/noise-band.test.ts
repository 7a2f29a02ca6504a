import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DayCount, noiseBands } from '../../src/decide/time/noise-band.js';
import { type Random, seeded } from '../../src/random.js';

/** Days of about `mean` events, whose variance is `dispersion` times their mean, on exposures that differ threefold. */
function days(count: number, mean: number, dispersion: number, random: Random): DayCount[] {
  return Array.from({ length: count }, () => {
    const expected = mean * (0.5 + random.uniform());
    const shape = expected / (dispersion - 1);
    const drawn = dispersion === 1 ? expected : (expected * random.gamma(shape)) / shape;
    return { events: random.poisson(drawn), exposure: expected * 40 };
  });
}

/** Share of the days of many simulated windows that lie inside their bands. */
function inside(count: number, mean: number, dispersion: number, level = 0.8): number {
  const random = seeded(7);
  const marks = Array.from({ length: Math.ceil(6000 / count) }, () =>
    noiseBands(days(count, mean, dispersion, random), level),
  ).flat();
  return marks.filter((band) => band?.mark === 'within').length / marks.length;
}

describe('about four days in five lie inside', () => {
  test.each([
    ['a week of pure chance', 7, 50, 1],
    ['a month of pure chance', 30, 50, 1],
    ['a month of many events', 30, 5000, 1],
    ['two weeks that jump about twice as much', 14, 50, 2],
    ['a month that jumps about twice as much', 30, 50, 2],
    ['a month that jumps about four times as much', 30, 500, 4],
    ['a quarter that jumps about four times as much', 90, 50, 4],
  ])('%s', (_, count, mean, dispersion) => {
    const share = inside(count, mean, dispersion);
    expect(share).toBeGreaterThan(0.75);
    expect(share).toBeLessThan(0.88);
  });

  test('and more where counts are small, as counts are whole', () => {
    expect(inside(14, 2, 1)).toBeGreaterThan(0.8);
    expect(inside(14, 2, 3)).toBeGreaterThan(0.8);
  });

  test('and as many as another level says', () => {
    expect(inside(30, 200, 1, 0.95)).toBeGreaterThan(0.93);
    expect(inside(30, 200, 1, 0.5)).toBeLessThan(0.58);
  });
});

test('a band is in rates: 100 clicks at the 5% of the other days make 2 to 8 conversions', () => {
  const [band] = noiseBands(
    [{ events: 9, exposure: 100 }, ...Array.from({ length: 40 }, () => ({ events: 50, exposure: 1000 }))],
    0.8,
  );
  expect(band?.expected).toBeCloseTo(0.05, 12);
  expect([band?.low, band?.high]).toEqual([0.02, 0.08]);
  expect(band?.mark).toBe('above');
});

test('a day that stands out is found, and does not hide itself', () => {
  const usual = Array.from({ length: 6 }, () => ({ events: 50, exposure: 1000 }));
  expect(noiseBands([...usual, { events: 150, exposure: 1000 }], 0.8).map((band) => band?.mark)).toEqual([
    ...usual.map(() => 'within'),
    'above',
  ]);
  expect(noiseBands([...usual, { events: 10, exposure: 1000 }], 0.8).at(-1)?.mark).toBe('below');
});

test('no conversion where one was to be expected is within chance', () => {
  const quiet = Array.from({ length: 9 }, () => ({ events: 1, exposure: 50 }));
  expect(noiseBands([{ events: 0, exposure: 50 }, ...quiet], 0.8)[0]).toMatchObject({ low: 0, mark: 'within' });
});

test('what is unknown has no band and does not count, nor has a day alone', () => {
  const bands = noiseBands(
    [
      { events: null, exposure: 100 },
      { events: 3, exposure: 0 },
      { events: 5, exposure: 100 },
      { events: 7, exposure: 100 },
    ],
    0.8,
  );
  expect(bands.map((band) => band?.expected ?? null)).toEqual([null, null, 0.07, 0.05]);
  expect(noiseBands([{ events: 5, exposure: 100 }], 0.8)).toEqual([null]);
});

test('any counts give bands around what is expected, in any order of the days', () => {
  const anyDay = fc.record({
    events: fc.double({ min: 0, max: 400, noNaN: true }),
    exposure: fc.integer({ min: 1, max: 100_000 }),
  });
  fc.assert(
    fc.property(fc.array(anyDay, { minLength: 2, maxLength: 12 }), (window) => {
      const bands = noiseBands(window, 0.8);
      for (const band of bands) {
        expect(band?.low).toBeLessThanOrEqual(band?.high ?? Number.NaN);
        expect(band?.low).toBeGreaterThanOrEqual(0);
      }
      const backwards = noiseBands([...window].reverse(), 0.8).reverse();
      expect(backwards.map((band) => band?.mark)).toEqual(bands.map((band) => band?.mark));
    }),
  );
});
