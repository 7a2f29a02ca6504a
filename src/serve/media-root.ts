/** Files that clients of the API may name: those below one folder that the server was started with, and no others. */
import { statSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { UserError } from '../errors.js';

/** Throws UserError NO_FOLDER unless there is such a folder. */
export function requireMediaRoot(root: string | null): void {
  if (root === null || statSync(root, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new UserError('NO_FOLDER', `The media folder ${root} does not exist`, 'Make it first, or name another');
}

/**
 * The real path of the file that `path` names in the folder `root`. Outside of it, links included, everything is as if it
 * were not there, so that a client learns nothing of this machine. Throws UserError: NO_MEDIA_ROOT, NO_SUCH_FILE.
 */
export async function mediaFile(root: string | null, path: string): Promise<string> {
  if (root === null) {
    throw new UserError(
      'NO_MEDIA_ROOT',
      'This server takes no files of its own machine',
      'Send the media as video_url',
    );
  }
  const found = await realFile(root, path);
  if (found !== null) return found;
  throw new UserError(
    'NO_SUCH_FILE',
    'There is no such file in the media folder of the server',
    'Send path relative to that folder',
  );
}

async function realFile(root: string, path: string): Promise<string | null> {
  try {
    const folder = await realpath(root);
    const file = await realpath(resolve(folder, path));
    const isInside = file.startsWith(folder.endsWith(sep) ? folder : folder + sep);
    return isInside && (await stat(file)).isFile() ? file : null;
  } catch {
    // Whatever is wrong with the path, a client is told no more than that.
    return null;
  }
}
