/** Groups of creatives that are edits of one another, as they were last found. */
import type { Store } from './database.js';

/** Replaces the groups; each is at least two creative ids. */
export function saveDuplicates(db: Store, groups: readonly (readonly number[])[]): void {
  db.prepare('DELETE FROM duplicates').run();
  const save = db.prepare('INSERT INTO duplicates (creative_id, group_id) VALUES (:creativeId, :groupId)');
  groups.forEach((group, groupId) => {
    for (const creativeId of group) save.run({ creativeId, groupId });
  });
}

/** The groups, of creatives that are still there; ids ascending. */
export function storedDuplicates(db: Store): number[][] {
  const rows = db
    .prepare<[], { creativeId: number; groupId: number }>(
      'SELECT creative_id AS creativeId, group_id AS groupId FROM duplicates ORDER BY group_id, creative_id',
    )
    .all();
  const groups = new Map<number, number[]>();
  for (const { creativeId, groupId } of rows) {
    const group = groups.get(groupId);
    if (group) group.push(creativeId);
    else groups.set(groupId, [creativeId]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** What an earlier look over the library found, as far as it still holds. */
export interface KnownComparisons {
  /** Clips that have all been compared with one another. */
  compared: ReadonlySet<number>;
  /** Those among them that are edits of one another. */
  groups: readonly (readonly number[])[];
}

/** How clips are compared: by the frames of which model, in which version of the comparison. */
export interface Comparison {
  modelId: string;
  version: number;
}

/** The clips that can be compared, with their content, by creative id: those that the model has frames of. */
export const comparableClips = (db: Store, modelId: string): ReadonlyMap<number, string> =>
  new Map(
    db
      .prepare<{ modelId: string }, [number, string]>(
        `SELECT e.creative_id, e.content_hash FROM embeddings e
           JOIN creatives c ON c.creative_id = e.creative_id AND c.content_hash = e.content_hash
         WHERE e.model_id = :modelId
           AND EXISTS (SELECT 1 FROM frame_embeddings f WHERE f.creative_id = e.creative_id AND f.model_id = e.model_id)
         ORDER BY e.creative_id`,
      )
      .raw()
      .all({ modelId }),
  );

/**
 * The comparisons that still hold for these clips. Where a member of a group has gone or has another content, the others may
 * have been edits of that one alone: they are to be compared again.
 */
export function knownComparisons(
  db: Store,
  { modelId, version }: Comparison,
  clips: ReadonlyMap<number, string>,
): KnownComparisons {
  const rows = db
    .prepare<Comparison, { creativeId: number; contentHash: string; groupId: number | null }>(
      `SELECT creative_id AS creativeId, content_hash AS contentHash, group_id AS groupId FROM compared_clips
       WHERE model_id = :modelId AND version = :version ORDER BY creative_id`,
    )
    .all({ modelId, version });
  const isSame = (row: (typeof rows)[number]): boolean => clips.get(row.creativeId) === row.contentHash;
  const broken = new Set(rows.filter((row) => !isSame(row)).map(({ groupId }) => groupId));
  const held = rows.filter((row) => isSame(row) && (row.groupId === null || !broken.has(row.groupId)));
  const groups = new Map<number, number[]>();
  for (const { creativeId, groupId } of held) {
    if (groupId === null) continue;
    const group = groups.get(groupId);
    if (group) group.push(creativeId);
    else groups.set(groupId, [creativeId]);
  }
  return { compared: new Set(held.map(({ creativeId }) => creativeId)), groups: [...groups.values()] };
}

/** Remembers that all these clips have been compared with one another, in place of what was remembered before. */
export function saveComparisons(
  db: Store,
  comparison: Comparison,
  clips: ReadonlyMap<number, string>,
  groups: readonly (readonly number[])[],
): void {
  const groupOf = new Map<number, number>();
  for (const [groupId, group] of groups.entries()) for (const creativeId of group) groupOf.set(creativeId, groupId);
  db.prepare('DELETE FROM compared_clips').run();
  const save = db.prepare(
    `INSERT INTO compared_clips (creative_id, model_id, content_hash, version, group_id)
     VALUES (:creativeId, :modelId, :contentHash, :version, :groupId)`,
  );
  for (const [creativeId, contentHash] of clips) {
    save.run({ ...comparison, creativeId, contentHash, groupId: groupOf.get(creativeId) ?? null });
  }
}
