import { expect, test } from 'vitest';
import { permutationWithin } from '../../src/cluster/significance.js';
import { type HookAd, hookLifts } from '../../src/decide/hooks/hook-lifts.js';
import { seeded } from '../../src/random.js';
import { coverage } from '../bench/hooks/swaps.js';

const options = () => ({ level: 0.8, random: seeded(1) });

/** Bodies of very different rates, each with both hooks; the good body has more clicks on the poor hook. */
const ADS: readonly HookAd[] = [
  { familyId: 1, hook: 'a', events: 300, exposure: 1000 },
  { familyId: 1, hook: 'b', events: 1000, exposure: 5000 },
  { familyId: 2, hook: 'a', events: 150, exposure: 5000 },
  { familyId: 2, hook: 'b', events: 20, exposure: 1000 },
];

test('the effect of a hook is told with the body held fixed, where the raw rates say the opposite', () => {
  const [a, b] = hookLifts(ADS, options());
  // Raw: 450 of 6,000 against 1,020 of 6,000. Within each body a is half as good again.
  expect(a).toMatchObject({ hook: 'a', families: 2, size: 2 });
  expect(a?.lift).toBeGreaterThan(0.35);
  expect(a?.lift).toBeLessThan(0.65);
  expect(a?.low).toBeGreaterThan(0.1);
  expect(b?.lift).toBeLessThan(-0.2);
});

test('a family with one hook, ads without exposure, and results without events say nothing', () => {
  const alone = { familyId: 9, hook: 'c', events: 5, exposure: 100 };
  expect(hookLifts([...ADS, alone], options()).map(({ hook }) => hook)).toEqual(['a', 'b']);
  expect(
    hookLifts(
      [
        { ...alone, exposure: 0 },
        { ...alone, hook: 'd' },
      ],
      options(),
    ),
  ).toEqual([]);
  expect(
    hookLifts(
      ADS.map((ad) => ({ ...ad, events: 0 })),
      options(),
    ),
  ).toEqual([]);
  expect(hookLifts([], options())).toEqual([]);
});

test('the same seed gives the same lifts, in whatever order the ads come', () => {
  const rounded = (ads: readonly HookAd[]) =>
    hookLifts(ads, options()).map(({ hook, lift, low }) => [hook, lift.toFixed(6), low.toFixed(6)]);
  expect(rounded(ADS)).toEqual(rounded(ADS));
  const swapped = hookLifts([...ADS].reverse(), options());
  expect(swapped[0]?.lift).toBeCloseTo(hookLifts(ADS, options())[0]?.lift ?? 0, 1);
});

test('80% intervals hold the planted effect in about 80% of accounts', () => {
  const world = { clicks: 300, cvr: 0.05, hooks: [1.5, 1, 1], bodies: 4, bodySpread: 0.4, adSpread: 0.1 };
  const share = coverage(world, 100);
  // Of 100 accounts three standard errors to either side; the bench measures it closely.
  expect(share).toBeGreaterThan(0.68);
  expect(share).toBeLessThan(0.92);
});

test('a difference between bodies is no evidence about a hook', () => {
  const counted = (hook: string) =>
    ADS.map(({ familyId, hook: own, events, exposure }) => ({
      stratum: familyId,
      isInside: own === hook,
      events,
      exposure,
    }));
  const draws = { rounds: 4000, uniform: seeded(1).uniform };
  // Two strata of two: four ways to place the hook, of which two are as far.
  expect(permutationWithin(counted('a'), draws)).toBeCloseTo(0.5, 1);
  expect(permutationWithin(counted('none'), draws)).toBe(1);
  expect(permutationWithin([], draws)).toBe(1);
});

test('one hook better in each of six families is more than luck', () => {
  const members = Array.from({ length: 18 }, (_, i) => ({
    stratum: Math.floor(i / 3),
    isInside: i % 3 === 0,
    events: i % 3 === 0 ? 30 : 15 + (i % 2),
    exposure: 300,
  }));
  expect(permutationWithin(members, { rounds: 4000, uniform: seeded(2).uniform })).toBeLessThan(0.01);
});
