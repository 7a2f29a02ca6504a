/** Pooled rates of the creatives in a store: each one's results, with those of its cluster and of the account behind them. */
import type { Draws } from '../decide/posterior/draws.js';
import { posterior } from '../decide/posterior/posterior.js';
import { interval, rowDraws } from '../decide/posterior/statistics.js';
import { currentClusterRun } from '../store/clusters.js';
import type { Store } from '../store/database.js';
import { creativeEvidence } from '../store/evidence.js';
import { conversionValue, valuePerConversion } from './conversion-value.js';

/** Posterior means and the ends of their intervals; null where the results do not tell. */
export interface PooledRate {
  creativeId: number;
  cvr: number | null;
  cvrLow: number | null;
  cvrHigh: number | null;
  roas: number | null;
  roasLow: number | null;
  roasHigh: number | null;
}

export interface PooledOptions {
  /** The one currency of the results that count. */
  currency: string;
  /** Share of the truth that intervals hold, 0..1. */
  level: number;
  seed: number;
}

/** What the metrics show: 80% intervals, and the same draws for the same store. */
export const POOLED_LEVEL = 0.8;
export const POOLED_SEED = 1;

/** One entry per creative with results; none when there is nothing to learn from. Takes from 0.2 s to several seconds. */
export function pooledRates(db: Store, { currency, level, seed }: PooledOptions): PooledRate[] {
  const evidence = creativeEvidence(db, { currency }, currentClusterRun(db)?.clusters ?? []);
  const value = conversionValue(db, { results: evidence, statedMicros: null, currency });
  const pooled =
    evidence.length > 0 ? posterior(evidence, { seed, valuePerConversion: valuePerConversion(value) }) : null;
  if (pooled === null) return [];
  return pooled.creatives.map(({ creativeId }, row) => {
    const [cvr, cvrLow, cvrHigh] = summary(pooled.cvr, row, level);
    const [roas, roasLow, roasHigh] = summary(pooled.roas, row, level);
    return { creativeId, cvr, cvrLow, cvrHigh, roas, roasLow, roasHigh };
  });
}

function summary(draws: Draws | null, row: number, level: number): [number, number, number] | [null, null, null] {
  return draws === null ? [null, null, null] : [draws.means[row], ...interval(rowDraws(draws, row), level)];
}
