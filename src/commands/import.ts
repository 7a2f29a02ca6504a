/** `creo import`: exports of ad platforms to performance, all files or none. */
import { UserError } from '../errors.js';
import type { View } from '../fields.js';
import { findExports } from '../files/find-exports.js';
import { type OpenExport, type OpenTable, openExport } from '../files/open-export.js';
import type { Warning } from '../ingest/columns.js';
import { detect, type Layout } from '../ingest/detect.js';
import { findings } from '../ingest/findings.js';
import { NameIndex } from '../ingest/names.js';
import { parseNaming, readNaming } from '../ingest/naming.js';
import type { DecimalSign } from '../ingest/numbers.js';
import { PLATFORMS, platformById } from '../ingest/platforms/index.js';
import { checkedCurrency, noRows, type Prepared, prepare, readerAtHeader, type Wishes } from '../ingest/prepare.js';
import { readRows } from '../ingest/read-rows.js';
import type { DateOrder, Role } from '../ingest/roles.js';
import type { AdIdentity, RowsRead } from '../ingest/row-plan.js';
import { type ImportSummary, summaryOf } from '../ingest/summary.js';
import { adDayWriter, overlapOf, replaceOverlaps } from '../store/ad-days.js';
import { adBook } from '../store/ads.js';
import { allCreatives, furtherNames } from '../store/creatives.js';
import { inTransaction, openStore, type Store } from '../store/database.js';
import { defaultsOf } from '../store/defaults.js';
import { finishImport, forgetImport, type ImportRecord, importOfFile, startImport } from '../store/imports.js';
import { creativeMaker } from '../store/made-creatives.js';
import { rehearse } from '../store/rehearse.js';
import { saveSetting, setting } from '../store/settings.js';
import { saveTag } from '../store/tags.js';
import { type Day, dayNumber, dayOf } from '../units.js';
import type { Ask, Context, Progress } from './context.js';

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
  columns: ReadonlyMap<Role, string>;
  dryRun: boolean;
  skipBadRows: boolean;
  replace: boolean;
}

/** A table whose every decision is made. */
interface Planned {
  table: OpenTable;
  layout: Layout;
  prepared: Prepared;
}

export async function run(context: Context, options: ImportOptions): Promise<View> {
  const opened: OpenExport[] = [];
  try {
    const db = options.dryRun ? storeToRehearseIn(context) : context.db;
    const planned = await planAll(context, db, options, opened);
    const progress = context.progress('importing', null, 'rows');
    const now = context.now();
    const load = (): ImportSummary[] => planned.map((one) => loadTable(db, one, now, options, progress));
    try {
      return viewOf(options.dryRun ? rehearse(db, load) : inTransaction(db, load), options.dryRun);
    } finally {
      progress.done();
    }
  } finally {
    for (const one of opened) one.close();
  }
}

/** A rehearsal starts no store: without one it plays in memory. */
function storeToRehearseIn(context: Context): Store {
  try {
    return context.db;
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.code === 'NO_STORE') return openStore(':memory:', { create: true });
    throw thrown;
  }
}

async function planAll(context: Context, db: Store, options: ImportOptions, opened: OpenExport[]): Promise<Planned[]> {
  const planned: Planned[] = [];
  for (const { path, isNamed } of findExports(options.paths)) {
    const found = await openExport(path);
    opened.push(found);
    const tables = found.tables.map((table) => ({ table, layout: layoutOf(table, options) }));
    const known = tables.filter((one): one is { table: OpenTable; layout: Layout } => one.layout !== null);
    if (known.length === 0) {
      if (isNamed) throw unknownFile(path, found.tables);
      context.log(`skipped ${path}: no header of an ads report in it`);
      continue;
    }
    const isWorkbook = known.some(({ table }) => table.encoding === 'xlsx');
    for (const one of isWorkbook ? [finestSheet(known)] : known) {
      planned.push({ ...one, prepared: await prepareTable(context, db, one, options) });
    }
  }
  if (planned.length === 0)
    throw new UserError(
      'NO_EXPORTS',
      'None of the files is an export of ads',
      'Name the file that the ad platform gave you',
    );
  return planned;
}

