/** The posterior of everything that a store knows, for one currency and the clusters in force: where decisions start. */
import { type Posterior, posterior } from '../decide/posterior/posterior.js';
import type { DatedEvidence } from '../decide/split/spend-levels.js';
import { UserError } from '../errors.js';
import type { ClusterRun } from '../model.js';
import { currentClusterRun } from '../store/clusters.js';
import type { Store } from '../store/database.js';
import { creativeEvidence } from '../store/evidence.js';
import { type ResultsFilter, resultsCurrency } from '../store/results.js';
import { conversionValue, valuePerConversion } from './conversion-value.js';

export interface AccountOptions {
  filter: ResultsFilter;
  seed: number;
  /** What a conversion is worth, in micros, where the command was told; null takes it from the revenue, else the default. */
  valueMicros: number | null;
}

export interface Account {
  currency: string | null;
  /** What the posterior has learnt from. */
  evidence: readonly DatedEvidence[];
  posterior: Posterior;
  /** Null when nothing was clustered: creatives are then pooled over the account. */
  run: ClusterRun | null;
  /** What a conversion was taken to be worth, in place of reported revenue; null where that counts, or nothing is known. */
  conversionValueMicros: number | null;
  warnings: readonly string[];
}

/** Throws UserError NO_RESULTS when there is nothing to learn from, MIXED_CURRENCIES when there are several currencies. */
export function accountPosterior(db: Store, { filter, seed, valueMicros }: AccountOptions): Account {
  const currency = resultsCurrency(db, filter);
  const run = currentClusterRun(db);
  const evidence = creativeEvidence(db, filter, run?.clusters ?? []);
  const value = conversionValue(db, { results: evidence, statedMicros: valueMicros, currency });
  const learnt =
    evidence.length === 0 ? null : posterior(evidence, { seed, valuePerConversion: valuePerConversion(value) });
  if (learnt === null) {
    throw new UserError(
      'NO_RESULTS',
      evidence.length === 0 ? 'No creative has results' : 'No creative has both spend and conversions in its results',
      'Import the reports of the ad platforms with: creo import FILE',
    );
  }
  return {
    currency,
    evidence,
    posterior: learnt,
    run,
    conversionValueMicros: value.valueMicros,
    warnings: [...(run ? [] : [unclustered(evidence)]), ...value.notes],
  };
}

const unclustered = (evidence: readonly DatedEvidence[]): string =>
  `Nothing is clustered, so the ${evidence.length} creatives are pooled over the whole account (creo cluster --visual).`;
