/** Which columns of a table are grouped by, summed, or tell rows and versions apart: by the roles that files have. */
import { UserError } from '../errors.js';
import type { Columns, Warning } from '../ingest/columns.js';
import type { Role } from '../ingest/roles.js';
import type { Source, SourceColumn } from './engine.js';

export interface Figure {
  column: SourceColumn;
  /** Only whole counts are right. */
  isCount: boolean;
  mayBeNegative: boolean;
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

export interface VersionColumns {
  version: SourceColumn;
  /** Columns that tell one row from another. */
  identity: readonly SourceColumn[];
  /** Columns that creo does not know: versions that differ in them may be parts of a row. Empty when somebody said so. */
  others: readonly SourceColumn[];
}

/** What a person said about versions: the name of the column, `none`, or null for nothing. */
export type VersionWish = string | null;

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
/** Names that may change from version to version where an id says which row it is. */
const NAMED_BY_ID: Partial<Record<Role, Role>> = {
  accountId: 'account',
  campaignId: 'campaign',
  adGroupId: 'adGroup',
  adId: 'ad',
};

/** Columns by which loaders and modellers stamp the version of a row, the surest first. */
const VERSION_NAMES = [
  '_fivetran_synced',
  '_airbyte_extracted_at',
  '_airbyte_emitted_at',
  '_airbyte_normalized_at',
  '_sdc_batched_at',
  '_sdc_extracted_at',
  '_dlt_load_id',
  '_loaded_at',
  'loaded_at',
  'load_time',
  '_synced_at',
  'synced_at',
  '_ingested_at',
  'ingested_at',
  'inserted_at',
  '_updated_at',
  'updated_at',
  'last_updated',
  'modified_at',
  'updated_time',
  '_version',
  'version',
];
/** Columns of loaders themselves, which say nothing about ads. */
const LOADER = /^_(fivetran|airbyte|sdc|dlt|ab|dbt|rivery|hevo|stitch)_/i;
/** A row's own number by its loader, equal in all its versions. */
const ROW_IDS = ['_fivetran_id', '_airbyte_unique_key'];
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
    versions: versionsOf(source, roleOf, { keys, figures, summedOver }, wanted),
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
    return { column, isCount: COUNTS.includes(role), mayBeNegative: role === 'revenue' };
  }
  const isNeeded = byHand.has(role) || role === 'spend' || role === 'spendMicros' || COUNTS.includes(role);
  if (isNeeded) throw wrongType(column, 'a number');
  warnings.push({
    code: 'WRONG_TYPE',
    message: `"${column.name}" is ${column.type}, which cannot be summed: ${role} are not read from it`,
  });
  return null;
}

function versionsOf(
  source: Source,
  roleOf: ReadonlyMap<number, Role>,
  { keys, figures, summedOver }: Pick<FactColumns, 'keys' | 'figures' | 'summedOver'>,
  { version: wish }: Wanted,
): VersionColumns | null {
  if (wish?.toLowerCase() === 'none' || (wish === null && source.mergesVersions)) return null;
  const named = (name: string): SourceColumn | undefined =>
    source.columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
  const version = wish === null ? ownVersion(source, named) : named(wish);
  if (version === undefined) {
    if (wish === null) return null;
    throw new UserError(
      'NO_SUCH_COLUMN',
      `The table has no column ${wish}`,
      `Its columns are: ${source.columns
        .map(({ name }) => name)
        .join(', ')
        .slice(0, 300)}`,
    );
  }
  if (source.uniqueKey !== null) {
    // A key without the version allows one version of each row: there is nothing to choose from.
    if (!source.uniqueKey.includes(version.name)) return null;
    const identity = source.uniqueKey.flatMap((name) => (name === version.name ? [] : (named(name) ?? [])));
    return { version, identity, others: [] };
  }
  const rowKey = source.rowKey?.map(named) ?? [];
  if (rowKey.length > 0 && rowKey.every((column) => column !== undefined))
    return { version, identity: rowKey, others: [] };
  const rowId = ROW_IDS.map(named).find((column) => column !== undefined);
  if (rowId !== undefined) return { version, identity: [rowId], others: [] };
  const columnOf = (role: Role): SourceColumn | undefined =>
    source.columns.find((_, place) => roleOf.get(place) === role);
  const nameable = Object.entries(NAMED_BY_ID).flatMap(([id, name]) =>
    columnOf(id as Role) ? (columnOf(name) ?? []) : [],
  );
  const identity = [...keys.filter((column) => !nameable.includes(column) && column !== version), ...summedOver];
  const known = new Set([...keys, ...summedOver, ...figures.map(({ column }) => column), version]);
  const others =
    wish === null
      ? source.columns.filter((column) => !known.has(column) && mayCut(column) && !LOADER.test(column.name))
      : [];
  return { version, identity, others };
}

/** By the table's definition before any name. */
function ownVersion(
  { versionColumn }: Source,
  named: (name: string) => SourceColumn | undefined,
): SourceColumn | undefined {
  const defined = versionColumn === null ? undefined : named(versionColumn);
  return defined ?? VERSION_NAMES.map(named).find((column) => column !== undefined);
}

/** Texts and codes may be what further rows are cut by (a region, a placement); measures and times are not. */
const mayCut = ({ name, kind }: SourceColumn): boolean =>
  kind === 'text' || kind === 'flag' || (kind === 'whole' && /(^|_)(id|code|key|hour)$/i.test(name));

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
      ![...VERSION_NAMES, ...DELETED].includes(column.name.toLowerCase()) &&
      !LOADER.test(column.name),
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
  const [likely] = columns.filter(
    ({ kind, name }) => (kind === 'day' || kind === 'instant') && !VERSION_NAMES.includes(name),
  );
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
