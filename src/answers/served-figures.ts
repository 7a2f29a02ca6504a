/** What the metrics show of a store: its own figures, and how the plans of its ledger did. */
import type { Store } from '../store/database.js';
import { type FiguresOptions, type StoreFigures, storeFigures } from '../store/gauges.js';
import { inScope } from './scoped.js';
import { type PlanScores, planScores } from './score.js';

export interface ServedFigures extends StoreFigures {
  /** Null without plans, and when the results are in several currencies. */
  scores: PlanScores | null;
}

/** Older plans are not scored again at every change of the store. */
const RECENT_PLANS = 100;

/** Reads the figures; run it inside a transaction, so that they are of one moment. Those of several clients stand side by side. */
export const servedFigures = (db: Store, { scope = {}, ...options }: FiguresOptions): ServedFigures =>
  inScope(db, { ...scope, acrossClients: true }, () => {
    const figures = storeFigures(db, options);
    const scores = figures.currency === null ? null : planScores(db, figures.currency, RECENT_PLANS);
    return { ...figures, scores: scores?.made ? scores : null };
  });
