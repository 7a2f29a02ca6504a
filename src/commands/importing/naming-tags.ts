/** Tags that the store's naming convention reads from the name of a creative. */
import { parseNaming, readNaming } from '../../ingest/naming.js';
import type { Store } from '../../store/database.js';
import { setting } from '../../store/settings.js';
import { saveTag } from '../../store/tags.js';

/** Saves the tags that a name holds; a name that does not fit the convention, or a store without one, gives none. */
export function namingTagger(db: Store): (creativeId: number, name: string) => void {
  const pattern = setting(db, 'naming');
  if (pattern === null) return () => {};
  const naming = parseNaming(pattern);
  return (creativeId, name) => {
    const read = readNaming(naming, name);
    if (!('tags' in read)) return;
    for (const [key, value] of read.tags) {
      saveTag(db, { creativeId, key, value, source: 'naming', score: null, atSeconds: null });
    }
  };
}
