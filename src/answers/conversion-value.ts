/** What a conversion is worth where the results do not say: the command's own word, else the default of `creo init`. */
import type { Totals } from '../model.js';
import type { Remark } from '../remarks.js';
import type { Store } from '../store/database.js';
import { defaultsOf } from '../store/defaults.js';
import { unitsOf } from '../units.js';

export interface ConversionValue {
  /** Micros; null where the revenue of the results counts, or where nothing is known of it. */
  valueMicros: number | null;
  /** Says so when the default stands in for revenue, or cannot. */
  remarks: readonly Remark[];
}

export interface ValueQuestion {
  results: Iterable<{ totals: Totals }>;
  /** What the command was told, in micros; it replaces all reported revenue, also where only some creatives have any. */
  statedMicros: number | null;
  currency: string | null;
}

/**
 * The default is used only where no creative has any revenue: as soon as one has, the others take their order value from
 * those that do, as ever. Nor is it used in another currency than the one it was stated in.
 */
export function conversionValue(db: Store, { results, statedMicros, currency }: ValueQuestion): ConversionValue {
  if (statedMicros !== null) return { valueMicros: statedMicros, remarks: [] };
  const { conversionValueMicros: valueMicros, currency: defaultCurrency } = defaultsOf(db);
  const hasRevenue = [...results].some(({ totals }) => (totals.revenueMicros ?? 0) !== 0);
  if (valueMicros === null || hasRevenue) return { valueMicros: null, remarks: [] };
  if (defaultCurrency !== null && currency !== null && defaultCurrency !== currency) {
    return {
      valueMicros: null,
      remarks: [{ kind: 'value-in-other-currency', valueCurrency: defaultCurrency, currency }],
    };
  }
  return { valueMicros, remarks: [{ kind: 'value-by-default', valueMicros, currency }] };
}

/** The value in units of the currency, as the posterior takes it. */
export const valuePerConversion = ({ valueMicros }: ConversionValue): number | null =>
  valueMicros === null ? null : unitsOf(valueMicros);
