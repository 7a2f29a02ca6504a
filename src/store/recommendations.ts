/** The ledger: every plan that was shown, as `--json` printed it, to be scored against what happens. */
import type { Store } from './database.js';

export interface StoredPlan {
  recommendationId: number;
  /** Instant, ISO 8601 UTC. */
  createdAt: string;
  plan: unknown;
}

/** Keeps a plan and gives its number. */
export const savePlan = (db: Store, plan: object, createdAt: string): number =>
  Number(
    db
      .prepare('INSERT INTO recommendations (created_at, plan) VALUES (:createdAt, :plan)')
      .run({ createdAt, plan: JSON.stringify(plan) }).lastInsertRowid,
  );

/** Every plan, the first first. */
export const storedPlans = (db: Store): StoredPlan[] =>
  db
    .prepare<[], { recommendationId: number; createdAt: string; plan: string }>(
      `SELECT recommendation_id AS recommendationId, created_at AS createdAt, plan FROM recommendations
       ORDER BY recommendation_id`,
    )
    .all()
    .map(({ plan, ...row }) => ({ ...row, plan: JSON.parse(plan) as unknown }));
