/**
 * Safe copies of the store. A copy is made by SQLite's online backup inside one read transaction, so that it is one
 * moment of the store although an import may be writing, and it is checked before anybody relies on it.
 */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { messageOf, UserError } from '../errors.js';
import { explained, openStore, type Store, schemaVersion } from './database.js';
import { MIGRATIONS } from './migrations.js';
import { partialOf, removePartial, sweepPartials } from './partials.js';
import { Sqlite } from './sqlite.js';

/** What a copy holds. */
export interface CopyFacts {
  /** Rows per table, by table name. */
  rows: readonly { table: string; rows: number }[];
  sizeBytes: number;
}

/** Told how many more pages are copied. */
export type CopyProgress = (pages: number) => void;

/** Pages in one step (4 MiB): large enough to be quick, small enough for a progress bar to move. */
const PAGES_PER_STEP = 1024;
/** How long a restore waits for a writer to finish. */
const WRITER_PATIENCE_MS = 60_000;

/**
 * Copies the store to `path` and checks the copy; a file that is there is replaced only once the copy is good. What
 * copies that were killed left in that folder is removed.
 * Throws UserError: NO_FOLDER, COPY_DAMAGED, STORE_UNWRITABLE, DISK_FULL.
 */
export async function backupStore(db: Store, path: string, onProgress: CopyProgress): Promise<CopyFacts> {
  if (!existsSync(dirname(path))) {
    throw new UserError(
      'NO_FOLDER',
      `The folder ${dirname(path)} does not exist`,
      'Make it first, or name another place',
    );
  }
  if (existsSync(path) && !statSync(path).isFile()) {
    throw new UserError('STORE_UNWRITABLE', `${path} is not a file`, 'Name another place for the copy');
  }
  sweepPartials(path);
  const partial = partialOf(path);
  try {
    const expected = await copySnapshot(db, partial, onProgress);
    // One self-contained file, which also opens from a read-only disk.
    const copy = new Sqlite(partial);
    copy.pragma('journal_mode = DELETE');
    copy.close();
    const facts = checkedFacts(partial);
    if (JSON.stringify(facts.rows) !== JSON.stringify(expected)) {
      throw damaged(path, 'its row counts differ from those of the store');
    }
    moveIntoPlace(partial, path);
    return facts;
  } catch (thrown) {
    removePartial(partial);
    throw explained(thrown, path);
  }
}

/** Copies one moment of the store, and gives the row counts of that moment. */
async function copySnapshot(db: Store, path: string, onProgress: CopyProgress): Promise<CopyFacts['rows']> {
  db.exec('BEGIN');
  try {
    const rows = rowCounts(db);
    await db.backup(path, { progress: steps(onProgress) });
    return rows;
  } finally {
    db.exec('COMMIT');
  }
}

/** What better-sqlite3 asks after each step: how many pages to copy in the next. */
function steps(onProgress: CopyProgress): (state: Database.BackupMetadata) => number {
  let seen = 0;
  return ({ totalPages, remainingPages }) => {
    onProgress(totalPages - remainingPages - seen);
    seen = totalPages - remainingPages;
    return PAGES_PER_STEP;
  };
}

/**
 * Reads a copy through and says what it holds. Throws UserError: NO_BACKUP, NOT_A_BACKUP (not a creo store),
 * COPY_DAMAGED, STORE_NEWER.
 */
export function checkedFacts(path: string): CopyFacts {
  if (!existsSync(path)) {
    throw new UserError('NO_BACKUP', `There is no file at ${path}`, 'Name a file that `creo backup` wrote');
  }
  let db: Store | undefined;
  try {
    db = new Sqlite(path, { readonly: true });
    const version = schemaVersion(db);
    if (version > MIGRATIONS.length) {
      throw new UserError(
        'STORE_NEWER',
        `${path} was made by a newer creo (schema ${version}, this one knows ${MIGRATIONS.length})`,
        'Update creo first',
      );
    }
    if (version === 0) throw notABackup(path);
    return checked(db, path);
  } catch (thrown) {
    if (thrown instanceof Sqlite.SqliteError) {
      throw thrown.code === 'SQLITE_NOTADB' ? notABackup(path) : damaged(path, messageOf(thrown), thrown);
    }
    throw thrown;
  } finally {
    db?.close();
  }
}

