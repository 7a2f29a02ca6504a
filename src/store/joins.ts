/** Joining creatives without media to others, and taking that back. */
import { clientsOfCreatives } from './accounts.js';
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

// json() around each list: SQLite 3.54 takes what a subquery gives for text, older ones for JSON.
const BEFORE = `SELECT json_object(
    'creativeId', creative_id, 'category', category, 'status', status, 'createdAt', created_at,
    'adIds', json((SELECT json_group_array(ad_id) FROM ads a WHERE a.creative_id = c.creative_id)),
    'names', json((SELECT json_group_array(name) FROM creative_names n WHERE n.creative_id = c.creative_id)),
    'tags', json((SELECT json_group_array(json_object('key', key, 'source', source, 'value', value, 'score', score, 'atSeconds', at_seconds,
         'moves', NOT EXISTS (SELECT 1 FROM tags o WHERE o.creative_id = :intoId AND o.key = t.key AND o.source = t.source)))
       FROM tags t WHERE t.creative_id = c.creative_id)),
    'joinIds', json((SELECT json_group_array(join_id) FROM joins j WHERE j.into_id = c.creative_id AND undone_at IS NULL)),
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

/**
 * Takes back the joins of the last command that made any: each creative is there again with its ads. Empty when there is
 * none; a creative whose ads have gone since stays away.
 */
export function undoLastJoins(db: Store, undoneAt: string): Undone[] {
  const joins = db
    .prepare<[], { joinId: number }>(
      `SELECT join_id AS joinId FROM joins
       WHERE undone_at IS NULL AND run_id = (SELECT max(run_id) FROM joins WHERE undone_at IS NULL) ORDER BY join_id DESC`,
    )
    .all();
  return joins.flatMap(({ joinId }) => restore(db, joinId, undoneAt) ?? []);
}

function restore(db: Store, joinId: number, undoneAt: string): Undone | null {
  const join = db
    .prepare<{ joinId: number }, { intoId: number; name: string; before: string }>(
      'SELECT into_id AS intoId, name, before FROM joins WHERE join_id = :joinId',
    )
    .get({ joinId });
  if (!join) return null;
  const { intoId, name } = join;
  const before: Before = JSON.parse(join.before);
  // Ads that it had, and those that later imports brought under its very name.
  const adIds = db
    .prepare<{ intoId: number; name: string; before: string }, { adId: number }>(
      `SELECT ad_id AS adId FROM ads WHERE creative_id = :intoId
         AND (level = 'ad' AND ad_name = :name OR ad_id IN (SELECT value FROM json_each(:before, '$.adIds')))`,
    )
    .all({ intoId, name, before: join.before });
  const isTaken = (column: 'creative_id' | 'name', value: number | string): boolean =>
    db.prepare(`SELECT 1 FROM creatives WHERE ${column} = :value`).get({ value }) !== undefined;
  if (adIds.length === 0 || isTaken('name', name)) {
    db.prepare('DELETE FROM joins WHERE join_id = :joinId').run({ joinId });
    return null;
  }
  db.prepare('DELETE FROM creative_names WHERE name = :name').run({ name });
  const { lastInsertRowid } = db
    .prepare(
      'INSERT INTO creatives (creative_id, name, category, status, created_at) VALUES (:id, :name, :category, :status, :createdAt)',
    )
    .run({
      id: isTaken('creative_id', before.creativeId) ? null : before.creativeId,
      name,
      category: before.category,
      status: before.status,
      createdAt: before.createdAt,
    });
  const creativeId = Number(lastInsertRowid);
  const moveAd = db.prepare('UPDATE ads SET creative_id = :creativeId WHERE ad_id = :adId');
  for (const { adId } of adIds) moveAd.run({ creativeId, adId });
  giveBack(db, before, creativeId, intoId);
  db.prepare('UPDATE joins SET undone_at = :undoneAt WHERE join_id = :joinId').run({ joinId, undoneAt });
  return { name, intoId };
}

/** Further names, tags, earlier joins and the mark of the import go back to the creative that had them. */
function giveBack(db: Store, { names, tags, joinIds, madeBy }: Before, creativeId: number, intoId: number): void {
  const moveName = db.prepare(
    'UPDATE creative_names SET creative_id = :creativeId WHERE name = :name AND creative_id = :intoId',
  );
  for (const name of names) moveName.run({ creativeId, intoId, name });
  const untag = db.prepare(
    'DELETE FROM tags WHERE creative_id = :intoId AND key = :key AND source = :source AND value = :value',
  );
  const tag = db.prepare(
    'INSERT INTO tags (creative_id, key, source, value, score, at_seconds) VALUES (:creativeId, :key, :source, :value, :score, :atSeconds)',
  );
  for (const { key, source, value, score, atSeconds, moves } of tags) {
    if (moves === 1) untag.run({ intoId, key, source, value });
    tag.run({ creativeId, key, source, value, score, atSeconds });
  }
  const moveJoin = db.prepare('UPDATE joins SET into_id = :creativeId WHERE join_id = :joinId');
  for (const joinId of joinIds) moveJoin.run({ creativeId, joinId });
  db.prepare(
    'INSERT INTO made_creatives (creative_id, import_id) SELECT :creativeId, import_id FROM imports WHERE import_id = :madeBy',
  ).run({ creativeId, madeBy });
}

/**
 * Whether a person took the creative of this name apart from another, so that they are not joined again unasked, or whether
 * the ads of the two are of different clients.
 */
export function apartIn(db: Store): (name: string, intoId: number) => boolean {
  const pairs = new Set(
    db
      .prepare<[], { name: string; intoId: number }>(
        'SELECT name, into_id AS intoId FROM joins WHERE undone_at IS NOT NULL',
      )
      .all()
      .map(({ name, intoId }) => `${intoId} ${name}`),
  );
  const clients = clientsOfCreatives(db);
  const idOf = db.prepare<{ name: string }, number>('SELECT creative_id FROM creatives WHERE name = :name').pluck();
  const clientsOf = (creativeId: number): string[] => [...(clients.get(creativeId) ?? [])];
  return (name, intoId) =>
    pairs.has(`${intoId} ${name}`) ||
    (clients.size > 0 && new Set([...clientsOf(intoId), ...clientsOf(idOf.get({ name }) ?? 0)]).size > 1);
}
