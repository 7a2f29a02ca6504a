/** `creo rates import`: a file of rates. `--json`: `{ file, rates, changed, currencies, dateStart, dateEnd }`. */
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { openExport } from '../../files/open-export.js';
import { readRates } from '../../ingest/rate-table.js';
import { recordsOf } from '../../ingest/text-records.js';
import { inTransaction } from '../../store/database.js';
import { saveRates } from '../../store/rates.js';
import type { Context } from '../../work/context.js';

export interface RatesImportOptions {
  path: string;
}

export async function run({ db }: Context, { path }: RatesImportOptions): Promise<View> {
  const opened = await openExport(path);
  try {
    const [table] = opened.tables;
    const rates = table === undefined ? [] : readRates(recordsOf(table.open(), table.head));
    if (rates.length === 0) throw new UserError('NO_RATES', `${path} holds no rates`, 'Download the file again');
    const changed = inTransaction(db, () => saveRates(db, rates, table?.name ?? path));
    const days = rates.map(({ day }) => day).sort();
    const currencies = [...new Set(rates.map(({ currency }) => currency))].sort();
    const [dateStart, dateEnd] = [days[0] ?? null, days.at(-1) ?? null];
    return {
      json: { file: path, rates: rates.length, changed, currencies, dateStart, dateEnd },
      headline: `Read ${rates.length} rates of ${currencies.length} currencies from ${dateStart} to ${dateEnd}; ${changed} are new or changed.`,
      tables: [],
    };
  } finally {
    opened.close();
  }
}
