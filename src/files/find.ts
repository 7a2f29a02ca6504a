/** From what a person types (files, folders, globs) to files. */
import { accessSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { UserError } from '../errors.js';
import { cannotOpen, statNamed } from './regular.js';

/**
 * Absolute paths of the files that `paths` name, each once. A file is taken whatever its name ends in; a folder gives
 * all files below it whose name ends in one of `extensions` (lower case, without the dot), and so does a glob, in order
 * of name. Hidden files and folders are passed over. Throws UserError NOT_FOUND when a path names nothing,
 * and what `statNamed` throws for what is neither a file nor a folder.
 */
export async function findFiles(paths: readonly string[], extensions: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const path of paths) for (const file of await filesOf(path, extensions)) found.add(file);
  return [...found];
}

async function filesOf(path: string, extensions: readonly string[]): Promise<string[]> {
  const status = statNamed(path);
  if (status?.isDirectory() === false) return [resolve(path)];
  if (status) mustBeReadable(path);
  const pattern = process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
  const files = await glob(status ? '**/*' : pattern, {
    cwd: status ? path : '.',
    absolute: true,
    caseSensitiveMatch: false,
  });
  const wanted = files
    .filter((file) => extensions.includes(extensionOf(file)) && isRegular(file))
    .sort((a, b) => a.localeCompare(b, 'en'));
  if (wanted.length > 0) return wanted;
  const kinds = extensions.join(', ');
  throw status || files.length > 0
    ? new UserError('NOT_FOUND', `There is no file to take in ${path}`, `Files taken from a folder end in ${kinds}`)
    : new UserError(
        'NOT_FOUND',
        `There is no file or folder ${path}`,
        'Check the path; it is taken from the current folder',
      );
}

/** A folder that nobody may look into would seem to be empty. */
function mustBeReadable(folder: string): void {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
  } catch (thrown) {
    throw cannotOpen(folder, thrown);
  }
}

function isRegular(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const extensionOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1).toLowerCase();
