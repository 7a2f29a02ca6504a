/** What the words of creatives say: their opening words, hook, offer and call to action, each with its evidence. */
import type { SpokenLine, WordTag } from '../model.js';
import type { Store } from './database.js';

export interface HookLine {
  text: string;
  atSeconds: number;
  medium: WordTag['medium'];
}

/** Replaces the subtitles of one creative, and forgets what its words were taken to say. */
export function saveSpoken(db: Store, creativeId: number, lines: readonly SpokenLine[]): void {
  db.prepare('DELETE FROM spoken WHERE creative_id = :creativeId').run({ creativeId });
  const add = db.prepare(
    `INSERT INTO spoken (creative_id, place, at_seconds, until_seconds, text) VALUES (:creativeId, :place, :atSeconds, :untilSeconds, :text)`,
  );
  lines.forEach(({ atSeconds, untilSeconds, text }, place) => {
    add.run({ creativeId, place, atSeconds, untilSeconds, text });
  });
  forgetSaid(db, creativeId);
}

/** The subtitles of every creative that has any, by creative id, in order. */
export function allSpoken(db: Store): ReadonlyMap<number, readonly SpokenLine[]> {
  const spoken = new Map<number, SpokenLine[]>();
  const rows = db
    .prepare<[], SpokenLine & { creativeId: number }>(
      `SELECT creative_id AS creativeId, at_seconds AS atSeconds, until_seconds AS untilSeconds, text FROM spoken
       ORDER BY creative_id, place`,
    )
    .all();
  for (const { creativeId, ...line } of rows) {
    const known = spoken.get(creativeId);
    if (known) known.push(line);
    else spoken.set(creativeId, [line]);
  }
  return spoken;
}

/** Forgets what the words of a creative were taken to say: they have changed. */
export function forgetSaid(db: Store, creativeId: number): void {
  db.prepare('DELETE FROM said WHERE creative_id = :creativeId').run({ creativeId });
}

/** What was made of the words of a creative's file. */
export interface KeptSaid {
  creativeId: number;
  contentHash: string;
  /** Of the rules. */
  version: number;
  hookLine: HookLine | null;
  tags: readonly WordTag[];
}

/** Keeps what the words of a creative say, replacing what it had. */
export function saveSaid(db: Store, { creativeId, contentHash, version, hookLine, tags }: KeptSaid): void {
  forgetSaid(db, creativeId);
  db.prepare(
    `INSERT INTO said (creative_id, content_hash, version, hook_line, hook_at_seconds, hook_medium)
     VALUES (:creativeId, :contentHash, :version, :text, :atSeconds, :medium)`,
  ).run({
    creativeId,
    contentHash,
    version,
    ...(hookLine ?? { text: null, atSeconds: null, medium: null }),
  });
  const add = db.prepare(
    `INSERT INTO word_tags (creative_id, key, value, line, at_seconds, medium, score, discount, amount_micros, currency)
     VALUES (:creativeId, :key, :value, :line, :atSeconds, :medium, :score, :discount, :amountMicros, :currency)`,
  );
  for (const tag of tags) add.run({ creativeId, ...tag });
}

/** Creatives whose words were judged by this version of the rules, as their files are now. */
export const judgedCreatives = (db: Store, version: number): ReadonlySet<number> =>
  new Set(
    db
      .prepare<{ version: number }, { creativeId: number }>(
        `SELECT s.creative_id AS creativeId FROM said s JOIN creatives c ON c.creative_id = s.creative_id AND c.content_hash = s.content_hash
         WHERE s.version = :version`,
      )
      .all({ version })
      .map(({ creativeId }) => creativeId),
  );

/** The words that each creative opens with, by creative id. Those of a file that has changed since are left out. */
export const hookLines = (db: Store): ReadonlyMap<number, HookLine> =>
  new Map(
    db
      .prepare<[], HookLine & { creativeId: number }>(
        `SELECT s.creative_id AS creativeId, hook_line AS text, hook_at_seconds AS atSeconds, hook_medium AS medium
         FROM said s JOIN creatives c ON c.creative_id = s.creative_id AND c.content_hash = s.content_hash
         WHERE hook_line IS NOT NULL ORDER BY s.creative_id`,
      )
      .all()
      .map(({ creativeId, ...line }) => [creativeId, line]),
  );

/** What the words say, by creative then key. A tag of a person or a naming convention may stand above it. */
export const wordTags = (db: Store): (WordTag & { creativeId: number })[] =>
  db
    .prepare<[], WordTag & { creativeId: number }>(
      `SELECT w.creative_id AS creativeId, key, value, line, at_seconds AS atSeconds, medium, score, discount,
         amount_micros AS amountMicros, currency
       FROM word_tags w JOIN said s USING (creative_id) JOIN creatives c ON c.creative_id = s.creative_id AND c.content_hash = s.content_hash
       ORDER BY w.creative_id, key`,
    )
    .all();
