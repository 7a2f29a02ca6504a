/** `creo rates set`: rates by hand, from a day on. `--json`: `{ changed, rates: [{ currency, day, perEuro }] }`. */
import type { View } from '../../fields.js';
import { inTransaction } from '../../store/database.js';
import { type Rate, saveRates } from '../../store/rates.js';
import type { Context } from '../../work/context.js';

export interface RatesSetOptions {
  rates: readonly Rate[];
}

export function run({ db }: Context, { rates }: RatesSetOptions): View {
  const changed = inTransaction(db, () => saveRates(db, rates, 'set by hand'));
  return {
    json: { changed, rates },
    headline: rates.map(({ currency, perEuro, day }) => `1 EUR = ${perEuro} ${currency} from ${day} on`).join('\n'),
    tables: [],
  };
}
