/**
 * The one ranking of creatives and clusters: raw rates beside what to expect, who is best and how sure that is, and the
 * verdict. Everything that shows a rate, a probability of being best or a verdict takes it from here.
 */
import type { CreativeEvidence } from '../decide/posterior/evidence.js';
import type { Posterior } from '../decide/posterior/posterior.js';
import {
  type ExpectedRates,
  expectedRates,
  type Metric,
  rankWinners,
  type Winners,
} from '../decide/posterior/winners.js';
import { groupBy } from '../group-by.js';
import { sumTotals } from '../metrics/totals.js';
import { creativeNames } from '../store/creatives.js';
import type { Store } from '../store/database.js';
import type { Account } from './account.js';
import { resultsByGroup } from './ad-groups.js';
import { type RankedRow, rankedRow } from './ranked-row.js';

export interface RankedCreative extends RankedRow {
  creativeId: number;
  creative: string;
}

export interface RankedCluster extends RankedRow {
  clusterId: number;
  label: string;
  size: number;
  /** Names, in order. */
  creatives: string[];
  /** The member of the highest pooled rate. */
  bestCreative: string | null;
  /** The member nearest to the middle of the cluster; null where the groups were given. */
  centralCreative: string | null;
}

export interface RankingAnswer {
  /** What was ranked by; null when no rate is known. */
  metric: Metric | null;
  /** Best first: by the probability of being best, then by the expected rate. Those without results are left out. */
  creatives: RankedCreative[];
  /** The same; every cluster of the run, those without results last. */
  clusters: RankedCluster[];
}

export interface RankBy {
  /** Null takes ROAS where it is known and no minimum CVR was stated, else CVR. */
  metric: Metric | null;
  /** The line of the verdict for CVR; null leaves it open. */
  minCvr: number | null;
}

/** By return where that is known, against break-even: the verdict that steers money. */
export const BY_RETURN: RankBy = { metric: null, minCvr: null };

/** The metric that is ranked by; null when it is not known for this account. */
export function metricOf({ posterior: learnt }: Pick<Account, 'posterior'>, { metric, minCvr }: RankBy): Metric | null {
  if (learnt === null) return null;
  const wanted = metric ?? (learnt.roas !== null && minCvr === null ? 'roas' : 'cvr');
  return learnt[wanted] === null ? null : wanted;
}

/** Ranks the creatives and the clusters of the account's run. */
export function rankingOf(db: Store, account: Account, by: RankBy): RankingAnswer {
  const metric = metricOf(account, by);
  const decided = { metric, minCvr: by.minCvr };
  const ranked = rankedBy(account.posterior, account, decided);
  return {
    metric,
    creatives: bestFirst(creativeRows(account.posterior, account.evidence, ranked), metric),
    clusters: bestFirst(clusterRows(db, account, ranked, decided), metric),
  };
}

/** The ranking by the rate that decides, and what to expect of both; null where nothing is known. */
interface Ranked {
  deciding: Winners | null;
  cvr: ExpectedRates | null;
  roas: ExpectedRates | null;
}

function rankedBy(
  posterior: Posterior | null,
  { level, breakEvenRoas }: Pick<Account, 'level' | 'breakEvenRoas'>,
  { metric, minCvr }: RankBy,
): Ranked {
  if (posterior === null || metric === null || posterior[metric] === null)
    return { deciding: null, cvr: null, roas: null };
  const deciding = rankWinners(posterior, { metric, minCvr, level, breakEvenRoas });
  const ratesOf = (by: Metric): ExpectedRates | null =>
    by === metric ? deciding : posterior[by] && expectedRates(posterior, by, level);
  return { deciding, cvr: ratesOf('cvr'), roas: ratesOf('roas') };
}

function creativeRows(
  learnt: Posterior | null,
  evidence: readonly CreativeEvidence[],
  ranked: Ranked,
): RankedCreative[] {
  const creatives = learnt?.creatives ?? evidence;
  return creatives.map(({ creativeId, name, clusterId, totals }, row) => ({
    creativeId,
    creative: name,
    clusterId,
    ...rankedRow(totals, ranked.deciding?.creatives[row], ranked.cvr?.creatives[row], ranked.roas?.creatives[row]),
  }));
}

function clusterRows(db: Store, account: Account, ranked: Ranked, by: RankBy): RankedCluster[] {
  const { run } = account;
  if (run === null) return [];
  const grouped = resultsByGroup(db, account, run);
  const isOfAds = grouped !== account;
  const { deciding, cvr, roas } = isOfAds ? rankedBy(grouped.posterior, account, by) : ranked;
  const places = new Map(deciding?.clusters.map(({ clusterId }, at) => [clusterId, at]));
  const members = groupBy(grouped.evidence, ({ clusterId }) => clusterId);
  const nameOf = creativeNames(db);
  return run.clusters.map(({ clusterId, label, creativeIds, centralCreativeId = null }) => {
    const inside = members.get(clusterId) ?? [];
    const names = isOfAds ? inside.map(({ name }) => name) : creativeIds.map(nameOf);
    const at = places.get(clusterId) ?? -1;
    return {
      clusterId,
      label,
      size: names.length,
      ...rankedRow(
        sumTotals(inside.map(({ totals }) => totals)),
        deciding?.clusters[at],
        cvr?.clusters[at],
        roas?.clusters[at],
      ),
      creatives: names.sort(),
      bestCreative: bestMember(grouped.posterior, by.metric ?? 'cvr', clusterId),
      centralCreative: centralCreativeId === null ? null : nameOf(centralCreativeId),
    };
  });
}

function bestMember(posterior: Posterior | null, metric: Metric, clusterId: number): string | null {
  const means = posterior?.[metric]?.means ?? new Float64Array();
  let best: { name: string | null; mean: number } = { name: null, mean: Number.NEGATIVE_INFINITY };
  for (const [row, creative] of (posterior?.creatives ?? []).entries()) {
    const mean = means[row] ?? Number.NEGATIVE_INFINITY;
    if (creative.clusterId === clusterId && mean > best.mean) best = { name: creative.name, mean };
  }
  return best.name;
}

function bestFirst<R extends RankedRow>(rows: readonly R[], metric: Metric | null): R[] {
  const rate = (row: R): number => (metric === null ? 0 : (row[metric] ?? 0));
  const sorted = [...rows].sort((a, b) => (b.probBest ?? -1) - (a.probBest ?? -1) || rate(b) - rate(a));
  return sorted.map((row, at) => ({ ...row, winner: at === 0 && sorted.length > 1 && row.probBest !== null }));
}
