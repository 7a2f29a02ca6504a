/** The curve of late conversions: worked examples, laws, and the truth of planted delays. */
import { expect, test } from 'vitest';
import { posterior } from '../../src/decide/posterior/posterior.js';
import { interval, rowDraws } from '../../src/decide/posterior/statistics.js';
import { type Development, learnDelays, MOST_AGE, shareAt } from '../../src/decide/time/delays.js';
import { changeOver } from '../../src/decide/time/fatigue.js';
import { noiseBands } from '../../src/decide/time/noise-band.js';
import { type Random, seeded } from '../../src/random.js';

const SEED = { seed: 1 };

const pair = (given: Partial<Development> & { known: number; later: number }): Development => ({
  day: 0,
  fromAge: 1,
  toAge: 2,
  comparable: given.later,
  ...given,
});

/** Conversions of `days` days with these shares known by age 0, 1, …, looked at at these ages. */
function planted(shares: readonly number[], ages: readonly number[], days: number, random: Random): Development[] {
  return Array.from({ length: days }, (_, day) => {
    const delays = Array.from({ length: 200 }, () => {
      const at = random.uniform();
      return shares.findIndex((share) => at < share);
    });
    const knownAt = (age: number): number => delays.filter((delay) => delay <= age).length;
    return ages.slice(1).map((toAge, at) => {
      const fromAge = ages[at] ?? 0;
      return pair({ day, fromAge, toAge, known: knownAt(fromAge), later: knownAt(toAge) });
    });
  }).flat();
}

test('one step of many conversions is the share of those that were known', () => {
  const curve = learnDelays([pair({ known: 600, later: 1000 })], SEED);
  expect(curve?.finalAge).toBe(2);
  expect(curve?.shares[1]).toBeCloseTo(0.6, 2);
  expect(curve?.shares[2]).toBe(1);
});

test('steps multiply: 50% of what is known a day later, of which that is 80%, are 40%', () => {
  const steps = [pair({ known: 4000, later: 8000 }), pair({ fromAge: 2, toAge: 3, known: 8000, later: 10_000 })];
  const curve = learnDelays(steps, SEED);
  expect(curve?.shares[1]).toBeCloseTo(0.4, 2);
  expect(curve?.shares[2]).toBeCloseTo(0.8, 2);
});

test('shares lie between 0 and 1 and rise with the age, in every draw', () => {
  const curve = learnDelays(planted([0.3, 0.6, 0.8, 0.95, 1], [0, 1, 2, 3, 4], 6, seeded(3)), SEED);
  for (const draw of curve?.draws ?? []) {
    for (const [age, share] of draw.entries()) {
      expect(share).toBeGreaterThanOrEqual(draw[age - 1] ?? 0);
      expect(share).toBeLessThanOrEqual(1);
    }
  }
  expect(curve?.draws.length).toBeGreaterThan(100);
});

test.each([
  ['daily imports', [0, 1, 2, 3, 4, 5, 6, 7]],
  ['imports of every second day', [1, 3, 5, 7]],
  ['two imports of different days together', [0, 2, 3, 7]],
])('planted shares are recovered from %s', (_, ages) => {
  const shares = [0.4, 0.6, 0.74, 0.84, 0.91, 0.96, 0.99, 1];
  const odd = ages.map((age) => Math.min(7, age + 1)).filter((age, at, all) => all.indexOf(age) === at);
  const random = seeded(11);
  const curve = learnDelays([...planted(shares, ages, 25, random), ...planted(shares, odd, 25, random)], SEED);
  for (const age of ages) expect(shareAt(curve?.shares ?? new Float64Array(), age)).toBeCloseTo(shares[age] ?? 1, 1);
});

test('figures that did not move, or fell a little, leave every day complete', () => {
  const still = learnDelays([pair({ known: 300, later: 300 }), pair({ day: 1, known: 101, later: 99 })], SEED);
  expect(still?.shares[1]).toBeGreaterThan(0.99);
});

test('a day that was still being delivered is held against its own clicks', () => {
  // Half of the clicks were there, and with all of the conversions that they have now.
  const half = learnDelays([pair({ fromAge: 0, toAge: 1, known: 500, later: 1000, comparable: 500 })], SEED);
  expect(half?.shares[0]).toBeGreaterThan(0.95);
});

test('days that jump about more than chance widen the intervals', () => {
  const even = Array.from({ length: 12 }, (_, day) => pair({ day, known: 60, later: 100 }));
  const uneven = even.map((each, at) => ({ ...each, known: at % 2 === 0 ? 90 : 30 }));
  const widthOf = (developments: Development[]): number => {
    const draws = learnDelays(developments, SEED)?.draws ?? [];
    const [low, high] = interval(
      Float64Array.from(draws, (draw) => draw[1] ?? 0),
      0.8,
    );
    return high - low;
  };
  expect(learnDelays(even, SEED)?.dispersion).toBe(1);
  expect(learnDelays(uneven, SEED)?.dispersion).toBeGreaterThan(5);
  expect(widthOf(uneven)).toBeGreaterThan(2 * widthOf(even));
});

