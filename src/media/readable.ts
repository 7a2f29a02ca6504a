/** Failures of the file system as reasons for a person. */
import { MediaError } from './media-error.js';

const REASONS: Record<string, string> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'not a file',
  EIO: 'the disk could not read it',
};

/** Waits for a read of the file system; what a person can mend becomes a MediaError, anything else is thrown as it is. */
export async function readable<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
    throw code in REASONS ? new MediaError(REASONS[code], { cause: thrown }) : thrown;
  }
}
