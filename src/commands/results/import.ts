/** `creo import`: exports of ad platforms to performance, all files or none. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { View } from '../../fields.js';
import type { OpenExport } from '../../files/open-export.js';
import { noSpend } from '../../ingest/prepare.js';
import type { ImportSummary } from '../../ingest/summary.js';
import { inTransaction, openStore } from '../../store/database.js';
import { rehearse } from '../../store/rehearse.js';
import type { Context } from '../context.js';
import { loadTable } from './importing/load.js';
import type { ImportOptions } from './importing/options.js';
import { type Decided, decideAll, named } from './importing/reading.js';

export type { ImportOptions } from './importing/options.js';

export async function run(context: Context, options: ImportOptions): Promise<View> {
  const opened: OpenExport[] = [];
  try {
    // What is refused before anything is written starts no store.
    const isFirst = !existsSync(context.config.dbPath);
    const settings = isFirst ? openStore(':memory:', { create: true }) : context.db;
    const decided = await decideAll(context, settings, options, opened);
    const [first] = decided;
    if (isFirst && first?.prepared.reading.fillsIn) throw named(noSpend(), first.table.label);
    const db = options.dryRun ? settings : context.db;
    const progress = context.progress('importing', null, 'rows');
    const now = context.now();
    const load = (): ImportSummary[] => decided.map((one) => loadTable(db, one, now, options, progress));
    try {
      return options.dryRun ? rehearsalView(rehearse(db, load), decided) : importView(inTransaction(db, load));
    } finally {
      progress.done();
    }
  } finally {
    for (const one of opened) one.close();
  }
}

/** Problems that a person is shown; all of them are in `--json`. */
const PROBLEMS_SHOWN = 20;
/** Unused columns that a person is shown. */
const UNUSED_SHOWN = 3;

function importView(imports: readonly ImportSummary[]): View {
  const [first] = imports;
  const about = (file: string): string => (imports.length === 1 ? '' : `${basename(file)}: `);
  return {
    json: { imports },
    headline: imports.length === 1 ? 'Imported 1 file.' : `Imported ${imports.length} files.`,
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
        rows: imports.map((one) => ({ ...one, file: basename(one.file) })),
      },
      {
        title: "Totals, to hold against the platform's own",
        fields: ['file', 'currency', 'impressions', 'clicks', 'conversions', 'spendMicros', 'revenueMicros'],
        rows: imports.map(({ file, currency, totals }) => ({ file: basename(file), currency, ...totals })),
        currency: first?.currency ?? null,
      },
    ],
    notes: imports.flatMap(({ file, warnings, problems, unusedColumns }) => [
      ...warnings.map(({ message }) => `${about(file)}${message}`),
      ...unusedNote(unusedColumns).map((message) => `${about(file)}${message}`),
      ...problems
        .slice(0, PROBLEMS_SHOWN)
        .map(
          ({ line, column, message }) =>
            `${about(file)}line ${line}${column === null ? '' : `, ${column}`}: ${message}`,
        ),
    ]),
  };
}

/** One line on the figures of the file that creo has no use for: the first of them, and how many more there are. */
function unusedNote(columns: ImportSummary['unusedColumns']): string[] {
  const filled = columns.filter(({ sum }) => sum !== null && sum !== 0);
  if (filled.length === 0) return [];
  const shown = filled
    .slice(0, UNUSED_SHOWN)
    .map(({ column, sum }) => `"${column}" (${(sum ?? 0).toLocaleString('en-US', { maximumFractionDigits: 2 })})`);
  const more = filled.length - shown.length;
  const rest = more === 0 ? '' : ` and ${more} more`;
  return [`not used, with their sums: ${shown.join(', ')}${rest}; --json says why`];
}

/** What an import would do, with the columns as they were understood and the first rows. */
function rehearsalView(imports: readonly ImportSummary[], decided: readonly Decided[]): View {
  const view = importView(imports);
  const columns = imports.flatMap(({ file, columns: found }) =>
    Object.entries(found).map(([role, header]) => ({ file: basename(file), role, header })),
  );
  const firstRows = decided.flatMap(({ layout }) => layout.firstRows.map((cells) => cells.join(' | ')));
  return {
    ...view,
    json: { imports: imports.map((one, place) => ({ ...one, firstRows: decided[place]?.layout.firstRows ?? [] })) },
    headline: 'Nothing was written: this is what the import would do.',
    tables: [...view.tables, { title: 'Columns', fields: ['file', 'role', 'header'], rows: columns }],
    notes: [...(view.notes ?? []), 'First rows:', ...firstRows],
  };
}
