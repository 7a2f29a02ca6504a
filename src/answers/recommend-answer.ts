/** The recommendation as `recommend --json` prints it and the ledger keeps it: raw values under stable keys. */

import { interval, rowDraws } from '../decide/posterior/statistics.js';
import type { ElasticityFit } from '../decide/split/elasticity-fit.js';
import type { Goal } from '../decide/split/goals.js';
import type { Plan } from '../decide/split/plan.js';
import { fundedReason, isHopeless, unfundedReason } from '../decide/split/reasons.js';
import type { PlanVerdict, Recommendation } from '../decide/split/recommend.js';
import { cvr, roas } from '../metrics/rates.js';

/** Money in micros; ratios as fractions; null is unknown. */
export interface RecommendAnswer {
  currency: string | null;
  budgetMicros: number;
  allocatedMicros: number;
  unallocatedMicros: number;
  expectedRevenueMicros: number | null;
  expectedRevenueLowMicros: number | null;
  expectedRevenueHighMicros: number | null;
  /** (revenue - spend) / spend. */
  expectedRoi: number | null;
  expectedRoiLow: number | null;
  expectedRoiHigh: number | null;
  expectedConversions: number;
  confidence: number | null;
  verdict: PlanVerdict;
  /** Why the plan spends no more: the budget, the return of the next unit, a target, or the caps. */
  binding: Plan['planBound'];
  goal: Goal['kind'];
  strategy: string;
  elasticity: number;
  elasticitySd: number;
  /** What the results themselves say of it; null where it was stated, and where too few creatives were raised. */
  elasticityFit: ElasticityFit | null;
  breakEvenRoas: number;
  /** What a conversion was taken to be worth, in place of reported revenue; null where that counts, or nothing is known. */
  conversionValueMicros: number | null;
  level: number;
  seed: number;
  items: RecommendItem[];
  stop: { creative: string; reason: string }[];
  hold: { creative: string; reason: string }[];
  comparisons: Outlook[];
  sensitivity: (Outlook & { elasticity: number })[];
  flips: { creative: string; change: number; movedMicros: number; movedShare: number; budgetMicros: number }[];
  /** Expected profit of scaling now, and of one more round of tests first; null when no round could be paid. */
  testRound: { nowMicros: number; afterTestsMicros: number; testSpendMicros: number } | null;
  warnings: string[];
}

export interface RecommendItem {
  creativeId: number;
  creative: string;
  clusterId: number | null;
  budgetMicros: number;
  cvrRaw: number | null;
  cvr: number | null;
  cvrLow: number | null;
  cvrHigh: number | null;
  roasRaw: number | null;
  roas: number | null;
  roasLow: number | null;
  roasHigh: number | null;
  expectedRevenueMicros: number | null;
  expectedConversions: number;
  probBest: number;
  probProfit: number | null;
  /** Expected revenue of the next unit of money. */
  marginalRoas: number | null;
  binding: Plan['bounds'][number];
  /** Spend up to which the tested return is taken to hold. */
  referenceMicros: number;
  reason: string;
}

/** One plan on the footing of the others: predicted by the same posterior. */
export interface Outlook {
  plan: string;
  funded: number;
  allocatedMicros: number;
  expectedRevenueMicros: number | null;
  expectedRevenueLowMicros: number | null;
  expectedRevenueHighMicros: number | null;
  expectedProfitMicros: number | null;
  confidence: number | null;
}

/** What the recommendation rests on and does not know itself. */
export interface AnswerGround {
  currency: string | null;
  conversionValueMicros: number | null;
  elasticityFit: ElasticityFit | null;
  /** Added to those that the posterior itself gives. */
  warnings: readonly string[];
}

export function recommendAnswer(
  recommendation: Recommendation,
  { currency, conversionValueMicros, elasticityFit, warnings }: AnswerGround,
): RecommendAnswer {
  const { plan, ground, sensitivity, flips, round } = recommendation;
  const { posterior, options } = ground;
  const valued = posterior.roas !== null;
  const outlook = outlookOf(options.strategy === 'equal' ? 'classic' : 'creo', plan, valued);
  const items = fundedRows(recommendation).map((row) => itemOf(recommendation, row));
  const without = posterior.creatives.flatMap(({ name }, row) =>
    plan.budgetsMicros[row] > 0
      ? []
      : [{ creative: name, reason: unfundedReason(recommendation, row), stop: isHopeless(recommendation, row) }],
  );
  const withoutOf = (stop: boolean) =>
    without.filter((each) => each.stop === stop).map(({ creative, reason }) => ({ creative, reason }));
  return {
    currency,
    budgetMicros: options.budgetMicros,
    allocatedMicros: plan.allocatedMicros,
    unallocatedMicros: plan.unallocatedMicros,
    expectedRevenueMicros: outlook.expectedRevenueMicros,
    expectedRevenueLowMicros: outlook.expectedRevenueLowMicros,
    expectedRevenueHighMicros: outlook.expectedRevenueHighMicros,
    expectedRoi: roi(outlook.expectedRevenueMicros, plan.allocatedMicros),
    expectedRoiLow: roi(outlook.expectedRevenueLowMicros, plan.allocatedMicros),
    expectedRoiHigh: roi(outlook.expectedRevenueHighMicros, plan.allocatedMicros),
    expectedConversions: items.reduce((sum, { expectedConversions }) => sum + expectedConversions, 0),
    confidence: plan.prediction.confidence,
    verdict: recommendation.verdict,
    binding: plan.planBound,
    goal: options.goal.kind,
    strategy: options.strategy,
    elasticity: options.elasticity.mean,
    elasticitySd: options.elasticity.sd,
    elasticityFit,
    breakEvenRoas: options.breakEvenRoas,
    conversionValueMicros,
    level: options.level,
    seed: options.seed,
    items,
    stop: withoutOf(true),
    hold: withoutOf(false),
    comparisons: [
      outlook,
      outlookOf('equal split over all', recommendation.equal, valued),
      outlookOf('five best raw CVRs', recommendation.rawCvr, valued),
    ],
    sensitivity: sensitivity.map(({ elasticity, plan: other }) => ({
      elasticity,
      ...outlookOf('creo', other, valued),
    })),
    flips: flips.map(({ row, ...flip }) => ({ creative: posterior.creatives[row].name, ...flip })),
    testRound: round && {
      nowMicros: micros(round.now),
      afterTestsMicros: micros(round.afterTests),
      testSpendMicros: micros(round.testSpend),
    },
    warnings: [...warnings, ...ownWarnings(recommendation)],
  };
}

