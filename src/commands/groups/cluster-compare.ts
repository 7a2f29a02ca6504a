/**
 * `creo cluster compare RUN RUN`: how alike two runs are, and which clusters share which creatives. `--json`: `{ runs:
 * [id, id], adjustedRand, shared: [{ clusterId, label, otherClusterId, otherLabel, size, creatives }], onlyFirst: [name],
 * onlySecond: [name] }`; the creatives of onlyFirst are in no cluster of the second run.
 */
import { inScope } from '../../answers/scoped.js';
import { compareRuns } from '../../cluster/compare.js';
import type { View } from '../../fields.js';
import { storedRun } from '../../store/clusters.js';
import { creativeNames } from '../../store/creatives.js';
import type { Store } from '../../store/database.js';
import type { ResultsFilter } from '../../store/results.js';
import type { Context } from '../../work/context.js';

export interface ClusterCompareOptions {
  first: number;
  second: number;
  /** Whose creatives. */
  filter: ResultsFilter;
}

export const run = ({ db }: Context, { filter, ...runs }: ClusterCompareOptions): View =>
  // Groups are compared without amounts: clients need not be parted.
  inScope(db, { ...filter, acrossClients: true }, () => comparison(db, runs));

function comparison(db: Store, { first, second }: Omit<ClusterCompareOptions, 'filter'>): View {
  const nameOf = creativeNames(db);
  const { adjustedRand, shared, onlyBefore, onlyAfter } = compareRuns(
    storedRun(db, first).clusters,
    storedRun(db, second).clusters,
  );
  const rows = shared.map(({ before, after, creativeIds }) => ({
    clusterId: before.clusterId,
    label: before.label,
    otherClusterId: after.clusterId,
    otherLabel: after.label,
    size: creativeIds.length,
    creatives: creativeIds.map(nameOf).sort(),
  }));
  const onlyFirst = onlyBefore.map(nameOf).sort();
  const onlySecond = onlyAfter.map(nameOf).sort();
  const alike = adjustedRand === null ? 'they share no creative' : `adjusted Rand index ${adjustedRand.toFixed(2)}`;
  return {
    json: { runs: [first, second], adjustedRand, shared: rows, onlyFirst, onlySecond },
    headline: `Run ${first} against run ${second}: ${alike} (1 is the same groups, 0 is chance)`,
    tables: [{ fields: ['clusterId', 'label', 'otherClusterId', 'otherLabel', 'size'], rows }],
    notes: [
      ...(onlyFirst.length > 0 ? [`Only in a cluster of run ${first}: ${onlyFirst.join(', ')}`] : []),
      ...(onlySecond.length > 0 ? [`Only in a cluster of run ${second}: ${onlySecond.join(', ')}`] : []),
    ],
  };
}
