/** Pooled rates of the creatives in a store: each one's results, with those of its cluster and of the account behind them. */
import type { Draws } from '../decide/posterior/draws.js';
import { interval, rowDraws } from '../decide/posterior/statistics.js';
import { clientsWithAds } from '../store/accounts.js';
import type { Store } from '../store/database.js';
import type { ResultsFilter } from '../store/results.js';
import { accountOf } from './account.js';
import type { Question } from './question.js';
import { scoped } from './scoped.js';

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
export const pooledRates = scoped(answerPooledRates);

function answerPooledRates(db: Store, question: Question): PooledRate[] {
  const { posterior, level } = accountOf(db, question);
  if (posterior === null) return [];
  return posterior.creatives.map(({ creativeId }, row) => {
    const [cvr, cvrLow, cvrHigh] = summary(posterior.cvr, row, level);
    const [roas, roasLow, roasHigh] = summary(posterior.roas, row, level);
    return { creativeId, cvr, cvrLow, cvrHigh, roas, roasLow, roasHigh };
  });
}

function summary(draws: Draws | null, row: number, level: number): [number, number, number] | [null, null, null] {
  return draws === null ? [null, null, null] : [draws.means[row]!, ...interval(rowDraws(draws, row), level)];
}

/**
 * The rates of everything that the metrics show: those of several clients are worked out client by client, unless they
 * are to be pooled. `currency` is that of the results.
 */
export function servedRates(db: Store, scope: ResultsFilter, currency: string): PooledRate[] {
  const filter = scope.convert === undefined ? { ...scope, currency } : scope;
  const { client, account, acrossClients } = scope;
  const clients = clientsWithAds(db);
  if (clients.length < 2 || client !== undefined || account !== undefined || acrossClients)
    return pooledRates(db, { filter });
  return clients.flatMap((each) => pooledRates(db, { filter: { ...filter, client: each } }));
}
