/** The convention by which names of ads hold tags. */
import { parseNaming, readNaming } from '../ingest/naming.js';
import { allCreatives } from '../store/creatives.js';
import { inTransaction, type Store } from '../store/database.js';
import { saveNaming, saveNamingTags } from '../store/naming.js';
import { removeTagsOf } from '../store/tags.js';

export interface NamingFit {
  pattern: string;
  /** Names that fit it. */
  fits: number;
  misfits: { creative: string; failsAt: string; reason: string }[];
}

/** Keeps a convention and gives every creative the tags that its name holds by it. Throws UserError for a pattern that is none. */
export function setNaming(db: Store, pattern: string): NamingFit {
  const naming = parseNaming(pattern);
  const answer: NamingFit = { pattern, fits: 0, misfits: [] };
  inTransaction(db, () => {
    saveNaming(db, pattern);
    removeTagsOf(db, 'naming');
    for (const { creativeId, name } of allCreatives(db)) {
      const read = readNaming(naming, name);
      if ('tags' in read) {
        answer.fits += 1;
        saveNamingTags(db, creativeId, read.tags);
      } else answer.misfits.push({ creative: name, ...read });
    }
  });
  return answer;
}

/** Forgets the convention and its tags. */
export function clearNaming(db: Store): void {
  inTransaction(db, () => {
    saveNaming(db, null);
    removeTagsOf(db, 'naming');
  });
}
