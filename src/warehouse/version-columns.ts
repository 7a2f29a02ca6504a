/** Which column stamps the versions of a row, and which columns tell one row from another. */
import { UserError } from '../errors.js';
import type { Role } from '../ingest/roles.js';
import type { Source, SourceColumn } from './engine.js';

export interface VersionColumns {
  version: SourceColumn;
  /** Columns that tell one row from another. */
  identity: readonly SourceColumn[];
  /** Columns that tell rows apart as well where an id is blank, as where a platform has none. */
  whenBlank: readonly { id: SourceColumn; columns: readonly SourceColumn[] }[];
  /** Columns that creo does not know: versions that differ in them may be parts of a row. Empty when somebody said so. */
  others: readonly SourceColumn[];
}

/** What a person said about versions: the name of the column, `none`, or null for nothing. */
export type VersionWish = string | null;

/** The columns that are read, by what they are for. */
export interface ReadColumns {
  keys: readonly SourceColumn[];
  figures: readonly SourceColumn[];
  summedOver: readonly SourceColumn[];
}

/** All but its id that says whose results a row holds. */
const WHO: readonly Role[] = [
  'account',
  'accountId',
  'campaign',
  'campaignId',
  'adGroup',
  'adGroupId',
  'ad',
  'adText',
  'creativeFile',
  'utmSource',
  'utmCampaign',
  'utmContent',
];
const NAMED_BY_ID: Partial<Record<Role, Role>> = { accountId: 'account', campaignId: 'campaign', adGroupId: 'adGroup' };

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

/** A column that a loader or a modeller added, which says nothing about ads. */
export const isStamp = ({ name }: SourceColumn): boolean =>
  VERSION_NAMES.includes(name.toLowerCase()) || LOADER.test(name);

/**
 * How the rows of a table are told apart, and their versions: null where every row counts, be it that the table has no
 * versions, that its engine merges them, or that the person says so. Throws UserError NO_SUCH_COLUMN.
 */
export function versionColumns(
  source: Source,
  roleOf: ReadonlyMap<number, Role>,
  { keys, figures, summedOver }: ReadColumns,
  wish: VersionWish,
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
    return { version, identity, whenBlank: [], others: [] };
  }
  const rowKey = source.rowKey?.map(named) ?? [];
  if (rowKey.length > 0 && rowKey.every((column) => column !== undefined))
    return { version, identity: rowKey, whenBlank: [], others: [] };
  const rowId = ROW_IDS.map(named).find((column) => column !== undefined);
  if (rowId !== undefined) return { version, identity: [rowId], whenBlank: [], others: [] };
  const columnOf = (role: string): SourceColumn | undefined =>
    source.columns.find((_, place) => roleOf.get(place) === role);
  const whenBlank = namesBehind(columnOf);
  const isBehind = (column: SourceColumn): boolean => whenBlank.some(({ columns }) => columns.includes(column));
  const identity = [...keys.filter((column) => !isBehind(column) && column !== version), ...summedOver];
  const known = new Set([...keys, ...summedOver, ...figures, version]);
  const others =
    wish === null
      ? source.columns.filter((column) => !known.has(column) && mayCut(column) && !LOADER.test(column.name))
      : [];
  return { version, identity, whenBlank, others };
}

/**
 * What an id stands for: the id of an ad for all that says whose it is, other ids for the name beside them. Such columns
 * may change from version to version, and matter only where the id is blank.
 */
function namesBehind(columnOf: (role: string) => SourceColumn | undefined): VersionColumns['whenBlank'] {
  const adId = columnOf('adId');
  if (adId !== undefined) {
    const columns = WHO.flatMap((role) => columnOf(role) ?? []);
    return columns.length === 0 ? [] : [{ id: adId, columns }];
  }
  return Object.entries(NAMED_BY_ID).flatMap(([idRole, nameRole]) => {
    const id = columnOf(idRole);
    const name = columnOf(nameRole);
    return id && name ? [{ id, columns: [name] }] : [];
  });
}

/** By the table's definition before any name. */
function ownVersion(
  { versionColumn }: Source,
  named: (name: string) => SourceColumn | undefined,
): SourceColumn | undefined {
  const defined = versionColumn === null ? undefined : named(versionColumn);
  return defined ?? VERSION_NAMES.map(named).find((column) => column !== undefined);
}

/** What a platform tells of a row beside its figures, and changes with them: lists of actions, rankings, states. */
const ATTRIBUTE =
  /(^|_)(actions|values|ranking|roas|rate|ctr|cost|results|conversions|objective|goal|setting|status|url|created|updated|curve)(_|$)/i;

/** Texts and codes may be what further rows are cut by (a region, a placement); measures, times and attributes are not. */
const mayCut = ({ name, kind }: SourceColumn): boolean =>
  (kind === 'text' && !ATTRIBUTE.test(name)) || (kind === 'whole' && /(^|_)(id|code|key|hour)$/i.test(name));
