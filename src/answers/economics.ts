/** What a new creative of an account is likely to cost and bring, from all its results together. */
import { posterior } from '../decide/posterior/posterior.js';
import { aovMicros, cpmMicros, ctr, cvr } from '../metrics/rates.js';
import { sumTotals } from '../metrics/totals.js';
import { currentClusterRun } from '../store/clusters.js';
import type { Store } from '../store/database.js';
import { creativeEvidence } from '../store/evidence.js';
import { resultsCurrency } from '../store/results.js';
import { conversionValue, valuePerConversion } from './conversion-value.js';
import { type AccountElasticity, accountElasticity } from './elasticity.js';

/** Money in units of the currency; null where the results do not tell. `spread` is 0.5 where it cannot be learnt. */
export interface AccountEconomics extends Omit<AccountElasticity, 'notes'> {
  currency: string | null;
  /** Say where the order value is the default of `creo init`, and where the elasticity was fitted. */
  notes: { value: readonly string[]; elasticity: readonly string[] };
  economics: { cpm: number | null; ctr: number | null; cvr: number | null; aov: number | null; spread: number };
}

const USUAL_SPREAD = 0.5;

export function accountEconomics(db: Store): AccountEconomics {
  const currency = resultsCurrency(db, {});
  const evidence = creativeEvidence(db, {}, currentClusterRun(db)?.clusters ?? []);
  const value = conversionValue(db, { results: evidence, statedMicros: null, currency });
  const totals = sumTotals(evidence.map((creative) => creative.totals));
  const learnt = posterior(evidence, { seed: 1, draws: 200 });
  const levels = learnt && [learnt.levels.clicks, learnt.levels.conversions];
  const square = levels?.reduce(
    (sum, level) => sum + (level ? level.creativeSpread ** 2 + level.groupSpread ** 2 : 0),
    0,
  );
  const { elasticity, elasticityFit, notes } = accountElasticity(evidence, { stated: null, seed: 1 });
  const units = (amount: number | null): number | null => (amount === null ? null : amount / 1e6);
  return {
    currency,
    elasticity,
    elasticityFit,
    notes: { value: value.notes, elasticity: notes },
    economics: {
      cpm: units(cpmMicros(totals)),
      ctr: ctr(totals),
      cvr: cvr(totals),
      aov: valuePerConversion(value) ?? units(aovMicros(totals)),
      spread: square ? Math.sqrt(square) : USUAL_SPREAD,
    },
  };
}
