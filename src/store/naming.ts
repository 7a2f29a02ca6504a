/** The convention by which names of creatives hold tags, and the tags that it gave. */
import type { Store } from './database.js';
import { saveSetting, setting } from './settings.js';
import { saveTag } from './tags.js';

const KEY = 'naming';

/** The pattern in force, such as `{hook}_{creator}_{version}`; null when none is set. */
export const storedNaming = (db: Store): string | null => setting(db, KEY);

/** Sets the pattern, or forgets it when it is null. The tags of an earlier one stay until they are removed. */
export const saveNaming = (db: Store, pattern: string | null): void => saveSetting(db, KEY, pattern);

/** Saves the tags that the name of a creative holds. */
export function saveNamingTags(
  db: Store,
  creativeId: number,
  tags: Iterable<readonly [key: string, value: string]>,
): void {
  for (const [key, value] of tags) {
    saveTag(db, { creativeId, key, value, source: 'naming', score: null, atSeconds: null });
  }
}
