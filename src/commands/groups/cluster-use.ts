/**
 * `creo cluster use RUN`: lets a run pool the evidence of every answer, until another is chosen or the same grouping is made
 * again. `--json`: the keys of ClustersAnswer (answers/clusters.ts).
 */
import { type ClustersAnswer, takeIntoUse } from '../../answers/clusters.js';
import type { Question } from '../../answers/question.js';
import type { View } from '../../fields.js';
import { clustersView } from '../../show/cluster-view.js';
import type { Context } from '../../work/context.js';

export interface ClusterUseOptions {
  runId: number;
  /** Whose results stand beside the clusters. */
  filter: Question['filter'];
}

export const run = ({ db }: Context, { runId, filter }: ClusterUseOptions): View<ClustersAnswer> =>
  clustersView(takeIntoUse(db, runId, filter));
