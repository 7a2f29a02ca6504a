/** Choices that hold for the whole store, such as the naming convention or the default value of a conversion. */
import type { Store } from './database.js';

/** The value of a setting; null when it was never set. */
export function setting(db: Store, key: string): string | null {
  const value: unknown = db.prepare('SELECT value FROM settings WHERE key = :key').pluck().get({ key });
  return typeof value === 'string' ? value : null;
}

/** Sets a setting, or forgets it when `value` is null. */
export function saveSetting(db: Store, key: string, value: string | null): void {
  if (value === null) db.prepare('DELETE FROM settings WHERE key = :key').run({ key });
  else
    db.prepare(
      'INSERT INTO settings (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ).run({ key, value });
}

/** Every setting whose key begins with `prefix`, by key. */
export const settingsUnder = (db: Store, prefix: string): { key: string; value: string }[] =>
  db
    .prepare<{ prefix: string }, { key: string; value: string }>(
      'SELECT key, value FROM settings WHERE substr(key, 1, length(:prefix)) = :prefix ORDER BY key',
    )
    .all({ prefix });
