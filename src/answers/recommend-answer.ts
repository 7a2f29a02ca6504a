/** The recommendation as `recommend --json` prints it and the ledger keeps it: raw values under stable keys. */

import { interval, rowDraws } from '../decide/posterior/statistics.js';
import type { Verdict } from '../decide/posterior/winners.js';
import type { ElasticityFit } from '../decide/split/elasticity-fit.js';
import { firstStep } from '../decide/split/first-step.js';
import type { Goal } from '../decide/split/goals.js';
import { profitOf } from '../decide/split/goals.js';
import { beyondEvidence, type Plan } from '../decide/split/plan.js';
import { fundedReason, isStopped, unfundedReason } from '../decide/split/reasons.js';
import type { PlanVerdict, Recommendation } from '../decide/split/recommend.js';
import { cvr, ratio, roas } from '../metrics/rates.js';

/** Money in micros; ratios as fractions; null is unknown. */
export interface RecommendAnswer {
  currency: string | null;
  budgetMicros: number;
  /** Days over which the budget is spent, and what that is a day. */
  horizonDays: number;
  dailyBudgetMicros: number;
  allocatedMicros: number;
  unallocatedMicros: number;
  /** The part of the plan that lies beyond ten times the largest pace tested in the account: an extrapolation. */
  beyondEvidenceMicros: number;
  expectedRevenueMicros: number | null;
  expectedRevenueLowMicros: number | null;
  expectedRevenueHighMicros: number | null;
  /** Expected revenue / what the plan spends: at the plan's own spend, not at that of the tests. */
  expectedRoas: number | null;
  /** (revenue / breakEvenRoas - spend) / spend: what is left of a unit of spend when goods and spend are paid. */
  expectedRoi: number | null;
  expectedRoiLow: number | null;
  expectedRoiHigh: number | null;
  expectedConversions: number;
  confidence: number | null;
  verdict: PlanVerdict;
  /** Why the plan spends no more: the budget, the return of the next unit, a target, the caps, or how far evidence reaches. */
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
  /** Without money, and with the verdict stop. */
  stop: Unfunded[];
  /** Without money for now. */
  hold: Unfunded[];
  comparisons: Outlook[];
  sensitivity: (Outlook & { elasticity: number })[];
  flips: { creative: string; change: number; movedMicros: number; movedShare: number; budgetMicros: number }[];
  /** Expected profit of scaling now, and of one more round of tests first; null when no round could be paid. */
  testRound: { nowMicros: number; afterTestsMicros: number; testSpendMicros: number } | null;
  warnings: string[];
}

export interface Unfunded {
  creative: string;
  verdict: Verdict;
  probProfit: number | null;
  reason: string;
}

