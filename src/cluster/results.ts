/** Results of each cluster of a run: counts summed first, rates after; intervals from the posterior of the creatives. */
import { cvr, roas } from '../metrics/rates.js';
import { NO_TOTALS, sumTotals } from '../metrics/totals.js';
import type { Cluster, Totals } from '../model.js';
import { intervalOf, type PooledRate, pooledRows } from './pooled.js';

interface Member {
  creativeId: number;
  totals: Totals;
}

/** Draws from the joint posterior of the creatives' conversion rates. */
export interface Rates {
  creatives: readonly Member[];
  draws: number;
  /** The draws of each row, rows as in `creatives`; null where no creative has clicks. */
  cvr: { of(row: number): Float64Array } | null;
}

export interface ClusterResult {
  cluster: Cluster;
  totals: Totals;
  /** conversions / clicks of all members together. */
  cvrRaw: number | null;
  /** Posterior mean and interval of the members' common rate, each weighted by its clicks; null without results. */
  cvr: number | null;
  cvrLow: number | null;
  cvrHigh: number | null;
  /** revenue / spend of all members together. */
  roas: number | null;
  /** cvr against that of the other clusters together: 0.25 is a quarter more. Null without results or others. */
  lift: number | null;
  /** Probability that the cluster's rate is the highest of all. */
  probBest: number | null;
  /** The most likely best; none is when there are no results. */
  winner: boolean;
  /** The member of the highest posterior rate; null without results. */
  bestCreativeId: number | null;
}

/**
 * One result per cluster, in their order. Where no rate could be learnt (`rates` null, as without spend), a cluster's
 * cvr is its raw one, without an interval. `level` is the share of the posterior inside the interval, 0..1.
 */
export function clusterResults(
  clusters: readonly Cluster[],
  creatives: readonly Member[],
  rates: Rates | null,
  level = 0.8,
): ClusterResult[] {
  const totalsOf = new Map(creatives.map(({ creativeId, totals }) => [creativeId, totals]));
  const own = ownRates(clusters, rates);
  const elsewhere = meansOfOthers(own);
  const probBest = probabilityOfBest(own.map((rate) => rate?.draws ?? null));
  const likeliest = Math.max(...probBest.map((probability) => probability ?? 0));
  const winner = likeliest > 0 ? probBest.indexOf(likeliest) : -1;
  return clusters.map((cluster, place) => {
    const totals = sumTotals(cluster.creativeIds.map((id) => totalsOf.get(id) ?? NO_TOTALS));
    const rate = own[place];
    const interval = rate && intervalOf(rate.draws, level);
    const others = elsewhere[place];
    return {
      cluster,
      totals,
      cvrRaw: cvr(totals),
      cvr: rate ? rate.mean : cvr(totals),
      cvrLow: interval?.low ?? null,
      cvrHigh: interval?.high ?? null,
      roas: roas(totals),
      lift: rate && others !== null && others > 0 ? rate.mean / others - 1 : null,
      probBest: probBest[place],
      winner: place === winner,
      bestCreativeId: rate?.bestCreativeId ?? null,
    };
  });
}

function ownRates(clusters: readonly Cluster[], rates: Rates | null): (PooledRate | null)[] {
  if (!rates?.cvr) return clusters.map(() => null);
  const creativeIds = rates.creatives.map((each) => each.creativeId);
  const rowOf = new Map(creativeIds.map((creativeId, row) => [creativeId, row]));
  const draws = { creativeIds, draws: rates.draws, of: rates.cvr.of };
  return clusters.map((cluster) => {
    const rows = cluster.creativeIds.map((id) => rowOf.get(id)).filter((row) => row !== undefined);
    return pooledRows(
      rows.sort((a, b) => a - b),
      draws,
      (row) => rates.creatives[row].totals.clicks ?? 0,
    );
  });
}

/** For each the mean rate of all others together, each weighted by its exposure; null where the others have none. */
function meansOfOthers(rates: readonly (PooledRate | null)[]): (number | null)[] {
  // Added up from both ends: taking one's own from the sum of all would leave rounding where the others are few.
  const before = runningSums(rates);
  const behind = runningSums([...rates].reverse()).reverse();
  return rates.map((_, place) => {
    const exposure = before[place].exposure + behind[place].exposure;
    return exposure === 0 ? null : (before[place].events + behind[place].events) / exposure;
  });
}

/** Sums over those before each. */
function runningSums(rates: readonly (PooledRate | null)[]): { events: number; exposure: number }[] {
  let [events, exposure] = [0, 0];
  return rates.map((rate) => {
    const sums = { events, exposure };
    events += rate ? rate.mean * rate.exposure : 0;
    exposure += rate?.exposure ?? 0;
    return sums;
  });
}

/** For each the share of the draws in which it is the highest; null where there are no draws. */
function probabilityOfBest(all: readonly (Float64Array | null)[]): (number | null)[] {
  const rated = all.filter((draws) => draws !== null);
  const wins = new Map(rated.map((draws) => [draws, 0]));
  for (let draw = 0; draw < (rated[0]?.length ?? 0); draw += 1) {
    const best = rated.reduce((high, draws) => (draws[draw] > high[draw] ? draws : high));
    wins.set(best, (wins.get(best) ?? 0) + 1);
  }
  return all.map((draws) => draws && (wins.get(draws) ?? 0) / draws.length);
}
