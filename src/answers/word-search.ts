/** Which creatives say something, on the screen or spoken, and when. */
import { searchKey, searchTerms } from '../patterns/words/search-key.js';
import { creativeNames } from '../store/creatives.js';
import type { Store } from '../store/database.js';
import { allSpoken } from '../store/said.js';
import { type FoundLine, type SearchableLine, searchLines } from '../store/word-search.js';
import { allWords } from '../store/words.js';

export interface WordSearch {
  /** Creatives whose words are known. */
  searched: number;
  /** The best line of each creative that has one, best first. */
  found: readonly FoundLine[];
}

/** Captions of several lines are searched as one text. */
export function searchWords(db: Store, query: string): WordSearch {
  const lines: SearchableLine[] = [];
  const creatives = new Set<number>();
  for (const [creativeId, own] of allWords(db)) {
    creatives.add(creativeId);
    const blocks = new Map<string, { atSeconds: number; texts: string[] }>();
    for (const { atSeconds, block, text, language } of own) {
      if (language === null) continue;
      const place = `${atSeconds} ${block}`;
      const known = blocks.get(place) ?? { atSeconds, texts: [] };
      known.texts.push(text);
      blocks.set(place, known);
    }
    for (const { atSeconds, texts } of blocks.values())
      lines.push(lineOf(creativeId, atSeconds, 'screen', texts.join(' ')));
  }
  for (const [creativeId, own] of allSpoken(db)) {
    creatives.add(creativeId);
    for (const { atSeconds, text } of own) lines.push(lineOf(creativeId, atSeconds, 'spoken', text));
  }
  const best = new Map<number, FoundLine>();
  for (const found of searchLines(db, lines, { whole: searchKey(query), terms: searchTerms(query) })) {
    if (!best.has(found.creativeId)) best.set(found.creativeId, found);
  }
  return { searched: creatives.size, found: [...best.values()] };
}

const lineOf = (
  creativeId: number,
  atSeconds: number,
  medium: SearchableLine['medium'],
  text: string,
): SearchableLine => ({
  creativeId,
  atSeconds,
  medium,
  text,
  words: searchTerms(text).join(' '),
  key: searchKey(text),
});

export interface WordHit {
  creativeId: number;
  creative: string;
  atSeconds: number;
  line: string;
  medium: SearchableLine['medium'];
}

/** The same with the names of the creatives. */
export function wordHits(db: Store, query: string): { query: string; searched: number; results: WordHit[] } {
  const { searched, found } = searchWords(db, query);
  const nameOf = creativeNames(db);
  const results = found.map(({ creativeId, atSeconds, medium, text: line }) => ({
    creativeId,
    creative: nameOf(creativeId),
    atSeconds,
    line,
    medium,
  }));
  return { query, searched, results };
}
