import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  aovMicros,
  cpaMicros,
  cpcMicros,
  cpmMicros,
  ctr,
  cvr,
  holdRate,
  hookRate,
  roas,
} from '../../src/metrics/rates.js';
import { reportedResults } from '../../src/metrics/reported.js';
import { NO_TOTALS, sumTotals, sumTotalsBy, TOTAL_KEYS } from '../../src/metrics/totals.js';
import type { Totals } from '../../src/model.js';

const totals = (known: Partial<Totals>): Totals => ({ ...NO_TOTALS, ...known });

const anyTotals = fc.record(
  Object.fromEntries(TOTAL_KEYS.map((key) => [key, fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: null })])),
) as unknown as fc.Arbitrary<Totals>;

describe('totals', () => {
  test('the sum takes the known values and stays unknown only where no row knows', () => {
    const sum = sumTotals([
      totals({ clicks: 10, conversions: 0 }),
      totals({ clicks: 5, spendMicros: 2_000_000 }),
      totals({ clicks: null, conversions: 0.5 }),
    ]);
    expect(sum).toMatchObject(totals({ clicks: 15, conversions: 0.5, spendMicros: 2_000_000 }));
  });

  test('a ratio is one of the rows that know both sides, and says on how much of the spend it rests', () => {
    const sum = sumTotals([
      totals({ clicks: 100, conversions: 8, spendMicros: 30_000_000, revenueMicros: 90_000_000 }),
      totals({ clicks: 140, spendMicros: 10_000_000 }),
      totals({ conversions: 5, revenueMicros: 50_000_000 }),
    ]);
    expect([cvr(sum), roas(sum), aovMicros(sum)]).toEqual([0.08, 3, 140_000_000 / 13]);
    expect(reportedResults(sum)).toMatchObject({
      conversions: 13,
      clicks: 240,
      cvrRaw: 0.08,
      cvrSpendShare: 0.75,
      roasSpendShare: 0.75,
      hookRateSpendShare: 0,
    });
    expect(sumTotals([sum, totals({ clicks: 100, conversions: 8 })]).parts).toHaveLength(4);
    expect(cvr(sumTotals([sum, totals({ clicks: 100, conversions: 8 })]))).toBe(0.08);
  });

  test('the sum of nothing is unknown', () => {
    expect(sumTotals([])).toEqual(NO_TOTALS);
  });

  test('sums by group add up to the sum of all', () => {
    fc.assert(
      fc.property(fc.array(anyTotals, { maxLength: 12 }), (rows) => {
        const numbered = rows.map((row, index) => ({ ...row, group: index % 3 }));
        const groups = sumTotalsBy(numbered, (row) => row.group);
        expect(sumTotals(groups.values())).toEqual(sumTotals(rows));
      }),
    );
  });

  test('the order of rows does not matter', () => {
    fc.assert(
      fc.property(fc.array(anyTotals, { maxLength: 8 }), (rows) => {
        expect(sumTotals([...rows].reverse())).toEqual(sumTotals(rows));
      }),
    );
  });
});

describe('rates', () => {
  const test1 = totals({
    impressions: 4000,
    clicks: 50,
    conversions: 2,
    spendMicros: 50_000_000,
    revenueMicros: 80_000_000,
    plays3s: 1000,
    thruplays: 250,
  });

  test('are the field formulas', () => {
    expect(ctr(test1)).toBe(0.0125);
    expect(cvr(test1)).toBe(0.04);
    expect(cpcMicros(test1)).toBe(1_000_000);
    expect(cpaMicros(test1)).toBe(25_000_000);
    expect(cpmMicros(test1)).toBe(12_500_000);
    expect(roas(test1)).toBe(1.6);
    expect(aovMicros(test1)).toBe(40_000_000);
    expect(hookRate(test1)).toBe(0.25);
    expect(holdRate(test1)).toBe(0.25);
  });

  test('a rate over nothing is unknown, and so is a rate of the unknown', () => {
    expect(cvr(totals({ clicks: 0, conversions: 0 }))).toBeNull();
    expect(cvr(totals({ clicks: 5 }))).toBeNull();
    expect(roas(totals({ revenueMicros: 5 }))).toBeNull();
    expect(cpmMicros(totals({ spendMicros: 5, impressions: 0 }))).toBeNull();
    expect(cvr(totals({ clicks: 5, conversions: 0 }))).toBe(0);
  });

  test('groups sum first and divide after: the rate of the sum is not the mean of the rates', () => {
    const rows = [totals({ clicks: 10, conversions: 5 }), totals({ clicks: 90, conversions: 0 })];
    expect(cvr(sumTotals(rows))).toBe(0.05);
  });
});
