/** Whether a program is still writing a file, as far as the system says. */
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** Bits of open(2)'s flags that say how a file was opened; 0 is reading only. */
const ACCESS_MODE = 0o3;

/**
 * Which of these files some process has open for writing. Linux tells it of one's own processes (of all, to root) in
 * /proc/PID/fd and fdinfo (https://man7.org/linux/man-pages/man5/proc_pid_fdinfo.5.html); elsewhere the answer is none.
 */
export function openForWriting(paths: readonly string[]): ReadonlySet<string> {
  const real = new Map(paths.flatMap((path) => pairOf(path)));
  const found = new Set<string>();
  if (real.size === 0) return found;
  for (const pid of entriesOf('/proc').filter((name) => /^\d+$/.test(name))) {
    const folder = join('/proc', pid, 'fd');
    for (const descriptor of entriesOf(folder)) {
      const path = real.get(targetOf(join(folder, descriptor)));
      if (path !== undefined && isWriting(join('/proc', pid, 'fdinfo', descriptor))) found.add(path);
    }
  }
  return found;
}

function pairOf(path: string): [real: string, path: string][] {
  try {
    return [[realpathSync(path), path]];
  } catch {
    return [];
  }
}

/** Nothing where the folder is another user's, or its process has ended meanwhile. */
function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}

function isWriting(info: string): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(info, 'utf8'))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & ACCESS_MODE) !== 0;
  } catch {
    return false;
  }
}
