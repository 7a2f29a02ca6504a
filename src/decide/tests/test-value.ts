/**
 * What one more test would be worth before the budget is spent.
 *
 * A test of amount X on creative i brings about m = X * conversions per unit more conversions. If cv² is the squared
 * coefficient of variation of what is believed of its return, then afterwards 1/cv'² = 1/cv² + m / (1 + order cv²), and
 * the belief's mean will have moved by a log-normal factor with cv² - cv'² (the pre-posterior). The value of the test is
 * the expected profit of the best plan after it, less that of the best plan now. What a test says of a creative's
 * neighbours is left out, so the value errs low. (Raiffa & Schlaifer 1961; knowledge gradient: Frazier & Powell 2008.)
 */

import { seeded } from '../../random.js';
import type { Draws } from '../posterior/draws.js';
import type { Posterior } from '../posterior/posterior.js';
import { rowDraws } from '../posterior/statistics.js';
import { type Candidate, type SplitRules, splitBudget } from '../split/allocate.js';
import { type Goal, gainMeans, goalRules, profitOf } from '../split/goals.js';
import type { ScalingCurve } from '../split/scaling.js';

export interface TestGround {
  posterior: Posterior;
  options: { goal: Goal; breakEvenRoas: number; seed: number };
  curve: ScalingCurve;
  references: Float64Array;
}

/** Points of a standard normal with equal weights: the middles of equally likely ninths. */
const NINTHS = [-1.593, -0.967, -0.589, -0.282, 0, 0.282, 0.589, 0.967, 1.593];
/** Only this many creatives, the most promising, are weighed. */
const MOST_WEIGHED = 40;
/** Tests are handed out in this many parts of the money. */
const PARTS = 20;

const UNBOUNDED = { leastSlice: 0, mostSlice: Number.POSITIVE_INFINITY, mostCandidates: Number.POSITIVE_INFINITY };

/** Log-sd by which a test of `amount` units is expected to move the mean return of the creative. */
export function moveOfTest({ posterior }: TestGround, gains: Draws, row: number, amount: number): number {
  const { conversionsPerUnit, evidence } = posterior;
  const values = rowDraws(gains, row);
  const mean = gains.means[row]!;
  const cv2 = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length / (mean * mean);
  const conversions = (amount * conversionsPerUnit.means[row]!) / evidence.conversionDispersion;
  const after = 1 / (1 / cv2 + conversions / (1 + evidence.orderCv2));
  return Math.sqrt(Math.log(1 + Math.max(0, cv2 - after)));
}

const gainDraws = ({ posterior }: TestGround) => posterior.roas ?? posterior.conversionsPerUnit;

/** Expected profit (or gain) of the best plan for the means `gains` in which each creative has at least its test. */
function planValue(
  { curve, references, options }: TestGround,
  gains: Float64Array,
  budget: number,
  tests: Float64Array | null,
): number {
  const candidates = Array.from(
    gains,
    (gain, row): Candidate => ({ gain, reference: references[row]!, least: tests?.[row] ?? 0 }),
  );
  const rules: SplitRules = { ...goalRules(options.goal, options.breakEvenRoas), ...UNBOUNDED, budget };
  const { spends } = splitBudget(candidates, curve, rules);
  const gain = spends.reduce(
    (sum, spend, row) => sum + gains[row]! * references[row]! * curve.returnAt(spend / references[row]!),
    0,
  );
  if (options.goal.kind !== 'profit') return gain;
  const spent = spends.reduce((sum, spend) => sum + spend, 0);
  return profitOf(gain, spent, options.breakEvenRoas);
}

export interface RoundValue {
  /** Expected profit of spending the budget now. */
  now: number;
  /** Expected profit of the same budget when a part goes into tests first and the rest follows what they show. */
  afterTests: number;
  /** Money of the tests. */
  testSpend: number;
}

