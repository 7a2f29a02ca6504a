/**
 * `creo cluster`: groups creatives, stores the run and shows each group's pooled results. `--json`: the keys of
 * NewClustersAnswer (answers/clusters.ts). Rates and probabilities are null where there are no results.
 */
import { type NewClustersAnswer, newClusters } from '../../answers/clusters.js';
import type { GroupingQuestion } from '../../answers/group-creatives.js';
import type { Question } from '../../answers/question.js';
import type { View } from '../../fields.js';
import { clustersView } from '../../show/cluster-view.js';
import type { Context } from '../../work/context.js';

export const run = ({ db, now }: Context, question: GroupingQuestion & Question): View<NewClustersAnswer> =>
  clustersView(newClusters(db, { ...question, createdAt: now() }));
