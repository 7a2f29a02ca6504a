/**
 * Opening the store, and transactions. One SQLite file in WAL mode: readers never wait for a writer, and writers wait
 * for each other, so that cron and a person at the keyboard never lose a write.
 */
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { messageOf, UserError } from '../errors.js';
import { MIGRATIONS } from './migrations.js';
import { isUnwritable, openCopy, pathOf } from './unwritable.js';

export type Store = Database.Database;

/** How long a writer waits for another before it gives up: longer than the largest import takes. */
const WRITER_PATIENCE_MS = 10 * 60_000;

export interface OpenOptions {
  /** Create the store when it does not exist; without it a missing store is a UserError (NO_STORE). */
  create: boolean;
  /** Told when a store was created. */
  onCreate?: (path: string) => void;
  /** Told when nothing can be written where the store is, and a copy of it is read. */
  onUnwritable?: (path: string) => void;
}

/**
 * Opens the store at `path` (':memory:' works) and brings its schema up to date. Where nothing can be written, a store
 * that need not be created is read from a copy, on which every write fails.
 * Throws UserError: NO_STORE, STORE_UNWRITABLE, STORE_NEWER (made by a newer creo), STORE_CORRUPT and STORE_FOREIGN (not a store of ours).
 */
export function openStore(path: string, { create, onCreate, onUnwritable }: OpenOptions): Store {
  const isNew = path === ':memory:' || !existsSync(path);
  if (isNew && !create) {
    throw noStore(path);
  }
  if (!isNew && !statSync(path).isFile()) {
    throw new UserError('STORE_FOREIGN', `${path} is not a file`, 'Name the file of a creo store with --db PATH');
  }
  if (isNew && path !== ':memory:' && !existsSync(dirname(path))) {
    throw new UserError(
      'STORE_UNWRITABLE',
      `The folder ${dirname(path)} does not exist`,
      'Make it first, or name another place with --db PATH',
    );
  }
  let db: Store | undefined;
  try {
    db = new Database(path, { timeout: WRITER_PATIENCE_MS });
    prepare(db);
  } catch (thrown) {
    db?.close();
    if (create || !isUnwritable(thrown)) throw explained(thrown, path);
    db = readableCopy(path);
    onUnwritable?.(path);
  }
  if (isNew && path !== ':memory:') onCreate?.(path);
  return db;
}

export const noStore = (path: string): UserError =>
  new UserError(
    'NO_STORE',
    `There is no store at ${path}`,
    'Start one with `creo add` or `creo import`, or name another with --db PATH',
  );

function readableCopy(path: string): Store {
  try {
    return openCopy(path, migrate);
  } catch (thrown) {
    throw explained(thrown, path);
  }
}

function prepare(db: Store): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
  db.pragma('cache_size = -65536');
  migrate(db);
}

function migrate(db: Store): void {
  if (schemaVersion(db) === MIGRATIONS.length) return;
  // Looked at again inside the transaction: another process may have migrated while this one waited.
  db.transaction(() => {
    const version = schemaVersion(db);
    if (version > MIGRATIONS.length) {
      throw new UserError(
        'STORE_NEWER',
        `The store was made by a newer creo (schema ${version}, this one knows ${MIGRATIONS.length})`,
        'Update creo: npm install -g creo@latest',
      );
    }
    if (version === 0 && hasTables(db)) {
      throw new UserError(
        'STORE_FOREIGN',
        'The file is an SQLite database, but not a creo store',
        'Name another file with --db PATH',
      );
    }
    for (const sql of MIGRATIONS.slice(version)) db.exec(sql);
    db.pragma(`user_version = ${MIGRATIONS.length}`);
  }).immediate();
}

/** How many migrations the store has been through. */
export const schemaVersion = (db: Store): number => Number(db.pragma('user_version', { simple: true }));

const hasTables = (db: Store): boolean => db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined;

/** SQLite's failures that a user can mend, in the user's words; anything else as it is. */
export function explained(thrown: unknown, path: string): unknown {
  if (!(thrown instanceof Database.SqliteError)) return thrown;
  if (thrown.code === 'SQLITE_NOTADB' || thrown.code.startsWith('SQLITE_CORRUPT')) {
    return new UserError(
      'STORE_CORRUPT',
      `${path} is damaged or is not an SQLite file: ${messageOf(thrown)}`,
      'Put back a copy with `creo restore BACKUP`, or name another store with --db PATH',
      { cause: thrown },
    );
  }
  if (thrown.code.startsWith('SQLITE_CANTOPEN') || thrown.code.startsWith('SQLITE_READONLY')) {
    return new UserError(
      'STORE_UNWRITABLE',
      `${path} cannot be written`,
      'Check the permissions of the file and its folder; commands that only show read it as it is',
      {
        cause: thrown,
      },
    );
  }
  if (thrown.code.startsWith('SQLITE_FULL') || thrown.code.startsWith('SQLITE_IOERR')) {
    return new UserError(
      'DISK_FULL',
      `${path} could not be written: ${messageOf(thrown)}`,
      'Free some space on that disk; the store is as it was before',
      {
        cause: thrown,
      },
    );
  }
  return thrown;
}

/**
 * Runs `write` in one transaction, all or nothing, after waiting for any other writer. No await may happen inside.
 * A full disk becomes a UserError (DISK_FULL), and the store is as it was.
 */
export function inTransaction<T>(db: Store, write: () => T): T {
  try {
    return db.transaction(write).immediate();
  } catch (thrown) {
    throw explained(thrown, pathOf(db));
  }
}
