/** Which tables an import takes, and every decision about them, before anything is written. */
import { UserError } from '../../../errors.js';
import { findExports } from '../../../files/find-exports.js';
import { type OpenExport, type OpenTable, openExport, textTable } from '../../../files/open-export.js';
import { readTextFile } from '../../../files/read-text.js';
import { actionsToCsv, holdsActions } from '../../../ingest/action-cells.js';
import { columnMapTemplate, likelyHeader, NAMED_ROLES, parseColumnMap } from '../../../ingest/column-map.js';
import { detect, type Layout } from '../../../ingest/detect.js';
import { jsonToCsv, looksLikeJson } from '../../../ingest/json-table.js';
import type { DecimalSign } from '../../../ingest/numbers.js';
import { PLATFORMS, platformById } from '../../../ingest/platforms/index.js';
import { checkedCurrency, noRows, type Prepared, prepare, type Wishes } from '../../../ingest/prepare.js';
import type { DateOrder, Platform, Role } from '../../../ingest/roles.js';
import type { Store } from '../../../store/database.js';
import { defaultsOf } from '../../../store/defaults.js';
import { saveSetting, setting, settingsUnder } from '../../../store/settings.js';
import { type Day, dayNumber } from '../../../units.js';
import { isAddress } from '../../../warehouse/address.js';
import type { Context } from '../../context.js';
import { knownLayout } from './known-platform.js';
import { answerTo, askColumnMap, confirmCandidates } from './questions.js';
import { NO_HEADER, NO_TABLE, NO_TABLE_REASON, type Skipped, skippedLines } from './skipped.js';

export interface ImportOptions {
  paths: readonly string[];
  platform: string | null;
  currency: string | null;
  account: string | null;
  conversion: string | null;
  dateOrder: DateOrder | null;
  decimal: DecimalSign | null;
  from: Day | null;
  to: Day | null;
  /** Headers by role, given by hand. */
  columns: ReadonlyMap<string, string>;
  /** A file with a column map. */
  map: string | null;
  /** A file with a query that stands for the table of a warehouse. */
  query: string | null;
  /** How many of the newest days of a warehouse to read again; null: as many as platforms revise. */
  days: number | null;
  dryRun: boolean;
  skipBadRows: boolean;
  replace: boolean;
}

/** A table whose every decision is made. */
export interface Planned {
  table: OpenTable;
  layout: Layout;
  prepared: Prepared;
}

export type Known = Omit<Planned, 'prepared'>;

/** Prefix of the settings that hold maps made at a terminal. */
const SAVED_MAP = 'map:';
/** JSON is read whole. */
const LARGEST_JSON = 200 * 2 ** 20;
/** A list of actions shows itself this early. */
const ACTIONS_HEAD = 1 << 14;

/** Opens and decides every file; `opened` collects what has to be closed in the end. */
export async function planAll(
  context: Context,
  db: Store,
  options: ImportOptions,
  opened: OpenExport[],
): Promise<Planned[]> {
  const platforms = platformsFor(db, options);
  const planned: Planned[] = [];
  const skipped: Skipped[] = [];
  const addresses = options.paths.filter(isAddress);
  checkWarehouseOptions(addresses, options);
  for (const address of addresses) {
    const { planWarehouse } = await import('./warehouse.js');
    planned.push(await planWarehouse(context, db, address, platforms, options, opened));
  }
  const files = findExports(options.paths.filter((path) => !isAddress(path)));
  for (const { path, isNamed } of files) {
    const found = isNamed ? await openExport(path) : await openIfTable(path, skipped);
    if (found === null) continue;
    opened.push(found);
    const tables = found.tables.map(asTable);
    let known = knownTables(tables, platforms, options);
    if (known.length === 0 && isNamed) known = await mappedByHand(context, path, tables, options);
    if (known.length === 0) {
      skipped.push({ path, reason: NO_HEADER });
      opened.pop();
      found.close();
      continue;
    }
    for (const one of known) planned.push(await plannedTable(context, db, one, options));
  }
  for (const line of skippedLines(skipped)) context.log(line);
  // What was delivered comes first: a file without spend is added to it.
  const inOrder = [false, true].flatMap((fillsIn) => planned.filter((one) => one.prepared.plan.fillsIn === fillsIn));
  if (inOrder.length > 0) return inOrder;
  throw new UserError(
    'NO_EXPORTS',
    files.length === 1
      ? `${files[0]?.path} is no export of ads`
      : `None of the ${files.length} files is an export of ads`,
    'Name the file that the ad platform gave you',
  );
}

