/** A table of a warehouse as a table to import: the same maps, roles and questions as for a file, the sums by its engine. */
import { basename } from 'node:path';
import { UserError } from '../../errors.js';
import type { OpenExport } from '../../files/open-export.js';
import { readTextFile } from '../../files/read-text.js';
import { assignColumns } from '../../ingest/columns.js';
import type { Platform } from '../../ingest/roles.js';
import type { Store } from '../../store/database.js';
import { defaultsOf } from '../../store/defaults.js';
import { newestDayOf } from '../../store/imports.js';
import { setting } from '../../store/settings.js';
import { openWarehouse } from '../../warehouse/open-warehouse.js';
import type { Context } from '../context.js';
import { conversionKey, type ImportOptions, rolesByHand } from './options.js';
import { type Decided, layoutFor, named, prepareTable, withWarnings } from './reading.js';
import { type Known, knownTables, mappedByHand } from './tables.js';

/** The name under which `--column` takes the column that tells versions of a row apart. */
const VERSION = 'version';

/** Opens, sums and decides one address; `opened` collects what has to be closed in the end. */
export async function decideWarehouse(
  context: Context,
  db: Store,
  address: string,
  platforms: readonly Platform[],
  options: ImportOptions,
  opened: OpenExport[],
): Promise<Decided> {
  const query = options.query === null ? null : { text: readTextFile(options.query), name: basename(options.query) };
  const warehouse = await openWarehouse(address, query);
  opened.push({ tables: [warehouse.sample], close: () => warehouse.close() });
  for (const { message } of warehouse.warnings) context.log(message);
  const { sample } = warehouse;
  const columns = new Map([...options.columns].filter(([role]) => role !== VERSION));
  const asked: ImportOptions = { ...options, columns };
  // Where nothing tells platforms apart, a table of a warehouse is a generic one.
  const ordered = [...platforms].sort((a, b) => Number(b.id === 'generic') - Number(a.id === 'generic'));
  let [known] = knownTables([sample], ordered, asked);
  known ??= (await mappedByHand(context, sample.label, [sample], asked))[0];
  // Columns are taken by their places: a row that looks more like a header than the header does would shift them.
  if (known === undefined || known.layout.headerLine !== 1 || known.layout.delimiter !== ',') {
    throw noColumns(sample.label);
  }
  const { layout, warning } = layoutFor(db, known, asked);
  known = { ...known, layout };
  const said = warning === null ? [] : [warning];
  const byHand = rolesByHand(columns);
  await refuseEarly(context, db, known, asked);
  const progress = context.progress('summing in the warehouse', null, 'sums');
  try {
    const facts = await warehouse.facts({
      columns: assignColumns(layout, byHand),
      byHand: new Set(byHand.keys()),
      conversion: options.conversion ?? setting(db, conversionKey(layout, options)) ?? defaultsOf(db).conversion,
      version: options.columns.get(VERSION) ?? null,
      from: options.from,
      to: options.to,
      days: options.days,
      newestImported: newestDayOf(db, sample.label),
      passBadRows: options.skipBadRows || options.dryRun,
      onRows: (rows) => progress.advance(rows),
    });
    const [summed] = knownTables([facts.table], [layout.platform], asked);
    if (summed === undefined) throw noColumns(sample.label);
    // The days of a table were read by them: they answer no question about the sums.
    const settled = { ...asked, ...(facts.hasDays ? { from: null, to: null } : {}) };
    return withWarnings(await prepareTable(context, db, summed, settled), [...said, ...facts.warnings]);
  } catch (thrown) {
    throw thrown instanceof UserError && !thrown.message.startsWith(sample.label)
      ? named(thrown, sample.label)
      : thrown;
  } finally {
    progress.done();
  }
}

/** A currency that no column tells is asked for before the warehouse sums for minutes, not after. */
async function refuseEarly(context: Context, db: Store, sample: Known, options: ImportOptions): Promise<void> {
  const { at } = assignColumns(sample.layout, rolesByHand(options.columns));
  const isSure = at.currency === undefined && at.spend !== undefined && (at.day ?? at.dateStart) !== undefined;
  // Somebody at a terminal is asked once, when the sums are there.
  if (context.ask.available || !isSure || sample.layout.firstRows.length === 0) return;
  const silent: Context = Object.create(context, { log: { value: () => {} } });
  await prepareTable(silent, db, sample, options).catch((thrown: unknown) => {
    if (thrown instanceof UserError && thrown.code === 'NO_CURRENCY') throw thrown;
  });
}

const noColumns = (label: string): UserError =>
  new UserError(
    'UNKNOWN_FILE',
    `${label} has no columns of an ads report`,
    'Say which column is what with --map FILE, or for example --column ad=name --column spend=cost',
  );
