/** Copies that a process leaves half done when it is killed: found by their names, and removed once that process is gone. */
import { closeSync, openSync, readdirSync, readSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where a copy is written before it takes the name `path`; the number is the process's. */
export const partialOf = (path: string): string => `${path}.${process.pid}.partial`;

const PARTIAL = /\.(\d+)\.partial$/;
/** What SQLite keeps beside a file that is open. */
const BESIDE = ['', '-journal', '-wal', '-shm'];
const SQLITE_HEAD = 'SQLite format 3\0';

/** Removes a copy with what SQLite keeps beside it. */
export function removePartial(partial: string): void {
  for (const suffix of BESIDE) rmSync(partial + suffix, { force: true });
}

/** Removes the copies in the folder of `path` that processes left which are gone. What cannot be removed stays. */
export function sweepPartials(path: string): void {
  const folder = dirname(path);
  for (const name of namesIn(folder)) {
    const [, pid] = PARTIAL.exec(name) ?? [];
    const partial = join(folder, name);
    if (pid === undefined || !isGone(Number(pid)) || !isOfSqlite(partial)) continue;
    try {
      removePartial(partial);
    } catch {
      // Another user's: it takes room, and does no harm.
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH';
  }
}

/** True for a database, and for one that was just begun: a file of another program that is named alike is left alone. */
function isOfSqlite(path: string): boolean {
  try {
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(SQLITE_HEAD.length);
      const read = readSync(file, head, 0, head.length, 0);
      return read === 0 || head.toString('latin1') === SQLITE_HEAD;
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}