/** Compares scaling `budget` now with one more round of `amount` on each of `rows` first. Units of the currency. */
export function valueOfRound(
  on: TestGround,
  budget: number,
  rows: readonly number[],
  amount: number,
  futures: number,
): RoundValue {
  const draws = gainDraws(on);
  const means = gainMeans(on.options.goal, on.posterior);
  const random = seeded(on.options.seed ^ 0x27d4eb2f);
  const tests = new Float64Array(means.length);
  for (const row of rows) tests[row] = amount;
  const moves = rows.map((row) => moveOfTest(on, draws, row, amount));
  let afterTests = 0;
  for (let future = 0; future < futures; future++) {
    const gains = means.slice();
    rows.forEach((row, at) => {
      gains[row]! *= Math.exp(moves[at]! * random.normal() - moves[at]! ** 2 / 2);
    });
    afterTests += planValue(on, gains, budget, tests) / futures;
  }
  return { now: planValue(on, means, budget, null), afterTests, testSpend: amount * rows.length };
}

/** The creatives most likely to matter: those of the greatest plausible return (mean plus one sd). */
export function promising(on: TestGround, most = MOST_WEIGHED): number[] {
  const draws = gainDraws(on);
  const upper = Array.from(draws.means, (mean, row) => {
    const values = rowDraws(draws, row);
    return mean + Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  });
  return [...upper.keys()].sort((a, b) => upper[b]! - upper[a]! || a - b).slice(0, most);
}

/** Which creatives may be tested, and whether a test has to pay for itself. */
export interface TestLimits {
  isOpen: (row: number) => boolean;
  /** Money that no test is worth stays where it is; else the most promising take all of it. */
  paysOff: boolean;
}

/**
 * Splits test money over creatives, part by part to where the next part is worth most when `budget` units are to be
 * scaled afterwards. Gives units per creative and the total value per creative. Where tests have to pay off, a part is
 * given only while what it tells is worth more than what it is expected to lose.
 */
export function valuedTests(
  on: TestGround,
  budget: number,
  money: number,
  { isOpen, paysOff }: TestLimits = { isOpen: () => true, paysOff: false },
): { spends: Float64Array; values: Float64Array } {
  const means = gainMeans(on.options.goal, on.posterior);
  const draws = gainDraws(on);
  const now = planValue(on, means, budget, null);
  const rows = promising(on, means.length).filter(isOpen).slice(0, MOST_WEIGHED);
  const part = money / PARTS;
  const spends = new Float64Array(means.length);
  const values = new Float64Array(means.length);
  const worth = (row: number, amount: number): number => {
    const move = moveOfTest(on, draws, row, amount);
    const gains = means.slice();
    const expected = NINTHS.reduce((sum, point) => {
      gains[row] = means[row]! * Math.exp(move * point - move ** 2 / 2);
      return sum + planValue(on, gains, budget, null) / NINTHS.length;
    }, 0);
    return Math.max(0, expected - now);
  };
  const next = new Map(rows.map((row) => [row, worth(row, part)]));
  const { roas } = on.posterior;
  const loses = (row: number): number =>
    paysOff && roas !== null ? Math.max(0, -profitOf(roas.means[row]! * part, part, on.options.breakEvenRoas)) : 0;
  const brings = (row: number): number => (next.get(row) ?? 0) - values[row]! - loses(row);
  for (let given = 0; given < PARTS && rows.length > 0; given++) {
    const best = rows.reduce((a, b) => (brings(b) > brings(a) ? b : a));
    if (paysOff && brings(best) <= 0) break;
    spends[best]! += part;
    values[best] = next.get(best) ?? 0;
    next.set(best, worth(best, spends[best]! + part));
  }
  return { spends, values };
}

/** Test money beside a plan: the tests' budget to scale is what the plan spends. */
export function testSplit(on: TestGround, planned: Float64Array, money: number): Float64Array {
  const budget = planned.reduce((sum, spend) => sum + spend, 0);
  return valuedTests(on, budget > 0 ? budget : 10 * money, money).spends;
}
