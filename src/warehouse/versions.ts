/** Rows that stand in a table in several versions: only the newest counts, and only where it is sure which that is. */
import { UserError } from '../errors.js';
import type { Warning } from '../ingest/columns.js';
import type { Engine, Source } from './engine.js';
import type { FactColumns } from './fact-columns.js';
import type { FactQueries } from './fact-query.js';

/** Up to this many rows it is found out whether any has several versions; more are taken to have them. */
const COUNTED_ROWS = 20_000_000;
/** About this many rows are looked at closely, all of them where there are no more. */
const DOUBTED_ROWS = 200_000;

export interface VersionFindings {
  /** Without them all rows are added up, which is far cheaper than choosing among them. */
  hasVersions: boolean;
  warnings: readonly Warning[];
}

/**
 * Looks at the versions of the rows before they are read. Two rows of one version with different figures, or versions
 * that differ in a column which could as well cut the row into parts, are not decided by guessing.
 * Throws UserError VERSION_DOUBT.
 */
export async function findVersions(
  engine: Engine,
  queries: FactQueries,
  { versions }: FactColumns,
  { mergesVersions }: Source,
): Promise<VersionFindings> {
  if (versions === null || queries.versions === null) {
    const merged: Warning = {
      code: 'NEWEST_VERSION',
      message: 'of rows with several versions the engine gave the newest',
    };
    return { hasVersions: false, warnings: mergesVersions ? [merged] : [] };
  }
  const rows = await oneNumber(engine, queries.count);
  if (rows <= COUNTED_ROWS && (await oneNumber(engine, queries.versions.repeatedRows)) === 0) {
    return { hasVersions: false, warnings: [] };
  }
  const oneIn = Math.max(1, Math.ceil(rows / DOUBTED_ROWS));
  const [found = []] = await engine.table(queries.versions.doubts(oneIn));
  const [tied = 0, mixed = 0] = found.map(Number);
  const { version, others } = versions;
  if (tied > 0) throw tiedVersions(version.name);
  if (mixed > 0) throw mixedVersions(version.name, others.map(({ name }) => name).slice(0, 5));
  return {
    hasVersions: true,
    warnings: [
      { code: 'NEWEST_VERSION', message: `of rows with several versions the newest by "${version.name}" counts` },
    ],
  };
}

async function oneNumber(engine: Engine, sql: string): Promise<number> {
  const [row] = await engine.table(sql);
  return Number(row?.[0] ?? 0);
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
