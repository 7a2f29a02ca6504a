import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recommendAnswer } from '../../src/answers/recommend-answer.js';
import type { CreativeEvidence } from '../../src/decide/posterior/evidence.js';
import { posterior } from '../../src/decide/posterior/posterior.js';
import { explain } from '../../src/decide/split/explain.js';
import { ground, makePlan, type Plan, type PlanOptions } from '../../src/decide/split/plan.js';
import { type Recommendation, recommend } from '../../src/decide/split/recommend.js';
import {
  DEFAULT_ELASTICITY,
  drawElasticity,
  drawHalf,
  drawnReturn,
  NO_SATURATION,
  REFERENCE_LOG_SD,
  SATURATION,
  scalingCurve,
} from '../../src/decide/split/scaling.js';
import { wholeShares } from '../../src/decide/split/shares.js';
import { seeded } from '../../src/random.js';
import { account, anyAccount, planOptions } from '../helpers/evidence.js';

const IN_DOLLARS = { currency: 'USD', conversionValueMicros: null, elasticityFit: null, remarks: [] };

/** The plan alone, from few draws: for laws that hold of any posterior. */
function planned(evidence: readonly CreativeEvidence[], options: Partial<PlanOptions> = {}): Plan {
  const learnt = posterior(evidence, { seed: 1, draws: 60 });
  if (learnt === null) throw new Error('nothing learnt');
  return makePlan(ground(learnt, planOptions(options)));
}

