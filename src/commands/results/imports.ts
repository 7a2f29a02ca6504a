/** `creo import list`: every imported file, the latest first. */
import type { View } from '../../fields.js';
import type { ImportSummary } from '../../ingest/summary.js';
import { allImports } from '../../store/imports.js';
import type { Context } from '../context.js';

export function run({ db }: Context): View {
  const imports = allImports(db).map(({ importId, file, importedAt, undoneAt, summary }) => {
    const { platform, level, grain, dateStart, dateEnd, rowsRead, currency, totals }: ImportSummary =
      JSON.parse(summary);
    return {
      importId,
      file,
      importedAt,
      undoneAt,
      platform,
      level,
      grain,
      dateStart,
      dateEnd,
      rowsRead,
      currency,
      spendMicros: totals.spendMicros,
    };
  });
  return {
    json: { imports },
    headline: imports.length === 1 ? '1 import' : `${imports.length} imports`,
    tables: [
      {
        fields: [
          'importId',
          'file',
          'platform',
          'level',
          'grain',
          'dateStart',
          'dateEnd',
          'rowsRead',
          'currency',
          'spendMicros',
          'importedAt',
          'undoneAt',
        ],
        rows: imports,
      },
    ],
  };
}
