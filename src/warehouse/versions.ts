/** Rows that stand in a table in several versions: only the newest counts, and only where it is sure which that is. */
import { UserError } from '../errors.js';
import type { Warning } from '../ingest/columns.js';
import type { Engine, Source } from './engine.js';
import type { FactColumns } from './fact-columns.js';
import type { FactQueries } from './fact-query.js';
import type { VersionColumns } from './version-columns.js';

/** Up to this many rows it is found out whether any has several versions; more are taken to have them. */
const COUNTED_ROWS = 20_000_000;
/** About this many rows are looked at closely, all of them where there are no more. */
const DOUBTED_ROWS = 200_000;

export interface Chosen {
  /** Without versions all rows are added up, which is far cheaper than choosing among them. */
  queries: FactQueries;
  warnings: readonly Warning[];
}

/**
 * Looks at the versions of the rows before they are read, and gives the queries that choose among them. Two rows of one
 * version with different figures, or versions that differ in a column which could as well cut the row into parts, are not
 * decided by guessing. Throws UserError VERSION_DOUBT.
 */
export async function chooseVersions(
  engine: Engine,
  { versions }: FactColumns,
  { mergesVersions }: Source,
  queriesOf: (versions: VersionColumns | null) => FactQueries,
): Promise<Chosen> {
  if (versions === null) {
    return { queries: queriesOf(null), warnings: mergesVersions ? [newest('as the engine merges them')] : [] };
  }
  const [rows = 0, blanks = 0] = await numbers(engine, queriesOf(versions).counts);
  // Looking at names where an id is blank costs much, and most tables have no such row.
  const queries = queriesOf(blanks > 0 ? versions : { ...versions, whenBlank: [] });
  if (queries.versions === null) return { queries, warnings: [] };
  if (rows <= COUNTED_ROWS) {
    const [repeated = 0] = await numbers(engine, queries.versions.repeatedRows);
    if (repeated === 0) return { queries: queriesOf(null), warnings: [] };
  }
  const oneIn = Math.max(1, Math.ceil(rows / DOUBTED_ROWS));
  const [tied = 0, mixed = 0] = await numbers(engine, queries.versions.doubts(oneIn));
  const { version, others } = versions;
  if (tied > 0) throw tiedVersions(version.name);
  if (mixed > 0) throw mixedVersions(version.name, others.map(({ name }) => name).slice(0, 5));
  return { queries, warnings: [newest(`by "${version.name}"`)] };
}

const newest = (how: string): Warning => ({
  code: 'NEWEST_VERSION',
  message: `of rows with several versions the newest counts, ${how}`,
});

async function numbers(engine: Engine, sql: string): Promise<number[]> {
  const [row = []] = await engine.table(sql);
  return row.map(Number);
}

const tiedVersions = (version: string): UserError =>
  new UserError(
    'VERSION_DOUBT',
    `Rows agree in everything creo knows and in "${version}", but not in their figures: none of them is the newest`,
    'If they are parts of one figure, name what they differ in with --column segment=COLUMN, or add all rows up with --column version=none',
  );

const mixedVersions = (version: string, others: readonly string[]): UserError =>
  new UserError(
    'VERSION_DOUBT',
    `Rows of one ad and day differ in ${others.join(', ')} as well as in "${version}": they could be versions of one row, or parts of it`,
    `Say --column version=${version} if only the newest counts, or --column version=none if all are added up`,
  );