function recommended(
  evidence: readonly CreativeEvidence[],
  options: Partial<PlanOptions> = {},
  value?: number,
): Recommendation {
  const learnt = posterior(evidence, { seed: 1, draws: 400, valuePerConversion: value ?? null });
  if (learnt === null) throw new Error('nothing learnt');
  return recommend(learnt, planOptions(options));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const GOOD = account([8, 7, 6, 5, 2, 1, 0].map((conversions) => ({ conversions, revenue: 30 * conversions })));
const BAD = account([1, 0, 0, 1, 0, 1].map((conversions) => ({ conversions, revenue: 10 * conversions })));
const few = { numRuns: 8 };
const valued = anyAccount.filter((evidence) => evidence.some(({ totals }) => (totals.revenueMicros ?? 0) > 0));

describe('the split', () => {
  test('adds up exactly, to the micro, for any budget', () => {
    fc.assert(
      fc.property(valued, fc.integer({ min: 1_000_000, max: 20_000_000_000 }), (evidence, budgetMicros) => {
        const plan = planned(evidence, { budgetMicros });
        expect(plan.budgetsMicros.every((micros) => Number.isSafeInteger(micros) && micros >= 0)).toBe(true);
        expect(sum(plan.budgetsMicros)).toBe(plan.allocatedMicros);
        expect(plan.allocatedMicros + plan.unallocatedMicros).toBe(budgetMicros);
        expect(plan.unallocatedMicros).toBeGreaterThanOrEqual(0);
      }),
      few,
    );
  });

  test('brings the same at the margin wherever no bound binds, and never less than it costs', () => {
    fc.assert(
      fc.property(valued, (evidence) => {
        const plan = planned(evidence, { minSpendMicros: 10_000 });
        const free = [...plan.budgetsMicros.keys()].filter(
          (row) => plan.bounds[row] === 'none' && plan.budgetsMicros[row] > 50_000_000,
        );
        for (const row of free) {
          expect(plan.marginals[row] / plan.marginal).toBeCloseTo(1, 2);
          expect(plan.marginals[row]).toBeGreaterThan(0.99);
        }
      }),
      few,
    );
  });

  test('names the budget as its limit also where one creative alone would take more than all of it', () => {
    const plan = planned(
      account([
        { clicks: 10, conversions: 0, revenue: 0 },
        { clicks: 10, conversions: 9, revenue: 300 },
      ]),
      { minSpendMicros: 10_000 },
    );
    expect(plan.allocatedMicros).toBe(5_000_000_000);
    expect(plan.planBound).toBe('budget');
    expect(plan.marginal).toBeGreaterThan(1);
  });

  test('does not depend on the order of the input, nor on how clusters are numbered', () => {
    fc.assert(
      fc.property(valued, (evidence) => {
        const plan = planned(evidence);
        const other = [...evidence]
          .reverse()
          .map((each) => ({ ...each, clusterId: each.clusterId === null ? null : 9 - each.clusterId }));
        expect(planned(other).budgetsMicros).toEqual(plan.budgetsMicros);
      }),
      few,
    );
  });

  test('the same seed gives the same recommendation', () => {
    const answer = () => recommendAnswer(recommended(GOOD, { exploreShare: 0.1 }), IN_DOLLARS);
    expect(answer()).toEqual(answer());
  });

  test('money that loses is not spent', () => {
    const { plan, verdict } = recommended(BAD);
    expect(plan.allocatedMicros).toBe(0);
    expect(plan.unallocatedMicros).toBe(5_000_000_000);
    expect(verdict).toBe('do-not-scale');
  });

  test('is expected to earn at least what other splits of the same budget do', () => {
    const { plan, equal, rawCvr } = recommended(GOOD);
    const profit = ({ prediction, allocatedMicros }: typeof plan): number =>
      prediction.expected - allocatedMicros / 1e6;
    expect(profit(plan)).toBeGreaterThan(profit(equal));
    expect(profit(plan)).toBeGreaterThan(profit(rawCvr));
  });
});

describe('bounds', () => {
  test('--top, --max-share, pins and the smallest slice hold', () => {
    const { plan } = recommended(GOOD, {
      top: 3,
      maxShare: 0.4,
      pins: new Map([[7, 123_450_000]]),
      minSpendMicros: 200_000_000,
    });
    expect(plan.budgetsMicros[6]).toBe(123_450_000);
    expect(plan.budgetsMicros.filter((micros) => micros > 0)).toHaveLength(3);
    expect(Math.max(...plan.budgetsMicros)).toBeLessThanOrEqual(2_000_000_000);
  });

  test('a gate on CVR judges the pooled rate, not the raw one', () => {
    const lucky = account([
      { clicks: 5, conversions: 2, revenue: 60 },
      ...Array.from({ length: 9 }, () => ({ conversions: 2, revenue: 60 })),
    ]);
    const { plan } = recommended(lucky, { minCvr: 0.2 });
    expect(plan.budgetsMicros[0]).toBe(0);
    expect(plan.bounds[0]).toBe('not-eligible');
  });

  test('the exploration share goes where knowing more is worth most', () => {
    const { plan } = recommended(BAD, { exploreShare: 0.1 });
    expect(plan.allocatedMicros).toBe(500_000_000);
  });

  test('the classic rule splits equally over the five best raw CVRs', () => {
    const { plan } = recommended(GOOD, { strategy: 'equal' });
    expect(plan.budgetsMicros).toEqual([1e9, 1e9, 1e9, 1e9, 1e9, 0, 0]);
  });
});

describe('goals', () => {
  test('revenue spends the whole budget where profit does not', () => {
    const meagre = account([2, 2, 2, 2].map((conversions) => ({ conversions, revenue: 32 * conversions })));
    expect(recommended(meagre).plan.unallocatedMicros).toBeGreaterThan(0);
    expect(recommended(meagre, { goal: { kind: 'revenue' } }).plan.unallocatedMicros).toBe(0);
  });

  test('a target ROAS is met by the expected plan, and bounds the spending', () => {
    const { plan } = recommended(GOOD, { budgetMicros: 50_000_000_000, goal: { kind: 'roas', target: 1.5 } });
    expect((plan.prediction.expected * 1e6) / plan.allocatedMicros).toBeCloseTo(1.5, 2);
    expect(plan.planBound).toBe('average');
  });

  test('a target CPA is met in conversions', () => {
    const answer = recommendAnswer(
      recommended(GOOD, { budgetMicros: 50_000_000_000, goal: { kind: 'cpa', targetMicros: 18_000_000 } }),
      IN_DOLLARS,
    );
    expect(answer.allocatedMicros / answer.expectedConversions / 1e6).toBeCloseTo(18, 1);
  });

  test('a higher break-even ROAS spends less', () => {
    const plain = recommended(GOOD, { budgetMicros: 50_000_000_000 }).plan.allocatedMicros;
    expect(recommended(GOOD, { budgetMicros: 50_000_000_000, breakEvenRoas: 1.5 }).plan.allocatedMicros).toBeLessThan(
      plain,
    );
  });

  test('without revenue the plan is for conversions and says so', () => {
    const evidence = account([{ revenue: null, conversions: 4 }, { revenue: null }]);
    const answer = recommendAnswer(recommended(evidence), IN_DOLLARS);
    expect(answer).toMatchObject({
      goal: 'conversions',
      expectedRevenueMicros: null,
      confidence: null,
      unallocatedMicros: 0,
    });
    expect(answer.warnings.join()).toContain('--value');
    expect(recommendAnswer(recommended(evidence, {}, 40), IN_DOLLARS).confidence).not.toBeNull();
  });
});

test('the steps of an explanation end in the figures of the plan', () => {
  const recommendation = recommended(GOOD);
  const [item] = recommendAnswer(recommendation, IN_DOLLARS).items;
  const row = recommendation.ground.posterior.creatives.findIndex(({ creativeId }) => creativeId === item.creativeId);
  const steps = new Map(explain(recommendation, row).map(({ step, figure }) => [step, figure]));
  expect(steps.get('budget s')).toBeCloseTo(item.budgetMicros / 1e6, 6);
  expect(steps.get('expected revenue')).toBeCloseTo((item.expectedRevenueMicros ?? 0) / 1e6, 4);
  expect((steps.get('ROAS, expected') ?? 0) * (steps.get('scaled spend') ?? 0)).toBeCloseTo(
    steps.get('expected revenue') ?? 0,
    6,
  );
  expect(steps.get('next unit brings')).toBeCloseTo(steps.get('common level') ?? 0, 2);
});

describe('how far the evidence reaches', () => {
  const STAR = account([{ conversions: 12, revenue: 600 }, ...Array.from({ length: 9 }, () => ({ conversions: 1 }))]);

  test('no creative gets more than five hundred times the largest test, and the plan says that this is what binds', () => {
    const { plan, ground: on } = recommended(STAR, { budgetMicros: 500_000_000_000 });
    expect(Math.max(...plan.budgetsMicros)).toBe(Math.round(on.reach * 1e6));
    expect(plan.bounds[0]).toBe('evidence');
    expect(plan.unallocatedMicros).toBeGreaterThan(0);
    expect(recommended(account([{ conversions: 12, revenue: 600 }]), { budgetMicros: 500e9 }).plan.planBound).toBe(
      'evidence',
    );
  });

  test('an item says its chance and return at the planned spend, how many times its test that is, and a first step', () => {
    const { items, beyondEvidenceMicros, allocatedMicros } = recommendAnswer(recommended(STAR), IN_DOLLARS);
    const star = items[0];
    expect(star?.timesTested).toBeCloseTo((star?.budgetMicros ?? 0) / 50e6, 6);
    expect(star?.probProfitPlanned).toBeLessThanOrEqual(star?.probProfit ?? 0);
    expect(star?.expectedRoas).toBeLessThan(star?.roas ?? 0);
    expect(star?.firstDailyMicros).toBe(Math.round((3 * 50e6) / 7));
    expect(star?.lookAgainDays).toBeGreaterThanOrEqual(2);
    expect(beyondEvidenceMicros).toBeGreaterThan(0);
    expect(beyondEvidenceMicros).toBeLessThan(allocatedMicros);
  });

  test('a creative that never ran gets the money of a usual test, however good its cluster', () => {
    const unseen = account([
      ...Array.from({ length: 6 }, () => ({ clusterId: 1, conversions: 6, revenue: 240 })),
      { clusterId: 1, clicks: null, conversions: null, spend: null, revenue: null },
    ]);
    const { plan } = recommended(unseen, { budgetMicros: 20_000_000_000 });
    expect(plan.bounds[6]).toBe('exploration');
    expect(plan.budgetsMicros[6]).toBe(50_000_000);
  });
});

describe('the scaling curve', () => {
  test('is the average of the curves that the uncertain elasticity and reference give', () => {
    const curve = scalingCurve(DEFAULT_ELASTICITY);
    const random = seeded(5);
    const shapes = Array.from({ length: 40_000 }, () => ({
      elasticity: drawElasticity(DEFAULT_ELASTICITY, random),
      shift: Math.exp(REFERENCE_LOG_SD * random.normal()),
      half: drawHalf(SATURATION, random),
    }));
    for (const x of [0.5, 1, 3, 40, 400]) {
      const drawn = shapes.reduce(
        (sum, { elasticity, shift, half }) => sum + drawnReturn(x, elasticity, shift, half),
        0,
      );
      expect(Math.abs(curve.returnAt(x) / (drawn / shapes.length) - 1)).toBeLessThan(0.01);
    }
  });

  test('holds the tested return for small spends and falls to the elasticity beyond', () => {
    const curve = scalingCurve({ mean: 0.8, sd: 0 }, NO_SATURATION);
    expect(curve.returnAt(0.01)).toBeCloseTo(0.01, 6);
    expect(curve.returnAt(200) / curve.returnAt(100)).toBeCloseTo(2 ** 0.8, 3);
    expect(curve.marginalAt(curve.whereMarginalIs(0.4))).toBeCloseTo(0.4, 3);
    expect(curve.whereMarginalIs(1)).toBe(0);
  });
});

test('whole shares add up and stay within one step of their amounts', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 30 }), (amounts) => {
      const total = Math.round(sum(amounts));
      const whole = wholeShares(amounts, total, 1);
      expect(sum(whole)).toBe(amounts.some((amount) => amount > 0) ? total : 0);
      whole.forEach((micros, at) => {
        expect(Math.abs(micros - amounts[at])).toBeLessThanOrEqual(1.001);
      });
    }),
  );
});
