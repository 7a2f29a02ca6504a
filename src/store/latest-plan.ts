/** The budget plan that was shown last, read back as far as the metrics follow it. */
import type { Store } from './database.js';

/** A figure that the plan does not have is null. */
export interface LatestPlan {
  createdAt: string;
  budgetMicros: number | null;
  allocatedMicros: number | null;
  expectedRevenueMicros: number | null;
  expectedRevenueLowMicros: number | null;
  expectedRevenueHighMicros: number | null;
  confidence: number | null;
  /** Largest budget first. */
  items: readonly PlanItem[];
}

export interface PlanItem {
  creativeId: number;
  /** Null when the creative is gone. */
  name: string | null;
  /** Its cluster in the current run. */
  clusterId: number | null;
  budgetMicros: number | null;
  cvr: number | null;
  roas: number | null;
  roasLow: number | null;
  roasHigh: number | null;
  probBest: number | null;
}

/** Null when nothing was planned yet. `runId` is the current clustering, `maxItems` how many items are read. */
export function latestPlan(
  db: Store,
  { runId, maxItems }: { runId: number | null; maxItems: number },
): LatestPlan | null {
  const plan = db
    .prepare<[], Omit<LatestPlan, 'items'> & { recommendationId: number }>(
      `SELECT recommendation_id AS recommendationId, created_at AS createdAt, plan ->> 'budgetMicros' AS budgetMicros,
         plan ->> 'allocatedMicros' AS allocatedMicros, plan ->> 'expectedRevenueMicros' AS expectedRevenueMicros,
         plan ->> 'expectedRevenueLowMicros' AS expectedRevenueLowMicros,
         plan ->> 'expectedRevenueHighMicros' AS expectedRevenueHighMicros, plan ->> 'confidence' AS confidence
       FROM recommendations ORDER BY recommendation_id DESC LIMIT 1`,
    )
    .get();
  if (!plan) return null;
  const { recommendationId, ...figures } = plan;
  const items = db
    .prepare<{ recommendationId: number; runId: number | null; maxItems: number }, PlanItem>(
      `SELECT i.creativeId, c.name, m.cluster_id AS clusterId, i.budgetMicros, i.cvr, i.roas, i.roasLow, i.roasHigh, i.probBest
       FROM (SELECT CAST(value ->> 'creativeId' AS INTEGER) AS creativeId, value ->> 'budgetMicros' AS budgetMicros,
               value ->> 'cvr' AS cvr, value ->> 'roas' AS roas, value ->> 'roasLow' AS roasLow,
               value ->> 'roasHigh' AS roasHigh, value ->> 'probBest' AS probBest
             FROM recommendations, json_each(plan, '$.items') WHERE recommendation_id = :recommendationId) i
       LEFT JOIN creatives c ON c.creative_id = i.creativeId
       LEFT JOIN cluster_members m ON m.run_id = :runId AND m.creative_id = i.creativeId
       WHERE i.creativeId IS NOT NULL ORDER BY i.budgetMicros DESC, i.creativeId LIMIT :maxItems`,
    )
    .all({ recommendationId, runId, maxItems });
  return { ...figures, items };
}
