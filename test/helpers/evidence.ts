/** Builders of evidence for decisions, and arbitrary accounts for laws. */
import fc from 'fast-check';
import type { CreativeEvidence } from '../../src/decide/posterior/evidence.js';
import type { PlanOptions } from '../../src/decide/split/plan.js';
import { DEFAULT_ELASTICITY } from '../../src/decide/split/scaling.js';
import { NO_TOTALS } from '../../src/metrics/totals.js';
import type { Totals } from '../../src/model.js';

/** Results of one test, spend and revenue in whole units. */
export interface TestResult {
  clusterId?: number | null;
  clicks?: number | null;
  conversions?: number | null;
  spend?: number | null;
  revenue?: number | null;
}

const micros = (units: number | null): number | null => (units === null ? null : Math.round(units * 1e6));

export const totalsOf = ({ clicks = 50, conversions = 2, spend = 50, revenue = 80 }: TestResult): Totals => ({
  ...NO_TOTALS,
  clicks,
  conversions,
  spendMicros: micros(spend),
  revenueMicros: micros(revenue),
});

/** Creatives 1, 2, … with these results. */
export const account = (results: readonly TestResult[]): CreativeEvidence[] =>
  results.map((result, index) => ({
    creativeId: index + 1,
    name: `ad ${index + 1}`,
    clusterId: result.clusterId ?? null,
    totals: totalsOf(result),
  }));

/** Accounts of 2 to 12 creatives in up to three clusters, with spend and orders of about 30 units. */
export const anyAccount: fc.Arbitrary<CreativeEvidence[]> = fc
  .array(
    fc.record({
      clusterId: fc.constantFrom(null, 1, 2, 3),
      clicks: fc.integer({ min: 10, max: 90 }),
      conversions: fc.integer({ min: 0, max: 9 }),
      spend: fc.integer({ min: 20, max: 90 }),
      orderValue: fc.integer({ min: 20, max: 45 }),
    }),
    { minLength: 2, maxLength: 12 },
  )
  .map((results) =>
    account(results.map(({ orderValue, ...rest }) => ({ ...rest, revenue: rest.conversions * orderValue }))),
  );

export const planOptions = (given: Partial<PlanOptions> = {}): PlanOptions => ({
  budgetMicros: 5_000_000_000,
  horizonDays: 7,
  goal: { kind: 'profit' },
  breakEvenRoas: 1,
  strategy: 'optimal',
  minCvr: null,
  elasticity: DEFAULT_ELASTICITY,
  top: null,
  maxShare: null,
  minSpendMicros: null,
  pins: new Map(),
  exploreShare: 0,
  level: 0.8,
  seed: 1,
  ...given,
});
