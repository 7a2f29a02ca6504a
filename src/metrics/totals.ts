/** Adding up results: counts and money are summed first, rates are taken from the sums afterwards. */
import { groupBy } from '../group-by.js';
import type { Totals } from '../model.js';

export const TOTAL_KEYS = [
  'impressions',
  'clicks',
  'conversions',
  'spendMicros',
  'revenueMicros',
  'plays3s',
  'thruplays',
] as const satisfies readonly (keyof Totals)[];

/** Totals about which no report said anything: every figure is null. */
export const NO_TOTALS: Readonly<Totals> = {
  impressions: null,
  clicks: null,
  conversions: null,
  spendMicros: null,
  revenueMicros: null,
  plays3s: null,
  thruplays: null,
};

/** The sum of some results. A figure is the sum of its known values, and null only where no row knows it. */
export function sumTotals(rows: Iterable<Totals>): Totals {
  const sum: Totals = { ...NO_TOTALS };
  for (const row of rows) {
    for (const key of TOTAL_KEYS) {
      const value = row[key];
      if (value !== null) sum[key] = (sum[key] ?? 0) + value;
    }
  }
  return sum;
}

/** Sums per group, in the order in which the groups first appear. */
export const sumTotalsBy = <Key, R extends Totals>(rows: Iterable<R>, keyOf: (row: R) => Key): Map<Key, Totals> =>
  new Map([...groupBy(rows, keyOf)].map(([key, group]) => [key, sumTotals(group)]));
