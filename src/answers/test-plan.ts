/** How much to test each new creative with before a budget is scaled: `creo plan`. */
import { takenOff } from '../decide/posterior/completion.js';
import type { ElasticityFit } from '../decide/split/elasticity-fit.js';
import { DEFAULT_ELASTICITY, type Elasticity, scalingCurve } from '../decide/split/scaling.js';
import { cpcOf, type Economics, testPlan } from '../decide/tests/test-plan.js';
import { UserError } from '../errors.js';
import { aovMicros, cpmMicros, ctr, cvr } from '../metrics/rates.js';
import { sumTotals } from '../metrics/totals.js';
import type { Totals } from '../model.js';
import { inEnglish, type Remark } from '../remarks.js';
import type { Store } from '../store/database.js';
import { microsOf, unitsOf } from '../units.js';
import { type Account, accountOf } from './account.js';
import { accountElasticity } from './elasticity.js';
import { judgingTerms, type Question } from './question.js';
import { inScope } from './scoped.js';

export interface TestPlanQuestion extends Question {
  /** How many creatives are tested; 2 or more. */
  creatives: number;
  /** What there is to spend in all, tests included; micros. */
  scaleBudgetMicros: number;
  /** What a new creative costs and brings; each that is not said comes from the results in the store. */
  cpmMicros?: number | null | undefined;
  ctr?: number | null | undefined;
  cvr?: number | null | undefined;
  aovMicros?: number | null | undefined;
  /** What a full test of one creative costs; not said is the cost of 50 conversions, a platform's learning phase. */
  fullTestMicros?: number | null | undefined;
}

export interface TestPlanAnswer {
  currency: string | null;
  creatives: number;
  scaleBudgetMicros: number;
  breakEvenRoas: number;
  seed: number;
  elasticity: number;
  elasticityFit: ElasticityFit | null;
  /** `spread` is the coefficient of variation of true returns between creatives. */
  economics: { cpmMicros: number; aovMicros: number; ctr: number; cvr: number; spread: number };
  /** By amount, ascending. */
  tests: TestSize[];
  fullTest: { perCreativeMicros: number; totalMicros: number; savedMicros: number };
  warnings: readonly string[];
}

export interface TestSize {
  testMicros: number;
  testTotalMicros: number;
  conversionsPerTest: number;
  expectedProfitMicros: number;
  /** Standard error of the simulation. */
  profitErrorMicros: number;
  findsBest: number;
  best: boolean;
}

const SIMULATIONS = 300;
const LEARNING_CONVERSIONS = 50;
/** Where it cannot be learnt. */
const USUAL_SPREAD = 0.5;

/**
 * `db` is null when there is no store: a question that says all economics needs no results. Throws
 * UserError NO_ECONOMICS where neither the question nor the results tell, BUDGET_TOO_SMALL, MIXED_CURRENCIES.
 */
export const testPlanOf = (db: Store | null, question: TestPlanQuestion): TestPlanAnswer =>
  db === null
    ? answerTestPlanOf(db, question)
    : inScope(db, question.filter ?? {}, () => answerTestPlanOf(db, question));

function answerTestPlanOf(db: Store | null, question: TestPlanQuestion): TestPlanAnswer {
  const { creatives, scaleBudgetMicros } = question;
  const { economics, elasticity, elasticityFit, ...known } = economicsOf(db, question);
  const { breakEvenRoas, seed } = known;
  const simulation = { creatives, budget: unitsOf(scaleBudgetMicros), breakEvenRoas, simulations: SIMULATIONS, seed };
  const rows = testPlan(economics, scalingCurve(elasticity), simulation);
  const [first, ...more] = rows;
  if (first === undefined) {
    throw new UserError(
      'BUDGET_TOO_SMALL',
      'The budget does not pay for five clicks a creative',
      'Test fewer creatives or raise --scale-budget',
    );
  }
  const best = more.reduce((most, row) => (row.profit > most.profit ? row : most), first);
  const perCreativeMicros =
    question.fullTestMicros ?? microsOf((LEARNING_CONVERSIONS * cpcOf(economics)) / economics.cvr);
  const { cpm, aov, ...shares } = economics;
  return {
    currency: known.currency,
    creatives,
    scaleBudgetMicros,
    breakEvenRoas,
    seed,
    elasticity: elasticity.mean,
    elasticityFit,
    economics: { cpmMicros: microsOf(cpm), aovMicros: microsOf(aov), ...shares },
    tests: rows.map((row) => ({
      testMicros: microsOf(row.test),
      testTotalMicros: microsOf(row.total),
      conversionsPerTest: row.conversionsPerTest,
      expectedProfitMicros: microsOf(row.profit),
      profitErrorMicros: microsOf(row.profitError),
      findsBest: row.findsBest,
      best: row === best,
    })),
    fullTest: {
      perCreativeMicros,
      totalMicros: perCreativeMicros * creatives,
      savedMicros: perCreativeMicros * creatives - microsOf(best.total),
    },
    warnings: known.remarks.map(inEnglish),
  };
}

