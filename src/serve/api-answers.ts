/** The answers of the API: those of the command line, with the names that its contract gives them. */
import { rankingByNumber } from '../answers/clusters.js';
import type { Question } from '../answers/question.js';
import { recommendFor } from '../answers/recommend.js';
import { inScope } from '../answers/scoped.js';
import { bestOf, winnersOf } from '../answers/winners.js';
import type { Store } from '../store/database.js';

interface Named {
  creativeId: number;
  creative: string;
}

/** The winning cluster with its creatives at or above the minimum CVR; without clusters the winning creative. */
export function winningAnswer(db: Store, question: Question, minCvr: number | null) {
  const { clusters, creatives: ranked, ...answer } = winnersOf(db, { ...question, minCvr });
  const { cluster, creatives } = bestOf({ clusters, creatives: ranked });
  const chosen = creatives.filter(({ cvr }) => minCvr === null || (cvr !== null && cvr >= minCvr));
  return {
    recommendedCreatives: chosen.map((creative) => recommended(creative, null)),
    expectedRevenue: null,
    expectedRoi: null,
    confidence: (cluster ?? creatives[0])?.probBest ?? null,
    clusterInfo: cluster && { clusters: [cluster] },
    ...answer,
  };
}

/** The plan of `creo recommend`; it is not kept: only a plan that somebody follows is. */
export const scalingAnswer = (db: Store, question: Question, split: { budgetMicros: number; minCvr: number | null }) =>
  inScope(db, question.filter ?? {}, () => {
    const { answer, account } = recommendFor(db, { ...question, ...split });
    const { clusters } = rankingByNumber(db, account);
    const { items, ...plan } = answer;
    return {
      ...plan,
      recommendedCreatives: items.map(({ budgetMicros, ...item }) => recommended(item, budgetMicros)),
      clusterInfo: clusters.length > 0 ? { clusters } : null,
    };
  });

const recommended = <Row extends Named>({ creativeId, creative, ...figures }: Row, budgetMicros: number | null) => ({
  id: creativeId,
  name: creative,
  ...figures,
  recommendedBudgetMicros: budgetMicros,
});
