/** Lines of text read on the screen of creatives. */
import type { ReadLine } from '../model.js';
import type { Store } from './database.js';

interface WordsRow extends Omit<ReadLine, 'box' | 'furniture'> {
  creativeId: number;
  left: number;
  top: number;
  width: number;
  height: number;
  furniture: 0 | 1;
}

/** How a creative's words were read: by which version of the reader, in which languages, from which file. */
export interface Reading {
  contentHash: string;
  version: number;
  /** ISO 639-1, sorted, separated by commas. */
  languages: string;
}

/** Notes that a creative was read. Its lines, which `saveWords` keeps, are those of the latest reading. */
export function saveReading(db: Store, creativeId: number, { contentHash, version, languages }: Reading): void {
  db.prepare(
    `INSERT INTO readings (creative_id, content_hash, version, languages) VALUES (:creativeId, :contentHash, :version, :languages)
     ON CONFLICT (creative_id) DO UPDATE SET content_hash = excluded.content_hash, version = excluded.version, languages = excluded.languages`,
  ).run({ creativeId, contentHash, version, languages });
}

/** Stores the lines of one creative, in their order, replacing those it had. A reading must be noted first. */
export function saveWords(db: Store, creativeId: number, lines: readonly ReadLine[]): void {
  db.prepare('DELETE FROM words WHERE creative_id = :creativeId').run({ creativeId });
  const add = db.prepare(
    `INSERT INTO words (creative_id, place, at_seconds, until_seconds, text, "left", top, width, height, confidence, language, furniture, block)
     VALUES (:creativeId, :place, :atSeconds, :untilSeconds, :text, :left, :top, :width, :height, :confidence, :language, :furniture, :block)`,
  );
  lines.forEach(({ box: [left, top, width, height], furniture, ...line }, place) => {
    add.run({ creativeId, place, ...line, left, top, width, height, furniture: furniture ? 1 : 0 });
  });
}

const SELECT = `SELECT w.creative_id AS creativeId, at_seconds AS atSeconds, until_seconds AS untilSeconds, text, "left", top, w.width, w.height,
   confidence, language, furniture, block
   FROM words w JOIN readings r USING (creative_id) JOIN creatives c ON c.creative_id = w.creative_id AND c.content_hash = r.content_hash`;

/** The lines of one creative in order of time, then from the top down. Those of a file that has changed since are left out. */
export const wordsOf = (db: Store, creativeId: number): ReadLine[] =>
  db
    .prepare<{ creativeId: number }, WordsRow>(`${SELECT} WHERE w.creative_id = :creativeId ORDER BY place`)
    .all({ creativeId })
    .map((row) => lineOf(row).line);

/** The same of every creative that has any, by creative id. */
export function allWords(db: Store): ReadonlyMap<number, readonly ReadLine[]> {
  const words = new Map<number, ReadLine[]>();
  for (const row of db.prepare<[], WordsRow>(`${SELECT} ORDER BY w.creative_id, place`).all()) {
    const { creativeId, line } = lineOf(row);
    const known = words.get(creativeId);
    if (known) known.push(line);
    else words.set(creativeId, [line]);
  }
  return words;
}

/** Whether, and how, the words of each creative were read, by creative id. */
export const readings = (db: Store): ReadonlyMap<number, Reading> =>
  new Map(
    db
      .prepare<[], Reading & { creativeId: number }>(
        'SELECT creative_id AS creativeId, content_hash AS contentHash, version, languages FROM readings',
      )
      .all()
      .map(({ creativeId, ...reading }) => [creativeId, reading]),
  );

function lineOf({ creativeId, left, top, width, height, furniture, ...line }: WordsRow): {
  creativeId: number;
  line: ReadLine;
} {
  return { creativeId, line: { ...line, box: [left, top, width, height], furniture: furniture === 1 } };
}
