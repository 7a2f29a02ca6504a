/** Groups of creatives that are edits of one another, as they were last found. */
import type { Store } from './database.js';

/** Replaces the groups; each is at least two creative ids. */
export function saveDuplicates(db: Store, groups: readonly (readonly number[])[]): void {
  db.prepare('DELETE FROM duplicates').run();
  const save = db.prepare('INSERT INTO duplicates (creative_id, group_id) VALUES (:creativeId, :groupId)');
  groups.forEach((group, groupId) => {
    for (const creativeId of group) save.run({ creativeId, groupId });
  });
}

/** The groups, of creatives that are still there; ids ascending. */
export function storedDuplicates(db: Store): number[][] {
  const rows = db
    .prepare<[], { creativeId: number; groupId: number }>(
      'SELECT creative_id AS creativeId, group_id AS groupId FROM duplicates ORDER BY group_id, creative_id',
    )
    .all();
  const groups = new Map<number, number[]>();
  for (const { creativeId, groupId } of rows) groups.set(groupId, [...(groups.get(groupId) ?? []), creativeId]);
  return [...groups.values()].filter((group) => group.length > 1);
}
