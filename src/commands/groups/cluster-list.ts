/** `creo cluster list`: every run that is kept. `--json`: `{ runs: [{ runId, kind, tag, algorithm, k, seed, silhouette, model, options, creatives, createdAt, inUse }] }`. */
import type { View } from '../../fields.js';
import { clusterRunInUse, clusterRuns } from '../../store/clusters.js';
import type { Context } from '../../work/context.js';

export function run({ db }: Context): View {
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
    headline: `${runs.length} clustering runs; run ${inUse ?? 'none'} pools the evidence of the answers`,
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
