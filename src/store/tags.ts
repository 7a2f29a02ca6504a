/**
 * Tags of creatives. A tag that a person set wins over a naming convention's, that over what the words of the creative
 * say, and that over a detected one.
 */
import type { Store } from './database.js';

/** Sources whose tags are set one by one; those of the words come with what the words say (said.ts). */
export type SetSource = 'person' | 'naming' | 'detected';
export type TagSource = SetSource | 'words';

export interface Tag {
  creativeId: number;
  key: string;
  value: string;
  source: TagSource;
  /** How sure the detection is, 0..1; null for the other sources. */
  score: number | null;
  /** The moment in the clip that speaks for a detected value, in seconds; null where there is none. */
  atSeconds: number | null;
}

const BY_STRENGTH = `CASE source WHEN 'person' THEN 0 WHEN 'naming' THEN 1 WHEN 'words' THEN 2 ELSE 3 END`;

const ALL_TAGS = `SELECT creative_id, key, source, value, score, at_seconds FROM tags
  UNION ALL SELECT w.creative_id, w.key, 'words', w.value, w.score, w.at_seconds FROM word_tags w JOIN said s USING (creative_id)
    JOIN creatives c ON c.creative_id = s.creative_id AND c.content_hash = s.content_hash`;

/** The tags that hold, one per creative and key, by creative then key: of these creatives, or of all. */
export const tagsInForce = (db: Store, creativeIds: readonly number[] | null = null): Tag[] =>
  db
    .prepare<{ ids: string | null }, Tag>(
      `SELECT creative_id AS creativeId, key, value, source, score, at_seconds AS atSeconds
       FROM (SELECT *, row_number() OVER (PARTITION BY creative_id, key ORDER BY ${BY_STRENGTH}) AS place FROM (${ALL_TAGS})
         ${creativeIds === null ? '' : 'WHERE creative_id IN (SELECT value FROM json_each(:ids))'})
       WHERE place = 1 ORDER BY creative_id, key`,
    )
    .all({ ids: creativeIds && JSON.stringify(creativeIds) });

/** The same by creative: the tags of each creative that has any. */
export function tagsByCreative(db: Store): ReadonlyMap<number, readonly Tag[]> {
  const tags = new Map<number, Tag[]>();
  for (const tag of tagsInForce(db)) {
    const known = tags.get(tag.creativeId);
    if (known) known.push(tag);
    else tags.set(tag.creativeId, [tag]);
  }
  return tags;
}

/** Sets one tag of one source, replacing the value it had. */
export function saveTag(
  db: Store,
  { creativeId, key, value, source, score, atSeconds }: Tag & { source: SetSource },
): void {
  db.prepare(
    `INSERT INTO tags (creative_id, key, source, value, score, at_seconds) VALUES (:creativeId, :key, :source, :value, :score, :atSeconds)
     ON CONFLICT (creative_id, key, source) DO UPDATE SET value = excluded.value, score = excluded.score, at_seconds = excluded.at_seconds`,
  ).run({ creativeId, key, value, source, score, atSeconds });
}

/** Sets a tag as a person does. */
export const savePersonTag = (db: Store, creativeId: number, key: string, value: string): void =>
  saveTag(db, { creativeId, key, value, source: 'person', score: null, atSeconds: null });

/** Removes the tag of one source; true when there was one. */
export const removeTag = (db: Store, creativeId: number, key: string, source: SetSource): boolean =>
  db
    .prepare('DELETE FROM tags WHERE creative_id = :creativeId AND key = :key AND source = :source')
    .run({ creativeId, key, source }).changes > 0;

/** Removes every tag of one source. */
export function removeTagsOf(db: Store, source: SetSource): void {
  db.prepare('DELETE FROM tags WHERE source = :source').run({ source });
}

/** Forgets all that was detected of a creative. */
export function removeDetectedTags(db: Store, creativeId: number): void {
  db.prepare("DELETE FROM tags WHERE creative_id = :creativeId AND source = 'detected'").run({ creativeId });
}
