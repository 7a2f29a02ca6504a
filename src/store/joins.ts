/** Joining creatives without media to others, and taking that back. */
import type { Store } from './database.js';

/** What a join takes from the creative that goes away, as the store keeps it to bring it back. */
interface Before {
  creativeId: number;
  category: string | null;
  status: string;
  createdAt: string;
  adIds: number[];
  names: string[];
  tags: { key: string; source: string; value: string; score: number | null; atSeconds: number | null; moves: number }[];
  /** Earlier joins into it. */
  joinIds: number[];
  madeBy: number | null;
}

const BEFORE = `SELECT json_object(
    'creativeId', creative_id, 'category', category, 'status', status, 'createdAt', created_at,
    'adIds', (SELECT json_group_array(ad_id) FROM ads a WHERE a.creative_id = c.creative_id),
    'names', (SELECT json_group_array(name) FROM creative_names n WHERE n.creative_id = c.creative_id),
    'tags', (SELECT json_group_array(json_object('key', key, 'source', source, 'value', value, 'score', score, 'atSeconds', at_seconds,
         'moves', NOT EXISTS (SELECT 1 FROM tags o WHERE o.creative_id = :intoId AND o.key = t.key AND o.source = t.source)))
       FROM tags t WHERE t.creative_id = c.creative_id),
    'joinIds', (SELECT json_group_array(join_id) FROM joins j WHERE j.into_id = c.creative_id AND undone_at IS NULL),
    'madeBy', (SELECT import_id FROM made_creatives m WHERE m.creative_id = c.creative_id)) AS before
  FROM creatives c WHERE creative_id = :fromId`;

export interface Join {
  from: { creativeId: number; name: string };
  intoId: number;
}

/** Lets creatives take over the ads, the names and the tags of others, which go away. */
export function joinCreatives(db: Store, joins: readonly Join[], joinedAt: string): void {
  let runId: number | null = null;
  const note = db.prepare(
    'INSERT INTO joins (run_id, joined_at, into_id, name, before) VALUES (:runId, :joinedAt, :intoId, :name, :before)',
  );
  const last = db.prepare<[], { runId: number }>('SELECT coalesce(max(join_id), 0) + 1 AS runId FROM joins');
  for (const { from, intoId } of joins) {
    const ids = { fromId: from.creativeId, intoId };
    const row = db.prepare<typeof ids, { before: string }>(BEFORE).get(ids);
    if (!row) continue;
    runId ??= last.get()?.runId ?? 1;
    note.run({ runId, joinedAt, intoId, name: from.name, before: row.before });
    // Earlier joins into the creative that goes away now are joins into the one that takes over.
    db.prepare('UPDATE joins SET into_id = :intoId WHERE into_id = :fromId').run(ids);
    db.prepare('UPDATE ads SET creative_id = :intoId WHERE creative_id = :fromId').run(ids);
    db.prepare('UPDATE creative_names SET creative_id = :intoId WHERE creative_id = :fromId').run(ids);
    db.prepare('UPDATE OR IGNORE tags SET creative_id = :intoId WHERE creative_id = :fromId').run(ids);
    db.prepare('DELETE FROM creatives WHERE creative_id = :fromId').run({ fromId: from.creativeId });
    db.prepare(
      'INSERT INTO creative_names (name, creative_id) VALUES (:name, :intoId) ON CONFLICT (name) DO UPDATE SET creative_id = excluded.creative_id',
    ).run({ name: from.name, intoId });
  }
}

export interface Undone {
  name: string;
  intoId: number;
}

/** Takes back the joins of the last command that made any: each creative is there again with its ads. Empty when there is none. */
export function undoLastJoins(db: Store, undoneAt: string): Undone[] {
  const joins = db
    .prepare<[], { joinId: number; intoId: number; name: string; before: string }>(
      `SELECT join_id AS joinId, into_id AS intoId, name, before FROM joins
       WHERE undone_at IS NULL AND run_id = (SELECT max(run_id) FROM joins WHERE undone_at IS NULL) ORDER BY join_id DESC`,
    )
    .all();
  const unTag = db.prepare(
    'DELETE FROM tags WHERE creative_id = :intoId AND key = :key AND source = :source AND value = :value',
  );
  const tag = db.prepare(
    'INSERT INTO tags (creative_id, key, source, value, score, at_seconds) VALUES (:creativeId, :key, :source, :value, :score, :atSeconds)',
  );
  for (const { joinId, intoId, name, before } of joins) {
    const kept: Before = JSON.parse(before);
    db.prepare('DELETE FROM creative_names WHERE name = :name').run({ name });
    const isTaken =
      db.prepare('SELECT 1 FROM creatives WHERE creative_id = :id').get({ id: kept.creativeId }) !== undefined;
    const { lastInsertRowid } = db
      .prepare(
        `INSERT INTO creatives (creative_id, name, category, status, created_at) VALUES (:id, :name, :category, :status, :createdAt)`,
      )
      .run({
        id: isTaken ? null : kept.creativeId,
        name,
        category: kept.category,
        status: kept.status,
        createdAt: kept.createdAt,
      });
    const ids = { creativeId: Number(lastInsertRowid), intoId };
    const moveAd = db.prepare('UPDATE ads SET creative_id = :creativeId WHERE ad_id = :adId AND creative_id = :intoId');
    for (const adId of kept.adIds) moveAd.run({ ...ids, adId });
    // Later imports brought ads under that very name: they are of the creative that has it again.
    db.prepare(
      "UPDATE ads SET creative_id = :creativeId WHERE creative_id = :intoId AND level = 'ad' AND ad_name = :name",
    ).run({ ...ids, name });
    for (const further of kept.names) {
      db.prepare(
        'UPDATE creative_names SET creative_id = :creativeId WHERE name = :further AND creative_id = :intoId',
      ).run({ ...ids, further });
    }
    for (const { key, source, value, score, atSeconds, moves } of kept.tags) {
      if (moves === 1) unTag.run({ intoId, key, source, value });
      tag.run({ creativeId: ids.creativeId, key, source, value, score, atSeconds });
    }
    for (const earlier of kept.joinIds)
      db.prepare('UPDATE joins SET into_id = :creativeId WHERE join_id = :earlier').run({
        creativeId: ids.creativeId,
        earlier,
      });
    if (kept.madeBy !== null) {
      db.prepare('INSERT OR IGNORE INTO made_creatives (creative_id, import_id) VALUES (:creativeId, :madeBy)').run({
        creativeId: ids.creativeId,
        madeBy: kept.madeBy,
      });
    }
    db.prepare('UPDATE joins SET undone_at = :undoneAt WHERE join_id = :joinId').run({ joinId, undoneAt });
  }
  return joins.map(({ name, intoId }) => ({ name, intoId }));
}

/** Whether a person took the creative of this name apart from another, so that they are not joined again unasked. */
export function apartIn(db: Store): (name: string, intoId: number) => boolean {
  const pairs = new Set(
    db
      .prepare<[], { name: string; intoId: number }>(
        'SELECT name, into_id AS intoId FROM joins WHERE undone_at IS NOT NULL',
      )
      .all()
      .map(({ name, intoId }) => `${intoId} ${name}`),
  );
  return (name, intoId) => pairs.has(`${intoId} ${name}`);
}
