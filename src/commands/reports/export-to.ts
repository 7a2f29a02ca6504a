/** `creo export --to`: creatives, their ads, tags, clusters and pooled rates into a warehouse, beside its facts. */
import { servedRates } from '../../answers/pooled-rates.js';
import { LEVEL } from '../../answers/question.js';
import { stayInScope } from '../../answers/scoped.js';
import type { ExportTable } from '../../export/table.js';
import type { View } from '../../fields.js';
import { clusterRunInUse } from '../../store/clusters.js';
import { creativeNames } from '../../store/creatives.js';
import type { ResultsFilter } from '../../store/results.js';
import { currenciesOf, sharedTables } from '../../store/shared-tables.js';
import { writeTables } from '../../warehouse/write-tables.js';
import type { Context } from '../../work/context.js';

export interface ExportToOptions {
  /** Address of the warehouse. */
  to: string;
  /** Whose rows, and in which currency. */
  scope: Pick<ResultsFilter, 'client' | 'account' | 'acrossClients' | 'convert'>;
}

/** JSON: `{ to, runId, tables: [{ table, rows }] }`. */
export async function run(context: Context, { to, scope }: ExportToOptions): Promise<View> {
  const { db } = context;
  stayInScope(db, scope);
  const clusters = clusterRunInUse(db);
  const runId = clusters?.runId ?? 0;
  const tables = [...sharedTables(db, clusters), posteriorsTable(context, scope)];
  const written = await writeTables(to, tables, { runId, exportedAt: context.now() });
  if (written.hasPassword) context.log('the password stood in the address, where the history of the shell keeps it');
  return {
    json: { to: written.to, runId, tables: written.tables },
    headline: `Wrote ${written.tables.length} tables to ${written.to}`,
    tables: [{ fields: ['table', 'rows'], rows: written.tables }],
    notes: [`rows of run ${runId} were replaced; those of other runs stay`],
  };
}

const INTERVALS = ['cvr', 'cvrLow', 'cvrHigh', 'roas', 'roasLow', 'roasHigh'] as const;

/** The pooled rates that every command shows, a row per creative and currency. */
function posteriorsTable({ db }: Context, scope: ExportToOptions['scope']): ExportTable {
  const nameOf = creativeNames(db);
  return {
    name: 'posteriors',
    columns: [
      { name: 'creativeId', type: 'integer' },
      { name: 'creative', type: 'text' },
      { name: 'currency', type: 'text' },
      { name: 'level', type: 'number' },
      ...INTERVALS.map((name) => ({ name, type: 'number' as const })),
    ],
    rows: () =>
      currenciesOf(db).flatMap((currency) =>
        servedRates(db, scope, currency).map((rate) => [
          rate.creativeId,
          nameOf(rate.creativeId),
          currency,
          LEVEL,
          ...INTERVALS.map((name) => rate[name]),
        ]),
      ),
  };
}
