/** `creo import`: exports of ad platforms to performance, all files or none. */
import { basename } from 'node:path';
import type { View } from '../../fields.js';
import type { ImportSummary } from '../../ingest/summary.js';
import type { Context } from '../../work/context.js';
import { importAll } from '../../work/importing/import-all.js';
import { importNotes } from '../../work/importing/notes.js';
import type { ImportOptions } from '../../work/importing/options.js';
import type { Decided } from '../../work/importing/reading.js';

export type { ImportOptions } from '../../work/importing/options.js';

export async function run(context: Context, options: ImportOptions): Promise<View> {
  const { imports, decided } = await importAll(context, options);
  return options.dryRun ? rehearsalView(imports, decided) : importView(imports);
}

function importView(imports: readonly ImportSummary[]): View {
  const [first] = imports;
  return {
    json: { imports },
    headline: imports.length === 1 ? 'Imported 1 file.' : `Imported ${imports.length} files.`,
    tables: [
      {
        fields: [
          'importId',
          'file',
          'platform',
          'dateStart',
          'dateEnd',
          'rowsRead',
          'rowsNew',
          'rowsReplaced',
          'rowsUnchanged',
          'rowsSkipped',
          'level',
          'grain',
          'language',
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
    notes: importNotes(imports),
  };
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