interface Known {
  economics: Economics;
  currency: string | null;
  breakEvenRoas: number;
  seed: number;
  elasticity: Elasticity;
  elasticityFit: ElasticityFit | null;
  remarks: readonly Remark[];
}

/** What was said, and for what it leaves open the results in the store. */
function economicsOf(db: Store | null, question: TestPlanQuestion): Known {
  const said = saidEconomics(question);
  if (allKnown(said)) {
    const { seed, breakEvenRoas } = judgingTerms(db, question);
    return {
      economics: { ...said, spread: USUAL_SPREAD },
      currency: null,
      breakEvenRoas,
      seed,
      elasticity: DEFAULT_ELASTICITY,
      elasticityFit: null,
      remarks: [],
    };
  }
  const account = db && accountOf(db, question);
  const totals = sumTotals(account?.evidence.map((creative) => creative.totals) ?? []);
  const found = {
    cpm: said.cpm ?? inUnits(cpmMicros(totals)),
    ctr: said.ctr ?? ctr(totals),
    cvr: said.cvr ?? settledCvr(totals, account),
    aov: said.aov ?? inUnits(account?.conversionValueMicros ?? aovMicros(totals)),
  };
  if (account === null || !allKnown(found)) {
    const missing = Object.entries(found).flatMap(([name, value]) => (value ? [] : [`--${name}`]));
    throw new UserError(
      'NO_ECONOMICS',
      `The results do not tell ${missing.join(', ')}`,
      `Give them: creo plan … ${missing.join(' N ')} N`,
    );
  }
  const { remarks, ...scaling } = accountElasticity(account);
  const { currency, breakEvenRoas, seed, valueRemarks, settling } = account;
  return {
    economics: { ...found, spread: spreadOf(account.posterior?.tiers ?? null) },
    currency,
    breakEvenRoas,
    seed,
    ...scaling,
    remarks: [
      ...(said.aov === null ? valueRemarks : []),
      ...(said.cvr === null ? (settling?.remarks ?? []) : []),
      ...remarks,
    ],
  };
}

/** CVR of the clicks, those of recent days by the share of their conversions that is known. */
function settledCvr(totals: Totals, account: Account | null): number | null {
  const reported = cvr(totals);
  const settling = account?.settling ?? null;
  if (account === null || settling === null || reported === null || !totals.clicks) return reported;
  const { clicks: off } = takenOff(account.evidence, settling.completion);
  const missing = off.reduce((sum, clicks) => sum + clicks, 0);
  return reported / (1 - missing / totals.clicks);
}

/** Whether no results are needed: the question says all of what a new creative costs and brings. */
export const saysEconomics = (question: TestPlanQuestion): boolean => allKnown(saidEconomics(question));

const saidEconomics = ({ cpmMicros: cpm, ctr = null, cvr = null, aovMicros: aov }: TestPlanQuestion): Factors => ({
  cpm: inUnits(cpm),
  ctr,
  cvr,
  aov: inUnits(aov),
});

type Factors = Record<'cpm' | 'ctr' | 'cvr' | 'aov', number | null>;

/** Nothing can be bought or earned at 0. */
const allKnown = (factors: Factors): factors is Record<keyof Factors, number> =>
  Object.values(factors).every((factor) => factor !== null && factor > 0);

const inUnits = (micros: number | null | undefined): number | null =>
  micros === null || micros === undefined ? null : unitsOf(micros);

interface Spread {
  creativeSpread: number;
  groupSpread: number;
}

/** Of conversions per unit: that of the clicks and that of the conversions together. */
function spreadOf(tiers: { clicks: Spread | null; conversions: Spread } | null): number {
  const known = tiers === null ? [] : [tiers.clicks, tiers.conversions].filter((tier) => tier !== null);
  const square = known.reduce(
    (sum, { creativeSpread, groupSpread }) => sum + creativeSpread ** 2 + groupSpread ** 2,
    0,
  );
  return square > 0 ? Math.sqrt(square) : USUAL_SPREAD;
}
