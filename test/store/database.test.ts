import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addCreative, allCreatives } from '../../src/store/creatives.js';
import { inTransaction, openStore } from '../../src/store/database.js';
import { MIGRATIONS } from '../../src/store/migrations.js';
import { Sqlite } from '../../src/store/sqlite.js';
import { emptyFolder } from '../helpers/run-creo.js';
import { newCreative } from '../helpers/store.js';

const path = (): string => join(emptyFolder(), 'creo.db');

test('a new store is announced, and opens again without a word', () => {
  const file = path();
  const told: string[] = [];
  const options = { create: true, onCreate: (name: string) => void told.push(name) };
  openStore(file, options).close();
  const again = openStore(file, options);
  expect(told).toEqual([file]);
  expect(again.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(again.pragma('foreign_keys', { simple: true })).toBe(1);
  again.close();
});

test('a reader does not start a store', () => {
  expect(() => openStore(path(), { create: false })).toThrow(expect.objectContaining({ code: 'NO_STORE' }));
});

test('a store of a newer version is refused and left as it is', () => {
  const file = path();
  const db = new Sqlite(file);
  db.pragma(`user_version = ${MIGRATIONS.length + 1}`);
  db.close();
  expect(() => openStore(file, { create: false })).toThrow(expect.objectContaining({ code: 'STORE_NEWER' }));
});

test('a file that is no store is refused', () => {
  const text = path();
  writeFileSync(text, 'name,spend\n'.repeat(200));
  expect(() => openStore(text, { create: false })).toThrow(expect.objectContaining({ code: 'STORE_CORRUPT' }));
  const foreign = path();
  new Sqlite(foreign).exec('CREATE TABLE notes (text)').close();
  expect(() => openStore(foreign, { create: true })).toThrow(expect.objectContaining({ code: 'STORE_FOREIGN' }));
});

test('a transaction that throws leaves nothing behind', () => {
  const db = openStore(':memory:', { create: true });
  expect(() =>
    inTransaction(db, () => {
      addCreative(db, newCreative());
      throw new Error('stop');
    }),
  ).toThrow('stop');
  expect(allCreatives(db)).toEqual([]);
  db.close();
});

test('the tables are strict: a text is no count', () => {
  const db = openStore(':memory:', { create: true });
  addCreative(db, newCreative());
  expect(() => db.exec("UPDATE creatives SET size_bytes = 'many'")).toThrow(/TEXT value in INTEGER column/);
  db.close();
});
