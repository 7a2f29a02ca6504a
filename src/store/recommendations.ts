/** The ledger: every plan that was shown, as `--json` printed it, with the forecast that later results are held against. */
import type { Forecast } from '../decide/ledger/forecast.js';
import type { LedgerPlan } from '../decide/ledger/score.js';
import type { Store } from './database.js';

export interface NewPlan {
  /** As `--json` printed it. */
  plan: object;
  /** Null for a plan that promises no revenue. */
  forecast: Forecast | null;
  /** Instant, ISO 8601 UTC. */
  createdAt: string;
}

/** Keeps a plan and gives its number. */
export const savePlan = (db: Store, { plan, forecast, createdAt }: NewPlan): number =>
  Number(
    db
      .prepare('INSERT INTO recommendations (created_at, forecast, plan) VALUES (:createdAt, :forecast, :plan)')
      .run({ createdAt, forecast: forecast && JSON.stringify(forecast), plan: JSON.stringify(plan) }).lastInsertRowid,
  );

/** The latest `limit` plans that promised revenue, the first first. */
export const keptPlans = (db: Store, limit: number): LedgerPlan[] =>
  db
    .prepare<{ limit: number }, { recommendationId: number; createdAt: string; forecast: string }>(
      `SELECT recommendation_id AS recommendationId, created_at AS createdAt, forecast FROM recommendations
       WHERE forecast IS NOT NULL ORDER BY recommendation_id DESC LIMIT :limit`,
    )
    .all({ limit })
    .map(({ forecast, ...plan }) => {
      const kept: Forecast = JSON.parse(forecast);
      return { ...plan, ...kept };
    })
    .reverse();

/** The plan that was kept last, as `--json` printed it then; null when there is none. */
export function latestKeptPlan(db: Store): { createdAt: string; plan: unknown } | null {
  const kept = db
    .prepare<[], { createdAt: string; plan: string }>(
      'SELECT created_at AS createdAt, plan FROM recommendations ORDER BY recommendation_id DESC LIMIT 1',
    )
    .get();
  if (!kept) return null;
  const plan: unknown = JSON.parse(kept.plan);
  return { createdAt: kept.createdAt, plan };
}
