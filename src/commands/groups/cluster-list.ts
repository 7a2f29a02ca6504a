/** `creo cluster list`: every run that is kept, or those that hold creatives of a client. `--json`: `{ runs: [{ runId, kind, tag, algorithm, k, seed, silhouette, model, options, creatives, createdAt, inUse }] }`. */
import { inScope } from '../../answers/scoped.js';
import type { View } from '../../fields.js';
import { clusterRunInUse, clusterRuns } from '../../store/clusters.js';
import type { Store } from '../../store/database.js';
import type { ResultsFilter } from '../../store/results.js';
import type { Context } from '../../work/context.js';

export const run = ({ db }: Context, { filter }: { filter: ResultsFilter }): View =>
  // Runs are shown without amounts: clients need not be parted.
  inScope(db, { ...filter, acrossClients: true }, () => runsView(db));

function runsView(db: Store): View {
  const inUse = clusterRunInUse(db)?.runId ?? null;
  const runs = clusterRuns(db).map(({ modelId, options, creatives, ...each }) => ({
    ...each,
    model: modelId,
    options,
    creatives,
    inUse: each.runId === inUse,
  }));
  return {
    json: { runs },
    headline: `${runs.length} clustering ${runs.length === 1 ? 'run' : 'runs'}${inUse === null ? '' : `; run ${inUse} pools the evidence of the answers`}`,
    tables: [
      {
        fields: ['runId', 'groupedBy', 'algorithm', 'k', 'silhouette', 'seed', 'model', 'size', 'inUse', 'createdAt'],
        rows: runs.map(({ options, creatives, kind, tag, ...row }) => ({
          ...row,
          groupedBy: tag ?? kind,
          size: creatives,
        })),
      },
    ],
    notes: runs.length === 0 ? ['Start with: creo cluster --visual'] : [],
  };
}
