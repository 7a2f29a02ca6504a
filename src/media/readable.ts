/** Failures of the file system as reasons for a person. */
import { fileReason } from '../files/reasons.js';
import { MediaError } from './media-error.js';

/** Waits for a read of the file system; what a person can mend becomes a MediaError, anything else is thrown as it is. */
export async function readable<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (thrown) {
    const reason = fileReason(thrown);
    throw reason === null ? thrown : new MediaError(reason, { cause: thrown });
  }
}
