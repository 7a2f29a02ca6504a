/**
 * Past plans against what happened. A plan is scored at the money that really went to its creatives, with the curve it
 * assumed: a plan that was followed only in part is still a forecast. Beside it stand what the raw figures promised, and
 * what the naive rule (equal parts to the five best raw CVRs of that moment) would have earned with the same money.
 *
 * The naive rule's revenue comes from nothing but later results: the revenue that a pick really brought since the plan,
 * moved along the curve from the money that it really got to the money that the rule would have given it. It stays unknown
 * when too little of the rule's money lies on creatives that ran on, and when the plan was hardly followed.
 */
import { groupBy } from '../../group-by.js';
import type { Totals } from '../../model.js';
import { NO_SATURATION, type ScalingCurve, scalingCurve } from '../split/scaling.js';
import type { Forecast, ForecastPart } from './forecast.js';
import { type Followed, rescaled } from './rescale.js';

export interface LedgerPlan extends Forecast {
  recommendationId: number;
  /** Instant, ISO 8601 UTC. */
  createdAt: string;
}

/** Why nothing is said of the naive rule: the plan is that rule, was not followed, or the rule's picks ran too little since. */
export type NaiveUnknown = 'same-rule' | 'not-followed' | 'too-few-results';

export interface PlanScore {
  recommendationId: number;
  createdAt: string;
  spendMicros: number;
  revenueMicros: number;
  expectedRevenueMicros: number;
  lowMicros: number;
  highMicros: number;
  /** Whether the revenue fell inside the interval. */
  covered: boolean;
  /** Revenue that the raw ROAS of the same creatives promised for the same money. */
  rawRevenueMicros: number;
  /** How much of the money went where the plan said, in shares: 1 when all did, 0 when none. */
  followed: number;
  /** What the naive rule would have earned with the same money; null is unknown. */
  naiveRevenueMicros: number | null;
  /** The plan's revenue less the naive rule's. */
  gainOverNaiveMicros: number | null;
  naiveUnknown: NaiveUnknown | null;
}

/** How the plans of some time did together. */
export interface ScoreSummary {
  /** Plans whose creatives have results while the plan stood. */
  scored: number;
  /** Share of plans whose revenue fell inside their interval; null without plans. */
  coverage: number | null;
  /** Expected over real revenue, all plans together; 1 is right. Null without revenue. */
  bias: number | null;
  rawBias: number | null;
  /** Sum of the gains that are known; of several plans of one day only the last counts, as they share their results. */
  gainOverNaiveMicros: number | null;
  /** How many plans that sum is over. */
  plansAgainstNaive: number;
}

/** The plans made in one month, YYYY-MM. */
export interface MonthScore extends ScoreSummary {
  month: string;
}

export interface Score extends ScoreSummary {
  plans: readonly PlanScore[];
  /** Months with scored plans, the earliest first. */
  months: readonly MonthScore[];
}

/** A plan is held against the naive rule when at least this share of the money went where it said. */
const LEAST_FOLLOWED = 0.5;
/** The rule's revenue is told when picks with at least this share of its money have results. */
const LEAST_NAIVE_SHARE = 0.6;
/** A pick has results when it got at least this share of the rule's amount: little money says little of much. */
const LEAST_PICK_SHARE = 0.1;

/** Results of a creative while a plan stood, and the days from the first of them to the last. */
export interface Afterwards extends Totals {
  days?: number;
}

/** Scores each plan whose creatives spent money afterwards; `after` gives a creative's results while the plan stood. */
export function scorePlans(
  plans: readonly LedgerPlan[],
  after: (plan: LedgerPlan, creativeId: number) => Afterwards | null,
): Score {
  const curveOf = curves();
  const scores = plans.flatMap((plan) => {
    const score = scoreOf(plan, curveOf(plan), (creativeId) =>
      outcomeOf(after(plan, creativeId), plan.conversionValueMicros),
    );
    return score === null ? [] : [score];
  });
  const byMonth = groupBy(scores, ({ createdAt }) => createdAt.slice(0, 7));
  return {
    plans: scores,
    ...summaryOf(scores),
    months: [...byMonth]
      .map(([month, ofMonth]): MonthScore => ({ month, ...summaryOf(ofMonth) }))
      .sort((a, b) => (a.month < b.month ? -1 : 1)),
  };
}

function summaryOf(scores: readonly PlanScore[]): ScoreSummary {
  const total = (pick: (score: PlanScore) => number): number => scores.reduce((sum, score) => sum + pick(score), 0);
  const revenue = total((score) => score.revenueMicros);
  const lastOfDay = new Map(scores.map((score) => [score.createdAt.slice(0, 10), score]));
  const gains = [...lastOfDay.values()].flatMap(({ gainOverNaiveMicros }) => gainOverNaiveMicros ?? []);
  return {
    scored: scores.length,
    coverage: scores.length > 0 ? total(({ covered }) => Number(covered)) / scores.length : null,
    bias: revenue > 0 ? total((score) => score.expectedRevenueMicros) / revenue : null,
    rawBias: revenue > 0 ? total((score) => score.rawRevenueMicros) / revenue : null,
    gainOverNaiveMicros: gains.length > 0 ? gains.reduce((sum, gain) => sum + gain, 0) : null,
    plansAgainstNaive: gains.length,
  };
}

