/** A store on a disk that is mounted read-only, and copies that a killed process left behind. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { backupStore, restoreStore } from '../../src/store/backup.js';
import { watchStore } from '../../src/store/read-only.js';
import { emptyFolder, runCreo } from '../helpers/run-creo.js';
import { addTestCreative, temporaryStore } from '../helpers/store.js';

/** A folder of its own disk in memory, which only root may mount; null for others. */
function smallDisk(): string | null {
  const folder = join(emptyFolder(), 'disk');
  mkdirSync(folder);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', folder]).status !== 0) return null;
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', folder]);
  });
  return folder;
}

test('a store where nothing can be written is read, with a line, and nothing is taken for kept', async ({ skip }) => {
  const folder = smallDisk();
  if (folder === null) return skip('only root may mount a disk');
  const path = join(folder, 'creo.db');
  // As a process that was killed leaves it: the last change is in the log beside the store.
  const { db, path: original } = temporaryStore();
  addTestCreative(db, 'seen');
  for (const suffix of ['', '-wal']) copyFileSync(original + suffix, path + suffix);
  db.close();
  execFileSync('mount', ['-o', 'remount,ro', folder]);
  const { status, stdout, stderr } = await runCreo(['list', '--db', path], { cwd: folder });
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: `${path} cannot be written here: reading a copy of it, and nothing can be kept\n`,
  });
  expect(stdout).toContain('seen');
  const written = await runCreo(['perf', 'set', 'x', '--clicks', '1', '--currency', 'USD', '--db', path], {
    cwd: folder,
  });
  expect(written.status).toBe(1);
  expect(written.stderr).toContain(`${path} cannot be written`);
  const watch = watchStore(path, (store) => store.prepare<[], string>('SELECT name FROM creatives').pluck().all());
  expect(watch.current()).toEqual(['seen']);
  watch.close();
});

test('what a killed backup or restore left goes with the next one, and nothing else does', async () => {
  const { db, path } = temporaryStore();
  addTestCreative(db, 'a');
  const folder = emptyFolder();
  const { pid: gone } = spawnSync(process.execPath, ['-e', '']);
  const put = (name: string, content: string) => writeFileSync(join(folder, name), content);
  put(`creo.db.${gone}.partial`, 'SQLite format 3\0 half');
  put(`creo.db.${gone}.partial-journal`, 'x');
  put(`creo.db.before-restore-2026.${gone}.partial`, '');
  const kept = [`creo.db.${process.ppid}.partial`, `movie.${gone}.partial`, `creo.db.${gone}.partial.txt`];
  for (const name of kept) put(name, name.startsWith('movie') ? 'of another program' : 'SQLite format 3\0');
  await backupStore(db, join(folder, 'copy.db'), () => {});
  expect(readdirSync(folder).sort()).toEqual([...kept, 'copy.db'].sort());
  db.close();
  put(`creo.db.${gone}.partial`, '');
  await restoreStore(path, join(folder, 'creo.db'), join(folder, 'kept.db'), () => {});
  expect(readdirSync(folder)).not.toContain(`creo.db.${gone}.partial`);
});