export interface RecommendItem {
  creativeId: number;
  creative: string;
  clusterId: number | null;
  /** The one of `creo winners`, by return. */
  verdict: Verdict;
  budgetMicros: number;
  dailyBudgetMicros: number;
  cvrRaw: number | null;
  cvr: number | null;
  cvrLow: number | null;
  cvrHigh: number | null;
  roasRaw: number | null;
  roas: number | null;
  roasLow: number | null;
  roasHigh: number | null;
  expectedRevenueMicros: number | null;
  /** Expected revenue / budget: at the planned spend, where `roas` is at the tested one. */
  expectedRoas: number | null;
  expectedConversions: number;
  probBest: number;
  /** At the tested spend, as `creo winners` says it. */
  probProfit: number | null;
  /** P(expected revenue pays the spend and the goods) at the planned spend: the one that the plan's money risks. */
  probProfitPlanned: number | null;
  /** Planned spend / what its test spends in as many days; null where it never ran. */
  timesTested: number | null;
  /** The part of its budget that lies beyond ten times the largest pace tested in the account: an extrapolation. */
  beyondEvidenceMicros: number;
  /** What to do first: spend a day, and the days and conversions after which to look again before raising it. */
  firstDailyMicros: number;
  lookAgainDays: number;
  lookAgainConversions: number;
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
  const outlook = outlookOf(options.strategy === 'equal' ? 'classic' : 'creo', plan, ground);
  const items = fundedRows(recommendation).map((row) => itemOf(recommendation, row));
  const unfunded = [...posterior.creatives.keys()].filter((row) => plan.budgetsMicros[row] === 0);
  const withoutMoney = (rows: readonly number[]) => rows.map((row) => unfundedOf(recommendation, row));
  const revenueRoi = (revenueMicros: number | null): number | null =>
    roi(revenueMicros, plan.allocatedMicros, options.breakEvenRoas);
  return {
    currency,
    budgetMicros: options.budgetMicros,
    horizonDays: options.horizonDays,
    dailyBudgetMicros: Math.round(options.budgetMicros / options.horizonDays),
    allocatedMicros: plan.allocatedMicros,
    unallocatedMicros: plan.unallocatedMicros,
    beyondEvidenceMicros: items.reduce((sum, item) => sum + item.beyondEvidenceMicros, 0),
    expectedRevenueMicros: outlook.expectedRevenueMicros,
    expectedRevenueLowMicros: outlook.expectedRevenueLowMicros,
    expectedRevenueHighMicros: outlook.expectedRevenueHighMicros,
    expectedRoas: ratio(outlook.expectedRevenueMicros, plan.allocatedMicros),
    expectedRoi: revenueRoi(outlook.expectedRevenueMicros),
    expectedRoiLow: revenueRoi(outlook.expectedRevenueLowMicros),
    expectedRoiHigh: revenueRoi(outlook.expectedRevenueHighMicros),
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
    stop: withoutMoney(unfunded.filter((row) => isStopped(recommendation, row))),
    hold: withoutMoney(unfunded.filter((row) => !isStopped(recommendation, row))),
    comparisons: [
      outlook,
      outlookOf('equal split over all', recommendation.equal, ground),
      outlookOf('five best raw CVRs', recommendation.rawCvr, ground),
    ],
    sensitivity: sensitivity.map(({ elasticity, plan: other }) => ({
      elasticity,
      ...outlookOf('creo', other, ground),
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

const roi = (revenueMicros: number | null, spendMicros: number, breakEvenRoas: number): number | null =>
  revenueMicros === null ? null : ratio(profitOf(revenueMicros, spendMicros, breakEvenRoas), spendMicros);

const verdictOf = ({ verdicts }: Recommendation, row: number): Verdict => verdicts?.[row] ?? 'keep-testing';

const unfundedOf = (recommendation: Recommendation, row: number): Unfunded => ({
  creative: recommendation.ground.posterior.creatives[row].name,
  verdict: verdictOf(recommendation, row),
  probProfit: recommendation.probProfit?.[row] ?? null,
  reason: unfundedReason(recommendation, row),
});

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
  const first = firstStep(ground, plan, row);
  return {
    creativeId,
    creative: name,
    clusterId,
    verdict: verdictOf(recommendation, row),
    budgetMicros: plan.budgetsMicros[row],
    dailyBudgetMicros: Math.round(plan.budgetsMicros[row] / options.horizonDays),
    cvrRaw: cvr(totals),
    cvr: posterior.cvr?.means[row] ?? null,
    cvrLow,
    cvrHigh,
    roasRaw: roas(totals),
    roas: posterior.roas?.means[row] ?? null,
    roasLow,
    roasHigh,
    expectedRevenueMicros: posterior.roas && micros(posterior.roas.means[row] * scaled),
    expectedRoas: posterior.roas && (posterior.roas.means[row] * scaled) / spend,
    expectedConversions: posterior.conversionsPerUnit.means[row] * scaled,
    probBest: standings[row].probBest,
    probProfit: probProfit?.[row] ?? null,
    probProfitPlanned: plan.prediction.probProfitByRow?.[row] ?? null,
    timesTested: ratio(spend, ground.paces[row] ?? 0),
    beyondEvidenceMicros: micros(beyondEvidence(ground, spend)),
    firstDailyMicros: first.dailyMicros,
    lookAgainDays: first.lookAgainDays,
    lookAgainConversions: first.conversions,
    marginalRoas: posterior.roas && posterior.roas.means[row] * curve.marginalAt(spend / references[row]),
    binding: plan.bounds[row],
    referenceMicros: micros(references[row]),
    reason: fundedReason(recommendation, row),
  };
}

function outlookOf(
  name: string,
  { prediction, allocatedMicros, budgetsMicros }: Plan,
  { posterior, options }: Recommendation['ground'],
): Outlook {
  const valued = posterior.roas !== null;
  const revenue = valued ? micros(prediction.expected) : null;
  return {
    plan: name,
    funded: budgetsMicros.filter((budget) => budget > 0).length,
    allocatedMicros,
    expectedRevenueMicros: revenue,
    expectedRevenueLowMicros: valued ? micros(prediction.low) : null,
    expectedRevenueHighMicros: valued ? micros(prediction.high) : null,
    expectedProfitMicros:
      revenue === null ? null : Math.round(profitOf(revenue, allocatedMicros, options.breakEvenRoas)),
    confidence: prediction.confidence,
  };
}

/** A budget this many times all test spend is far outside of what was seen. */
const FAR = 20;

function ownWarnings({ plan, ground }: Recommendation): string[] {
  const { posterior, options } = ground;
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
    said.push('Conversions vary more from day to day than chance explains, so their evidence counts for less.');
  }
  const beyond = plan.budgetsMicros.reduce((sum, budget) => sum + beyondEvidence(ground, budget / 1e6), 0);
  if (beyond > 0) {
    const share = Math.round((1e8 * beyond) / plan.allocatedMicros);
    said.push(
      `${share}% of the plan lies beyond ten times what any creative has spent in as much time: step up, and look again before the rest.`,
    );
  }
  return said;
}
