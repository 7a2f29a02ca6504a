/**
 * The early and the later life of an ad, on days that are never shared, and which ads are held against each other: those
 * of one platform and account that began at about the same time. A hook rate of TikTok (2 s) is not one of Meta (3 s),
 * and an account whose rates rise with the season would otherwise show every figure as a signal.
 */
import { groupBy } from '../../group-by.js';
import { cpcMicros, cpmMicros, ctr, cvr, holdRate, hookRate } from '../../metrics/rates.js';
import type { Totals } from '../../model.js';

export type LaterMetric = 'cvr' | 'cpa' | 'roas';

/** Counts of one half of the later days: conversions on clicks, conversions on spend, or revenue on spend. */
export interface LaterHalf {
  events: number;
  exposure: number;
}

export interface AdHistory {
  creativeId: number;
  platform: string;
  account: string;
  /** First day on which it was delivered, in whole days since 1970. */
  firstDay: number;
  early: Totals;
  /** The same days in two halves, every other day: they tell how much of a figure is chance. */
  earlyHalves: readonly [Totals, Totals];
  /** Every other day of those after the early ones. */
  laterHalves: readonly [LaterHalf, LaterHalf];
  /** Spend of the later days, micros. */
  laterSpendMicros: number;
}

/** What may tell something early, under the keys of `fields.ts`. */
export const EARLY_FIGURES = {
  hookRate,
  holdRate,
  ctr,
  cpmMicros,
  cpcMicros,
  cvr,
} as const satisfies Record<string, (totals: Totals) => number | null>;

export type EarlyFigure = keyof typeof EARLY_FIGURES;

/** Ads that began within four weeks of each other are of one cohort, */
const COHORT_DAYS = 28;
/** and so are those of longer times where fewer began. */
const LEAST_OF_A_COHORT = 20;

/** The number of each ad's cohort, in the order given: ads are ranked within it alone. */
export function cohortsOf(ads: readonly Pick<AdHistory, 'platform' | 'account' | 'firstDay'>[]): Int32Array {
  const cohorts = new Int32Array(ads.length);
  let next = 0;
  for (const rows of groupBy(ads.keys(), (row) => JSON.stringify([ads[row]!.platform, ads[row]!.account])).values()) {
    rows.sort((a, b) => ads[a]!.firstDay - ads[b]!.firstDay || a - b);
    let from = 0;
    while (from < rows.length) {
      let to = cohortEnd(from, rows.length, (place) => ads[rows[place]!]!.firstDay);
      if (rows.length - to < LEAST_OF_A_COHORT) to = rows.length;
      for (let place = from; place < to; place += 1) cohorts[rows[place]!] = next;
      next += 1;
      from = to;
    }
  }
  return cohorts;
}

function cohortEnd(from: number, length: number, dayAt: (place: number) => number): number {
  let to = from;
  while (to < length && (to - from < LEAST_OF_A_COHORT || dayAt(to) - dayAt(from) < COHORT_DAYS)) to += 1;
  return to;
}
