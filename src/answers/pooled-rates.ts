/** Pooled rates of the creatives in a store: each one's results, with those of its cluster and of the account behind them. */
import type { Draws } from '../decide/posterior/draws.js';
import { interval, rowDraws } from '../decide/posterior/statistics.js';
import type { Store } from '../store/database.js';
import { accountOf } from './account.js';
import type { Question } from './question.js';

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

/** One entry per creative with results; none when there is nothing to learn from. Takes from 0.2 s to several seconds. */
export function pooledRates(db: Store, question: Question): PooledRate[] {
  const { posterior, level } = accountOf(db, question);
  if (posterior === null) return [];
  return posterior.creatives.map(({ creativeId }, row) => {
    const [cvr, cvrLow, cvrHigh] = summary(posterior.cvr, row, level);
    const [roas, roasLow, roasHigh] = summary(posterior.roas, row, level);
    return { creativeId, cvr, cvrLow, cvrHigh, roas, roasLow, roasHigh };
  });
}

function summary(draws: Draws | null, row: number, level: number): [number, number, number] | [null, null, null] {
  return draws === null ? [null, null, null] : [draws.means[row], ...interval(rowDraws(draws, row), level)];
}
