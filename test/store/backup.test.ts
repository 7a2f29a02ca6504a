import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupStore, checkedFacts, restoreStore } from '../../src/store/backup.js';
import { openStore, type Store } from '../../src/store/database.js';
import { Sqlite } from '../../src/store/sqlite.js';
import { emptyFolder } from '../helpers/run-creo.js';
import { addTestAd, addTestCreative, addTestDay, temporaryStore } from '../helpers/store.js';

const silent = (): void => {};

const names = (db: Store): string[] => db.prepare<[], string>('SELECT name FROM creatives ORDER BY name').pluck().all();

function namesIn(path: string): string[] {
  const db = new Sqlite(path, { readonly: true });
  try {
    return names(db);
  } finally {
    db.close();
  }
}

const rowsOf = (facts: { rows: readonly { table: string; rows: number }[] }, table: string): number | undefined =>
  facts.rows.find((row) => row.table === table)?.rows;

test('a backup is one file with every row, checked', async () => {
  const { db } = temporaryStore();
  addTestDay(db, { adId: addTestAd(db, { creativeId: addTestCreative(db, 'a') }), clicks: 3 });
  const folder = emptyFolder();
  const path = join(folder, 'copy.db');
  const facts = await backupStore(db, path, silent);
  expect(['creatives', 'ads', 'ad_days', 'imports'].map((table) => rowsOf(facts, table))).toEqual([1, 1, 1, 1]);
  expect(facts.sizeBytes).toBe(statSync(path).size);
  expect(readdirSync(folder)).toEqual(['copy.db']);
  expect(checkedFacts(path)).toEqual(facts);
  expect(readdirSync(folder)).toEqual(['copy.db']);
});

test('a backup taken while another process writes is one moment of the store', async () => {
  const { db, path } = temporaryStore();
  // Big enough for many steps, so that the writer gets in between them.
  const pad = 'x'.repeat(4000);
  db.transaction(() => {
    for (let n = 0; n < 2_500; n += 1) addTestCreative(db, `${n} ${pad}`);
  })();
  // Each of the writer's transactions adds one creative and one tag: in any one moment there are as many of both.
  const writer = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `import { Sqlite } from ${JSON.stringify(new URL('../../dist/store/sqlite.js', import.meta.url).href)};
     const db = new Sqlite(${JSON.stringify(path)}, { timeout: 60000 });
     const write = db.transaction((n) => {
       const { lastInsertRowid } = db.prepare("INSERT INTO creatives (name, created_at) VALUES (?, 'now')").run('w' + n);
       db.prepare("INSERT INTO tags (creative_id, key, source, value) VALUES (?, 'w', 'person', 'w')").run(lastInsertRowid);
     });
     let n = 0;
     const step = () => { for (let i = 0; i < 20; i += 1) write.immediate(n++); if (n === 20) console.log('writing'); setImmediate(step); };
     step();`,
  ]);
  await once(writer.stdout, 'data');
  const before = rowsOf({ rows: [{ table: 'tags', rows: countTags(db) }] }, 'tags') ?? 0;
  let steps = 0;
  const facts = await backupStore(db, join(emptyFolder(), 'copy.db'), () => {
    steps += 1;
  });
  const after = countTags(db);
  writer.kill('SIGKILL');
  await once(writer, 'close');
  const written = rowsOf(facts, 'tags') ?? 0;
  expect(steps).toBeGreaterThan(1);
  expect(after).toBeGreaterThan(written);
  expect(written).toBeGreaterThanOrEqual(before);
  expect(rowsOf(facts, 'creatives')).toBe(2_500 + written);
});

const countTags = (db: Store): number => Number(db.prepare('SELECT count(*) FROM tags').pluck().get());

test('a restore brings back what the backup holds', async () => {
  const { db } = temporaryStore();
  addTestCreative(db, 'a');
  const folder = emptyFolder();
  await backupStore(db, join(folder, 'copy.db'), silent);
  const restored = await restoreStore(
    join(folder, 'copy.db'),
    join(folder, 'creo.db'),
    join(folder, 'kept.db'),
    silent,
  );
  expect(restored.keptAt).toBeNull();
  expect(rowsOf(restored, 'creatives')).toBe(1);
  expect(namesIn(join(folder, 'creo.db'))).toEqual(['a']);
  expect(existsSync(join(folder, 'kept.db'))).toBe(false);
});

