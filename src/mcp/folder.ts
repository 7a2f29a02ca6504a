/** Files that an assistant may name: those below the one folder that the server was started with, links included. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve, sep } from 'node:path';
import { UserError } from '../errors.js';

/** Throws UserError NO_FOLDER unless there is such a folder. */
export function requireFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new UserError('NO_FOLDER', `There is no folder ${folder}`, 'Make it first, or name another with --folder');
}

/**
 * The real path of a file in the folder. Outside of it, everything is as if it were not there. Throws UserError NO_SUCH_FILE.
 */
export function fileIn(folder: string, name: string): string {
  const path = realPath(resolve(folder, name));
  if (path !== null && isInside(folder, path) && statSync(path).isFile()) return path;
  throw new UserError('NO_SUCH_FILE', `There is no file ${name} in the folder`, 'Give its path from that folder on');
}

/** Where a new page goes. Throws UserError: BAD_FILE_NAME, NO_SUCH_FOLDER, FILE_EXISTS. */
export function newPageIn(folder: string, name: string): string {
  if (extname(name).toLowerCase() !== '.html' || basename(name).startsWith('.')) {
    throw new UserError('BAD_FILE_NAME', `${name} is no name of a page`, 'Give a name such as report.html');
  }
  const parent = realPath(dirname(resolve(folder, name)));
  if (parent === null || !isInside(folder, parent, true)) {
    throw new UserError(
      'NO_SUCH_FOLDER',
      `${name} does not lie in the folder`,
      'Give a plain name such as report.html',
    );
  }
  const path = join(parent, basename(name));
  if (!existsSync(path)) return path;
  throw new UserError('FILE_EXISTS', `${name} is there already`, 'Choose another name: nothing is written over');
}

function isInside(folder: string, path: string, orItself = false): boolean {
  const root = realpathSync(folder);
  return (orItself && path === root) || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    // Whatever is wrong with it, a client is told no more than that.
    return null;
  }
}
