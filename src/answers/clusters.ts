/** What a clustering run holds, with the results of its clusters: `creo cluster`, the report and the API. */

import type { Metric } from '../decide/posterior/winners.js';
import { UserError } from '../errors.js';
import type { ClusterKind } from '../model.js';
import {
  clusterRun,
  clusterRunInUse,
  isRunChosen,
  saveClusterRun,
  storedRun,
  useClusterRun,
} from '../store/clusters.js';
import { creativeNames } from '../store/creatives.js';
import { inTransaction, type Store } from '../store/database.js';
import { type Account, accountOf } from './account.js';
import { type GroupingQuestion, groupCreatives } from './group-creatives.js';
import type { Question } from './question.js';
import { BY_RETURN, type RankedCluster, type RankedCreative, type RankingAnswer, rankingOf } from './ranking.js';
import { inScope, scoped } from './scoped.js';

export interface ClustersAnswer {
  runId: number;
  kind: ClusterKind;
  tag: string | null;
  algorithm: string;
  k: number;
  seed: number;
  silhouette: number | null;
  model: string | null;
  options: Record<string, string | number>;
  /** Whether its groups pool the evidence of every answer. */
  inUse: boolean;
  currency: string | null;
  /** What the clusters are ranked by; null when no rate is known. */
  metric: Metric | null;
  level: number;
  /** By number. */
  clusters: RankedCluster[];
  /** Names of the creatives in no cluster. */
  noise: string[];
  warnings: readonly string[];
}

/** One run, or (null) the one in use. Throws UserError NOT_CLUSTERED, NO_SUCH_RUN, MIXED_CURRENCIES. */
export const clustersOf = scoped(answerClustersOf);

function answerClustersOf(db: Store, question: Question): ClustersAnswer {
  const run = storedRun(db, question.runId ?? null);
  const account = accountOf(db, { ...question, runId: run.runId });
  const { metric, clusters } = rankingByNumber(db, account);
  const { runId, kind, tag, algorithm, k, seed, silhouette, modelId, options = {} } = run;
  return {
    runId,
    kind,
    tag,
    algorithm,
    k,
    seed,
    silhouette,
    model: modelId,
    options,
    inUse: clusterRunInUse(db)?.runId === runId,
    currency: account.currency,
    metric,
    level: account.level,
    clusters,
    noise: run.noise.map(creativeNames(db)).sort(),
    warnings: account.warnings,
  };
}

/** The ranking by return, with the clusters in the order of their numbers; none where nothing was clustered. */
export function rankingByNumber(db: Store, account: Account): RankingAnswer {
  const ranking = rankingOf(db, account, BY_RETURN);
  return { ...ranking, clusters: ranking.clusters.sort((a, b) => a.clusterId - b.clusterId) };
}

export interface NewClustersAnswer extends ClustersAnswer {
  leftOut: readonly { creative: string; reason: string }[];
  notes: readonly string[];
}

/**
 * Groups the creatives, keeps the run, and says what its clusters bought. The run is taken into use when none is, and when
 * it was grouped in the way of the one in use: another way to group is a look at the data until `creo cluster use` says so.
 * `createdAt` is an instant. Errors as groupCreatives and clustersOf.
 */
export const newClusters = scoped(answerNewClusters);

function answerNewClusters(
  db: Store,
  { createdAt, ...question }: GroupingQuestion & Question & { createdAt: string },
): NewClustersAnswer {
  const { run, leftOut, notes } = groupCreatives(db, question);
  const runId = inTransaction(db, () => {
    const inUse = clusterRunInUse(db);
    const added = saveClusterRun(db, { ...run, createdAt });
    const refreshes = inUse === null || (inUse.kind === run.kind && inUse.tag === run.tag);
    if (refreshes) useClusterRun(db, added);
    else if (!isRunChosen(db)) useClusterRun(db, inUse.runId);
    return added;
  });
  return { ...clustersOf(db, { filter: question.filter, runId }), leftOut, notes };
}

/**
 * Lets a run pool the evidence of every answer, for all clients, and gives its clusters with the results of those asked for.
 * Throws UserError NO_SUCH_RUN.
 */
export function takeIntoUse(db: Store, runId: number, filter: Question['filter']): ClustersAnswer {
  if (clusterRun(db, runId) === null) storedRun(db, runId);
  return inTransaction(db, () => {
    useClusterRun(db, runId);
    return clustersOf(db, { runId, filter });
  });
}

export interface ClusterAnswer {
  runId: number;
  currency: string | null;
  cluster: RankedCluster;
  /** Its members with results or without, the largest spend first. */
  creatives: (Partial<RankedCreative> & { creative: string; central: boolean })[];
}

/** One cluster and its members. Throws UserError NO_SUCH_CLUSTER besides those of clustersOf. */
export const clusterOf = (db: Store, clusterId: number, question: Question): ClusterAnswer =>
  inScope(db, question.filter ?? {}, () => answerClusterOf(db, clusterId, question));

function answerClusterOf(db: Store, clusterId: number, question: Question): ClusterAnswer {
  const run = storedRun(db, question.runId ?? null);
  const stored = run.clusters.find((cluster) => cluster.clusterId === clusterId);
  const account = accountOf(db, { ...question, runId: run.runId });
  const ranked = rankingOf(db, account, BY_RETURN);
  const cluster = ranked.clusters.find((each) => each.clusterId === clusterId);
  if (stored === undefined || cluster === undefined) {
    throw new UserError(
      'NO_SUCH_CLUSTER',
      `Run ${run.runId} has no cluster ${clusterId}`,
      `Its clusters are ${run.clusters.map((each) => each.clusterId).join(', ')}; another run is chosen with --run`,
    );
  }
  const rows = new Map(ranked.creatives.map((row) => [row.creativeId, row]));
  const nameOf = creativeNames(db);
  return {
    runId: run.runId,
    currency: account.currency,
    cluster,
    creatives: stored.creativeIds
      .map((id) => ({ ...rows.get(id), creative: nameOf(id), central: id === stored.centralCreativeId }))
      .sort((a, b) => (b.spendMicros ?? 0) - (a.spendMicros ?? 0) || (a.creative < b.creative ? -1 : 1)),
  };
}
