/** A file that cannot be used as media. The message is the reason, in the user's words and on one line: `skipped PATH: reason`. */
export class MediaError extends Error {
  override readonly name = 'MediaError';
}