const micros = (units: number): number => Math.round(units * 1e6);

const roi = (revenueMicros: number | null, spendMicros: number): number | null =>
  revenueMicros === null || spendMicros === 0 ? null : revenueMicros / spendMicros - 1;

/** Rows with money, the largest budget first. */
const fundedRows = ({ plan }: Recommendation): number[] =>
  [...plan.budgetsMicros.keys()]
    .filter((row) => plan.budgetsMicros[row] > 0)
    .sort((a, b) => plan.budgetsMicros[b] - plan.budgetsMicros[a] || a - b);

function itemOf(recommendation: Recommendation, row: number): RecommendItem {
  const { plan, ground, standings, probProfit } = recommendation;
  const { posterior, curve, references, options } = ground;
  const { creativeId, name, clusterId, totals } = posterior.creatives[row];
  const spend = plan.budgetsMicros[row] / 1e6;
  const scaled = references[row] * curve.returnAt(spend / references[row]);
  const range = (draws: typeof posterior.cvr) =>
    draws === null ? [null, null] : interval(rowDraws(draws, row), options.level);
  const [cvrLow, cvrHigh] = range(posterior.cvr);
  const [roasLow, roasHigh] = range(posterior.roas);
  return {
    creativeId,
    creative: name,
    clusterId,
    budgetMicros: plan.budgetsMicros[row],
    cvrRaw: cvr(totals),
    cvr: posterior.cvr?.means[row] ?? null,
    cvrLow,
    cvrHigh,
    roasRaw: roas(totals),
    roas: posterior.roas?.means[row] ?? null,
    roasLow,
    roasHigh,
    expectedRevenueMicros: posterior.roas && micros(posterior.roas.means[row] * scaled),
    expectedConversions: posterior.conversionsPerUnit.means[row] * scaled,
    probBest: standings[row].probBest,
    probProfit: probProfit?.[row] ?? null,
    marginalRoas: posterior.roas && posterior.roas.means[row] * curve.marginalAt(spend / references[row]),
    binding: plan.bounds[row],
    referenceMicros: micros(references[row]),
    reason: fundedReason(recommendation, row),
  };
}

function outlookOf(name: string, { prediction, allocatedMicros, budgetsMicros }: Plan, valued: boolean): Outlook {
  const revenue = valued ? micros(prediction.expected) : null;
  return {
    plan: name,
    funded: budgetsMicros.filter((budget) => budget > 0).length,
    allocatedMicros,
    expectedRevenueMicros: revenue,
    expectedRevenueLowMicros: valued ? micros(prediction.low) : null,
    expectedRevenueHighMicros: valued ? micros(prediction.high) : null,
    expectedProfitMicros: revenue === null ? null : revenue - allocatedMicros,
    confidence: prediction.confidence,
  };
}

/** A budget this many times all test spend is far outside of what was seen. */
const FAR = 20;

function ownWarnings({ ground: { posterior, options } }: Recommendation): string[] {
  const { evidence, creatives } = posterior;
  const spent = evidence.spends.reduce((sum, spend) => sum + spend, 0);
  const said: string[] = [];
  if (posterior.roas === null) {
    said.push(
      'No revenue in the results, so the plan is for conversions and says nothing of profit; --value states one, and creo init --value one for good.',
    );
  }
  if (creatives.every(({ totals }) => totals.clicks === null)) {
    said.push('No clicks in the results, so conversions are judged on spend alone.');
  }
  if (spent > 0 && options.budgetMicros / 1e6 > FAR * spent) {
    said.push(
      `The budget is ${Math.round(options.budgetMicros / 1e6 / spent)} times all spend so far: the scaling is a guess.`,
    );
  }
  if (evidence.conversionDispersion > 1.5) {
    said.push('Conversions jump about more from day to day than chance explains; their evidence counts for less.');
  }
  return said;
}
