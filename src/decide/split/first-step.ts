/**
 * What to do first with a creative's part of a plan: not all of it at once. Spend goes up to at most three times the
 * pace that was tested, and the next look comes when that step has brought results enough to tell: ten conversions to
 * expect, whose own chance is then a third of their number, and two days at least.
 */
import { microsOf, unitsOf } from '../../units.js';
import type { Ground, Plan } from './plan.js';

export interface FirstStep {
  /** Spend a day to begin with, micros: the plan's own where that is no step up. */
  dailyMicros: number;
  /** Days after which to look again, whole; the plan's own length at most. */
  lookAgainDays: number;
  /** Conversions to expect until then. */
  conversions: number;
}

const STEP_UP = 3;
const TELLING_CONVERSIONS = 10;
const LEAST_DAYS = 2;

/** The first step of the creative of this row, which has money in the plan. */
export function firstStep({ posterior, options, references, paces }: Ground, plan: Plan, row: number): FirstStep {
  const days = options.horizonDays;
  const planned = unitsOf(plan.budgetsMicros[row] ?? 0) / days;
  // One that never ran begins at the pace of the usual test.
  const tested = (paces[row] || (references[row] ?? 0)) / days;
  const daily = Math.min(planned, STEP_UP * tested);
  const perDay = (posterior.conversionsPerUnit.means[row] ?? 0) * daily;
  const needed = perDay > 0 ? Math.ceil(TELLING_CONVERSIONS / perDay) : days;
  const lookAgainDays = Math.min(Math.max(needed, LEAST_DAYS), days);
  return { dailyMicros: microsOf(daily), lookAgainDays, conversions: perDay * lookAgainDays };
}
