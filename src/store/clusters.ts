/**
 * Clustering runs: kept with their options; the latest of each kind (and tag) is current. One run is in use: its groups
 * pool the evidence of every answer.
 */
import { UserError } from '../errors.js';
import type { Cluster, ClusterKind, ClusterRun, MapPoint } from '../model.js';
import type { Store } from './database.js';
import { saveSetting, setting } from './settings.js';

type RunRow = Omit<ClusterRun, 'clusters' | 'noise' | 'options' | 'map'> & { options: string };

const RUN_COLUMNS = `run_id AS runId, kind, tag, algorithm, k, seed, silhouette, model_id AS modelId, options, created_at AS createdAt`;

/** Stores a run with its clusters and members, and gives its id. */
export function saveClusterRun(db: Store, run: Omit<ClusterRun, 'runId'>): number {
  const { kind, tag, algorithm, k, seed, silhouette, modelId, createdAt } = run;
  const options = JSON.stringify(run.options ?? {});
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO main.cluster_runs (kind, tag, algorithm, k, seed, silhouette, model_id, options, created_at)
       VALUES (:kind, :tag, :algorithm, :k, :seed, :silhouette, :modelId, :options, :createdAt)`,
    )
    .run({ kind, tag, algorithm, k, seed, silhouette, modelId, options, createdAt });
  const runId = Number(lastInsertRowid);
  const addCluster = db.prepare(
    'INSERT INTO main.clusters (run_id, cluster_id, label, central_creative_id) VALUES (:runId, :clusterId, :label, :centralCreativeId)',
  );
  const addMember = db.prepare(
    'INSERT INTO main.cluster_members (run_id, creative_id, cluster_id, x, y) VALUES (:runId, :creativeId, :clusterId, :x, :y)',
  );
  const places = new Map((run.map ?? []).map((point) => [point.creativeId, point]));
  const place = (creativeId: number, clusterId: number | null): void => {
    const { x = null, y = null } = places.get(creativeId) ?? {};
    addMember.run({ runId, creativeId, clusterId, x, y });
  };
  for (const { clusterId, label, creativeIds, centralCreativeId = null } of run.clusters) {
    addCluster.run({ runId, clusterId, label, centralCreativeId });
    for (const creativeId of creativeIds) place(creativeId, clusterId);
  }
  for (const creativeId of run.noise) place(creativeId, null);
  return runId;
}

/** One run by its id; null when there is none. */
export function clusterRun(db: Store, runId: number): ClusterRun | null {
  const row = db
    .prepare<{ runId: number }, RunRow>(`SELECT ${RUN_COLUMNS} FROM cluster_runs WHERE run_id = :runId`)
    .get({ runId });
  return row ? withMembers(db, row) : null;
}

/** The latest run, or the latest of a kind (and tag). Null when there is none. */
export function currentClusterRun(db: Store, kind?: ClusterKind, tag?: string): ClusterRun | null {
  const row = db
    .prepare<{ kind: string | null; tag: string | null }, RunRow>(
      `SELECT ${RUN_COLUMNS} FROM cluster_runs WHERE (:kind IS NULL OR kind = :kind) AND (:tag IS NULL OR tag = :tag)
       ORDER BY run_id DESC LIMIT 1`,
    )
    .get({ kind: kind ?? null, tag: tag ?? null });
  return row ? withMembers(db, row) : null;
}

const IN_USE = 'cluster run in use';

/** SQL for the run in use: the one that was chosen, else the latest; null when nothing was clustered. */
export const RUN_IN_USE = `COALESCE(
  (SELECT r.run_id FROM settings s JOIN cluster_runs r ON r.run_id = CAST(s.value AS INTEGER) WHERE s.key = '${IN_USE}'),
  (SELECT MAX(run_id) FROM cluster_runs))`;

/** The run whose groups pool the evidence; null when nothing was clustered yet. */
export function clusterRunInUse(db: Store): ClusterRun | null {
  const runId = db.prepare<[], number | null>(`SELECT ${RUN_IN_USE}`).pluck().get() ?? null;
  return runId === null ? null : clusterRun(db, runId);
}

/** Whether a run was ever taken into use; else the latest is. */
export const isRunChosen = (db: Store): boolean => setting(db, IN_USE) !== null;

/** Lets this run pool the evidence from now on. */
export const useClusterRun = (db: Store, runId: number): void => saveSetting(db, IN_USE, String(runId));

/** A run that must be there: the one of this id, else (null) the one in use. Throws UserError NO_SUCH_RUN or NOT_CLUSTERED. */
export function storedRun(db: Store, runId: number | null): ClusterRun {
  const run = runId === null ? clusterRunInUse(db) : clusterRun(db, runId);
  if (run) return run;
  throw runId === null
    ? new UserError('NOT_CLUSTERED', 'Nothing has been clustered yet', 'Start with: creo cluster --visual')
    : new UserError('NO_SUCH_RUN', `There is no clustering run ${runId}`, 'See the runs with: creo cluster list');
}

/** Every run without its members, the latest first. */
export const clusterRuns = (db: Store): (Omit<ClusterRun, 'clusters' | 'noise' | 'map'> & { creatives: number })[] =>
  db
    .prepare<[], RunRow & { creatives: number }>(
      `SELECT ${RUN_COLUMNS}, (SELECT COUNT(*) FROM cluster_members m WHERE m.run_id = r.run_id) AS creatives
       FROM cluster_runs r ORDER BY run_id DESC`,
    )
    .all()
    .map((row) => ({ ...row, options: optionsOf(row.options) }));

interface MemberRow {
  creativeId: number;
  clusterId: number | null;
  x: number | null;
  y: number | null;
}

function withMembers(db: Store, row: RunRow): ClusterRun {
  const labels = db
    .prepare<{ runId: number }, Omit<Cluster, 'creativeIds'>>(
      `SELECT cluster_id AS clusterId, label, central_creative_id AS centralCreativeId
       FROM clusters WHERE run_id = :runId ORDER BY cluster_id`,
    )
    .all({ runId: row.runId });
  const members = db
    .prepare<{ runId: number }, MemberRow>(
      `SELECT creative_id AS creativeId, cluster_id AS clusterId, x, y
       FROM cluster_members WHERE run_id = :runId ORDER BY creative_id`,
    )
    .all({ runId: row.runId });
  const idsIn = new Map<number | null, number[]>();
  for (const { clusterId, creativeId } of members) {
    const ids = idsIn.get(clusterId);
    if (ids) ids.push(creativeId);
    else idsIn.set(clusterId, [creativeId]);
  }
  return {
    ...row,
    options: optionsOf(row.options),
    clusters: labels.map((cluster) => ({ ...cluster, creativeIds: idsIn.get(cluster.clusterId) ?? [] })),
    noise: idsIn.get(null) ?? [],
    map: members.flatMap(({ creativeId, x, y }): MapPoint[] =>
      x === null || y === null ? [] : [{ creativeId, x, y }],
    ),
  };
}

/** The options as they were stored by `saveClusterRun`: an object of texts and numbers. */
function optionsOf(json: string): Record<string, string | number> {
  const parsed: unknown = JSON.parse(json);
  return Object.fromEntries(
    Object.entries(parsed ?? {}).filter(
      (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  );
}
