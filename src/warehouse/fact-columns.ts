/** Which columns of a table are grouped by, summed, or tell rows and versions apart: by the roles that files have. */
import { UserError } from '../errors.js';
import type { Columns, Warning } from '../ingest/columns.js';
import type { Role } from '../ingest/roles.js';
import type { Source, SourceColumn } from './engine.js';
import { isStamp, type VersionColumns, type VersionWish, versionColumns } from './version-columns.js';

export interface Figure {
  column: SourceColumn;
  /** Only whole counts are right. */
  isCount: boolean;
}

export interface FactColumns {
  /** Columns that the sums are grouped by, and that creo reads. */
  keys: readonly SourceColumn[];
  figures: readonly Figure[];
  /** Days among the keys. */
  days: readonly SourceColumn[];
  /** The column that limits which days are read; null for a table without days. */
  day: SourceColumn | null;
  /** Columns that cut rows further and are summed over. */
  summedOver: readonly SourceColumn[];
  versions: VersionColumns | null;
  /** A flag of rows that were deleted at the source. */
  deleted: SourceColumn | null;
  warnings: readonly Warning[];
}

const FIGURES: readonly Role[] = [
  'impressions',
  'clicks',
  'allClicks',
  'spend',
  'spendMicros',
  'purchases',
  'conversions',
  'results',
  'revenue',
  'plays3s',
  'thruplays',
];
const COUNTS: readonly Role[] = ['impressions', 'clicks', 'allClicks', 'plays3s', 'thruplays'];
const DAYS: readonly Role[] = ['day', 'dateStart', 'dateEnd'];
const IDS: readonly Role[] = ['accountId', 'campaignId', 'adGroupId', 'adId'];
/** Flags of rows that are gone at the source. */
const DELETED = ['_fivetran_deleted', '_airbyte_deleted', '_sdc_deleted'];

export interface Wanted {
  /** The columns by their roles, over `source.columns`. */
  columns: Columns;
  /** Roles given by hand: their columns are taken as they are said to be, or refused. */
  byHand: ReadonlySet<Role>;
  /** A column asked for as the conversion; null for none. */
  conversion: string | null;
  version: VersionWish;
  /** The days are stated, so that the table may have none. */
  hasPeriod: boolean;
}

/** Throws UserError NO_SPEND, NO_DATES, WRONG_TYPE, LOSSY_ID, NO_SUCH_COLUMN. */
export function factColumns(source: Source, wanted: Wanted): FactColumns {
  const { at, texts, windows, segments } = wanted.columns;
  const all = source.columns;
  const warnings: Warning[] = [];
  const roleOf = new Map<number, Role>();
  for (const [role, column] of [
    ...wanted.columns.candidates.map((one) => [one.role, one.column] as const),
    ...entries(at),
  ]) {
    if (role !== 'segment' || wanted.byHand.has('segment')) roleOf.set(column, role);
  }
  for (const column of texts) roleOf.set(column, 'adText');
  for (const column of windows) roleOf.set(column, 'conversions');
  const asked = all.findIndex(({ name }) => name.toLowerCase() === wanted.conversion?.toLowerCase());
  if (asked >= 0) roleOf.set(asked, 'conversions');

  if (at.spend === undefined && at.spendMicros === undefined) throw noSpend(all);
  const keys: SourceColumn[] = [];
  const figures: Figure[] = [];
  const days: SourceColumn[] = [];
  for (const [place, column] of all.entries()) {
    const role = roleOf.get(place);
    if (role === undefined) continue;
    if (FIGURES.includes(role)) {
      const figure = figureOf(column, role, wanted, warnings);
      if (figure) figures.push(figure);
      continue;
    }
    if (IDS.includes(role) && column.kind === 'float') throw lossyId(column);
    if (DAYS.includes(role)) {
      if (!['day', 'instant', 'text', 'whole'].includes(column.kind)) throw wrongType(column, 'a day');
      days.push(column);
    }
    keys.push(column);
  }
  const dayAt = at.day ?? at.dateStart;
  const day = dayAt === undefined ? null : (all[dayAt] ?? null);
  if (day === null && !wanted.hasPeriod) throw noDays(all);
  const summedOver = segments.flatMap((place) => all[place] ?? []).filter((column) => !keys.includes(column));
  const deleted =
    all.find(({ name, kind }) => DELETED.includes(name.toLowerCase()) && ['flag', 'whole'].includes(kind)) ?? null;
  return {
    keys,
    figures,
    days,
    day,
    summedOver,
    versions: versionColumns(
      source,
      roleOf,
      { keys, figures: figures.map(({ column }) => column), summedOver },
      wanted.version,
    ),
    deleted,
    warnings: [
      ...warnings,
      ...zoneWarnings(days),
      ...segmentWarnings(summedOver),
      ...unreadWarnings(all, roleOf, summedOver),
    ],
  };
}

