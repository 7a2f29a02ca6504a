/**
 * Splits a budget so that the last unit of money brings the same everywhere.
 *
 * Each candidate's expected gain at spend s is gain * s0 * f(s / s0), f the common concave curve of scaling.ts; gain is
 * revenue or conversions per unit at the tested spend. The best split of a separable concave sum equalises marginal
 * gains at one level (Lagrange): lowered until the budget is spent, but not below `leastMarginal` (1 for profit: money
 * whose return is under itself stays unallocated), nor so far that the average gain falls short of `leastAverage`.
 * Amounts are in units of the currency.
 */
import type { ScalingCurve } from './scaling.js';

export interface Candidate {
  /** Gain per unit at the tested spend, 0 or more. */
  gain: number;
  /** s0: the spend to which that gain holds; above 0. */
  reference: number;
  /** Spend that it has at least, whatever it brings; 0 by default. */
  least?: number;
  /** Test money at most, which is no slice and may be as small as it is: for one that never ran. */
  test?: number;
  /** Fixed spend, whatever it brings. */
  pin?: number;
  /** May take money at all (pins may anyway). */
  eligible?: boolean;
}

export interface SplitRules {
  budget: number;
  /** No money goes where the marginal gain would be lower. */
  leastMarginal: number;
  /** Total gain / total spend must reach this; null for no such goal. */
  leastAverage: number | null;
  /** Slices below this are dropped. */
  leastSlice: number;
  /** Most that one candidate takes (pins may exceed it); infinite for no cap. */
  mostSlice: number;
  /** Most that one candidate takes by what is known of any (pins may exceed it); infinite, and left out, for no such reach. */
  reach?: number;
  /** Most candidates with money, pins included; infinite for no limit. */
  mostCandidates: number;
}

/** What kept the split from spending more (`plan`), and each candidate from taking more or less (`items`). */
export type PlanBound = 'budget' | 'marginal' | 'average' | 'caps' | 'evidence';
export type ItemBound =
  | 'none'
  | 'cap'
  | 'evidence'
  | 'exploration'
  | 'pin'
  | 'not-worth-it'
  | 'slice-too-small'
  | 'too-many'
  | 'not-eligible';

export interface Split {
  spends: Float64Array;
  bounds: readonly ItemBound[];
  /** The common marginal gain of candidates with bound `none`; what one more unit of budget would bring, if more. */
  marginal: number;
  planBound: PlanBound;
}

/** Bisection steps for the marginal level: its log to a precision of about 1e-11. */
const STEPS = 40;

/** The best split. Candidates that fall out (too small, too many) are dropped in rounds, the rest is solved again. */
export function splitBudget(candidates: readonly Candidate[], curve: ScalingCurve, rules: SplitRules): Split {
  const bounds: ItemBound[] = candidates.map(({ pin, eligible }) =>
    pin !== undefined ? 'pin' : eligible === false ? 'not-eligible' : 'none',
  );
  const pinned = pinnedSums(candidates, curve);
  let open = [...bounds.keys()].filter((row) => bounds[row] === 'none' && candidates[row]!.gain > 0);
  for (;;) {
    const split = solve(candidates, open, pinned, curve, rules);
    const spent = open.filter((row) => split.spends[row]! > 0);
    const small = spent.filter(
      (row) => split.spends[row]! < Math.min(rules.leastSlice, mostOf(candidates[row]!, rules)),
    );
    const extra = pinned.count + spent.length - rules.mostCandidates;
    if (small.length > 0) {
      small.sort((a, b) => split.spends[a]! - split.spends[b]!);
      for (const row of small.slice(0, Math.ceil(small.length / 2))) bounds[row] = 'slice-too-small';
    } else if (extra > 0) {
      const surplus = (row: number): number => surplusOf(candidates[row]!, split.spends[row]!, curve, split.marginal);
      spent.sort((a, b) => surplus(a) - surplus(b) || b - a);
      for (const row of spent.slice(0, extra)) bounds[row] = 'too-many';
    } else {
      candidates.forEach(({ pin = 0 }, row) => {
        split.spends[row]! += pin;
      });
      return { ...split, bounds: settledBounds(bounds, candidates, split.spends, rules) };
    }
    open = open.filter((row) => bounds[row] === 'none');
  }
}

/** What a candidate brings beyond the marginal price of its spend: its worth to the split. */
const surplusOf = ({ gain, reference }: Candidate, spend: number, curve: ScalingCurve, marginal: number): number =>
  gain * reference * curve.returnAt(spend / reference) - marginal * spend;

/** What one candidate takes at most, in units. */
const mostOf = ({ test }: Candidate, { mostSlice, reach = Number.POSITIVE_INFINITY }: SplitRules): number =>
  Math.min(mostSlice, reach, test ?? Number.POSITIVE_INFINITY);

