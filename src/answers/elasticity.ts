/** The elasticity that plans assume: what the command was told, else what the results tell, else what other accounts show. */
import { type ElasticityFit, fitElasticity } from '../decide/split/elasticity-fit.js';
import { DEFAULT_ELASTICITY, type Elasticity } from '../decide/split/scaling.js';
import type { Remark } from '../remarks.js';
import type { Account } from './account.js';

export interface AccountElasticity {
  elasticity: Elasticity;
  /** Null where it was stated, and where fewer than three creatives were raised. */
  elasticityFit: ElasticityFit | null;
  remarks: readonly Remark[];
}

/** What was stated, else what the results say. Takes as long as a posterior where they can. */
export function accountElasticity({
  evidence,
  elasticity: stated,
  seed,
  settling,
}: Pick<Account, 'evidence' | 'elasticity' | 'seed' | 'settling'>): AccountElasticity {
  if (stated !== null) {
    return { elasticity: { ...DEFAULT_ELASTICITY, mean: stated }, elasticityFit: null, remarks: [] };
  }
  const fit = fitElasticity(settling === null ? evidence : evidence.map(settling.withoutOpenDays), seed);
  if (fit === null) return { elasticity: DEFAULT_ELASTICITY, elasticityFit: null, remarks: [] };
  return {
    elasticity: fit.used ? { mean: fit.elasticity, sd: fit.sd } : DEFAULT_ELASTICITY,
    elasticityFit: fit,
    remarks: [remarkOf(fit)],
  };
}

const remarkOf = ({ raised, controls, estimate, low, high, elasticity, sd, used }: ElasticityFit): Remark => {
  const fit = { raised, controls, estimate, low, high };
  return used
    ? { kind: 'elasticity-fitted', ...fit, elasticity, sd }
    : { kind: 'elasticity-assumed', ...fit, elasticity: DEFAULT_ELASTICITY.mean, sd: DEFAULT_ELASTICITY.sd };
};