test('of younger days than were seen again no less is known than of those; older ones are complete', () => {
  const curve = learnDelays([pair({ fromAge: 2, toAge: 3, known: 700, later: 1000 })], SEED);
  expect(curve?.youngestAge).toBe(2);
  expect(curve?.shares[0]).toBe(curve?.shares[2]);
  expect(shareAt(curve?.shares ?? new Float64Array(), 99)).toBe(1);
  expect(learnDelays([pair({ fromAge: MOST_AGE, toAge: MOST_AGE + 9, known: 1, later: 2 })], SEED)).toBeNull();
  expect(learnDelays([], SEED)).toBeNull();
});

test('the same seed gives the same curve, and the order of the pairs does not matter', () => {
  const pairs = planted([0.5, 0.8, 1], [0, 1, 2], 5, seeded(4));
  expect(learnDelays(pairs, SEED)).toEqual(learnDelays(pairs, SEED));
  const turned = learnDelays([...pairs].reverse(), SEED);
  expect(turned?.shares[0]).toBeCloseTo(learnDelays(pairs, SEED)?.shares[0] ?? 0, 1);
});

const NOTHING = { impressions: null, revenueMicros: null, plays3s: null, thruplays: null };
const creative = (conversions: number) => ({
  creativeId: 1,
  name: 'one',
  clusterId: null,
  totals: { ...NOTHING, clicks: 10_000, conversions, spendMicros: 5e9 },
  recent: [{ dateStart: '2026-03-01', place: 0, clicks: 10_000, spendMicros: 5e9 }],
});
const known = (shares: readonly number[]) => ({
  means: Float64Array.of(shares.reduce((sum, share) => sum + share, 0) / shares.length),
  draws: shares.map((share) => Float64Array.of(share)),
});
const cvrOf = (conversions: number, shares: readonly number[] | null) => {
  const learnt = posterior([creative(conversions)], { seed: 1, completion: shares && known(shares) });
  if (!learnt?.cvr) throw new Error('there is no CVR');
  const [low, high] = interval(rowDraws(learnt.cvr, 0), 0.8);
  return { cvr: learnt.cvr.means[0] ?? 0, low, high, raw: learnt.creatives[0]?.totals };
};

test('half of the conversions on all of the clicks is the rate of all of them on as many', () => {
  const [half, all] = [cvrOf(250, [0.5]), cvrOf(500, null)];
  expect(half.cvr).toBeCloseTo(all.cvr, 3);
  // Fewer were counted: less sure.
  expect(half.high - half.low).toBeGreaterThan(1.2 * (all.high - all.low));
  expect(half.raw).toEqual(creative(250).totals);
});

test('a share that is itself uncertain widens the interval, also of an only creative', () => {
  const [sure, unsure] = [cvrOf(2500, [0.5]), cvrOf(2500, [0.35, 0.45, 0.5, 0.55, 0.65])];
  expect(unsure.high - unsure.low).toBeGreaterThan(2 * (sure.high - sure.low));
});

test('shares of 1 change nothing', () => {
  const { raw: _, ...complete } = cvrOf(250, [1]);
  expect(complete).toEqual({ ...cvrOf(250, null), raw: undefined });
});

test('a day of which half is known is no fall of the CVR', () => {
  const day = (dateStart: string, conversions: number) => ({
    ...NOTHING,
    dateStart,
    impressions: 100_000,
    clicks: 2000,
    conversions,
    spendMicros: 1e9,
  });
  const days = [day('2026-03-01', 100), day('2026-03-02', 100), day('2026-03-03', 100), day('2026-03-04', 50)];
  const half = [1, 1, 1, 0.5].map((share) => ({ share, logError: share < 1 ? 0.05 : 0 }));
  expect(changeOver(days, 1)?.cause).toBe('site');
  const change = changeOver(days, 1, half);
  expect(change?.cause).toBe('noise');
  expect(change?.logCpaChange).toBeCloseTo(0);
  expect(change?.after.conversions).toBe(50);
  const marks = (shares: readonly number[]) =>
    noiseBands(
      days.map(({ conversions, clicks }, at) => ({ events: conversions, exposure: clicks * (shares[at] ?? 1) })),
      0.8,
    ).map((band) => band?.mark);
  expect(marks([1, 1, 1, 1])[3]).toBe('below');
  expect(marks([1, 1, 1, 0.5])[3]).toBe('within');
});
