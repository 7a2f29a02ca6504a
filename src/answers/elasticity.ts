/** The elasticity that plans assume: what the command was told, else what the results tell, else what other accounts show. */
import { type ElasticityFit, fitElasticity } from '../decide/split/elasticity-fit.js';
import { DEFAULT_ELASTICITY, type Elasticity } from '../decide/split/scaling.js';
import type { Account } from './account.js';

export interface AccountElasticity {
  elasticity: Elasticity;
  /** Null where it was stated, and where fewer than three creatives were raised. */
  elasticityFit: ElasticityFit | null;
  notes: readonly string[];
}

/** What was stated, else what the results say. Takes as long as a posterior where they can. */
export function accountElasticity({
  evidence,
  elasticity: stated,
  seed,
  settling,
}: Pick<Account, 'evidence' | 'elasticity' | 'seed' | 'settling'>): AccountElasticity {
  if (stated !== null) {
    return { elasticity: { ...DEFAULT_ELASTICITY, mean: stated }, elasticityFit: null, notes: [] };
  }
  const fit = fitElasticity(settling === null ? evidence : evidence.map(settling.withoutOpenDays), seed);
  if (fit === null) return { elasticity: DEFAULT_ELASTICITY, elasticityFit: null, notes: [] };
  return {
    elasticity: fit.used ? { mean: fit.elasticity, sd: fit.sd } : DEFAULT_ELASTICITY,
    elasticityFit: fit,
    notes: [noteOf(fit)],
  };
}

function noteOf({ raised, controls, estimate, low, high, elasticity, sd, used }: ElasticityFit): string {
  const shown = (value: number): string => value.toFixed(2);
  const alone = `alone they say ${shown(estimate)}, ${shown(low)} to ${shown(high)}`;
  const creatives = `${raised} creatives whose daily spend was raised, beside ${controls} that ran on`;
  return used
    ? `Elasticity ${shown(elasticity)} ± ${shown(sd)} is fitted to ${creatives} (${alone}); --elasticity states another.`
    : `Elasticity ${shown(DEFAULT_ELASTICITY.mean)} ± ${DEFAULT_ELASTICITY.sd} is assumed: ${creatives} say too little (${alone}).`;
}
