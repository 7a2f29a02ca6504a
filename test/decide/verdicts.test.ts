/** What decides money, held at its edges: the two conditions of a verdict, what follows of it, and the sign of a lift. */
import { expect, test } from 'vitest';
import { posterior } from '../../src/decide/posterior/posterior.js';
import { rankWinners } from '../../src/decide/posterior/winners.js';
import { nextTests } from '../../src/decide/tests/next-test.js';
import { account, planOptions, type TestResult } from '../helpers/evidence.js';

function learnt(results: readonly TestResult[]) {
  const known = posterior(account(results), { seed: 1, draws: 600 });
  if (known === null) throw new Error('nothing learnt');
  return known;
}
const ranked = (results: readonly TestResult[]) =>
  rankWinners(learnt(results), { metric: 'roas', minCvr: null, level: 0.8 }).creatives;

test('near certainty alone makes no verdict: the counts must hold under daily looks too', () => {
  const creatives = ranked([
    { conversions: 4, revenue: 120 },
    { conversions: 4, revenue: 120 },
    { conversions: 4, revenue: 120 },
  ]);
  for (const { probAboveLine, evidenceAbove, verdict } of creatives) {
    expect(probAboveLine).toBeGreaterThan(0.9);
    expect(evidenceAbove).toBeLessThan(20);
    expect(verdict).toBe('keep-testing');
  }
});

test('a lift is over the others: twice their rate is +100%, half of it -50%', () => {
  const long = { clicks: 20_000, spend: 20_000 };
  const [twice, once] = ranked([
    { ...long, conversions: 2000, revenue: 80_000 },
    { ...long, conversions: 1000, revenue: 40_000 },
  ]);
  expect(twice?.lift).toBeCloseTo(1, 1);
  expect(once?.lift).toBeCloseTo(-0.5, 1);
  expect(twice?.liftLow).toBeLessThan(twice?.lift ?? 0);
  expect(twice?.liftHigh).toBeGreaterThan(twice?.lift ?? 0);
});

test('only what is still open is tested again: a winner is scaled, a loser dropped', () => {
  const long = { clicks: 2000, spend: 2000 };
  const known = learnt([
    { ...long, conversions: 120, revenue: 4800 },
    { ...long, conversions: 10, revenue: 400 },
    { conversions: 2, revenue: 80 },
  ]);
  const tests = nextTests(known, planOptions({ budgetMicros: 5_000_000_000 }), 100_000_000);
  expect(tests.map(({ row, action, budgetMicros }) => [row, action, budgetMicros > 0]).sort()).toEqual([
    [0, 'scale', false],
    [1, 'drop', false],
    [2, 'retest', true],
  ]);
});

test('where all are settled no test takes money, though one could still tell which is the best', () => {
  const known = learnt([
    { conversions: 40, clicks: 400, spend: 400, revenue: 1200 },
    { conversions: 30, clicks: 240, spend: 240, revenue: 900 },
    { conversions: 30, clicks: 240, spend: 240, revenue: 900 },
  ]);
  const tests = nextTests(known, planOptions({ budgetMicros: 5_000_000_000 }), 500_000_000);
  expect(tests.map(({ action, budgetMicros }) => [action, budgetMicros])).toEqual([
    ['scale', 0],
    ['scale', 0],
    ['scale', 0],
  ]);
});
