/** Files that are done with, moved into a folder beside them. */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

/**
 * Moves a file into the folder `name` beside it, under a name that is free there, with `reason` in a text file beside it
 * where one is given. Gives the new path. Throws what the file system throws.
 */
export function setAside(path: string, name: string, reason: string | null = null): string {
  const folder = join(dirname(path), name);
  mkdirSync(folder, { recursive: true });
  const target = freeName(folder, basename(path), reason !== null);
  renameSync(path, target);
  if (reason !== null) writeFileSync(reasonOf(target), reason);
  return target;
}

const reasonOf = (path: string): string => `${path}.txt`;

/** `week.csv`, else `week-2.csv`, and so on: nothing that was set aside before is written over. */
function freeName(folder: string, file: string, hasReason: boolean): string {
  const ending = extname(file);
  const stem = basename(file, ending);
  for (let number = 1; ; number += 1) {
    const target = join(folder, number === 1 ? file : `${stem}-${number}${ending}`);
    if (!existsSync(target) && !(hasReason && existsSync(reasonOf(target)))) return target;
  }
}
