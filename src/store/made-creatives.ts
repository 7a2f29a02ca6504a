/** Creatives without media that imports make for ads that nothing else explains: made by the thousand, taken away by undo. */
import type { Store } from './database.js';

/** A way to make such creatives for one import. The name must be new. */
export function creativeMaker(db: Store, importId: number, createdAt: string): (name: string) => number {
  const add = db.prepare('INSERT INTO creatives (name, created_at) VALUES (:name, :createdAt)');
  const remember = db.prepare('INSERT INTO made_creatives (creative_id, import_id) VALUES (:creativeId, :importId)');
  return (name) => {
    const creativeId = Number(add.run({ name, createdAt }).lastInsertRowid);
    remember.run({ creativeId, importId });
    return creativeId;
  };
}

/** Takes the creatives away that undone imports made and that nobody has used since: no media, no ads, no tag by a person. */
export function undoMadeCreatives(db: Store): void {
  db.prepare(
    `DELETE FROM creatives WHERE creative_id IN (
         SELECT m.creative_id FROM made_creatives m JOIN imports i USING (import_id) WHERE i.undone_at IS NOT NULL)
       AND content_hash IS NULL AND category IS NULL
       AND creative_id NOT IN (SELECT creative_id FROM ads WHERE creative_id IS NOT NULL)
       AND creative_id NOT IN (SELECT creative_id FROM tags WHERE source = 'person')`,
  ).run();
}
