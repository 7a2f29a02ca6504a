/** Which tables of a file are exports, and by which column maps. */
import { UserError } from '../../errors.js';
import { type OpenTable, textTable } from '../../files/open-export.js';
import { readTextFile } from '../../files/read-text.js';
import { actionsToCsv, holdsActions } from '../../ingest/action-cells.js';
import { columnMapTemplate, likelyHeader, parseColumnMap } from '../../ingest/column-map.js';
import { isConversionHeader, sourceOf } from '../../ingest/conversion-sources.js';
import { detect, type Layout } from '../../ingest/detect.js';
import { noRows } from '../../ingest/file-period.js';
import { jsonToCsv, looksLikeJson } from '../../ingest/json-table.js';
import { PLATFORMS, platformById } from '../../ingest/platforms/index.js';
import { isRateHeader } from '../../ingest/rate-table.js';
import type { Platform } from '../../ingest/roles.js';
import type { Store } from '../../store/database.js';
import { saveSetting, settingsUnder } from '../../store/settings.js';
import type { Context } from '../context.js';
import type { ImportOptions } from './options.js';
import { askColumnMap } from './questions.js';

/** A table that is an export, with where its header is and what it means. */
export interface Known {
  table: OpenTable;
  layout: Layout;
}

/** Prefix of the settings that hold maps made at a terminal. */
const SAVED_MAP = 'map:';
/** JSON is read whole. */
const LARGEST_JSON = 200 * 2 ** 20;
/** A list of actions shows itself this early. */
const ACTIONS_HEAD = 1 << 14;

/** The column maps to try, in order: the one that was asked for alone, else those made by hand before the built-in ones. */
export function platformsFor(db: Store, { map, platform: wanted }: ImportOptions): readonly Platform[] {
  if (map !== null) return [parseColumnMap(readTextFile(map), map)];
  const saved = settingsUnder(db, SAVED_MAP).map(({ key, value }) =>
    parseColumnMap(value, key.slice(SAVED_MAP.length)),
  );
  if (wanted === null) return [...saved, ...PLATFORMS];
  const platform = saved.find(({ id }) => id === wanted) ?? platformById(wanted);
  if (platform) return [platform];
  throw new UserError(
    'UNKNOWN_PLATFORM',
    `creo knows no platform ${wanted}`,
    `It can be ${PLATFORMS.map(({ id }) => id).join(', ')}`,
  );
}

/** JSON of reporting APIs is a table like any other once its objects are flat. */
export function asTable(table: OpenTable): OpenTable {
  const head = table.head.subarray(0, ACTIONS_HEAD).toString('utf8');
  if (holdsActions(head) && !looksLikeJson(head) && table.bytes <= LARGEST_JSON) return textTable(table, actionsToCsv);
  if (!looksLikeJson(head.slice(0, 200))) return table;
  if (table.bytes > LARGEST_JSON)
    throw new UserError(
      'TOO_LARGE',
      `${table.label} is too large for JSON, which is read whole`,
      'Save it as CSV: those can have any size',
    );
  return textTable(table, jsonToCsv);
}

export function knownTables(
  tables: readonly OpenTable[],
  platforms: readonly Platform[],
  { columns }: ImportOptions,
): Known[] {
  const known = tables
    .map((table) => ({ table, layout: detect(table.head, platforms, [...columns.values()]) }))
    .filter((one): one is Known => one.layout !== null);
  const isWorkbook = known.some(({ table }) => table.encoding === 'xlsx');
  return isWorkbook ? [finestSheet(known)] : known;
}

/** Workbooks repeat the same delivery on several sheets: the one with the most known columns is taken. */
const finestSheet = (sheets: readonly Known[]): Known =>
  sheets.reduce((best, sheet) => (sheet.layout.score > best.layout.score ? sheet : best));

/** Asks which column is what and keeps the answer as a map; in a pipe it fails and says what such a map looks like. */
export async function mappedByHand(
  context: Context,
  path: string,
  tables: readonly OpenTable[],
  options: ImportOptions,
): Promise<Known[]> {
  const { ask, log } = context;
  const [table] = tables;
  const text = table?.head.toString('utf8').trim() ?? '';
  if (/^"?(?:No data available|Нет данных|No hay datos|Keine Daten)/i.test(text)) throw noRows();
  const headers = table ? likelyHeader(table.head) : [];
  refuseOtherTables(path, headers);
  if (ask.available && headers.length > 0) {
    const { name, map } = await askColumnMap(ask, path, headers);
    const known = knownTables(tables, [parseColumnMap(map, name)], options);
    if (known.length > 0 && !options.dryRun) saveSetting(context.db, `${SAVED_MAP}${name}`, map);
    if (known.length > 0) return known;
  }
  if (headers.length > 0)
    for (const line of ['a map to fill in:', ...columnMapTemplate(headers).split('\n')]) log(line);
  throw new UserError(
    'UNKNOWN_FILE',
    `${path} has no header of an ads report: no line names a campaign or ad together with its figures`,
    'Say which column is what with --map FILE, or for example --column ad="My name" --column spend="My cost"',
  );
}

/** Tables that another command reads: nobody need map their columns. */
function refuseOtherTables(path: string, headers: readonly string[]): void {
  const source = isConversionHeader(headers) ? sourceOf(headers) : null;
  if (source !== null)
    throw new UserError(
      'UNKNOWN_FILE',
      `${path} holds conversions of ${source.id}, without what was spent on any ad`,
      `They stand beside the figures of the platforms: creo import ${path} --as conversions`,
    );
  if (isRateHeader(headers))
    throw new UserError('UNKNOWN_FILE', `${path} holds rates of exchange`, `Read them with: creo rates import ${path}`);
}
