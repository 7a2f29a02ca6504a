import { describe, expect, test } from 'vitest';
import { type Forecast, forecastOf } from '../../src/decide/ledger/forecast.js';
import { rescaled } from '../../src/decide/ledger/rescale.js';
import { type LedgerPlan, scorePlans } from '../../src/decide/ledger/score.js';
import { posterior } from '../../src/decide/posterior/posterior.js';
import { ground } from '../../src/decide/split/plan.js';
import { predict } from '../../src/decide/split/predict.js';
import { recommend } from '../../src/decide/split/recommend.js';
import { DEFAULT_ELASTICITY, scalingCurve } from '../../src/decide/split/scaling.js';
import type { Totals } from '../../src/model.js';
import { account, planOptions, totalsOf } from '../helpers/evidence.js';

const curve = scalingCurve(DEFAULT_ELASTICITY);

const DOLLARS = { currency: 'USD', conversionValueMicros: null };

/** Five creatives that earn and two that do not, each tested with 50. */
const TESTED = account(
  [9, 7, 6, 5, 4, 1, 0].map((conversions) => ({ clicks: 60, conversions, revenue: 25 * conversions })),
);

function planned(options: Parameters<typeof planOptions>[0] = {}) {
  const learnt = posterior(TESTED, { seed: 1, draws: 1000 });
  if (learnt === null) throw new Error('nothing learnt');
  const recommendation = recommend(learnt, planOptions(options));
  const forecast = forecastOf(recommendation, DOLLARS);
  if (forecast === null) throw new Error('no forecast');
  return { learnt, recommendation, forecast };
}

const asKept = (forecast: Forecast, given: Partial<LedgerPlan> = {}): LedgerPlan => ({
  ...forecast,
  recommendationId: 1,
  createdAt: '2026-03-01T08:00:00.000Z',
  ...given,
});

describe('a kept forecast', () => {
  test('holds the naive split of that moment: equal parts of the whole budget to the five best raw CVRs', () => {
    const { naive } = planned({ minSpendMicros: null }).forecast;
    expect(naive.map(({ creativeId, budgetMicros }) => [creativeId, budgetMicros])).toEqual(
      [1, 2, 3, 4, 5].map((creativeId) => [creativeId, 1_000_000_000]),
    );
  });

  test('remembers the elasticity that the plan used', () => {
    const elasticity = { mean: 0.7, sd: 0.02 };
    expect(planned({ elasticity }).forecast).toMatchObject({
      elasticity: 0.7,
      elasticitySd: 0.02,
    });
  });

  test('is nothing where there is no revenue to promise', () => {
    const learnt = posterior(account([{ revenue: null }, { revenue: null }]), { seed: 1, draws: 200 });
    expect(learnt && forecastOf(recommend(learnt, planOptions()), DOLLARS)).toBeNull();
  });

  test('at its own amounts gives back its own interval', () => {
    const { forecast } = planned();
    const followed = forecast.items.map((item) => ({
      item,
      referenceMicros: item.referenceMicros,
      spendMicros: item.budgetMicros,
    }));
    const { expectedMicros, lowMicros, highMicros } = rescaled(forecast, followed, curve);
    expect(expectedMicros / forecast.expectedRevenueMicros).toBeCloseTo(1, 6);
    expect(lowMicros / forecast.expectedRevenueLowMicros).toBeCloseTo(1, 6);
    expect(highMicros / forecast.expectedRevenueHighMicros).toBeCloseTo(1, 6);
  });

  test.each([
    ['a twentieth of the money', (budget: number) => budget / 20],
    ['four times the money', (budget: number) => budget * 4],
    ['all of the money on one creative', (budget: number, at: number) => (at === 0 ? 4 * budget : 0)],
    ['a little money on one creative', (budget: number, at: number) => (at === 1 ? budget / 20 : 0)],
  ])('at %s has the interval that a prediction of those amounts has', (_, spendOf) => {
    const { learnt, forecast } = planned();
    const on = ground(learnt, planOptions());
    const spends = new Float64Array(learnt.creatives.length);
    const followed = forecast.items.flatMap((item, at) => {
      const spendMicros = spendOf(item.budgetMicros, at);
      spends[learnt.creatives.findIndex(({ creativeId }) => creativeId === item.creativeId)] = spendMicros / 1e6;
      return spendMicros > 0 ? [{ item, spendMicros, referenceMicros: item.referenceMicros }] : [];
    });
    const truth = predict(learnt, spends, { ...on, level: 0.8, seed: 1, breakEvenRoas: 1 });
    const { expectedMicros, lowMicros, highMicros } = rescaled(forecast, followed, curve);
    expect(expectedMicros / 1e6 / truth.expected).toBeCloseTo(1, 3);
    expect((highMicros - lowMicros) / 1e6 / (truth.high - truth.low)).toBeGreaterThan(0.85);
    expect((highMicros - lowMicros) / 1e6 / (truth.high - truth.low)).toBeLessThan(1.25);
  });
});

