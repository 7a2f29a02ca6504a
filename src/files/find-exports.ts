/** Which files a path on the command line means: itself, or all exports in a folder. */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.js';
import { cannotOpen, statNamed } from './regular.js';

export interface FoundFile {
  /** `-` for the standard input. */
  path: string;
  /** The user named it, rather than a folder it lies in: what is no export is then an error and not passed over. */
  isNamed: boolean;
}

const EXPORT_ENDING = /\.(csv|tsv|txt|tab|xlsx|xls|json|jsonl|gz|zip)$/i;

/**
 * Throws UserError NO_FILE for a path that is not there, EMPTY_FOLDER for a folder without exports, and what `statNamed`
 * throws for what is neither a file nor a folder.
 */
export function findExports(paths: readonly string[]): FoundFile[] {
  return paths.flatMap((path) => (path === '-' ? [{ path, isNamed: true }] : filesAt(path)));
}

function filesAt(path: string): FoundFile[] {
  const facts = statNamed(path);
  if (!facts)
    throw new UserError(
      'NO_FILE',
      `There is no file ${path}`,
      'Check the spelling, or drag the file into the terminal',
    );
  if (!facts.isDirectory()) return [{ path, isNamed: true }];
  const found = exportsIn(path).map((file) => ({ path: file, isNamed: false }));
  if (found.length === 0) {
    throw new UserError(
      'EMPTY_FOLDER',
      `There are no exports in ${path}`,
      'creo takes csv, tsv, txt, xlsx, json, and these in gz or zip',
    );
  }
  return found;
}

/** Files in a folder, not below it, that look like exports; by name. Throws UserError NO_ACCESS, UNREADABLE_FILE, LINK_LOOP. */
export const exportsIn = (folder: string): string[] =>
  entriesOf(folder)
    .filter(
      (entry) =>
        isFile(folder, entry) &&
        EXPORT_ENDING.test(entry.name) &&
        !entry.name.startsWith('.') &&
        !entry.name.startsWith('~$'),
    )
    .map((entry) => join(folder, entry.name))
    .sort();

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (thrown) {
    throw cannotOpen(folder, thrown);
  }
}

/** A file, or a link to one. */
function isFile(folder: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  try {
    return statSync(join(folder, entry.name)).isFile();
  } catch {
    return false;
  }
}
