/**
 * A lasting read-only connection for servers. In WAL mode a reader neither waits for a writer nor makes one wait, so an
 * import may run meanwhile. The answer of the last reading stands until some process commits a change.
 */
import { type Stats, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { messageOf, UserError } from '../errors.js';
import { explained, noStore, type Store, schemaVersion } from './database.js';
import { MIGRATIONS } from './migrations.js';
import { isUnwritable, openCopy, stampOf } from './unwritable.js';

/** Reading never waits for long: a server that waits inside SQLite answers nobody. */
const READER_PATIENCE_MS = 200;

export interface StoreWatch<T> {
  /**
   * The query's answer over the store as it is now, from one snapshot; the same object while nothing has changed.
   * Throws UserError: NO_STORE, STORE_UNREADABLE, STORE_BUSY, STORE_OLDER (its migration is under way or still to
   * come), STORE_NEWER, STORE_CORRUPT. The next call starts afresh.
   */
  current(): T;
  close(): void;
}

/** Watches the store at `path`, which need not exist yet. */
export function watchStore<T>(path: string, query: (db: Store) => T): StoreWatch<T> {
  let open: { db: Store; file: string; stamp: string | null } | undefined;
  let known: { version: number; answer: T } | undefined;
  const close = (): void => {
    open?.db.close();
    open = undefined;
    known = undefined;
  };
  const current = (): T => {
    try {
      const file = identityOf(path);
      const isStale = open !== undefined && open.stamp !== null && open.stamp !== stampOf(path);
      if (open?.file !== file || isStale) {
        close();
        open = { ...openReadOnly(path), file };
      }
      const { db } = open;
      return db.transaction(() => {
        // Changes with every commit of another connection: https://www.sqlite.org/pragma.html#pragma_data_version
        const version = Number(db.pragma('data_version', { simple: true }));
        if (known?.version !== version) {
          checkSchema(db);
          known = { version, answer: query(db) };
        }
        return known.answer;
      })();
    } catch (thrown) {
      close();
      throw readerError(thrown, path);
    }
  };
  return { current, close };
}

/** The query's answer over the store as it is now, from one snapshot on a connection of its own. Throws as `current` does. */
export function readStore<T>(path: string, query: (db: Store) => T): T {
  const watch = watchStore(path, query);
  try {
    return watch.current();
  } finally {
    watch.close();
  }
}

/** Which file the path names: another file put in its place has another number. */
function identityOf(path: string): string {
  const stats = statsOf(path);
  if (!stats) throw noStore(path);
  return `${stats.dev}:${stats.ino}`;
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (thrown) {
    throw new UserError(
      'STORE_UNREADABLE',
      `${path} cannot be reached: ${messageOf(thrown)}`,
      'Check the permissions of its folder and of those above it',
      { cause: thrown },
    );
  }
}

/** The store, or where nothing can be written beside it a copy, of which the stamp says how old it is. */
function openReadOnly(path: string): { db: Store; stamp: string | null } {
  const db = new Database(path, { readonly: true, timeout: READER_PATIENCE_MS });
  try {
    db.pragma('cache_size = -65536');
    schemaVersion(db);
    return { db, stamp: null };
  } catch (thrown) {
    db.close();
    if (!isUnwritable(thrown)) throw thrown;
    const stamp = stampOf(path);
    return { db: openCopy(path, () => {}), stamp };
  }
}

function checkSchema(db: Store): void {
  const version = schemaVersion(db);
  if (version < MIGRATIONS.length) {
    throw new UserError(
      'STORE_OLDER',
      `The store waits for its migration (schema ${version}, this creo reads ${MIGRATIONS.length})`,
      'Any command that writes brings it up to date, for example `creo import`',
    );
  }
  if (version > MIGRATIONS.length) {
    throw new UserError(
      'STORE_NEWER',
      `The store was made by a newer creo (schema ${version}, this one reads ${MIGRATIONS.length})`,
      'Update creo and start it again',
    );
  }
}

function readerError(thrown: unknown, path: string): unknown {
  const isBusy = thrown instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(thrown.code);
  if (!isBusy) return explained(thrown, path);
  return new UserError('STORE_BUSY', `${path} is locked by another process`, 'It is read again at the next request', {
    cause: thrown,
  });
}
