/**
 * The one ranking of creatives and clusters: raw rates beside what to expect, who is best and how sure that is, and the
 * verdict. Everything that shows a rate, a probability of being best or a verdict takes it from here.
 */
import type { CreativeEvidence } from '../decide/posterior/evidence.js';
import type { Posterior } from '../decide/posterior/posterior.js';
import { type Metric, type Ranking, rankWinners, type Winners } from '../decide/posterior/winners.js';
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
  const ranked = rankedBoth(account.posterior, account, metric, by.minCvr);
  return {
    metric,
    creatives: bestFirst(creativeRows(account.posterior, account.evidence, ranked), metric),
    clusters: bestFirst(clusterRows(db, account, ranked, { metric, minCvr: by.minCvr }), metric),
  };
}

/** Rankings by both rates, and which of them decides. */
interface Ranked {
  cvr: Winners | null;
  roas: Winners | null;
  deciding: Winners | null;
}

function rankedBoth(
  learnt: Posterior | null,
  { level, breakEvenRoas }: Pick<Account, 'level' | 'breakEvenRoas'>,
  metric: Metric | null,
  minCvr: number | null,
): Ranked {
  const rank = (by: Metric) => learnt?.[by] && rankWinners(learnt, { metric: by, minCvr, level, breakEvenRoas });
  const both = { cvr: rank('cvr') ?? null, roas: rank('roas') ?? null };
  return { ...both, deciding: metric && both[metric] };
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

function clusterRows(db: Store, account: Account, ranked: Ranked, { metric, minCvr }: RankBy): RankedCluster[] {
  const { run } = account;
  if (run === null) return [];
  const grouped = resultsByGroup(db, account, run);
  const { evidence, posterior } = grouped;
  const isOfAds = grouped !== account;
  const own = isOfAds ? rankedBoth(posterior, account, metric, minCvr) : ranked;
  const members = groupBy(evidence, ({ clusterId }) => clusterId);
  const nameOf = creativeNames(db);
  const [deciding, byCvr, byRoas] = [own.deciding, own.cvr, own.roas].map((ranking) => byCluster(ranking));
  return run.clusters.map(({ clusterId, label, creativeIds, centralCreativeId = null }) => {
    const inside = members.get(clusterId) ?? [];
    const names = isOfAds ? inside.map(({ name }) => name) : creativeIds.map(nameOf);
    const totals = sumTotals(inside.map((each) => each.totals));
    return {
      clusterId,
      label,
      size: names.length,
      ...rankedRow(totals, deciding?.get(clusterId), byCvr?.get(clusterId), byRoas?.get(clusterId)),
      creatives: names.sort(),
      bestCreative: bestMember(posterior, metric ?? 'cvr', clusterId),
      centralCreative: centralCreativeId === null ? null : nameOf(centralCreativeId),
    };
  });
}

const byCluster = (ranking: Winners | null): ReadonlyMap<number, Ranking> =>
  new Map(ranking?.clusters.map((each) => [each.clusterId, each]));

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
