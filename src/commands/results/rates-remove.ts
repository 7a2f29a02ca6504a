/** `creo rates remove`: takes rates back; days without one have the last before them again. `--json`: `{ currency, removed }`. */
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { inTransaction } from '../../store/database.js';
import { removeRates } from '../../store/rates.js';
import type { Day } from '../../units.js';
import type { Context } from '../../work/context.js';

export interface RatesRemoveOptions {
  currency: string;
  /** Both ends included; null is open. */
  from: Day | null;
  to: Day | null;
}

export function run({ db }: Context, { currency, from, to }: RatesRemoveOptions): View {
  const removed = inTransaction(db, () => removeRates(db, currency, from, to));
  if (removed === 0)
    throw new UserError('NO_RATES', `There is no such rate of ${currency}`, 'creo rates lists what there is');
  return {
    json: { currency, removed },
    headline: `Removed ${removed} ${removed === 1 ? 'rate' : 'rates'} of ${currency}.`,
    tables: [],
  };
}
