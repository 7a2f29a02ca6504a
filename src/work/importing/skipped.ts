/** Files of a folder that are no reports: each is named while they are few, else they are summed up. */

export interface Skipped {
  path: string;
  reason: string;
}

export const NO_HEADER = 'no header of an ads report in it';
export const NO_TABLE_REASON = 'no table in it';
/** What opening a file says of one that holds no table: nothing of it could be lost. */
export const NO_TABLE: readonly string[] = ['EMPTY_FILE', 'NOT_TEXT', 'EMPTY_ARCHIVE'];

/** More than this many would bury what else is said. */
const NAMED = 5;

export function skippedLines(skipped: readonly Skipped[]): string[] {
  if (skipped.length <= NAMED) return skipped.map(({ path, reason }) => `skipped ${path}: ${reason}`);
  const [first, second] = skipped;
  return [
    `skipped ${skipped.length} files that are no reports of ads, such as ${first?.path} (${first?.reason}) and ${second?.path}`,
  ];
}