/** The curve that each plan assumed, tabulated once. */
function curves(): (plan: LedgerPlan) => ScalingCurve {
  const known = new Map<string, ScalingCurve>();
  return ({ elasticity: mean, elasticitySd: sd, saturation = NO_SATURATION }) => {
    const key = `${mean} ${sd} ${Object.values(saturation).join(' ')}`;
    const curve = known.get(key) ?? scalingCurve({ mean, sd }, saturation);
    known.set(key, curve);
    return curve;
  };
}

interface Outcome {
  spendMicros: number;
  revenueMicros: number;
  /** Null where the results do not tell. */
  days: number | null;
}

/** Null without spend, and where the revenue of the conversions is not known. */
function outcomeOf(totals: Afterwards | null, valueMicros: number | null): Outcome | null {
  if (!totals?.spendMicros) return null;
  const { spendMicros, conversions } = totals;
  const reported = totals.revenueMicros ?? (conversions === 0 ? 0 : null);
  const revenueMicros = valueMicros === null ? reported : conversions === null ? null : conversions * valueMicros;
  return revenueMicros === null ? null : { spendMicros, revenueMicros, days: totals.days ?? null };
}

type OutcomeOf = (creativeId: number) => Outcome | null;

function scoreOf(plan: LedgerPlan, curve: ScalingCurve, outcome: OutcomeOf): PlanScore | null {
  const followed: Followed[] = [];
  let [spend, revenue, raw] = [0, 0, 0];
  for (const item of plan.items) {
    const real = outcome(item.creativeId);
    if (real === null) continue;
    followed.push({ item, spendMicros: real.spendMicros, referenceMicros: pacedReference(plan, item, real) });
    spend += real.spendMicros;
    revenue += real.revenueMicros;
    raw += (item.roasRaw ?? 0) * real.spendMicros;
  }
  if (followed.length === 0) return null;
  const { expectedMicros, lowMicros, highMicros } = rescaled(plan, followed, curve);
  const shareFollowed = sharedMoney(plan, followed, spend);
  const naive = naiveOutcome(plan, { spend, shareFollowed, curve, outcome });
  const naiveRevenueMicros = typeof naive === 'number' ? Math.round(naive) : null;
  return {
    recommendationId: plan.recommendationId,
    createdAt: plan.createdAt,
    spendMicros: spend,
    revenueMicros: Math.round(revenue),
    expectedRevenueMicros: Math.round(expectedMicros),
    lowMicros: Math.round(lowMicros),
    highMicros: Math.round(highMicros),
    covered: revenue >= lowMicros && revenue <= highMicros,
    rawRevenueMicros: Math.round(raw),
    followed: shareFollowed,
    naiveRevenueMicros,
    gainOverNaiveMicros: naiveRevenueMicros === null ? null : Math.round(revenue) - naiveRevenueMicros,
    naiveUnknown: typeof naive === 'number' ? null : naive,
  };
}

/** A reference spend is one of the days that were planned; over more or fewer days it is as much more or less. */
const pacedReference = ({ horizonDays }: LedgerPlan, { referenceMicros }: ForecastPart, { days }: Outcome): number =>
  horizonDays === undefined || days === null ? referenceMicros : (referenceMicros * days) / horizonDays;

const budgetOf = (parts: readonly ForecastPart[]): number =>
  parts.reduce((sum, { budgetMicros }) => sum + budgetMicros, 0);

/** What the split as planned and the split as it was have in common. */
function sharedMoney({ items }: LedgerPlan, followed: readonly Followed[], spend: number): number {
  const planned = budgetOf(items);
  return followed.reduce(
    (sum, { item, spendMicros }) => sum + Math.min(item.budgetMicros / planned, spendMicros / spend),
    0,
  );
}

interface NaiveGround {
  spend: number;
  shareFollowed: number;
  curve: ScalingCurve;
  outcome: OutcomeOf;
}

/**
 * Revenue of the naive rule over `spend` micros. The money of picks that did not run on goes to those that did, which is
 * kind to the rule: the plan let the others go for a reason.
 */
function naiveOutcome(plan: LedgerPlan, { spend, shareFollowed, curve, outcome }: NaiveGround): number | NaiveUnknown {
  const { strategy, naive } = plan;
  if (strategy === 'equal') return 'same-rule';
  if (shareFollowed < LEAST_FOLLOWED) return 'not-followed';
  const planned = budgetOf(naive);
  const running = naive.flatMap((pick) => {
    const real = outcome(pick.creativeId);
    const given = (spend * pick.budgetMicros) / planned;
    return real !== null && real.spendMicros >= LEAST_PICK_SHARE * given
      ? [{ ...pick, real, referenceMicros: pacedReference(plan, pick, real) }]
      : [];
  });
  const known = budgetOf(running);
  if (known === 0 || known < LEAST_NAIVE_SHARE * planned) return 'too-few-results';
  return running.reduce((revenue, { budgetMicros, referenceMicros, real }) => {
    const scaled = (spendMicros: number): number => curve.returnAt(spendMicros / referenceMicros);
    return revenue + (real.revenueMicros * scaled((spend * budgetMicros) / known)) / scaled(real.spendMicros);
  }, 0);
}
