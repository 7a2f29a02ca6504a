/** The ledger: every plan that was shown, as `--json` printed it, to be scored against what happens. */
import type { KeptItem, KeptPlan } from '../decide/score.js';
import type { Store } from './database.js';

/** Keeps a plan and gives its number. */
export const savePlan = (db: Store, plan: object, createdAt: string): number =>
  Number(
    db
      .prepare('INSERT INTO recommendations (created_at, plan) VALUES (:createdAt, :plan)')
      .run({ createdAt, plan: JSON.stringify(plan) }).lastInsertRowid,
  );

/** Every plan that promised revenue, the first first. */
export function keptPlans(db: Store): KeptPlan[] {
  const items = db.prepare<{ recommendationId: number }, KeptItem>(
    `SELECT value ->> 'creativeId' AS creativeId, value ->> 'roas' AS roas, value ->> 'roasRaw' AS roasRaw,
       value ->> 'referenceMicros' AS referenceMicros
     FROM recommendations, json_each(plan, '$.items')
     WHERE recommendation_id = :recommendationId AND value ->> 'roas' IS NOT NULL`,
  );
  return db
    .prepare<[], Omit<KeptPlan, 'items'>>(
      `SELECT recommendation_id AS recommendationId, created_at AS createdAt, plan ->> 'elasticity' AS elasticity,
         plan ->> 'expectedRevenueMicros' AS expectedRevenueMicros,
         plan ->> 'expectedRevenueLowMicros' AS expectedRevenueLowMicros,
         plan ->> 'expectedRevenueHighMicros' AS expectedRevenueHighMicros
       FROM recommendations WHERE plan ->> 'expectedRevenueMicros' > 0 ORDER BY recommendation_id`,
    )
    .all()
    .map((plan) => ({ ...plan, items: items.all(plan) }));
}
