/** The results that a question is about, and what they say of every creative: where each answer starts. */
import { effectiveCount } from '../cluster/duplicates.js';
import { type Posterior, posterior } from '../decide/posterior/posterior.js';
import type { DatedEvidence } from '../decide/split/spend-phases.js';
import { UserError } from '../errors.js';
import { spendShare, sumTotals } from '../metrics/totals.js';
import type { ClusterRun } from '../model.js';
import { inEnglish, type Remark } from '../remarks.js';
import { clusterRunInUse, storedRun } from '../store/clusters.js';
import type { Store } from '../store/database.js';
import { storedDuplicates } from '../store/duplicates.js';
import { creativeEvidence } from '../store/evidence.js';
import { scopeRemarks } from '../store/scope.js';
import { conversionValue, valuePerConversion } from './conversion-value.js';
import { type Question, type Terms, termsOf } from './question.js';
import { scoped } from './scoped.js';
import { type Settling, settlingOf } from './settling.js';

export interface Account extends Terms {
  /** What the posterior has learnt from: every creative with results, by id. */
  evidence: readonly DatedEvidence[];
  /** Null when nothing can be learnt: no creative has both spend and conversions. */
  posterior: Posterior | null;
  /** The groups that pool the evidence; null when nothing was clustered: creatives are then pooled over the account. */
  run: ClusterRun | null;
  /** What a conversion was taken to be worth, in place of reported revenue; null where that counts, or nothing is known. */
  conversionValueMicros: number | null;
  /** How many separate tests the creatives with results are: edits of one video count once. */
  effectiveCreatives: number;
  /** Recent delivery with the share of its conversions that is known; null where everything counts as reported. */
  settling: Settling | null;
  /** What was taken for the worth of a conversion, where that is to be said. */
  valueRemarks: readonly Remark[];
  /** What is to be said of the results whatever was asked. */
  remarks: readonly Remark[];
  /** The same in English. */
  warnings: readonly string[];
}

/** An account that something was learnt from. */
export interface LearntAccount extends Account {
  posterior: Posterior;
}

/** Throws UserError MIXED_CURRENCIES when there are several currencies, NO_SUCH_RUN for a run that is not there. */
export const accountOf = scoped(answerAccountOf);

function answerAccountOf(db: Store, question: Question): Account {
  const terms = termsOf(db, question);
  const { filter, seed, currency, runId } = terms;
  const run = runId === null ? clusterRunInUse(db) : storedRun(db, runId);
  const settling = settlingOf(db, terms);
  const evidence = creativeEvidence(db, filter, run?.clusters ?? [], settling?.recentOf);
  const value = conversionValue(db, { results: evidence, statedMicros: terms.valueMicros, currency });
  const remarks: Remark[] = [
    ...(run ? [] : [{ kind: 'unclustered', creatives: evidence.length } as const]),
    ...scopeRemarks(db),
    ...value.remarks,
    ...(settling?.remarks ?? []),
    ...partlyKnown(evidence),
  ];
  return {
    ...terms,
    evidence,
    posterior:
      evidence.length === 0
        ? null
        : posterior(evidence, {
            seed,
            valuePerConversion: valuePerConversion(value),
            completion: settling?.completion ?? null,
          }),
    run,
    conversionValueMicros: value.valueMicros,
    effectiveCreatives: effectiveCount(
      evidence.map(({ creativeId }) => creativeId),
      storedDuplicates(db),
    ),
    settling,
    valueRemarks: value.remarks,
    remarks,
    warnings: remarks.map(inEnglish),
  };
}

/** The account of a question that needs results. Throws UserError NO_RESULTS besides. */
export function learntAccount(db: Store, question: Question): LearntAccount {
  const account = accountOf(db, question);
  if (account.posterior !== null) return { ...account, posterior: account.posterior };
  const { client, account: named } = question.filter ?? {};
  const whose = client || named ? ` of ${client || named}` : '';
  throw new UserError(
    'NO_RESULTS',
    account.evidence.length === 0
      ? `No creative${whose} has results`
      : `No creative${whose} has both spend and conversions in its results`,
    'Import the reports of the ad platforms with: creo import FILE',
  );
}

/** Says where a rate is one of a part of the spend: other reports lack one of its sides, which is not the same as 0. */
function partlyKnown(evidence: readonly DatedEvidence[]): Remark[] {
  const totals = sumTotals(evidence.map((each) => each.totals));
  const rests = (rate: 'cvr' | 'roas', share: number | null): Remark[] =>
    share === null || share === 0 || share > 0.995 ? [] : [{ kind: 'partly-known', rate, share }];
  return [
    ...rests('cvr', spendShare(totals, 'conversions', 'clicks')),
    ...rests('roas', spendShare(totals, 'revenueMicros', 'spendMicros')),
  ];
}
