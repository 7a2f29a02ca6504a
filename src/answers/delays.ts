/** The lag of every account's conversions, and the evidence for it: `creo delays`. */
import { inEnglish } from '../remarks.js';
import type { Store } from '../store/database.js';
import { LEAST_CONVERSIONS, LEAST_REIMPORTS, learntAccounts, shownDelays } from './learned-delays.js';
import { type Question, termsOf } from './question.js';
import { scoped } from './scoped.js';
import { type Delays, settlingOf, stillComing } from './settling.js';

export interface DelaysAnswer extends Delays {
  leastReimports: number;
  leastConversions: number;
  warnings: readonly string[];
}

/** What the re-imports of every account tell, also where that is too little to be used. Throws UserError as scopeOf. */
export const delaysOf = scoped(answerDelaysOf);

function answerDelaysOf(db: Store, question: Question): DelaysAnswer {
  const terms = { ...termsOf(db, question), delays: true };
  const settling = settlingOf(db, terms);
  const accounts = learntAccounts(db, terms).map(({ told, curve }) => shownDelays(told, curve, terms.level));
  return {
    ...(settling?.delays ?? stillComing([], { means: new Float64Array(), draws: [] }, [], terms)),
    accounts,
    leastReimports: LEAST_REIMPORTS,
    leastConversions: LEAST_CONVERSIONS,
    warnings: (settling?.remarks ?? []).map(inEnglish),
  };
}
