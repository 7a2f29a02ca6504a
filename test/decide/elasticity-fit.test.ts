import { describe, expect, test } from 'vitest';
import { type ElasticityFit, fitElasticity } from '../../src/decide/split/elasticity-fit.js';
import { DEFAULT_ELASTICITY } from '../../src/decide/split/scaling.js';
import { baseRate, type DatedEvidence, spendPhases } from '../../src/decide/split/spend-phases.js';
import { NO_TOTALS, sumTotals } from '../../src/metrics/totals.js';
import type { CreativeDay } from '../../src/model.js';
import { seeded } from '../../src/random.js';
import { addDays } from '../../src/units.js';
import { type SpendWorld, spendWorld } from '../helpers/spend-worlds.js';

const fitsOf = (accounts: number, world: Partial<SpendWorld>): ElasticityFit[] =>
  Array.from({ length: accounts }, (_, at) => fitElasticity(spendWorld(world, seeded(50 + at)), 1) ?? []).flat();

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the known elasticity of simulated accounts is found', () => {
  test.each([
    ['where winners were raised at once', 0.8, {}],
    ['where it is low', 0.6, { raise: 'adaptive' }],
    ['where there is none', 1, {}],
    ['where spend followed what came in, up and down', 0.8, { raise: 'adaptive' }],
    ['where winners grew by a quarter a day and all rates fell', 0.8, { raise: 'ramp', fatigue: -0.03 }],
  ] as const)('%s', (_, elasticity, world) => {
    const fits = fitsOf(25, { elasticity, ...world });
    expect(fits).toHaveLength(25);
    expect(Math.abs(average(fits.map(({ estimate }) => estimate - elasticity)))).toBeLessThan(0.1);
    const inside = fits.filter(({ low, high }) => low <= elasticity && elasticity <= high).length;
    expect(inside).toBeGreaterThanOrEqual(16);
  });

  test('where raw results before and after would tell of luck that went', () => {
    const world = { elasticity: 1, drift: 0 };
    const naive = average(Array.from({ length: 25 }, (_, at) => rawElasticity(spendWorld(world, seeded(50 + at)))));
    expect(naive).toBeLessThan(0.8);
    expect(average(fitsOf(25, world).map(({ estimate }) => estimate))).toBeGreaterThan(0.92);
  });
});

/** Slope through the origin of the log change of raw return on the log change of spend, plus 1. */
function rawElasticity(creatives: readonly DatedEvidence[]): number {
  let [product, square] = [0, 0];
  for (const { phases, raised, isFollowed } of spendPhases(creatives)) {
    if (!raised || !isFollowed) continue;
    const { base, later } = phases();
    const returnOf = (rows: typeof base): number =>
      (0.5 + rows.reduce((sum, row) => sum + row.conversions, 0)) /
      rows.reduce((sum, { rate, length }) => sum + rate * length, 0);
    const scaled = Math.log(baseRate(later) / baseRate(base));
    product += scaled * Math.log(returnOf(later) / returnOf(base));
    square += scaled ** 2;
  }
  return 1 + product / square;
}

describe('the elasticity used', () => {
  test('follows much evidence and hardly a little', () => {
    const much = average(
      fitsOf(3, { creatives: 200, elasticity: 0.6, raise: 'adaptive' }).map((fit) => fit.elasticity),
    );
    expect(much).toBeLessThan(0.73);
    const [little] = fitsOf(1, { creatives: 8, drift: 0.6, elasticity: 0.6 });
    expect(little.elasticity).toBeGreaterThan(0.72);
    expect(little.used).toBe(false);
    expect(little.sd).toBeLessThanOrEqual(DEFAULT_ELASTICITY.sd + 0.001);
  });

  test('stays what it was where nobody, or hardly anybody, was raised', () => {
    const flat = spendWorld({ raised: 'nobody', controls: 1 }, seeded(3));
    expect(fitElasticity(flat, 1)).toBeNull();
    const others = spendWorld({}, seeded(4)).filter(({ days }) => days.some((day) => (day.spendMicros ?? 0) > 25e6));
    expect(
      fitElasticity(
        [...flat, ...others.slice(0, 2).map((each) => ({ ...each, creativeId: 100 + each.creativeId }))],
        1,
      ),
    ).toBeNull();
  });

  test('is the same for the same evidence in another order', () => {
    const account = spendWorld({}, seeded(5));
    const fit = fitElasticity(account, 1);
    const mixed = fitElasticity([...account].reverse(), 1);
    expect(mixed?.estimate).toBeCloseTo(fit?.estimate ?? Number.NaN, 9);
  });

  test('keeps within what the curve can use, whatever the results say', () => {
    const account = spendWorld({ creatives: 60, elasticity: 2.2, raised: 'random' }, seeded(6));
    const fit = fitElasticity(account, 1);
    expect(fit?.estimate).toBeGreaterThan(1.2);
    expect(fit?.elasticity).toBeLessThanOrEqual(0.97);
  });
});

describe('phases of spend', () => {
  /** A creative that spends these units on consecutive days, with a conversion each. */
  function spending(creativeId: number, amounts: readonly number[], length = 1): DatedEvidence {
    const days = amounts.map((amount, at): CreativeDay => {
      const dateStart = addDays('2026-03-01', at * length);
      const dateEnd = addDays(dateStart, length - 1);
      return { ...NO_TOTALS, creativeId, dateStart, dateEnd, conversions: 1, spendMicros: amount * length * 1e6 };
    });
    return { creativeId, name: `ad ${creativeId}`, clusterId: null, days, totals: sumTotals(days) };
  }

  const levelsOf = (...amounts: readonly (readonly number[])[]): [number[], number[]][] =>
    spendPhases(amounts.map((each, at) => spending(at + 1, each))).map(({ phases }) => {
      const { base, later } = phases();
      return [base.map(({ rate }) => rate), later.map(({ rate }) => rate)];
    });

  test('are cut where the spend stays clearly above what was before', () => {
    expect(levelsOf([10, 11, 9, 30, 32, 28])).toEqual([
      [
        [10, 11, 9],
        [30, 32, 28],
      ],
    ]);
  });

  test('are not made by one day, nor by a first day that began late', () => {
    expect(levelsOf([10, 11, 30, 9, 10])).toEqual([[[10, 11, 30, 9, 10], []]]);
    expect(levelsOf([3, 10, 11, 9])).toEqual([[[10, 11, 9], []]]);
  });

  test('below the raise are left out, as they say nothing of larger spends', () => {
    expect(levelsOf([10, 10, 40, 40, 5, 40])).toEqual([
      [
        [10, 10],
        [40, 40, 40],
      ],
    ]);
  });

  test('of creatives whose spend stayed are cut at the age at which the others were raised', () => {
    const [, control] = levelsOf([10, 10, 10, 40, 40], [8, 8, 8, 8, 30, 8]);
    expect(control).toEqual([
      [8, 8, 8],
      [8, 8],
    ]);
  });

  test('are read from longer periods too', () => {
    const [{ raised, phases }] = spendPhases([spending(1, [10, 50], 7)]);
    const { base, later } = phases();
    expect([raised, base.map(({ rate }) => rate), later.map(({ rate }) => rate)]).toEqual([true, [10], [50]]);
  });
});
