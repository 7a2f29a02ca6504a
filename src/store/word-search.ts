/**
 * Search over the words of creatives: an index of trigrams (SQLite FTS5) over text without blanks, so that "$19.99" and
 * "-50%" are found as they stand. It is made for each search and lives in memory: a library has some ten thousand lines,
 * and an index on the disk would have to follow every reading.
 */
import type { Store } from './database.js';

export interface SearchableLine {
  creativeId: number;
  atSeconds: number;
  medium: 'screen' | 'spoken';
  /** As it was read. */
  text: string;
  /** As it is compared: folded, with single blanks and without any. */
  words: string;
  key: string;
}

export interface FoundLine {
  creativeId: number;
  atSeconds: number;
  medium: 'screen' | 'spoken';
  text: string;
  /** How well the words fit, 0..1: 1 where the line holds the query as it stands. */
  fit: number;
}

/** Letters that a trigram has. */
const GRAM = 3;

/** Shorter queries must stand in a line as they are: of so few trigrams some are anywhere. */
const LEAST_TO_BE_NEAR = 6;

/** Share of the query's trigrams that a line must have, to allow for what a recogniser misread. */
const LEAST_NEARNESS = 0.6;

/** What each way to fit is worth: as it stands in words of its own, inside a word, in words apart, nearly. */
const INSIDE = 0.9;
const APART = 0.8;
const NEARLY = 0.6;

export interface Query {
  /** Folded, without blanks. */
  whole: string;
  /** Its folded words. */
  terms: readonly string[];
}

/** Lines that hold the query, all of its words, or nearly that, best first: then the shorter line, then the earlier. */
export function searchLines(db: Store, lines: readonly SearchableLine[], query: Query): FoundLine[] {
  if (query.whole === '') return [];
  return candidates(db, lines, query)
    .flatMap((line) => {
      const fit = fitOf(line, query);
      return fit === 0 ? [] : [{ line, fit }];
    })
    .sort((a, b) => b.fit - a.fit || a.line.key.length - b.line.key.length || a.line.atSeconds - b.line.atSeconds)
    .map(({ line: { creativeId, atSeconds, medium, text }, fit }) => ({ creativeId, atSeconds, medium, text, fit }));
}

/** Lines that share a trigram with the query; all of them where it is too short for the index. */
function candidates(db: Store, lines: readonly SearchableLine[], { whole }: Query): readonly SearchableLine[] {
  const sought = trigrams(whole);
  if (sought.length === 0) return lines;
  db.exec("CREATE VIRTUAL TABLE temp.word_index USING fts5(key, tokenize = 'trigram case_sensitive 1')");
  try {
    const add = db.prepare('INSERT INTO temp.word_index (rowid, key) VALUES (:row, :key)');
    db.transaction(() => {
      lines.forEach(({ key }, row) => {
        add.run({ row, key });
      });
    })();
    // In double quotes nothing is an operator; a quote is doubled.
    const query = sought.map((text) => `"${text.replaceAll('"', '""')}"`).join(' OR ');
    return db
      .prepare<{ query: string }, { row: number }>(
        'SELECT rowid AS row FROM temp.word_index WHERE word_index MATCH :query ORDER BY rank, rowid LIMIT 2000',
      )
      .all({ query })
      .flatMap(({ row }) => lines[row] ?? []);
  } finally {
    db.exec('DROP TABLE temp.word_index');
  }
}

/** Each once. By characters, as the index counts them: a sign beyond the first plane is one. */
function trigrams(text: string): string[] {
  const signs = [...text.replaceAll('\0', '')];
  return [...new Set(signs.slice(GRAM - 1).map((_, at) => signs.slice(at, at + GRAM).join('')))];
}

/** 0 where the line does not fit. */
function fitOf({ key, words }: SearchableLine, { whole, terms }: Query): number {
  if (holds(words, terms.join(' '), true)) return 1;
  if (holds(key, whole, false)) return INSIDE;
  if (terms.every((term) => ([...term].length < GRAM ? holds(words, term, true) : holds(key, term, false))))
    return APART;
  if ([...whole].length < LEAST_TO_BE_NEAR) return 0;
  // Another figure is no misreading.
  if (!(whole.match(/[\d.,]*\d/g) ?? []).every((figure) => holds(key, figure, false))) return 0;
  const sought = trigrams(whole);
  const share = sought.filter((gram) => key.includes(gram)).length / sought.length;
  return share >= LEAST_NEARNESS ? NEARLY * share : 0;
}

/** Whether a text holds another that no figure goes on before or behind: "50%" is not in "150%". */
function holds(text: string, sought: string, asWords: boolean): boolean {
  const isBound = (outer: string, inner: string): boolean =>
    /[\p{L}\p{N}]/u.test(outer) && (/\p{N}/u.test(inner) ? /\p{N}/u.test(outer) : asWords && /\p{L}/u.test(inner));
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
    const end = at + sought.length;
    const opens = !isBound(text.charAt(at - 1), sought.charAt(0));
    const closes = !isBound(text.charAt(end), sought.charAt(sought.length - 1));
    if (opens && closes) return true;
  }
  return false;
}
