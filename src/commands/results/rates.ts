/** `creo rates`: the rates of exchange that the store knows. `--json`: `{ rates: [RateSeries] }`. */
import type { View } from '../../fields.js';
import { type RateSeries, rateSeries } from '../../store/rates.js';
import type { Context } from '../../work/context.js';

export function run({ db }: Context): View<{ rates: RateSeries[] }> {
  const rates = rateSeries(db);
  return {
    json: { rates },
    headline: rates.length === 0 ? 'No rates yet' : `Rates of ${rates.length} currencies, in units for one euro`,
    tables:
      rates.length === 0
        ? []
        : [{ fields: ['currency', 'perEuro', 'dateStart', 'dateEnd', 'days', 'origin'], rows: rates }],
    notes: rates.length === 0 ? ['creo rates import reads the reference rates of the ECB (eurofxref-hist.csv).'] : [],
  };
}
