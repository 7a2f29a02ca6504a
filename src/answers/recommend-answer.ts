/** The recommendation as `recommend --json` prints it and the ledger keeps it: raw values under stable keys. */
import type { ElasticityFit } from '../decide/split/elasticity-fit.js';
import type { Goal } from '../decide/split/goals.js';
import { profitOf } from '../decide/split/goals.js';
import type { Plan } from '../decide/split/plan.js';
import { isStopped } from '../decide/split/reasons.js';
import type { PlanVerdict, Recommendation } from '../decide/split/recommend.js';
import { ratio } from '../metrics/rates.js';
import { inEnglish, type Remark } from '../remarks.js';
import { microsOf } from '../units.js';
import { type Outlook, outlookOf } from './outlook.js';
import { fundedRows, itemOf, type RecommendItem, type Unfunded, unfundedOf } from './recommend-item.js';
import { planRemarks } from './recommend-remarks.js';
import type { Delays } from './settling.js';

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
  /** What is still coming in of the results; null where everything counts as reported. */
  delays: Delays | null;
  /** What is to be said of it, and the same in English. */
  remarks: Remark[];
  warnings: string[];
}

/** What the recommendation rests on and does not know itself. */
export interface AnswerGround {
  currency: string | null;
  conversionValueMicros: number | null;
  elasticityFit: ElasticityFit | null;
  settling?: { delays: Delays } | null;
  /** Added to those that the posterior itself gives. */
  remarks: readonly Remark[];
}

export function recommendAnswer(
  recommendation: Recommendation,
  { currency, conversionValueMicros, elasticityFit, settling = null, remarks: ofAccount }: AnswerGround,
): RecommendAnswer {
  const { plan, ground, ungated, sensitivity, flips, round } = recommendation;
  const remarks = [...ofAccount, ...planRemarks(recommendation)];
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
      ...(ungated === null ? [] : [outlookOf('without the minimum CVR', ungated, ground)]),
    ],
    sensitivity: sensitivity.map(({ elasticity, plan: other }) => ({
      elasticity,
      ...outlookOf('creo', other, ground),
    })),
    flips: flips.map(({ row, ...flip }) => ({ creative: posterior.creatives[row]!.name, ...flip })),
    testRound: round && {
      nowMicros: microsOf(round.now),
      afterTestsMicros: microsOf(round.afterTests),
      testSpendMicros: microsOf(round.testSpend),
    },
    delays: settling?.delays ?? null,
    remarks,
    warnings: remarks.map(inEnglish),
  };
}

const roi = (revenueMicros: number | null, spendMicros: number, breakEvenRoas: number): number | null =>
  revenueMicros === null ? null : ratio(profitOf(revenueMicros, spendMicros, breakEvenRoas), spendMicros);
