/** The file that node_exporter's textfile collector reads. */
import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { messageOf, UserError } from '../errors.js';
import { collisionsWith, type Neighbours } from './textfile-collisions.js';

/** Readable by all, whatever the umask: node_exporter runs as a user of its own. */
const MODE = 0o644;

/**
 * Writes the metrics so that a reader sees the old file or the new one, never a part, and gives what is to be said of it.
 * Throws UserError TEXTFILE_NAME (node_exporter reads only *.prom), TEXTFILE_COLLIDES (a file beside it has such series) or
 * TEXTFILE_UNWRITABLE; the file is then as it was.
 */
export function writeTextfile(path: string, text: string): string[] {
  if (!path.endsWith('.prom')) {
    throw new UserError(
      'TEXTFILE_NAME',
      `node_exporter reads only files that end in .prom, which ${basename(path)} does not`,
      'Name it for example creo.prom, in the folder given to --collector.textfile.directory',
    );
  }
  const notes = checkNeighbours(path, text);
  const partial = join(dirname(path), `.${basename(path)}.${process.pid}.partial`);
  try {
    writeFileSync(partial, text, { flush: true });
    chmodSync(partial, MODE);
    renameSync(partial, path);
  } catch (thrown) {
    rmSync(partial, { force: true });
    throw unwritable(path, thrown);
  }
  return notes;
}

function checkNeighbours(path: string, text: string): string[] {
  let found: Neighbours;
  try {
    found = collisionsWith(path, text);
  } catch (thrown) {
    throw unwritable(path, thrown);
  }
  const { collision, unread } = found;
  if (collision !== null) {
    const { file, series, count } = collision;
    throw new UserError(
      'TEXTFILE_COLLIDES',
      `${file} beside it has ${count === 1 ? 'a series' : `${count} series`} of the same name and labels, such as ${series}: node_exporter would show one store and drop the other without a word`,
      `Give this store a label of its own, such as --label client=NAME; if ${file} is an old file of this store, remove it`,
    );
  }
  return unread.map((file) => `${file} beside it cannot be read, so it is not known whether it has the same series`);
}

const unwritable = (path: string, thrown: unknown): UserError =>
  new UserError(
    'TEXTFILE_UNWRITABLE',
    `${path} cannot be written: ${messageOf(thrown)}`,
    'Make the folder, and let the user who runs creo read and write in it',
    { cause: thrown },
  );
