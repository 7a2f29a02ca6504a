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

/**
 * The sum of some results. A figure is the sum of its known values, and null only where no row knows it; where rows know
 * different figures, `parts` keeps their sums apart.
 */
export function sumTotals(rows: Iterable<Totals>): Totals {
  const parts = new Map<number, Totals>();
  for (const row of rows) {
    for (const part of row.parts ?? [row]) {
      const known = knownIn(part);
      const sum = parts.get(known);
      if (sum) add(sum, part);
      else if (known !== 0) parts.set(known, figuresOf(part));
    }
  }
  const [first, ...others] = [...parts].sort(([a], [b]) => a - b).map(([, part]) => part);
  if (first === undefined) return { ...NO_TOTALS };
  if (others.length === 0) return first;
  const sum = figuresOf(first);
  for (const part of others) add(sum, part);
  return { ...sum, parts: [first, ...others] };
}

/** Which figures are known: a bit each. */
const knownIn = (totals: Totals): number =>
  TOTAL_KEYS.reduce((bits, key, at) => (totals[key] === null ? bits : bits | (1 << at)), 0);

function add(sum: Totals, row: Totals): void {
  for (const key of TOTAL_KEYS) {
    const value = row[key];
    if (value !== null) sum[key] = (sum[key] ?? 0) + value;
  }
}

/** The figures alone, in an object of their own. */
const figuresOf = (totals: Totals): Totals => ({
  impressions: totals.impressions,
  clicks: totals.clicks,
  conversions: totals.conversions,
  spendMicros: totals.spendMicros,
  revenueMicros: totals.revenueMicros,
  plays3s: totals.plays3s,
  thruplays: totals.thruplays,
});

export type TotalKey = (typeof TOTAL_KEYS)[number];

/** Two figures summed over the rows that know both; null where no row does and one of them is unknown. */
export function pair(totals: Totals, a: TotalKey, b: TotalKey): [a: number | null, b: number | null] {
  if (totals.parts === undefined) return [totals[a], totals[b]];
  const both = totals.parts.filter((part) => part[a] !== null && part[b] !== null);
  if (both.length === 0) return [null, null];
  const sumOf = (key: TotalKey): number => both.reduce((sum, part) => sum + (part[key] ?? 0), 0);
  return [sumOf(a), sumOf(b)];
}

/** Share of the spend of rows that know both figures, 0..1: what a ratio of the two rests on. Null without spend. */
export function spendShare(totals: Totals, a: TotalKey, b: TotalKey): number | null {
  const { spendMicros, parts = [totals] } = totals;
  if (!spendMicros) return null;
  const known = parts.filter((part) => part[a] !== null && part[b] !== null);
  return known.reduce((sum, part) => sum + (part.spendMicros ?? 0), 0) / spendMicros;
}

/** Sums per group, in the order in which the groups first appear. */
export const sumTotalsBy = <Key, R extends Totals>(rows: Iterable<R>, keyOf: (row: R) => Key): Map<Key, Totals> =>
  new Map([...groupBy(rows, keyOf)].map(([key, group]) => [key, sumTotals(group)]));
