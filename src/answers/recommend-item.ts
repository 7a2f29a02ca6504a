/** The rows of a recommendation: creatives with money, and those without for now or for good. */
import { interval, rowDraws } from '../decide/posterior/statistics.js';
import type { Verdict } from '../decide/posterior/winners.js';
import { firstStep } from '../decide/split/first-step.js';
import { beyondEvidence, type Plan } from '../decide/split/plan.js';
import { fundedReason, type Reason, reasonInEnglish, unfundedReason } from '../decide/split/reasons.js';
import type { Recommendation } from '../decide/split/recommend.js';
import { cvr, ratio, roas } from '../metrics/rates.js';
import { microsOf, unitsOf } from '../units.js';

export interface Unfunded {
  creative: string;
  verdict: Verdict;
  probProfit: number | null;
  /** Why it gets none, and the same in English. */
  why: Reason;
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
  /** Why it gets its money, and the same in English. */
  why: Reason;
  reason: string;
}

/** Rows with money, the largest budget first. */
export const fundedRows = ({ plan }: Recommendation): number[] =>
  [...plan.budgetsMicros.keys()]
    .filter((row) => plan.budgetsMicros[row]! > 0)
    .sort((a, b) => plan.budgetsMicros[b]! - plan.budgetsMicros[a]! || a - b);

export function itemOf(recommendation: Recommendation, row: number): RecommendItem {
  const { plan, ground, standings, probProfit } = recommendation;
  const { posterior, curve, references, options } = ground;
  const { creativeId, name, clusterId, totals } = posterior.creatives[row]!;
  const budgetMicros = plan.budgetsMicros[row]!;
  const spend = unitsOf(budgetMicros);
  const reference = references[row]!;
  const scaled = reference * curve.returnAt(spend / reference);
  const pooledRoas = posterior.roas?.means[row] ?? null;
  const range = (draws: typeof posterior.cvr) =>
    draws === null ? [null, null] : interval(rowDraws(draws, row), options.level);
  const [cvrLow, cvrHigh] = range(posterior.cvr);
  const [roasLow, roasHigh] = range(posterior.roas);
  const first = firstStep(ground, plan, row);
  const why = fundedReason(recommendation, row);
  return {
    creativeId,
    creative: name,
    clusterId,
    verdict: verdictOf(recommendation, row),
    budgetMicros,
    dailyBudgetMicros: Math.round(budgetMicros / options.horizonDays),
    cvrRaw: cvr(totals),
    cvr: posterior.cvr?.means[row] ?? null,
    cvrLow,
    cvrHigh,
    roasRaw: roas(totals),
    roas: pooledRoas,
    roasLow,
    roasHigh,
    expectedRevenueMicros: pooledRoas && microsOf(pooledRoas * scaled),
    expectedRoas: pooledRoas && (pooledRoas * scaled) / spend,
    expectedConversions: posterior.conversionsPerUnit.means[row]! * scaled,
    probBest: standings[row]!.probBest,
    probProfit: probProfit?.[row] ?? null,
    probProfitPlanned: plan.prediction.probProfitByRow?.[row] ?? null,
    timesTested: ratio(spend, ground.paces[row] ?? 0),
    beyondEvidenceMicros: microsOf(beyondEvidence(ground, spend)),
    firstDailyMicros: first.dailyMicros,
    lookAgainDays: first.lookAgainDays,
    lookAgainConversions: first.conversions,
    marginalRoas: pooledRoas && pooledRoas * curve.marginalAt(spend / reference),
    binding: plan.bounds[row]!,
    referenceMicros: microsOf(reference),
    why,
    reason: reasonInEnglish(why),
  };
}

export function unfundedOf(recommendation: Recommendation, row: number): Unfunded {
  const why = unfundedReason(recommendation, row);
  return {
    creative: recommendation.ground.posterior.creatives[row]!.name,
    verdict: verdictOf(recommendation, row),
    probProfit: recommendation.probProfit?.[row] ?? null,
    why,
    reason: reasonInEnglish(why),
  };
}

const verdictOf = ({ verdicts }: Recommendation, row: number): Verdict => verdicts?.[row] ?? 'keep-testing';