/** Reads every page, and says how many rows there are. Throws UserError NOT_A_BACKUP or COPY_DAMAGED. */
function checked(db: Store, path: string): CopyFacts {
  const rows = rowCounts(db);
  if (!rows.some(({ table }) => table === 'creatives')) throw notABackup(path);
  const [problem] = db
    .prepare<[], string>('PRAGMA integrity_check')
    .pluck()
    .all()
    .filter((line) => line !== 'ok');
  if (problem !== undefined) throw damaged(path, problem);
  if (db.prepare('PRAGMA foreign_key_check').get() !== undefined) {
    throw damaged(path, 'rows point to rows that are gone');
  }
  return { rows, sizeBytes: statSync(path).size };
}

export interface Restored extends CopyFacts {
  /** Where the store that was there before is now; null when there was none. */
  keptAt: string | null;
}

/**
 * Makes the store at `path` what the backup `from` is. A store that is there is kept at `keepAt`. One that can be read
 * is overwritten in one transaction of its own, so that programs that have it open go on with the new content; one that
 * cannot be read is moved aside. Throws UserError as `checkedFacts` does, and STORE_BUSY.
 */
export async function restoreStore(
  from: string,
  path: string,
  keepAt: string,
  onProgress: CopyProgress,
): Promise<Restored> {
  checkedFacts(from);
  sweepPartials(path);
  const keptAt = existsSync(path) ? keepAt : null;
  const source = new Sqlite(from, { readonly: true });
  try {
    if (keptAt !== null && (await isKept(path, keptAt))) await overwrite(source, path, onProgress);
    else {
      if (keptAt !== null) moveAside(path, keptAt);
      await backupStore(source, path, onProgress);
    }
  } catch (thrown) {
    throw explained(thrown, path);
  } finally {
    source.close();
  }
  const db = openStore(path, { create: false });
  try {
    return { ...checked(db, path), keptAt };
  } finally {
    db.close();
  }
}

/** Copies the store that is there; false when this creo cannot read it: damaged, foreign or newer. */
async function isKept(path: string, keepAt: string): Promise<boolean> {
  let old: Store | undefined;
  try {
    old = new Sqlite(path, { readonly: true });
    await backupStore(old, keepAt, () => {});
    return true;
  } catch (thrown) {
    if (
      thrown instanceof UserError &&
      ['COPY_DAMAGED', 'STORE_CORRUPT', 'NOT_A_BACKUP', 'STORE_NEWER'].includes(thrown.code)
    )
      return false;
    throw thrown;
  } finally {
    old?.close();
  }
}

async function overwrite(source: Store, path: string, onProgress: CopyProgress): Promise<void> {
  const deadline = performance.now() + WRITER_PATIENCE_MS;
  for (;;) {
    const { totalPages } = await source.backup(path, { progress: steps(onProgress) });
    // better-sqlite3 takes a copy that found the store locked, and so never began, for one of no pages.
    if (totalPages > 0) return;
    if (performance.now() > deadline) {
      throw new UserError(
        'STORE_BUSY',
        `${path} is being written by another process`,
        'Try again when it has finished',
      );
    }
    await pause(50);
  }
}

/** Moves a store with what SQLite keeps beside it: a journal left behind would be applied to the new file. */
function moveAside(path: string, to: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, to + suffix);
  }
}

function moveIntoPlace(partial: string, path: string): void {
  sync(partial);
  renameSync(partial, path);
  sync(dirname(path));
}

/** Asks the disk to keep what was written, before or after a rename makes it count. */
function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function rowCounts(db: Store): CopyFacts['rows'] {
  const tables = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .pluck()
    .all();
  return tables.map((table) => ({
    table,
    rows: Number(
      db
        .prepare(`SELECT COUNT(*) FROM "${table.replaceAll('"', '""')}"`)
        .pluck()
        .get(),
    ),
  }));
}

const notABackup = (path: string): UserError =>
  new UserError('NOT_A_BACKUP', `${path} is not a creo store`, 'Name a file that `creo backup` wrote');

const damaged = (path: string, problem: string, cause?: unknown): UserError =>
  new UserError('COPY_DAMAGED', `${path} is damaged: ${problem}`, 'Use another copy; this one is left as it is', {
    cause,
  });
