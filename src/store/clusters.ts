/** Clustering runs: kept with their options; the latest of each kind (and tag) is current. */
import type { Cluster, ClusterKind, ClusterRun } from '../model.js';
import type { Store } from './database.js';

type RunRow = Omit<ClusterRun, 'clusters' | 'noise'>;

const RUN_COLUMNS = `run_id AS runId, kind, tag, algorithm, k, seed, silhouette, model_id AS modelId, created_at AS createdAt`;

/** Stores a run with its clusters and members, and gives its id. */
export function saveClusterRun(db: Store, run: Omit<ClusterRun, 'runId'>): number {
  const { kind, tag, algorithm, k, seed, silhouette, modelId, createdAt } = run;
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO cluster_runs (kind, tag, algorithm, k, seed, silhouette, model_id, created_at)
       VALUES (:kind, :tag, :algorithm, :k, :seed, :silhouette, :modelId, :createdAt)`,
    )
    .run({ kind, tag, algorithm, k, seed, silhouette, modelId, createdAt });
  const runId = Number(lastInsertRowid);
  const addCluster = db.prepare('INSERT INTO clusters (run_id, cluster_id, label) VALUES (:runId, :clusterId, :label)');
  const addMember = db.prepare(
    'INSERT INTO cluster_members (run_id, creative_id, cluster_id) VALUES (:runId, :creativeId, :clusterId)',
  );
  for (const { clusterId, label, creativeIds } of run.clusters) {
    addCluster.run({ runId, clusterId, label });
    for (const creativeId of creativeIds) addMember.run({ runId, creativeId, clusterId });
  }
  for (const creativeId of run.noise) addMember.run({ runId, creativeId, clusterId: null });
  return runId;
}

/** One run by its id; null when there is none. */
export function clusterRun(db: Store, runId: number): ClusterRun | null {
  const row = db
    .prepare<{ runId: number }, RunRow>(`SELECT ${RUN_COLUMNS} FROM cluster_runs WHERE run_id = :runId`)
    .get({ runId });
  return row ? withMembers(db, row) : null;
}

/** The current run: the latest, or the latest of a kind (and tag). Null when nothing was clustered yet. */
export function currentClusterRun(db: Store, kind?: ClusterKind, tag?: string): ClusterRun | null {
  const row = db
    .prepare<{ kind: string | null; tag: string | null }, RunRow>(
      `SELECT ${RUN_COLUMNS} FROM cluster_runs WHERE (:kind IS NULL OR kind = :kind) AND (:tag IS NULL OR tag = :tag)
       ORDER BY run_id DESC LIMIT 1`,
    )
    .get({ kind: kind ?? null, tag: tag ?? null });
  return row ? withMembers(db, row) : null;
}

function withMembers(db: Store, row: RunRow): ClusterRun {
  const labels = db
    .prepare<{ runId: number }, { clusterId: number; label: string }>(
      'SELECT cluster_id AS clusterId, label FROM clusters WHERE run_id = :runId ORDER BY cluster_id',
    )
    .all({ runId: row.runId });
  const members = db
    .prepare<{ runId: number }, { creativeId: number; clusterId: number | null }>(
      'SELECT creative_id AS creativeId, cluster_id AS clusterId FROM cluster_members WHERE run_id = :runId ORDER BY creative_id',
    )
    .all({ runId: row.runId });
  const idsIn = (clusterId: number | null): number[] =>
    members.filter((member) => member.clusterId === clusterId).map((member) => member.creativeId);
  const clusters: Cluster[] = labels.map(({ clusterId, label }) => ({
    clusterId,
    label,
    creativeIds: idsIn(clusterId),
  }));
  return { ...row, clusters, noise: idsIn(null) };
}
