/**
 * A store where nothing can be written: a disk mounted read-only, a folder of another user. SQLite keeps a file beside a
 * database in WAL mode, and where it cannot, it does not read either; a copy of the store is read in its place.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { Sqlite } from './sqlite.js';

/** Whether SQLite failed because it could not write beside the store, or the store itself. */
export const isUnwritable = (thrown: unknown): boolean =>
  thrown instanceof Sqlite.SqliteError && /^SQLITE_(CANTOPEN|READONLY)/.test(thrown.code);

/** The log of what was committed last: it is part of the store. */
const LOG = '-wal';

/**
 * Opens a copy of the store as it is now, which goes away when it is closed. `prepare` may still change it; after that
 * everything that would write fails with SQLITE_READONLY. Throws what the file system and SQLite throw.
 */
export function openCopy(path: string, prepare: (db: Database.Database) => void): Database.Database {
  const folder = mkdtempSync(join(tmpdir(), 'creo-store-'));
  let db: Database.Database | undefined;
  try {
    const copy = join(folder, 'creo.db');
    copyFileSync(path, copy);
    if (existsSync(path + LOG)) copyFileSync(path + LOG, copy + LOG);
    db = new Sqlite(copy);
    db.pragma('journal_mode = DELETE');
    prepare(db);
    db.close();
    db = new Sqlite(copy, { readonly: true });
    copied.set(db, path);
    return db;
  } catch (thrown) {
    db?.close();
    throw thrown;
  } finally {
    // The open file stays readable; where a system does not allow that, it is left to the system's own cleaning.
    rmSync(folder, { recursive: true, force: true });
  }
}

const copied = new WeakMap<Database.Database, string>();

/** The path of an open store in the user's words: that of the original for a copy. */
export const pathOf = (db: Database.Database): string => copied.get(db) ?? db.name;

/** Changes when the store at `path` is written to, as far as its files tell. */
export const stampOf = (path: string): string =>
  ['', LOG]
    .map((suffix) => statSync(path + suffix, { throwIfNoEntry: false }))
    .map((facts) => (facts ? `${facts.ino}:${facts.size}:${facts.mtimeMs}` : ''))
    .join(' ');
