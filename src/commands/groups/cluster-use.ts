/**
 * `creo cluster use RUN`: lets a run pool the evidence of every answer, until another is chosen or the same grouping is made
 * again. `--json`: the keys of ClustersAnswer (answers/clusters.ts).
 */
import { type ClustersAnswer, takeIntoUse } from '../../answers/clusters.js';
import type { View } from '../../fields.js';
import { clustersView } from '../../show/cluster-view.js';
import type { Context } from '../../work/context.js';

export interface ClusterUseOptions {
  runId: number;
}

export const run = ({ db }: Context, { runId }: ClusterUseOptions): View<ClustersAnswer> =>
  clustersView(takeIntoUse(db, runId));
