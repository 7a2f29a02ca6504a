/** Tags that the store's naming convention reads from the name of a creative. */
import { parseNaming, readNaming } from '../../ingest/naming.js';
import type { Store } from '../../store/database.js';
import { saveNamingTags, storedNaming } from '../../store/naming.js';

/** Saves the tags that a name holds; a name that does not fit the convention, or a store without one, gives none. */
export function namingTagger(db: Store): (creativeId: number, name: string) => void {
  const pattern = storedNaming(db);
  if (pattern === null) return () => {};
  const naming = parseNaming(pattern);
  return (creativeId, name) => {
    const read = readNaming(naming, name);
    if ('tags' in read) saveNamingTags(db, creativeId, read.tags);
  };
}
