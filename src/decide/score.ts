/**
 * Past plans against what happened. A plan is scored at the money that really went to its creatives, with the curve it
 * assumed: a plan that was followed only in part is still a forecast. Beside it stands what the raw figures promised.
 */
import type { Totals } from '../model.js';
import { scalingCurve } from './scaling.js';

/** What the ledger kept of one item. */
export interface KeptItem {
  creativeId: number;
  roas: number;
  roasRaw: number | null;
  referenceMicros: number;
}

export interface KeptPlan {
  recommendationId: number;
  createdAt: string;
  elasticity: number;
  expectedRevenueMicros: number;
  expectedRevenueLowMicros: number;
  expectedRevenueHighMicros: number;
  items: readonly KeptItem[];
}

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
}

export interface Score {
  plans: readonly PlanScore[];
  /** Share of plans whose revenue fell inside their interval; null without plans. */
  coverage: number | null;
  /** Expected over real revenue, all plans together; 1 is right. Null without revenue. */
  bias: number | null;
  rawBias: number | null;
}

const SD = 0.09;

/** Scores each plan whose creatives spent money afterwards; `after` gives a creative's results since the plan. */
export function scorePlans(
  plans: readonly KeptPlan[],
  after: (plan: KeptPlan, creativeId: number) => Totals | null,
): Score {
  const scores = plans.flatMap((plan): PlanScore[] => {
    const curve = scalingCurve({ mean: plan.elasticity, sd: SD });
    let [spend, revenue, expected, raw] = [0, 0, 0, 0];
    for (const { creativeId, roas, roasRaw, referenceMicros } of plan.items) {
      const real = after(plan, creativeId);
      if (!real?.spendMicros) continue;
      spend += real.spendMicros;
      revenue += real.revenueMicros ?? 0;
      expected += roas * referenceMicros * curve.returnAt(real.spendMicros / referenceMicros);
      raw += (roasRaw ?? 0) * real.spendMicros;
    }
    if (spend === 0) return [];
    const [low, high] = [plan.expectedRevenueLowMicros, plan.expectedRevenueHighMicros].map((end) =>
      plan.expectedRevenueMicros > 0 ? (expected * end) / plan.expectedRevenueMicros : 0,
    );
    return [
      {
        recommendationId: plan.recommendationId,
        createdAt: plan.createdAt,
        spendMicros: spend,
        revenueMicros: revenue,
        expectedRevenueMicros: Math.round(expected),
        lowMicros: Math.round(low),
        highMicros: Math.round(high),
        covered: revenue >= low && revenue <= high,
        rawRevenueMicros: Math.round(raw),
      },
    ];
  });
  const total = (pick: (score: PlanScore) => number): number => scores.reduce((sum, score) => sum + pick(score), 0);
  const revenue = total((score) => score.revenueMicros);
  return {
    plans: scores,
    coverage: scores.length > 0 ? total(({ covered }) => Number(covered)) / scores.length : null,
    bias: revenue > 0 ? total((score) => score.expectedRevenueMicros) / revenue : null,
    rawBias: revenue > 0 ? total((score) => score.rawRevenueMicros) / revenue : null,
  };
}