test('a restore over a store keeps it, and a program that has it open sees the new content', async () => {
  const { db, path } = temporaryStore();
  addTestCreative(db, 'before');
  const folder = emptyFolder();
  await backupStore(db, join(folder, 'copy.db'), silent);
  db.exec("DELETE FROM creatives; INSERT INTO creatives (name, created_at) VALUES ('after', 'now')");
  const reader = openStore(path, { create: false });
  expect(names(reader)).toEqual(['after']);
  const { keptAt } = await restoreStore(join(folder, 'copy.db'), path, join(folder, 'kept.db'), silent);
  expect(keptAt).toBe(join(folder, 'kept.db'));
  expect(names(reader)).toEqual(['before']);
  expect(namesIn(join(folder, 'kept.db'))).toEqual(['after']);
  reader.close();
});

test('a restore waits for a writer rather than losing what it writes', async () => {
  const { db, path } = temporaryStore();
  addTestCreative(db, 'before');
  const folder = emptyFolder();
  await backupStore(db, join(folder, 'copy.db'), silent);
  const writer = openStore(path, { create: false });
  writer.exec("BEGIN IMMEDIATE; INSERT INTO creatives (name, created_at) VALUES ('late', 'now')");
  const restoring = restoreStore(join(folder, 'copy.db'), path, join(folder, 'kept.db'), silent);
  setTimeout(() => writer.exec('COMMIT'), 300);
  await restoring;
  expect(names(db)).toEqual(['before']);
  writer.close();
});

test('a damaged store is moved aside whole and replaced', async () => {
  const { db, path } = temporaryStore();
  addTestCreative(db, 'a');
  const folder = emptyFolder();
  await backupStore(db, join(folder, 'copy.db'), silent);
  db.close();
  writeFileSync(path, 'something else entirely, and not a database'.repeat(30));
  await restoreStore(join(folder, 'copy.db'), path, join(folder, 'kept.db'), silent);
  expect(namesIn(path)).toEqual(['a']);
  expect(readFileSync(join(folder, 'kept.db'), 'utf8')).toMatch(/^something else/);
});

test('a damaged, foreign or missing backup is refused before anything is touched', async () => {
  const { db, path } = temporaryStore();
  for (let n = 0; n < 500; n += 1) addTestCreative(db, `${n} ${'x'.repeat(200)}`);
  const folder = emptyFolder();
  const copy = join(folder, 'copy.db');
  const restore = (from: string) => restoreStore(from, path, join(folder, 'kept.db'), silent);
  await backupStore(db, copy, silent);
  truncateSync(copy, 40_960);
  await expect(restore(copy)).rejects.toMatchObject({ code: 'COPY_DAMAGED' });
  writeFileSync(join(folder, 'text.db'), 'no database at all '.repeat(100));
  await expect(restore(join(folder, 'text.db'))).rejects.toMatchObject({ code: 'NOT_A_BACKUP' });
  const foreign = new Sqlite(join(folder, 'foreign.db'));
  foreign.exec('CREATE TABLE t (x)');
  foreign.close();
  await expect(restore(join(folder, 'foreign.db'))).rejects.toMatchObject({ code: 'NOT_A_BACKUP' });
  await expect(restore(join(folder, 'none.db'))).rejects.toMatchObject({ code: 'NO_BACKUP' });
  expect(names(db)).toHaveLength(500);
  expect(existsSync(join(folder, 'kept.db'))).toBe(false);
});

test('a backup that fails leaves the old copy as it was, and nothing beside it', async () => {
  const { db } = temporaryStore();
  const folder = emptyFolder();
  writeFileSync(join(folder, 'copy.db'), 'old');
  const closed = temporaryStore();
  closed.db.close();
  await expect(backupStore(closed.db, join(folder, 'copy.db'), silent)).rejects.toThrow();
  expect(readFileSync(join(folder, 'copy.db'), 'utf8')).toBe('old');
  await backupStore(db, join(folder, 'copy.db'), silent);
  expect(readdirSync(folder)).toEqual(['copy.db']);
  await expect(backupStore(db, join(folder, 'none', 'copy.db'), silent)).rejects.toMatchObject({ code: 'NO_FOLDER' });
});
