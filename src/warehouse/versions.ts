/** Rows that stand in a table in several versions: only the newest counts, and only where it is sure which that is. */
import { UserError } from '../errors.js';
import type { Warning } from '../ingest/columns.js';
import type { Engine, Source } from './engine.js';
import type { FactColumns } from './fact-columns.js';
import type { FactQueries } from './fact-query.js';

/** Up to this many rows all are looked at; of more a part, chosen by their keys. */
const CHECKED_ROWS = 2_000_000;

/**
 * Looks at the versions of the rows before they are read. Two rows of one version with different figures, or versions
 * that differ in a column which could as well cut the row into parts, are not decided by guessing.
 * Throws UserError VERSION_DOUBT.
 */
export async function checkVersions(
  engine: Engine,
  queries: FactQueries,
  { versions }: FactColumns,
  { mergesVersions }: Source,
): Promise<Warning[]> {
  if (versions === null || queries.versionCheck === null) {
    return mergesVersions
      ? [{ code: 'NEWEST_VERSION', message: 'of rows with several versions the engine gave the newest' }]
      : [];
  }
  const { version, others } = versions;
  const [total] = await engine.table(queries.count);
  const oneIn = Math.max(1, Math.ceil(Number(total?.[0] ?? 0) / CHECKED_ROWS));
  const [row = []] = await engine.table(queries.versionCheck(oneIn));
  const [repeated = 0, tied = 0, mixed = 0] = row.map(Number);
  if (tied > 0) {
    throw new UserError(
      'VERSION_DOUBT',
      `Rows agree in everything creo knows and in "${version.name}", but not in their figures: none of them is the newest`,
      `If they are parts of one figure, name what they differ in with --column segment=COLUMN, or add all rows up with --column version=none`,
    );
  }
  if (mixed > 0) {
    const names = others.map(({ name }) => name);
    throw new UserError(
      'VERSION_DOUBT',
      `Rows of one ad and day differ in ${names.slice(0, 5).join(', ')} as well as in "${version.name}": they could be versions of one row, or parts of it`,
      `Say --column version=${version.name} if only the newest counts, or --column version=none if all are added up`,
    );
  }
  return repeated > 0 || oneIn > 1
    ? [{ code: 'NEWEST_VERSION', message: `of rows with several versions the newest by "${version.name}" counts` }]
    : [];
}
