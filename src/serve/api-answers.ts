/** The answers of the API: those of the command line, with the names that its contract gives them. */
import { clustersOf } from '../answers/clusters.js';
import type { Question } from '../answers/question.js';
import type { RankedCluster } from '../answers/ranking.js';
import { recommendFor } from '../answers/recommend.js';
import { bestOf, winnersOf } from '../answers/winners.js';
import { UserError } from '../errors.js';
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
export function scalingAnswer(db: Store, question: Question, split: { budgetMicros: number; minCvr: number | null }) {
  const { items, ...answer } = recommendFor(db, { ...question, ...split }).answer;
  const clusters = clustersInUse(db, question);
  return {
    ...answer,
    recommendedCreatives: items.map(({ budgetMicros, ...item }) => recommended(item, budgetMicros)),
    clusterInfo: clusters.length > 0 ? { clusters } : null,
  };
}

function clustersInUse(db: Store, question: Question): RankedCluster[] {
  try {
    return clustersOf(db, question).clusters;
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.code === 'NOT_CLUSTERED') return [];
    throw thrown;
  }
}

const recommended = <Row extends Named>({ creativeId, creative, ...figures }: Row, budgetMicros: number | null) => ({
  id: creativeId,
  name: creative,
  ...figures,
  recommendedBudgetMicros: budgetMicros,
});
