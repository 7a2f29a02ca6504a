/**
 * `creo plan`: how many dollars of test per creative before a budget is scaled, and what micro-tests save. `--json`:
 * `{ currency, creatives, scaleBudgetMicros, elasticity, elasticityFit, economics: { cpmMicros, ctr, cvr, aovMicros,
 * spread }, tests: [{ testMicros, testTotalMicros, conversionsPerTest, expectedProfitMicros, findsBest, best }],
 * fullTest: { … } }`.
 */

import { accountEconomics } from '../../answers/economics.js';
import type { ElasticityFit } from '../../decide/split/elasticity-fit.js';
import { DEFAULT_ELASTICITY, type Elasticity, scalingCurve } from '../../decide/split/scaling.js';
import { cpcOf, type Economics, testPlan } from '../../decide/tests/test-plan.js';
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import type { Context } from '../context.js';

export interface PlanOptions {
  creatives: number;
  scaleBudgetMicros: number;
  /** Each is null when it is to come from the results in the store. */
  cpmMicros: number | null;
  ctr: number | null;
  cvr: number | null;
  aovMicros: number | null;
  /** What a full test of one creative costs; null for the cost of 50 conversions, a platform's learning phase. */
  fullTestMicros: number | null;
  breakEvenRoas: number;
  seed: number;
}

const SIMULATIONS = 300;
const LEARNING_CONVERSIONS = 50;
const micros = (units: number): number => Math.round(units * 1e6);

export function run(context: Context, options: PlanOptions): View {
  const { creatives, scaleBudgetMicros, breakEvenRoas, seed } = options;
  const { economics, currency, elasticity, elasticityFit, notes } = economicsOf(context, options);
  const simulation = { creatives, budget: scaleBudgetMicros / 1e6, breakEvenRoas, simulations: SIMULATIONS, seed };
  const rows = testPlan(economics, scalingCurve(elasticity), simulation);
  if (rows.length === 0) {
    throw new UserError(
      'BUDGET_TOO_SMALL',
      'The budget does not pay for five clicks a creative',
      'Test fewer creatives or raise --scale-budget',
    );
  }
  const best = rows.reduce((most, row) => (row.profit > most.profit ? row : most));
  const tests = rows.map((row) => ({
    testMicros: micros(row.test),
    testTotalMicros: micros(row.total),
    conversionsPerTest: row.conversionsPerTest,
    expectedProfitMicros: micros(row.profit),
    profitErrorMicros: micros(row.profitError),
    findsBest: row.findsBest,
    best: row === best,
  }));
  const perCreativeMicros = options.fullTestMicros ?? micros((LEARNING_CONVERSIONS * cpcOf(economics)) / economics.cvr);
  const fullTest = {
    perCreativeMicros,
    totalMicros: perCreativeMicros * creatives,
    savedMicros: perCreativeMicros * creatives - micros(best.total),
  };
  const { cpm, aov, ...shares } = economics;
  return {
    json: {
      currency,
      creatives,
      scaleBudgetMicros,
      seed,
      elasticity: elasticity.mean,
      elasticityFit,
      economics: { cpmMicros: micros(cpm), aovMicros: micros(aov), ...shares },
      tests,
      fullTest,
    },
    headline: 'What the whole budget is expected to earn when so much of it goes into tests first',
    tables: [
      {
        fields: ['testMicros', 'testTotalMicros', 'conversionsPerTest', 'expectedProfitMicros', 'findsBest', 'best'],
        rows: tests,
        currency,
      },
      {
        title: 'Against a full test of every creative',
        fields: ['step', 'testMicros', 'testTotalMicros'],
        rows: [
          { step: 'micro-test', testMicros: micros(best.test), testTotalMicros: micros(best.total) },
          { step: 'full test', testMicros: perCreativeMicros, testTotalMicros: fullTest.totalMicros },
          { step: 'saved', testMicros: perCreativeMicros - micros(best.test), testTotalMicros: fullTest.savedMicros },
        ],
        currency,
      },
    ],
    notes: [
      'Amounts near the best earn about the same: neighbours in the table differ by less than the simulation tells.',
      ...notes,
    ],
  };
}

interface Known {
  economics: Economics;
  currency: string | null;
  elasticity: Elasticity;
  elasticityFit: ElasticityFit | null;
  notes: readonly string[];
}

/** The flags, and for what they leave open the results in the store. */
function economicsOf(context: Context, options: PlanOptions): Known {
  const { cpmMicros, ctr, cvr, aovMicros } = options;
  if (cpmMicros !== null && ctr !== null && cvr !== null && aovMicros !== null) {
    return {
      economics: { cpm: cpmMicros / 1e6, ctr, cvr, aov: aovMicros / 1e6, spread: 0.5 },
      currency: null,
      elasticity: DEFAULT_ELASTICITY,
      elasticityFit: null,
      notes: [],
    };
  }
  const { currency, economics, elasticity, elasticityFit, notes } = accountEconomics(context.db);
  const found = {
    cpm: cpmMicros === null ? economics.cpm : cpmMicros / 1e6,
    ctr: ctr ?? economics.ctr,
    cvr: cvr ?? economics.cvr,
    aov: aovMicros === null ? economics.aov : aovMicros / 1e6,
  };
  const missing = Object.entries(found).flatMap(([name, value]) => (value ? [] : [`--${name}`]));
  if (missing.length > 0) {
    throw new UserError(
      'NO_ECONOMICS',
      `The results do not tell ${missing.join(', ')}`,
      `Give them: creo plan … ${missing.join(' N ')} N`,
    );
  }
  return {
    economics: {
      cpm: found.cpm ?? 0,
      ctr: found.ctr ?? 0,
      cvr: found.cvr ?? 0,
      aov: found.aov ?? 0,
      spread: economics.spread,
    },
    currency,
    elasticity,
    elasticityFit,
    notes: [...(aovMicros === null ? notes.value : []), ...notes.elasticity],
  };
}