const entries = (at: Columns['at']): (readonly [Role, number])[] => Object.entries(at) as [Role, number][];

function figureOf(column: SourceColumn, role: Role, { byHand }: Wanted, warnings: Warning[]): Figure | null {
  if (['whole', 'decimal', 'float'].includes(column.kind)) {
    return { column, isCount: COUNTS.includes(role) };
  }
  const isNeeded = byHand.has(role) || role === 'spend' || role === 'spendMicros' || COUNTS.includes(role);
  if (isNeeded) throw wrongType(column, 'a number');
  warnings.push({
    code: 'WRONG_TYPE',
    message: `"${column.name}" is ${column.type}, which cannot be summed: ${role} are not read from it`,
  });
  return null;
}

function zoneWarnings(days: readonly SourceColumn[]): Warning[] {
  return days
    .filter(({ timeZone }) => timeZone !== null)
    .map(({ name, timeZone }) => ({
      code: 'DAY_TIME_ZONE',
      message: `the days are those of "${name}" in ${timeZone}`,
    }));
}

const segmentWarnings = (columns: readonly SourceColumn[]): Warning[] =>
  columns.length === 0
    ? []
    : [
        {
          code: 'SUMMED_OVER',
          message: `summed over ${columns.map(({ name }) => name).join(', ')}; --column segment=${columns[0]?.name} keeps one apart`,
        },
      ];

/** Numbers of which creo does not know what they are: said, as one of them may be what was wanted. */
function unreadWarnings(
  all: readonly SourceColumn[],
  roleOf: ReadonlyMap<number, Role>,
  summedOver: readonly SourceColumn[],
): Warning[] {
  const unread = all.filter(
    (column, place) =>
      ['whole', 'decimal', 'float'].includes(column.kind) &&
      !roleOf.has(place) &&
      !summedOver.includes(column) &&
      !isStamp(column) &&
      !DELETED.includes(column.name.toLowerCase()),
  );
  if (unread.length === 0) return [];
  const names = unread
    .map(({ name }) => name)
    .join(', ')
    .slice(0, 300);
  return [{ code: 'NOT_READ', message: `numbers not read: ${names}; --column ROLE=COLUMN takes one` }];
}

const noSpend = (columns: readonly SourceColumn[]): UserError =>
  new UserError(
    'NO_SPEND',
    'The table has no column of spend, so nothing in it can be weighed',
    `Name it with --column spend=COLUMN; its columns are: ${columns
      .map(({ name }) => name)
      .join(', ')
      .slice(0, 300)}`,
  );

function noDays(columns: readonly SourceColumn[]): UserError {
  const [likely] = columns.filter((column) => (column.kind === 'day' || column.kind === 'instant') && !isStamp(column));
  return new UserError(
    'NO_DATES',
    'The table has no column of days that creo knows',
    `Name it with --column day=${likely?.name ?? 'COLUMN'}, or say which period all of the table covers with --from and --to`,
  );
}

const wrongType = ({ name, type }: SourceColumn, wanted: string): UserError =>
  new UserError(
    'WRONG_TYPE',
    `The column "${name}" is ${type}, not ${wanted}`,
    'Name another with --column ROLE=COLUMN, or cast it in a query of your own with --query FILE.sql',
  );

const lossyId = ({ name, type }: SourceColumn): UserError =>
  new UserError(
    'LOSSY_ID',
    `The ids in "${name}" are ${type}, which cannot hold ids above 2^53: different ads may have become one`,
    'Load the ids as text or as 64-bit integers; creo reads both to the last digit',
  );
