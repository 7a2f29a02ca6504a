import { describe, expect, test } from 'vitest';
import { posterior } from '../../src/decide/posterior/posterior.js';
import { ground } from '../../src/decide/split/plan.js';
import { DEFAULT_ELASTICITY, scalingCurve } from '../../src/decide/split/scaling.js';
import { nextTests } from '../../src/decide/tests/next-test.js';
import { cpcOf, testPlan } from '../../src/decide/tests/test-plan.js';
import { moveOfTest, valuedTests } from '../../src/decide/tests/test-value.js';
import { account, planOptions, type TestResult } from '../helpers/evidence.js';

function learnt(results: readonly TestResult[]) {
  const found = posterior(account(results), { seed: 1, draws: 400 });
  if (found?.roas == null) throw new Error('nothing learnt');
  return { found, gains: found.roas };
}

const UNSURE: TestResult[] = [3, 2, 1, 0].map((conversions) => ({ conversions, revenue: 40 * conversions }));

describe('the value of a test', () => {
  test('a larger test moves the belief more, and none not at all', () => {
    const { found, gains } = learnt(UNSURE);
    const on = ground(found, planOptions());
    const moves = [0, 20, 100, 1000].map((amount) => moveOfTest(on, gains, 0, amount));
    expect(moves[0]).toBeCloseTo(0, 6);
    expect(moves).toEqual([...moves].sort((a, b) => a - b));
  });

  test('test money is split completely', () => {
    const { found } = learnt(UNSURE);
    const { spends, values } = valuedTests(ground(found, planOptions()), 5000, 300);
    expect(spends.reduce((sum, spend) => sum + spend, 0)).toBeCloseTo(300, 9);
    expect(values.every((value) => value >= 0)).toBe(true);
  });

  test('what surely loses is dropped, what could change the plan is tested again', () => {
    const long = { clicks: 3000, spend: 3000, conversions: 20, revenue: 800 };
    const { found } = learnt([...UNSURE, long]);
    const next = nextTests(found, planOptions(), 300_000_000);
    expect(next.reduce((sum, { budgetMicros }) => sum + budgetMicros, 0)).toBe(300_000_000);
    expect(next.find(({ row }) => row === 4)?.action).toBe('drop');
    expect(next[0].action).toBe('retest');
  });
});

describe('the size of tests', () => {
  const economics = { cpm: 12, ctr: 0.012, cvr: 0.025, aov: 60, spread: 0.5 };
  const options = { creatives: 20, budget: 6200, breakEvenRoas: 1, simulations: 150, seed: 1 };

  test('neither tiny nor huge tests earn most', () => {
    const rows = testPlan(economics, scalingCurve(DEFAULT_ELASTICITY), options);
    const best = rows.reduce((most, row) => (row.profit > most.profit ? row : most));
    expect(cpcOf(economics)).toBeCloseTo(1, 9);
    expect(best.test).toBeGreaterThanOrEqual(50);
    expect(best.test).toBeLessThanOrEqual(200);
    expect(rows.every(({ total }) => total <= 6200)).toBe(true);
  });

  test('larger tests find the best creative more often', () => {
    const rows = testPlan(economics, scalingCurve(DEFAULT_ELASTICITY), options);
    expect(rows[rows.length - 1].findsBest).toBeGreaterThan(rows[0].findsBest);
  });
});