describe('a score', () => {
  const { forecast } = planned({ top: 3 });
  const plan = asKept(forecast);
  const [first] = forecast.items;

  /** Results of creatives by id: spend in units, revenue per unit. */
  const resultsOf =
    (results: Record<number, { spend: number; roas: number }>) =>
    (_: LedgerPlan, creativeId: number): Totals | null => {
      const result = results[creativeId];
      return result ? totalsOf({ spend: result.spend, revenue: result.spend * result.roas }) : null;
    };

  /** Every creative runs at the plan's amounts; others at `else_`. */
  const followedWith = (roas: number, else_: Record<number, { spend: number; roas: number }> = {}) =>
    resultsOf({
      ...else_,
      ...Object.fromEntries(
        forecast.items.map(({ creativeId, budgetMicros }) => [creativeId, { spend: budgetMicros / 1e6, roas }]),
      ),
    });

  test('is taken at the money that was really spent', () => {
    const expected = (first.roas * first.referenceMicros * curve.returnAt(300e6 / first.referenceMicros)) / 1e6;
    const real = totalsOf({ spend: 300, revenue: 0.8 * expected });
    const { plans, coverage, bias, rawBias } = scorePlans([plan], (_, creativeId) =>
      creativeId === first.creativeId ? real : null,
    );
    expect(plans[0].spendMicros).toBe(300e6);
    expect(plans[0].expectedRevenueMicros / 1e6).toBeCloseTo(expected, 3);
    expect(coverage).toBe(1);
    expect(bias).toBeCloseTo(1.25, 5);
    expect(rawBias).toBeCloseTo((300 * (first.roasRaw ?? 0)) / (0.8 * expected), 5);
  });

  test('is told by the month in which the plans were made, and the months add up to all', () => {
    const later = { ...plan, createdAt: '2031-02-03T09:00:00Z' };
    const { months, scored, bias } = scorePlans([later, plan, { ...later, recommendationId: 9 }], followedWith(1.5));
    expect(months.map(({ month, scored: count }) => [month, count])).toEqual([
      [plan.createdAt.slice(0, 7), 1],
      ['2031-02', 2],
    ]);
    expect(scored).toBe(3);
    for (const month of months) expect(month.bias).toBeCloseTo(bias ?? 0, 6);
  });

  test('of no results is no score', () => {
    expect(scorePlans([plan], () => null)).toEqual({
      plans: [],
      months: [],
      scored: 0,
      coverage: null,
      bias: null,
      rawBias: null,
      gainOverNaiveMicros: null,
      plansAgainstNaive: 0,
    });
  });

  test('counts conversions at the value that the plan was told, and leaves unknown revenue out', () => {
    const unpaid = totalsOf({ spend: 100, conversions: 4, revenue: null });
    const only = (creativeId: number) => (creativeId === first.creativeId ? unpaid : null);
    expect(scorePlans([plan], (_, id) => only(id)).plans).toEqual([]);
    const told = asKept({ ...forecast, conversionValueMicros: 40e6 });
    expect(scorePlans([told], (_, id) => only(id)).plans[0].revenueMicros).toBe(160e6);
  });

  test('finds what the naive rule would have earned, from results at quite other amounts', () => {
    const truths = [2.5, 1.9, 1.4, 1.2, 0.9];
    const spends = [2000, 1500, 1500, 400, 700];
    const references = new Map(forecast.naive.map(({ creativeId, referenceMicros }) => [creativeId, referenceMicros]));
    const revenue = (roas: number, spend: number, id: number): number => {
      const reference = (references.get(id) ?? 0) / 1e6;
      return roas * reference * curve.returnAt(spend / reference);
    };
    const results = resultsOf(
      Object.fromEntries(
        truths.map((roas, at) => [at + 1, { spend: spends[at], roas: revenue(roas, spends[at], at + 1) / spends[at] }]),
      ),
    );
    const score = scorePlans([plan], results);
    const total = forecast.items.reduce((sum, { creativeId }) => sum + spends[creativeId - 1], 0);
    const naive = truths.reduce((sum, roas, at) => sum + revenue(roas, total / 5, at + 1), 0);
    expect((score.plans[0].naiveRevenueMicros ?? 0) / 1e6).toBeCloseTo(naive, 1);
    expect(score.gainOverNaiveMicros).toBe(score.plans[0].revenueMicros - (score.plans[0].naiveRevenueMicros ?? 0));
  });

  test('says nothing of the naive rule when too few of its picks ran on', () => {
    const funded = forecast.items.map(({ creativeId }) => creativeId);
    expect(funded).toEqual(expect.arrayContaining([1, 2, 3]));
    const two = asKept({ ...forecast, items: forecast.items.slice(0, 2) });
    expect(
      scorePlans([two], resultsOf({ 1: { spend: 3000, roas: 2 }, 2: { spend: 2000, roas: 2 } })).plans[0],
    ).toMatchObject({ naiveRevenueMicros: null, gainOverNaiveMicros: null, naiveUnknown: 'too-few-results' });
    // A dollar on a third pick tells nothing of what a thousand would bring there.
    const token = { spend: 1, roas: 30 };
    const score = scorePlans(
      [two],
      resultsOf({ 1: { spend: 3000, roas: 2 }, 2: { spend: 2000, roas: 2 }, 3: token, 4: token, 5: token }),
    );
    expect(score.plans[0].naiveUnknown).toBe('too-few-results');
    expect(score.gainOverNaiveMicros).toBeNull();
  });

  test('says nothing of the naive rule when the plan is that rule, or was not followed', () => {
    const equal = planned({ strategy: 'equal' }).forecast;
    const results = resultsOf(Object.fromEntries([1, 2, 3, 4, 5].map((id) => [id, { spend: 1000, roas: 2 }])));
    expect(scorePlans([asKept(equal)], results).plans[0].naiveUnknown).toBe('same-rule');
    const small = forecast.items[forecast.items.length - 1];
    const against = resultsOf({
      ...Object.fromEntries([1, 2, 3, 4, 5].map((id) => [id, { spend: 20, roas: 2 }])),
      [small.creativeId]: { spend: 5000, roas: 2 },
    });
    expect(scorePlans([plan], against).plans[0]).toMatchObject({
      naiveUnknown: 'not-followed',
      followed: expect.closeTo(small.budgetMicros / 5e9, 1),
    });
  });

  test('counts the money of a day once, however many plans were made on it', () => {
    const others = { 4: { spend: 500, roas: 1 }, 5: { spend: 500, roas: 1 } };
    const once = scorePlans([plan], followedWith(2, others));
    const twice = scorePlans([plan, asKept(forecast, { recommendationId: 2 })], followedWith(2, others));
    expect(once.gainOverNaiveMicros).not.toBeNull();
    expect(twice.gainOverNaiveMicros).toBe(once.gainOverNaiveMicros);
    expect([twice.plans.length, twice.plansAgainstNaive]).toEqual([2, 1]);
  });
});