function layoutOf(table: OpenTable, { platform: wanted, columns }: ImportOptions): Layout | null {
  const platform = wanted === null ? null : platformById(wanted);
  if (wanted !== null && platform === null) {
    throw new UserError(
      'UNKNOWN_PLATFORM',
      `creo knows no platform ${wanted}`,
      `It can be ${PLATFORMS.map(({ id }) => id).join(', ')}`,
    );
  }
  return detect(table.head, table.name, platform ? [platform] : PLATFORMS, [...columns.values()]);
}

/** Workbooks repeat the same delivery on several sheets: the one with the most known columns is taken. */
const finestSheet = <T extends { layout: Layout }>(sheets: readonly T[]): T =>
  sheets.reduce((best, sheet) => (sheet.layout.score > best.layout.score ? sheet : best));

function unknownFile(path: string, tables: readonly OpenTable[]): UserError {
  const text = tables[0]?.head.toString('utf8').trim() ?? '';
  if (/^"?(?:No data available|Нет данных|No hay datos|Keine Daten)/i.test(text)) return noRows();
  return new UserError(
    'UNKNOWN_FILE',
    `${path} has no header of an ads report: no line names a campaign or ad together with its figures`,
    'Say which column is what, for example --column ad="My name" --column spend="My cost" --column day="My date"',
  );
}

/** Makes every decision about a table, asking where a person is there to answer. */
async function prepareTable(
  context: Context,
  db: Store,
  { table, layout }: { table: OpenTable; layout: Layout },
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
    columns: options.columns,
  };
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

const conversionKey = ({ platform }: Layout, { account }: ImportOptions): string =>
  `conversion:${platform.id}:${account ?? ''}`;

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

/** Asks what a file leaves open; null when a question cannot settle it. */
async function answerTo({ code, message }: UserError, ask: Ask, wishes: Wishes): Promise<Wishes | null> {
  const text = async (flag: string, question: string): Promise<string> =>
    (await ask.text({ message: `${message}. ${question}`, flag })).trim();
  switch (code) {
    case 'NO_CURRENCY':
      return { ...wishes, currency: checkedCurrency(await text('--currency', 'Currency code?')) };
    case 'DATE_ORDER': {
      const choices = [
        { name: 'day/month/year', value: 'dmy' },
        { name: 'month/day/year', value: 'mdy' },
      ];
      return {
        ...wishes,
        dateOrder: (await ask.select({ message, flag: '--date-order' }, choices)) === 'mdy' ? 'mdy' : 'dmy',
      };
    }
    case 'NUMBER_STYLE': {
      const choices = [
        { name: '1,234 is one thousand', value: '.' },
        { name: '1,234 is one and a bit', value: ',' },
      ];
      return { ...wishes, decimal: (await ask.select({ message, flag: '--decimal' }, choices)) === ',' ? ',' : '.' };
    }
    case 'NO_DATES': {
      const start = dayNumber(await text('--from', 'First day (YYYY-MM-DD)?'));
      const end = dayNumber(await text('--to', 'Last day (YYYY-MM-DD)?'));
      return start === null || end === null || end < start ? wishes : { ...wishes, period: { start, end } };
    }
    case 'CHOOSE_CONVERSION':
      return { ...wishes, conversion: await text('--conversion', 'Which one?'), conversionIsRemembered: false };
    default:
      return null;
  }
}

/** The same error with the file in front of it, as a batch has many. */
const named = ({ code, message, hint }: UserError, label: string): UserError =>
  new UserError(code, `${label}: ${message}`, hint);

function loadTable(
  db: Store,
  { table, layout, prepared }: Planned,
  now: string,
  options: ImportOptions,
  progress: Progress,
): ImportSummary {
  const { plan } = prepared;
  progress.note(table.name);
  const decisions = JSON.stringify([
    options.skipBadRows,
    layout.headerLine,
    layout.delimiter,
    plan,
    [...(plan.conversion.kinds ?? [])],
  ]);
  const earlier = importOfFile(db, table.hash, table.label);
  const before = earlier && earlier.decisions === decisions ? unchangedSince(earlier) : null;
  if (before) return before;
  const importId = startImport(db, {
    file: table.label,
    fileHash: table.hash,
    platform: plan.platform,
    account: plan.account,
    level: plan.level,
    decisions,
    importedAt: now,
  });
  const link = creativeLinker(db, importId, now);
  const book = adBook(db, importId);
  const writer = adDayWriter(db, importId);
  let read: RowsRead;
  let said: Warning[];
  try {
    read = readRows(
      readerAtHeader(table.open(), layout),
      plan,
      {
        adOf: (identity) => book.adOf(identity, () => link.creativeOf(identity)),
        write: (adId, figures) => writer.write(adId, figures),
        writeSegment: (adId, figures, dimension, value) => writer.writeSegment(adId, figures, dimension, value),
      },
      { onRows: (rows) => progress.advance(rows) },
    );
    if (read.rows === 0) throw noRows();
    if (read.problemCount > 0 && !options.skipBadRows) throw badRows(read);
    if (read.rows === read.skipped) throw badRows(read);
    said = findings(read);
  } catch (thrown) {
    throw thrown instanceof UserError ? named(thrown, table.label) : thrown;
  }
  const counts = writer.finish();
  const warnings = [...prepared.warnings, ...said, ...settleOverlaps(db, importId, options, table.label)];
  const isUnchanged = counts.rowsNew === 0 && counts.rowsReplaced === 0 && book.adsNew === 0;
  if (isUnchanged) {
    forgetImport(db, importId);
    warnings.unshift(UNCHANGED);
  }
  const summary = summaryOf(
    table.label,
    table.encoding,
    layout,
    plan,
    read,
    {
      importId: isUnchanged ? (earlier?.importId ?? null) : importId,
      ...counts,
      adsNew: book.adsNew,
      creativesNew: link.made(),
    },
    warnings,
  );
  if (!isUnchanged) finishImport(db, importId, { grain: summary.grain, summary: JSON.stringify(summary) });
  if (options.conversion !== null) saveSetting(db, conversionKey(layout, options), options.conversion);
  return summary;
}

/** What an import of the same bytes by the same decisions would say, when nothing was imported over it since. */
function unchangedSince({ isLatest, summary }: ImportRecord): ImportSummary | null {
  if (!isLatest) return null;
  const before: ImportSummary = JSON.parse(summary);
  return {
    ...before,
    rowsNew: 0,
    rowsReplaced: 0,
    rowsUnchanged: before.rowsNew + before.rowsReplaced + before.rowsUnchanged,
    adsNew: 0,
    creativesNew: 0,
    warnings: [UNCHANGED, ...before.warnings],
  };
}

const UNCHANGED: Warning = {
  code: 'UNCHANGED',
  message: 'the store already holds every row of this file: nothing changed',
};

function badRows({ problems, problemCount }: RowsRead): UserError {
  const [first] = problems;
  const place = first
    ? `line ${first.line}${first.column === null ? '' : `, column "${first.column}"`}: ${first.message}`
    : '';
  return new UserError(
    'BAD_ROWS',
    problemCount === 1 ? `one cell cannot be read: ${place}` : `${problemCount} cells cannot be read, first ${place}`,
    'Mend the file, or leave such rows out with --skip-bad-rows; nothing was imported. --dry-run --skip-bad-rows lists them',
  );
}

/** Two reports of one delivery at different levels or grains would count it twice: only one may stand. */
function settleOverlaps(db: Store, importId: number, { replace }: ImportOptions, label: string): Warning[] {
  const moved = replace ? replaceOverlaps(db, importId) : 0;
  const overlap = overlapOf(db, importId);
  if (overlap) {
    const days =
      overlap.dateStart === overlap.dateEnd
        ? dayOf(overlap.dateStart)
        : `${dayOf(overlap.dateStart)} to ${dayOf(overlap.dateEnd)}`;
    throw new UserError(
      'OVERLAP',
      overlap.isOwn === 1
        ? `${label}: "${overlap.name}" has periods in this file that overlap (one of them ${days})`
        : `${label}: the store already has "${overlap.name}" by ${overlap.level.replace('_', ' ')} for ${days}, and this file tells of the same delivery at another level or grain`,
      overlap.isOwn === 1
        ? 'Export the report by day, or for one period'
        : 'Say which should stand: --replace takes this file and sets the older rows aside',
    );
  }
  return moved > 0
    ? [
        {
          code: 'OVERLAP_REPLACED',
          message: `${moved} older rows of the same delivery at another level or grain were set aside`,
        },
      ]
    : [];
}

/** Finds the creative of a new ad by its names, or makes one without media, so that no number is lost. */
function creativeLinker(
  db: Store,
  importId: number,
  now: string,
): { creativeOf: (ad: AdIdentity) => number; made: () => number } {
  const index = new NameIndex([...furtherNames(db), ...allCreatives(db)]);
  const make = creativeMaker(db, importId, now);
  const pattern = setting(db, 'naming');
  const naming = pattern === null ? null : parseNaming(pattern);
  let made = 0;
  return {
    made: () => made,
    creativeOf(ad) {
      const { level, adName, adGroup, campaign, externalId, account, platform } = ad;
      const isAd = level === 'ad';
      const name =
        (isAd ? (adName ?? adGroup ?? campaign) : level === 'ad_group' ? (adGroup ?? campaign) : campaign) ??
        externalId ??
        (account || platform);
      const known = isAd
        ? (index.find([adName, ad.creativeFile, ad.utmContent])?.creativeId ?? index.findExact(name))
        : index.findExact(name);
      if (known !== null) return known;
      const creativeId = make(name);
      const read = naming === null ? null : readNaming(naming, name);
      for (const [key, value] of read !== null && 'tags' in read ? read.tags : []) {
        saveTag(db, { creativeId, key, value, source: 'naming', score: null, atSeconds: null });
      }
      index.add({ creativeId, name });
      made += 1;
      return creativeId;
    },
  };
}

function viewOf(imports: readonly ImportSummary[], isDryRun: boolean): View {
  const [first] = imports;
  return {
    json: { imports },
    headline: isDryRun
      ? 'Nothing was written: this is what an import would do.'
      : `${imports.length === 1 ? 'Imported 1 file' : `Imported ${imports.length} files`}.`,
    tables: [
      {
        fields: [
          'importId',
          'file',
          'platform',
          'language',
          'level',
          'grain',
          'dateStart',
          'dateEnd',
          'rowsRead',
          'rowsNew',
          'rowsReplaced',
          'rowsUnchanged',
          'rowsSkipped',
        ],
        rows: imports,
      },
      {
        title: "Totals, to hold against the platform's own",
        fields: ['file', 'currency', 'impressions', 'clicks', 'conversions', 'spendMicros', 'revenueMicros'],
        rows: imports.map(({ file, currency, totals }) => ({ file, currency, ...totals })),
        currency: first?.currency ?? null,
      },
    ],
    notes: imports.flatMap(({ file, warnings, problems }) => [
      ...warnings.map(({ message }) => `${file}: ${message}`),
      ...problems
        .slice(0, 20)
        .map(({ line, column, message }) => `${file}: line ${line}${column === null ? '' : `, ${column}`}: ${message}`),
    ]),
  };
}
