/**
 * How much to test each of some new creatives with before a budget is scaled, by simulation: true returns are drawn around
 * the account's, tests of each amount are run on them, the budget is split on what the tests say, and the true profit of
 * tests and scaling together is averaged. (K arms by simulation; for two arms see Feit & Berman 2019, Test & Roll.)
 */

import { seeded } from '../../random.js';
import { splitBudget } from '../split/allocate.js';
import { profitOf } from '../split/goals.js';
import type { ScalingCurve } from '../split/scaling.js';

/** The economics of a new creative; money in units of the currency. */
export interface Economics {
  cpm: number;
  ctr: number;
  cvr: number;
  aov: number;
  /** Coefficient of variation of true conversions per unit between creatives. */
  spread: number;
}

export interface TestPlanOptions {
  creatives: number;
  /** Units to spend in all, tests included. */
  budget: number;
  breakEvenRoas: number;
  simulations: number;
  seed: number;
}

export interface TestPlanRow {
  /** Test money per creative, units. */
  test: number;
  total: number;
  /** Expected purchases of one creative's test. */
  conversionsPerTest: number;
  /** Expected profit of tests and scaling together; its standard error over the simulations. */
  profit: number;
  profitError: number;
  /** How often the creative of the best true return gets the largest part. */
  findsBest: number;
}

/** Tests worth comparing, in clicks bought: what $5 to $400 buy at $1 a click. */
const TESTED_CLICKS = [5, 10, 25, 50, 75, 100, 150, 200, 300, 400];
/** The tested return is taken to hold for 1.5 times what 50 clicks cost, whatever the test. */
const REFERENCE_CLICKS = 75;

export const cpcOf = ({ cpm, ctr }: Economics): number => cpm / (1000 * ctr);

/** One row per test amount that the budget pays for all creatives, ascending. */
export function testPlan(economics: Economics, curve: ScalingCurve, options: TestPlanOptions): TestPlanRow[] {
  const cpc = cpcOf(economics);
  return TESTED_CLICKS.map((clicks) => clicks * cpc)
    .filter((test) => test * options.creatives <= options.budget)
    .map((test) => simulated(economics, curve, options, test));
}

function simulated(
  { cvr, aov, spread, ...prices }: Economics,
  curve: ScalingCurve,
  { creatives, budget, breakEvenRoas, simulations, seed }: TestPlanOptions,
  test: number,
): TestPlanRow {
  const cpc = cpcOf({ cvr, aov, spread, ...prices });
  const random = seeded(seed);
  const rate = cvr / cpc;
  const shape = 1 / spread ** 2;
  const reference = REFERENCE_CLICKS * cpc;
  let profit = 0;
  let squares = 0;
  let found = 0;
  for (let simulation = 0; simulation < simulations; simulation++) {
    const truths = Array.from({ length: creatives }, () => (random.gamma(shape) * rate) / shape);
    const candidates = truths.map((truth) => {
      const events = random.poisson(truth * test);
      return { gain: (aov * (shape + events)) / (shape / rate + test), reference, least: test };
    });
    const { spends } = splitBudget(candidates, curve, {
      budget,
      leastMarginal: breakEvenRoas,
      leastAverage: null,
      leastSlice: 0,
      mostSlice: Number.POSITIVE_INFINITY,
      mostCandidates: Number.POSITIVE_INFINITY,
    });
    let earned = 0;
    truths.forEach((truth, row) => {
      const spend = Math.max(test, spends[row]!);
      const revenue = truth * aov * reference * curve.returnAt(spend / reference);
      earned += profitOf(revenue, spend, breakEvenRoas);
    });
    profit += earned / simulations;
    squares += earned ** 2 / simulations;
    if (indexOfMost(truths) === indexOfMost([...spends])) found += 1 / simulations;
  }
  return {
    test,
    total: test * creatives,
    conversionsPerTest: rate * test,
    profit,
    profitError: Math.sqrt(Math.max(0, squares - profit ** 2) / simulations),
    findsBest: found,
  };
}

const indexOfMost = (values: readonly number[]): number => values.indexOf(Math.max(...values));
