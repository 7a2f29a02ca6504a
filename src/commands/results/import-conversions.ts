/**
 * `creo import FILE --as conversions`: what a second source counted, kept beside the platforms' figures. `--json`: `{ imports:
 * [{ importId, file, platform, level, rowsRead, rowsNew, …, totals, joined, unjoined }] }`, `platform` being the source.
 */
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { findExports } from '../../files/find-exports.js';
import { openExport } from '../../files/open-export.js';
import { type ConversionTable, daysOf, readConversions } from '../../ingest/conversion-table.js';
import { checkedCurrency } from '../../ingest/file-currency.js';
import type { DecimalSign } from '../../ingest/numbers.js';
import type { DateOrder } from '../../ingest/roles.js';
import { recordsOf } from '../../ingest/text-records.js';
import { conversionsView, type LoadedConversions } from '../../show/conversions-view.js';
import { allClients } from '../../store/accounts.js';
import { inTransaction, type Store } from '../../store/database.js';
import { finishImport, forgetImport, importOfFile, startImport } from '../../store/imports.js';
import { rehearse } from '../../store/rehearse.js';
import { PLATFORM } from '../../store/scope.js';
import { sourceJoiner } from '../../store/source-joins.js';
import { sourceKeys } from '../../store/source-keys.js';
import { currenciesOfClient, type SourceRow, writeSourceRows } from '../../store/source-rows.js';
import type { Context } from '../../work/context.js';

export interface ConversionImportOptions {
  paths: readonly string[];
  /** Name to keep the source under; null takes the export's own. */
  source: string | null;
  /** Whose conversions they are; null where that is not said. */
  client: string | null;
  account: string | null;
  /** Whether the file holds conversions of several clients. */
  acrossClients: boolean;
  currency: string | null;
  conversion: string | null;
  dateOrder: DateOrder | null;
  decimal: DecimalSign | null;
  columns: ReadonlyMap<string, string>;
  dryRun: boolean;
  skipBadRows: boolean;
}

interface Read {
  file: string;
  hash: string;
  encoding: string;
  table: ConversionTable;
}

export async function run({ db, now }: Context, options: ConversionImportOptions): Promise<View> {
  checkClient(db, options);
  const read: Read[] = [];
  for (const { path } of findExports(options.paths)) {
    const opened = await openExport(path);
    try {
      for (const table of opened.tables)
        read.push({
          file: table.label,
          hash: table.hash,
          encoding: table.encoding,
          table: inFile(table.label, () =>
            readConversions(recordsOf(table.open(), table.head), {
              ...options,
              currency: options.currency && checkedCurrency(options.currency),
            }),
          ),
        });
    } finally {
      opened.close();
    }
  }
  const importedAt = now();
  const load = () => read.map((one) => inFile(one.file, () => loaded(db, one, options, importedAt)));
  const imports = options.dryRun ? rehearse(db, load) : inTransaction(db, load);
  return conversionsView(imports, options);
}

function checkClient(db: Store, { client, account, acrossClients, source }: ConversionImportOptions): void {
  if (source === PLATFORM)
    throw new UserError(
      'BAD_SOURCE',
      `${PLATFORM} is what the platforms' own conversions are called`,
      'Give another name with --source, such as shop',
    );
  const clients = allClients(db);
  if (client !== null && !clients.includes(client))
    throw new UserError(
      'NO_SUCH_CLIENT',
      `There is no client ${client}`,
      'Name its accounts first: creo accounts set NAME --client C',
    );
  if (client !== null || account !== null || acrossClients || clients.length < 2) return;
  throw new UserError(
    'SEVERAL_CLIENTS',
    `The store has the clients ${clients.join(' and ')}, and the file does not say whose conversions these are`,
    `Say it, for example --client ${clients[0]}; --across-clients is for a file of all of them`,
  );
}

function inFile<T>(label: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof UserError) throw new UserError(thrown.code, `${label}: ${thrown.message}`, thrown.hint);
    throw thrown;
  }
}

