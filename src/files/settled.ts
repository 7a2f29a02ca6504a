/**
 * Which files of a folder have come in whole. Looking at the folder every so often is all there is to it: a flat folder
 * costs a moment, a file that is being written has to be looked at again anyway, and events of the file system
 * (`fs.watch`, chokidar) do not come from network folders and end with a folder that is swept away.
 */
import { type Stats, statSync } from 'node:fs';
import { openForWriting } from './open-writers.js';

/** An empty file is most often one whose content is still to come. */
const EMPTY_PATIENCE_MS = 60_000;

interface Seen {
  signature: string;
  sinceMs: number;
}

export interface SettledFiles {
  ready: string[];
  /** Still growing, or open for writing. */
  growing: string[];
}

/** What tells one state of a file from another: which file, its size, when it was written, and when its rights changed. */
export const signatureOf = (path: string): string | null => {
  const facts = factsOf(path);
  return facts === null ? null : signature(facts);
};

/** Sorts the files that a folder holds by whether they have stayed as they are for `settleMs`. */
export function settling(settleMs: number): (paths: readonly string[], nowMs: number) => SettledFiles {
  let seen = new Map<string, Seen>();
  return (paths, nowMs) => {
    const present = new Map<string, Seen>();
    const quiet: { path: string; writtenMs: number }[] = [];
    for (const path of paths) {
      const facts = factsOf(path);
      if (facts === null) continue;
      const before = seen.get(path);
      const isSame = before?.signature === signature(facts);
      const now = isSame && before ? before : { signature: signature(facts), sinceMs: nowMs };
      present.set(path, now);
      const patience = facts.size === 0 ? Math.max(settleMs, EMPTY_PATIENCE_MS) : settleMs;
      if (nowMs - now.sinceMs >= patience) quiet.push({ path, writtenMs: facts.mtimeMs });
    }
    seen = present;
    const busy = openForWriting(quiet.map(({ path }) => path));
    // A report and its revision may come together: what was written last has the last word.
    const ready = quiet
      .filter(({ path }) => !busy.has(path))
      .sort((a, b) => a.writtenMs - b.writtenMs || (a.path < b.path ? -1 : 1))
      .map(({ path }) => path);
    const isReady = new Set(ready);
    return { ready, growing: [...present.keys()].filter((path) => !isReady.has(path)) };
  };
}

function factsOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    // Gone again, or behind a folder that closed: the next look tells.
    return null;
  }
}

const signature = ({ ino, size, mtimeMs, ctimeMs }: Stats): string => [ino, size, mtimeMs, ctimeMs].join(':');
