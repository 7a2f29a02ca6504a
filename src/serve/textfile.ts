/** The file that node_exporter's textfile collector reads. */
import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { messageOf, UserError } from '../errors.js';

/** Readable by all, whatever the umask: node_exporter runs as a user of its own. */
const MODE = 0o644;

/**
 * Writes the metrics so that a reader sees the old file or the new one, never a part. Throws UserError
 * TEXTFILE_NAME (node_exporter reads only *.prom) or TEXTFILE_UNWRITABLE.
 */
export function writeTextfile(path: string, text: string): void {
  if (!path.endsWith('.prom')) {
    throw new UserError(
      'TEXTFILE_NAME',
      `node_exporter reads only files that end in .prom, which ${basename(path)} does not`,
      'Name it for example creo.prom, in the folder given to --collector.textfile.directory',
    );
  }
  const partial = join(dirname(path), `.${basename(path)}.${process.pid}.partial`);
  try {
    writeFileSync(partial, text, { flush: true });
    chmodSync(partial, MODE);
    renameSync(partial, path);
  } catch (thrown) {
    rmSync(partial, { force: true });
    throw new UserError(
      'TEXTFILE_UNWRITABLE',
      `${path} cannot be written: ${messageOf(thrown)}`,
      'Make the folder, and let the user who runs creo write in it',
      { cause: thrown },
    );
  }
}