function loaded(
  db: Store,
  { file, hash, encoding, table }: Read,
  options: ConversionImportOptions,
  importedAt: string,
): LoadedConversions {
  const { source, rows: readRows, problems } = table;
  const [problem] = problems;
  if (problem !== undefined && !options.skipBadRows && !options.dryRun)
    throw new UserError(
      'BAD_ROWS',
      `${problems.length === 1 ? 'one cell' : `${problems.length} cells`} cannot be read: line ${problem.line}, column "${problem.column}": ${problem.message}`,
      'Mend the file, or leave such rows out with --skip-bad-rows; nothing was imported',
    );
  if (readRows.length === 0)
    throw new UserError('NO_ROWS', 'It holds no conversions', 'Export it again, for days that have some');
  const client = options.client ?? '';
  const assumed = assumedCurrency(db, table, client);
  const keyOf = sourceKeys(db, source, { client, account: options.account ?? '' });
  const rows: SourceRow[] = readRows.map((row) => ({
    ...row,
    key: keyOf(row.key, row.day),
    client,
    account: options.account ?? row.account,
    currency: row.revenueMicros === null ? null : (row.currency ?? assumed),
  }));
  const earlier = importOfFile(db, hash, file);
  const importId = startImport(db, {
    file,
    fileHash: hash,
    platform: source,
    account: options.account ?? '',
    level: 'conversions',
    decisions: '',
    importedAt,
  });
  const written = writeSourceRows(db, importId, source, rows);
  // With the same settings every row of it is known.
  if (earlier?.platform === source && written.rowsNew > 0)
    throw new UserError(
      'IMPORTED_OTHERWISE',
      `It was imported before, as import ${earlier.importId}, with other columns or for another client: both would count`,
      `Take that back first: creo import undo ${earlier.importId}`,
    );
  const isUnchanged = written.rowsNew + written.rowsReplaced === 0;
  const currencies = [...new Set(rows.flatMap(({ currency }) => currency ?? []))];
  const summary = {
    importId: isUnchanged ? null : importId,
    file,
    platform: source,
    encoding,
    level: 'conversions',
    grain: 'day',
    columns: table.columns,
    rowsRead: table.rowsRead,
    ...written,
    rowsSkipped: problems.length,
    totalsRowsIgnored: table.totalsRowsIgnored,
    ...daysOf(readRows),
    currency: currencies.length === 1 ? (currencies[0] ?? null) : null,
    totals: { impressions: null, clicks: null, spendMicros: null, ...sumsOf(rows) },
    problems,
    warnings: [
      ...(isUnchanged
        ? [{ code: 'UNCHANGED', message: 'the store already holds every row of this file: nothing changed' }]
        : []),
      ...(assumed !== null
        ? [
            {
              code: 'CURRENCY_ASSUMED',
              message: `its amounts are taken to be in ${assumed}, like the ads'; else: --currency`,
            },
          ]
        : []),
    ],
    ...joinsOf(db, rows),
  };
  if (isUnchanged) forgetImport(db, importId);
  else finishImport(db, importId, { grain: 'day', summary: JSON.stringify(summary) });
  return summary;
}

/** The currency of the ads, for amounts that do not say theirs; null where all say it. Throws UserError NO_CURRENCY. */
function assumedCurrency(db: Store, { rows }: ConversionTable, client: string): string | null {
  if (rows.every(({ revenueMicros, currency }) => revenueMicros === null || currency !== null)) return null;
  const currencies = currenciesOfClient(db, client);
  const [only, other] = currencies;
  if (only !== undefined && other === undefined) return only;
  throw new UserError(
    'NO_CURRENCY',
    only === undefined
      ? 'It does not say in which currency its amounts are'
      : `It does not say its currency, and the ads are in ${currencies.join(' and ')}`,
    'Say it with --currency, for example --currency USD',
  );
}

const sumsOf = (rows: readonly Pick<SourceRow, 'conversions' | 'revenueMicros'>[]) => ({
  conversions: rows.reduce((sum, row) => sum + row.conversions, 0),
  revenueMicros: rows.some(({ revenueMicros }) => revenueMicros !== null)
    ? rows.reduce((sum, row) => sum + (row.revenueMicros ?? 0), 0)
    : null,
});

/** What of the rows belongs to ads that the store knows by now, and why the rest does not. */
function joinsOf(db: Store, rows: readonly SourceRow[]) {
  const join = sourceJoiner(db);
  const joined: SourceRow[] = [];
  const rest = new Map<string, SourceRow[]>();
  for (const row of rows) {
    const found = join(row);
    if (found.adIds !== null) joined.push(row);
    else rest.set(found.reason, [...(rest.get(found.reason) ?? []), row]);
  }
  return {
    joined: { rows: joined.length, ...sumsOf(joined) },
    unjoined: [...rest].map(([reason, without]) => ({ reason, rows: without.length, ...sumsOf(without) })),
  };
}
