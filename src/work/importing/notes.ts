/** What a person is told of an import beside its figures, a line each. */
import { basename } from 'node:path';
import type { ImportSummary } from '../../ingest/summary.js';

/** Problems that a person is shown; all of them are in `--json`. */
const PROBLEMS_SHOWN = 20;
/** Unused columns that a person is shown. */
const UNUSED_SHOWN = 3;

export function importNotes(imports: readonly ImportSummary[]): string[] {
  const about = (file: string): string => (imports.length === 1 ? '' : `${basename(file)}: `);
  return imports.flatMap(({ file, warnings, problems, unusedColumns }) => [
    ...warnings.map(({ message }) => `${about(file)}${message}`),
    ...unusedNote(unusedColumns).map((message) => `${about(file)}${message}`),
    ...problems
      .slice(0, PROBLEMS_SHOWN)
      .map(
        ({ line, column, message }) => `${about(file)}line ${line}${column === null ? '' : `, ${column}`}: ${message}`,
      ),
  ]);
}

/** One line on the figures of the file that creo has no use for: the first of them, and how many more there are. */
function unusedNote(columns: ImportSummary['unusedColumns']): string[] {
  const filled = columns.filter(({ sum }) => sum !== null && sum !== 0);
  if (filled.length === 0) return [];
  const shown = filled
    .slice(0, UNUSED_SHOWN)
    .map(({ column, sum }) => `"${column}" (${(sum ?? 0).toLocaleString('en-US', { maximumFractionDigits: 2 })})`);
  const more = filled.length - shown.length;
  const rest = more === 0 ? '' : ` and ${more} more`;
  return [`not used, with their sums: ${shown.join(', ')}${rest}; --json says why`];
}
