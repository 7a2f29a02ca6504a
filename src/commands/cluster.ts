/**
 * `creo cluster`: groups creatives, stores the run and shows each group's pooled results. `--json`: `{ runId, kind, tag,
 * algorithm, k, seed, silhouette, model, currency, clusters: [{ clusterId, label, size, creatives, impressions, clicks,
 * conversions, spendMicros, revenueMicros, cvr, cvrLow, cvrHigh, roas, probBest, winner, … }], noise: [name],
 * leftOut: [{ creative, reason }] }`. Rates and probabilities are null where there are no results.
 */
import { type Assembled, clustersOfValues, clustersOfVectors } from '../cluster/assemble.js';
import { checkedDivision, type Division, divide } from '../cluster/divide.js';
import { clusterResults } from '../cluster/results.js';
import { clusterView } from '../cluster/rows.js';
import { categoryTrait, nameTraits, tagTrait } from '../cluster/traits.js';
import { vectorSet } from '../cluster/vectors.js';
import { posterior } from '../decide/posterior.js';
import { seeded } from '../decide/random.js';
import { UserError } from '../errors.js';
import type { View } from '../fields.js';
import type { ClusterRun, Creative } from '../model.js';
import { currentClusterRun, saveClusterRun } from '../store/clusters.js';
import { allCreatives, creativeNames } from '../store/creatives.js';
import { inTransaction, type Store } from '../store/database.js';
import { embeddedModels, embeddingsOf } from '../store/embeddings.js';
import { creativeEvidence } from '../store/evidence.js';
import { groupingNames, groupValues } from '../store/groupings.js';
import { type ResultsFilter, resultsCurrency } from '../store/results.js';
import { tagsInForce } from '../store/tags.js';
import type { Context } from './context.js';

export type Grouping = { kind: 'visual' } | { kind: 'tag'; tag: string };

export interface ClusterOptions {
  grouping: Grouping;
  division: Division;
  seed: number;
  /** Null takes the model with the most vectors. */
  model: string | null;
  filter: ResultsFilter;
}

interface Grouped {
  run: Omit<ClusterRun, 'runId' | 'createdAt' | 'seed'>;
  leftOut: readonly { creative: string; reason: string }[];
  notes: readonly string[];
}

export function run({ db, now }: Context, options: ClusterOptions): View {
  const { grouping, seed, filter } = options;
  const creatives = allCreatives(db);
  if (creatives.length === 0) {
    throw new UserError('NO_CREATIVES', 'There are no creatives to group', 'Add some first: creo add ads/*.mp4');
  }
  const currency = resultsCurrency(db, filter);
  const grouped = grouping.kind === 'tag' ? byValue(db, creatives, grouping.tag) : byLook(db, creatives, options);
  const newRun = { ...grouped.run, seed, createdAt: now() };
  const runId = inTransaction(db, () => saveClusterRun(db, newRun));
  const evidence = creativeEvidence(db, filter, newRun.clusters);
  return clusterView({
    run: { ...newRun, runId },
    results: clusterResults(newRun.clusters, evidence, posterior(evidence, { seed })),
    currency,
    nameOf: creativeNames(db),
    leftOut: grouped.leftOut,
    notes: grouped.notes,
  });
}

function byValue(db: Store, creatives: readonly Creative[], tag: string): Grouped {
  const values = new Map(groupValues(db, tag).map(({ creativeId, value }) => [creativeId, value]));
  if (values.size === 0) {
    throw new UserError(
      'NO_SUCH_GROUPING',
      `No creative has a value of ${tag}`,
      `These can be used: ${groupingNames(db).join(', ')}; creo tag --file tags.csv sets more`,
    );
  }
  const earlier = currentClusterRun(db, 'tag', tag)?.clusters ?? [];
  const assembled = clustersOfValues(
    creatives.map(({ creativeId }) => creativeId),
    values,
    earlier,
  );
  const { clusters, noise } = assembled;
  return {
    run: { kind: 'tag', tag, algorithm: 'tag', k: clusters.length, silhouette: null, modelId: null, ...assembled },
    leftOut: [],
    notes: [
      ...(noise.length > 0 ? [`${noise.length} creatives have no value of ${tag} and are in no cluster.`] : []),
      ...(clusters.length === 1 ? [`${tag} has only one value here, so there is nothing to compare.`] : []),
    ],
  };
}

function byLook(db: Store, creatives: readonly Creative[], { division, seed, model }: ClusterOptions): Grouped {
  const models = embeddedModels(db);
  const modelId = chosenModel(db, creatives, model);
  const vectors = new Map(embeddingsOf(db, modelId).map(({ creativeId, vector }) => [creativeId, vector]));
  const leftOut = creatives
    .filter(({ creativeId }) => !vectors.has(creativeId))
    .map(({ name, media }) => ({
      creative: name,
      reason: media === null ? 'no media' : 'not embedded: run creo embed',
    }));
  const creativeIds = [...vectors.keys()];
  const points = vectorSet([...vectors.values()]);
  const divided = divide(points, checkedDivision(points, division), seeded(seed).uniform);
  const assembled: Assembled = clustersOfVectors(creativeIds, points, divided, {
    earlier: currentClusterRun(db, 'visual')?.clusters ?? [],
    nameOf: creativeNames(db),
    traitsOf: traitsByCreative(db, creatives),
  });
  const { k, silhouette, options } = divided;
  const others = models.filter((each) => each.modelId !== modelId);
  return {
    run: { kind: 'visual', tag: null, algorithm: division.algorithm, k, silhouette, modelId, options, ...assembled },
    leftOut,
    notes: [
      ...(divided.reason ? [divided.reason] : []),
      ...(others.length > 0 && model === null
        ? [`Vectors of ${modelId}; there are others of ${others.map((each) => each.modelId).join(', ')} (--model).`]
        : []),
    ],
  };
}

/** The model whose vectors are compared: the one asked for, by its id or the start of it, else the one with the most. */
function chosenModel(db: Store, creatives: readonly Creative[], wanted: string | null): string {
  const models = embeddedModels(db);
  const found = models.find(({ modelId }) => wanted === null || modelId.startsWith(wanted));
  if (found) return found.modelId;
  if (models.length > 0) {
    throw new UserError(
      'NO_SUCH_MODEL',
      `No creative has a vector of ${wanted}`,
      `Vectors there are: ${models.map(({ modelId, creatives: count }) => `${modelId} (${count})`).join(', ')}`,
    );
  }
  throw creatives.some(({ media }) => media !== null)
    ? new UserError('NOT_EMBEDDED', 'No creative has a vector yet', 'Run `creo embed` first')
    : new UserError(
        'NO_MEDIA',
        'No creative has a media file, so there are no pictures to compare',
        'Add the files with creo add, or group by what is known: creo cluster --by campaign',
      );
}

function traitsByCreative(
  db: Store,
  creatives: readonly Creative[],
): (creativeId: number) => ReturnType<typeof nameTraits> {
  const traits = new Map(
    creatives.map(({ creativeId, name, category }) => [
      creativeId,
      [...(category ? [categoryTrait(category)] : []), ...nameTraits(name)],
    ]),
  );
  for (const tag of tagsInForce(db)) traits.get(tag.creativeId)?.push(tagTrait(tag));
  return (creativeId) => traits.get(creativeId) ?? [];
}
