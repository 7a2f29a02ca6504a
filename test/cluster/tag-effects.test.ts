import fc from 'fast-check';
import { expect, test } from 'vitest';
import { falseDiscoveryRates, permutationP } from '../../src/cluster/significance.js';
import { seeded } from '../../src/random.js';

const rounds = 2000;

test('Benjamini and Hochberg by hand: 0.01, 0.04, 0.03, 0.5 of four', () => {
  // Ascending: 0.01 x 4/1, 0.03 x 4/2, 0.04 x 4/3, 0.5 x 4/4; each no more than those after it.
  const adjusted = falseDiscoveryRates([0.01, 0.04, 0.03, 0.5]);
  [0.04, 0.16 / 3, 0.16 / 3, 0.5].forEach((value, place) => {
    expect(adjusted[place]).toBeCloseTo(value, 12);
  });
  expect(falseDiscoveryRates([])).toEqual([]);
});

test('an adjusted value is never below its probability, and keeps the order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }), (values) => {
      const adjusted = falseDiscoveryRates(values);
      values.forEach((value, a) => {
        expect(adjusted[a]).toBeGreaterThanOrEqual(value - 1e-12);
        values.forEach((other, b) => {
          if (value < other) expect(adjusted[a]).toBeLessThanOrEqual(adjusted[b]);
        });
      });
    }),
  );
});

test('of six creatives the best three of 20 possible groups have a chance of two in twenty', () => {
  const creatives = [1, 2, 3, 7, 8, 9].map((events) => ({ events, exposure: 100 }));
  const p = permutationP(creatives, [false, false, false, true, true, true], {
    rounds: 20_000,
    uniform: seeded(1).uniform,
  });
  expect(p).toBeCloseTo(0.1, 2);
});

test('one lucky creative is no evidence about its group', () => {
  const creatives = [40, 1, 1, 1, 1, 1, 1, 1].map((events) => ({ events, exposure: 100 }));
  const p = permutationP(
    creatives,
    creatives.map((_, row) => row < 4),
    { rounds, uniform: seeded(2).uniform },
  );
  expect(p).toBeGreaterThan(0.4);
});

test('where a tag means nothing, a small probability is as rare as it says', () => {
  const random = seeded(7);
  const worlds = 300;
  let below = 0;
  for (let world = 0; world < worlds; world += 1) {
    const creatives = Array.from({ length: 20 }, () => {
      const exposure = 20 + Math.floor(random.uniform() * 80);
      // Rates differ between creatives, whatever their tag: counts alone would see tags at work everywhere.
      return { events: random.poisson(exposure * 0.1 * random.gamma(2)), exposure };
    });
    const isInside = creatives.map(() => random.uniform() < 0.4);
    if (permutationP(creatives, isInside, { rounds: 400, uniform: random.uniform }) <= 0.1) below += 1;
  }
  expect(below / worlds).toBeLessThan(0.15);
});

test('a group that is empty, or everybody, shows nothing', () => {
  const creatives = [1, 2].map((events) => ({ events, exposure: 10 }));
  expect(permutationP(creatives, [false, false], { rounds, uniform: seeded(1).uniform })).toBe(1);
  expect(permutationP(creatives, [true, true], { rounds, uniform: seeded(1).uniform })).toBe(1);
});