/** The table with every decision, read by the platform that the store knows its ads by where its headers name none. */
async function plannedTable(context: Context, db: Store, one: Known, options: ImportOptions): Promise<Planned> {
  const byHand = rolesByHand(options.columns);
  const { layout, warning } =
    options.platform === null && options.map === null
      ? knownLayout(db, one.table.head, one.layout, byHand)
      : { layout: one.layout, warning: null };
  const prepared = await prepareTable(context, db, { ...one, layout }, options);
  return {
    table: one.table,
    layout,
    prepared: warning === null ? prepared : { ...prepared, warnings: [warning, ...prepared.warnings] },
  };
}

/** A file of a folder; null when it is no table at all, which says nothing of the reports beside it. */
async function openIfTable(path: string, skipped: Skipped[]): Promise<OpenExport | null> {
  try {
    return await openExport(path);
  } catch (thrown) {
    if (!(thrown instanceof UserError) || !NO_TABLE.includes(thrown.code)) throw thrown;
    skipped.push({ path, reason: NO_TABLE_REASON });
    return null;
  }
}

/** Throws UserError NO_WAREHOUSE where an option of warehouses would be passed over. */
function checkWarehouseOptions(addresses: readonly string[], { query, days }: ImportOptions): void {
  if (addresses.length > 0 || (query === null && days === null)) return;
  throw new UserError(
    'NO_WAREHOUSE',
    `--${query === null ? 'days' : 'query'} is for warehouses, and a file is none`,
    'Leave it out, or name a warehouse such as clickhouse://user@host:8123/database',
  );
}

/** The column maps to try, in order: the one that was asked for alone, else those made by hand before the built-in ones. */
function platformsFor(db: Store, { map, platform: wanted }: ImportOptions): readonly Platform[] {
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
function asTable(table: OpenTable): OpenTable {
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

/** Makes every decision about a table, asking where a person is there to answer. */
export async function prepareTable(
  context: Context,
  db: Store,
  { table, layout }: Known,
  options: ImportOptions,
): Promise<Prepared> {
  const key = conversionKey(layout, options);
  const defaults = defaultsOf(db);
  const remembered = options.conversion === null ? (setting(db, key) ?? defaults.conversion) : null;
  let wishes: Wishes = {
    currency: options.currency === null ? null : checkedCurrency(options.currency),
    account: options.account,
    dateOrder: options.dateOrder,
    decimal: options.decimal,
    conversion: options.conversion ?? remembered,
    conversionIsRemembered: remembered !== null,
    period: periodAsked(options),
    columns: rolesByHand(options.columns),
  };
  if (context.ask.available) wishes = await confirmCandidates(context.ask, layout, wishes);
  for (;;) {
    try {
      return prepare(layout, table.name, () => table.open(), wishes);
    } catch (thrown) {
      if (!(thrown instanceof UserError)) throw thrown;
      if (thrown.code === 'NO_CURRENCY' && defaults.currency !== null && wishes.currency === null) {
        context.log(`${table.label}: taken to be in ${defaults.currency}, as \`creo init\` was told`);
        wishes = { ...wishes, currency: defaults.currency };
        continue;
      }
      const answered = context.ask.available ? await answerTo(thrown, context.ask, wishes) : null;
      if (answered === null) throw named(thrown, table.label);
      wishes = answered;
    }
  }
}

/** Setting that remembers the choice of conversion for a platform and account. */
export const conversionKey = ({ platform }: Layout, { account }: ImportOptions): string =>
  `conversion:${platform.id}:${account ?? ''}`;

export function rolesByHand(columns: ReadonlyMap<string, string>): ReadonlyMap<Role, string> {
  return new Map(
    [...columns].map(([name, header]) => {
      const role = NAMED_ROLES.find((known) => known === name);
      if (role !== undefined) return [role, header];
      throw new UserError(
        'BAD_COLUMN',
        `"${name}" is nothing that a column can be`,
        `--column takes ROLE=HEADER, with a role of ${NAMED_ROLES.join(', ')}`,
      );
    }),
  );
}

function periodAsked({ from, to }: ImportOptions): Wishes['period'] {
  if (from === null && to === null) return null;
  const start = dayNumber(from ?? to ?? '');
  const end = dayNumber(to ?? from ?? '');
  if (start === null || end === null || end < start) {
    throw new UserError(
      'BAD_PERIOD',
      `The period from ${from ?? to} to ${to ?? from} ends before it starts`,
      'Give --from and --to as YYYY-MM-DD',
    );
  }
  return { start, end };
}

/** The same error with the file in front of it, as a batch has many. */
export const named = ({ code, message, hint }: UserError, label: string): UserError =>
  new UserError(code, `${label}: ${message}`, hint);
