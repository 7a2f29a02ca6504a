/**
 * What a buyer says along with a question, and what holds where nothing was said: every default of an answer stands here,
 * and nowhere else. Faces hand on only what the user said; an answer works with the terms that come of it.
 */

import type { LaterMetric } from '../decide/signals/history.js';
import type { Goal } from '../decide/split/goals.js';
import type { Strategy } from '../decide/split/plan.js';
import type { Store } from '../store/database.js';
import { defaultsOf } from '../store/defaults.js';
import { type ResultsFilter, resultsCurrency } from '../store/results.js';
import { inScope } from './scoped.js';

/** Share of the truth that intervals hold. */
export const LEVEL = 0.8;
/** Start of the random numbers: the same store gives the same answer. */
export const SEED = 1;
/** The return from which money is earned where `creo init` knows no target. */
export const BREAK_EVEN_ROAS = 1;
/** Days over which a budget is spent. */
export const HORIZON_DAYS = 7;
/** What there is to scale after a test, in amounts of test money. */
export const SCALE_BUDGET_TESTS = 10;
/** Share of findings that may be luck. */
export const FALSE_DISCOVERY_LIMIT = 0.1;
/** Days of an ad whose figures count as early, and the later result that they are held against. */
export const EARLY_DAYS = 3;
export const LATER_METRIC: LaterMetric = 'cvr';
/** Recent days count by the share of their conversions that is known, where re-imports tell it. */
export const DELAYS = true;
/** What a split is for, and how it is made. */
export const GOAL: Goal = { kind: 'profit' };
export const STRATEGY: Strategy = 'optimal';

/** What may be said with any question about results. Undefined and null both mean: not said. */
export interface Question {
  filter?: ResultsFilter | undefined;
  /** Share of the truth that intervals hold, strictly between 0 and 1. */
  level?: number | null | undefined;
  seed?: number | null | undefined;
  /** Revenue per unit of spend from which money is earned. */
  breakEvenRoas?: number | null | undefined;
  /** What a conversion is worth, in micros; it replaces all reported revenue. */
  valueMicros?: number | null | undefined;
  /** Revenue grows as spend to this power beyond the tested spend. */
  elasticity?: number | null | undefined;
  /** Whether recent days count by the share of their conversions that is known. */
  delays?: boolean | null | undefined;
  /** The clustering run whose groups pool the evidence. */
  runId?: number | null | undefined;
}

/** A question with everything settled that the results need not tell. */
export interface Terms {
  filter: ResultsFilter;
  /** The one currency of the results; null when there are none. */
  currency: string | null;
  level: number;
  seed: number;
  breakEvenRoas: number;
  /** As stated; null takes the revenue, else the default of `creo init` (conversion-value.ts). */
  valueMicros: number | null;
  /** As stated; null takes what the results tell, else what other accounts show (elasticity.ts). */
  elasticity: number | null;
  delays: boolean;
  /** As stated; null takes the run in use. */
  runId: number | null;
}

/** Throws UserError MIXED_CURRENCIES when the results are in several and none was chosen. */
export const termsOf = (db: Store, question: Question): Terms => ({
  filter: question.filter ?? {},
  currency: inScope(db, question.filter ?? {}, () => resultsCurrency(db, question.filter ?? {})),
  ...judgingTerms(db, question),
  runId: question.runId ?? null,
});

/** What figures are judged by, whatever the results; `db` is null where there is no store. */
export const judgingTerms = (db: Store | null, question: Question): Omit<Terms, 'filter' | 'currency' | 'runId'> => ({
  level: question.level ?? LEVEL,
  seed: question.seed ?? SEED,
  breakEvenRoas: question.breakEvenRoas ?? (db && defaultsOf(db).targetRoas) ?? BREAK_EVEN_ROAS,
  valueMicros: question.valueMicros ?? null,
  elasticity: question.elasticity ?? null,
  delays: question.delays ?? DELAYS,
});