function settledBounds(
  bounds: readonly ItemBound[],
  candidates: readonly Candidate[],
  spends: Float64Array,
  rules: SplitRules,
): ItemBound[] {
  return candidates.map((candidate, row): ItemBound => {
    const bound = bounds[row] ?? 'none';
    const spend = spends[row] ?? 0;
    if (bound !== 'none') return bound;
    if (spend === 0) return 'not-worth-it';
    if (candidate.test !== undefined) return 'exploration';
    if (spend < mostOf(candidate, rules)) return 'none';
    return rules.mostSlice <= (rules.reach ?? Number.POSITIVE_INFINITY) ? 'cap' : 'evidence';
  });
}

interface PinnedSums {
  count: number;
  spend: number;
  gain: number;
}

function pinnedSums(candidates: readonly Candidate[], curve: ScalingCurve): PinnedSums {
  const sums = { count: 0, spend: 0, gain: 0 };
  for (const { pin, gain, reference } of candidates) {
    if (pin === undefined) continue;
    sums.count += 1;
    sums.spend += pin;
    sums.gain += gain * reference * curve.returnAt(pin / reference);
  }
  return sums;
}

/** The best split of what the pins leave over the `open` rows; the others, pinned ones too, are at 0 in it. */
function solve(
  candidates: readonly Candidate[],
  open: readonly number[],
  pinned: PinnedSums,
  curve: ScalingCurve,
  rules: SplitRules,
): Omit<Split, 'bounds'> {
  const spends = new Float64Array(candidates.length);
  /** Those whose spend still depends on the level; the others' sums are kept. */
  let moving = open;
  let [settledSpend, settledGain] = [0, 0];
  const room = Math.max(0, rules.budget - pinned.spend);
  const highest = open.reduce((most, row) => Math.max(most, candidates[row]!.gain), 0);

  /** Fills in the spends at a marginal level; says whether the rules allow it. */
  function allowed(marginal: number): PlanBound | null {
    let total = settledSpend;
    let gain = pinned.gain + settledGain;
    for (const row of moving) {
      const { gain: each, reference, least = 0 } = candidates[row]!;
      const wanted = reference * curve.whereMarginalIs(marginal / each);
      // Twice the budget stands for all beyond it: cut to the budget itself, one candidate alone would hide that it binds.
      const spend = Math.max(least, Math.min(mostOf(candidates[row]!, rules), 2 * rules.budget, wanted));
      spends[row] = spend;
      total += spend;
      if (spend > 0 && rules.leastAverage !== null) gain += each * reference * curve.returnAt(spend / reference);
    }
    if (total > room) return 'budget';
    if (rules.leastAverage !== null && gain < rules.leastAverage * (total + pinned.spend)) return 'average';
    return null;
  }

  /** Levels below `marginal` are out of the question: candidates whose first unit brings less stay at their least. */
  function settle(marginal: number): void {
    moving = moving.filter((row) => {
      const { gain, reference, least = 0 } = candidates[row]!;
      if (gain > marginal) return true;
      spends[row] = least;
      settledSpend += least;
      if (least > 0) settledGain += gain * reference * curve.returnAt(least / reference);
      return false;
    });
  }

  /** Why no more is spent where the level may sink no further: the limits of all that are worth money, or the level itself. */
  function limitOf(rows: readonly number[]): PlanBound {
    const funded = rows.filter((row) => spends[row]! > 0);
    const isFull = (row: number): boolean => spends[row]! >= mostOf(candidates[row]!, rules);
    const scaled = funded.filter((row) => candidates[row]!.test === undefined);
    if (scaled.length === 0 || !funded.every(isFull)) return 'marginal';
    return rules.mostSlice <= (rules.reach ?? Number.POSITIVE_INFINITY) ? 'caps' : 'evidence';
  }

  const floor = Math.max(rules.leastMarginal, highest * 1e-9);
  const atFloor = allowed(floor);
  if (open.length === 0 || atFloor === null) {
    return { spends, marginal: floor, planBound: room === 0 ? 'budget' : limitOf(open) };
  }
  let low = Math.log(floor);
  let high = Math.log(highest);
  let planBound: PlanBound = atFloor;
  settle(floor);
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    const broken = allowed(Math.exp(middle));
    if (broken) {
      low = middle;
      planBound = broken;
      settle(Math.exp(low));
    } else high = middle;
  }
  allowed(Math.exp(low));
  const tooMuch = spends.slice();
  allowed(Math.exp(high));
  if (planBound === 'budget') fillUp(spends, tooMuch, room);
  return { spends, marginal: Math.exp(high), planBound };
}

/**
 * Where the curve is straight (spends far under what was tested), a hair's change of the marginal level moves a
 * candidate from nothing to a great deal. Any point between the two splits is as good, and one spends the budget.
 */
function fillUp(spends: Float64Array, tooMuch: Float64Array, budget: number): void {
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const [low, high] = [sum(spends), sum(tooMuch)];
  if (!(high > low) || low >= budget) return;
  const share = (budget - low) / (high - low);
  for (let row = 0; row < spends.length; row++) spends[row]! += share * (tooMuch[row]! - spends[row]!);
}
