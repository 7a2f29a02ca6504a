import { copyFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore, type Store } from '../../src/store/database.js';
import { watchStore } from '../../src/store/read-only.js';
import { Sqlite } from '../../src/store/sqlite.js';
import { emptyFolder } from '../helpers/run-creo.js';
import { addTestCreative, temporaryStore } from '../helpers/store.js';

const names = (db: Store): string[] => db.prepare<[], string>('SELECT name FROM creatives ORDER BY name').pluck().all();

function watchNames(path: string) {
  const watch = watchStore(path, names);
  onTestFinished(watch.close);
  return watch;
}

const codeOf = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown ? thrown.code : thrown;
  }
};

test('the answer is the same object until another connection commits', () => {
  const { db, path } = temporaryStore();
  addTestCreative(db, 'a');
  const watch = watchNames(path);
  const first = watch.current();
  expect(first).toEqual(['a']);
  expect(watch.current()).toBe(first);
  addTestCreative(db, 'b');
  expect(watch.current()).toEqual(['a', 'b']);
});

test('a long import neither stops the reader nor shows half of itself', () => {
  const { db, path } = temporaryStore();
  addTestCreative(db, 'a');
  const watch = watchNames(path);
  db.transaction(() => {
    addTestCreative(db, 'b');
    expect(watch.current()).toEqual(['a']);
  }).immediate();
  expect(watch.current()).toEqual(['a', 'b']);
});

test('a store that does not exist yet is read once it does', () => {
  const path = join(emptyFolder(), 'creo.db');
  const watch = watchNames(path);
  expect(codeOf(watch.current)).toBe('NO_STORE');
  addTestCreative(openStore(path, { create: true }), 'a');
  expect(watch.current()).toEqual(['a']);
});

test('a store in a place that cannot be looked into says so', () => {
  const path = join(emptyFolder(), 'creo.db');
  symlinkSync(path, path);
  expect(codeOf(watchNames(path).current)).toBe('STORE_UNREADABLE');
});

test('another file put in the place of the store is read at once', () => {
  const { db, path } = temporaryStore();
  const other = temporaryStore();
  addTestCreative(other.db, 'other');
  other.db.pragma('wal_checkpoint(TRUNCATE)');
  const watch = watchNames(path);
  expect(watch.current()).toEqual([]);
  db.close();
  copyFileSync(other.path, `${path}.new`);
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
  renameSync(`${path}.new`, path);
  expect(watch.current()).toEqual(['other']);
});

test('a store of an older or newer schema, a damaged one and a locked one each say what they are', () => {
  const { db, path } = temporaryStore();
  const watch = watchNames(path);
  const version = Number(db.pragma('user_version', { simple: true }));
  db.pragma(`user_version = ${version - 1}`);
  expect(codeOf(watch.current)).toBe('STORE_OLDER');
  db.pragma(`user_version = ${version + 1}`);
  expect(codeOf(watch.current)).toBe('STORE_NEWER');
  db.pragma(`user_version = ${version}`);
  expect(watch.current()).toEqual([]);
  watch.close();
  db.close();

  const owner = new Sqlite(path);
  owner.pragma('locking_mode = EXCLUSIVE');
  owner.exec("UPDATE creatives SET name = 'x'; BEGIN EXCLUSIVE");
  expect(codeOf(watch.current)).toBe('STORE_BUSY');
  owner.close();
  expect(watch.current()).toEqual([]);

  watch.close();
  writeFileSync(path, 'not a database, but long enough to be taken for the header of one'.repeat(20));
  expect(codeOf(watch.current)).toBe('STORE_CORRUPT');
});
