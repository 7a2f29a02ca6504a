/** Whether a store is whole. */
import type { Store } from './database.js';

export interface StoreHealth {
  /** What SQLite found wrong; empty when the store is whole. */
  problems: string[];
  sizeBytes: number;
  creatives: number;
  adDays: number;
}

/** SQLite's own check of every page and index, and of every reference between tables. Reads the whole store. */
export function storeHealth(db: Store): StoreHealth {
  const integrity: unknown[] = db.prepare('PRAGMA integrity_check').pluck().all();
  const orphans = db.prepare<[], { table: string }>('PRAGMA foreign_key_check').all();
  const count = (sql: string): number => Number(db.prepare(sql).pluck().get());
  return {
    problems: [
      ...integrity.map(String).filter((line) => line !== 'ok'),
      ...[...new Set(orphans.map(({ table }) => table))].map((table) => `rows of ${table} refer to rows that are gone`),
    ],
    sizeBytes: Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true })),
    creatives: count('SELECT COUNT(*) FROM creatives'),
    adDays: count('SELECT COUNT(*) FROM ad_days'),
  };
}
