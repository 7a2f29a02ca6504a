/** Creatives to groups: by a value that is known, or by how alike they look or are cut. What is stored as a clustering run. */
import { type Assembled, clustersOfValues, clustersOfVectors } from '../cluster/assemble.js';
import { blended } from '../cluster/blend.js';
import { checkedDivision, type Division, divide } from '../cluster/divide.js';
import type { Trait } from '../cluster/labels.js';
import { categoryTrait, lookTrait, nameTraits, subjectTrait, tagTrait } from '../cluster/traits.js';
import { rowsAt, type VectorSet, vectorSet } from '../cluster/vectors.js';
import { UserError } from '../errors.js';
import type { ClusterRun, Creative } from '../model.js';
import { looksOf } from '../patterns/looks.js';
import { patternVectors } from '../patterns/vectors.js';
import { seeded } from '../random.js';
import { currentClusterRun } from '../store/clusters.js';
import { allCreatives, creativeNames } from '../store/creatives.js';
import type { Store } from '../store/database.js';
import { allSubjects, embeddedModels, embeddingsOf } from '../store/embeddings.js';
import { adGroupValues, groupingNames, groupValues, isAdGrouping } from '../store/groupings.js';
import { allPatterns } from '../store/patterns.js';
import { tagsByCreative, tagsInForce } from '../store/tags.js';
import { SEED } from './question.js';

export type Grouping =
  | { kind: 'visual' }
  | { kind: 'patterns' }
  /** `weight` of the patterns against the pictures, 0..1. */
  | { kind: 'hybrid'; weight: number }
  | { kind: 'tag'; tag: string };

/** How the creatives are to be grouped. */
export interface GroupingQuestion {
  grouping: Grouping;
  division: Division;
  seed?: number | null | undefined;
  /** The start of a model's id; null takes the model with the most vectors. */
  model: string | null;
}

export interface Grouped {
  run: Omit<ClusterRun, 'runId' | 'createdAt'>;
  /** Creatives that could not be grouped, and why. */
  leftOut: readonly { creative: string; reason: string }[];
  notes: readonly string[];
}

/**
 * Groups every creative of the store; writes nothing. Throws UserError NO_CREATIVES, NO_SUCH_GROUPING, NOT_EMBEDDED,
 * NOT_MEASURED, NO_MEDIA, NO_SUCH_MODEL.
 */
export function groupCreatives(db: Store, question: GroupingQuestion): Grouped {
  const creatives = allCreatives(db);
  if (creatives.length === 0) {
    throw new UserError('NO_CREATIVES', 'There are no creatives to group', 'Add some first: creo add ads/*.mp4');
  }
  const { grouping } = question;
  const seed = question.seed ?? SEED;
  const grouped =
    grouping.kind === 'tag'
      ? byValue(db, creatives, grouping.tag)
      : byLikeness(db, creatives, grouping, { ...question, seed });
  return { ...grouped, run: { ...grouped.run, seed } };
}

type Unseeded = Omit<Grouped, 'run'> & { run: Omit<Grouped['run'], 'seed'> };

function byValue(db: Store, creatives: readonly Creative[], tag: string): Unseeded {
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
    // A platform on which no creative spent most still has results of its own.
    isAdGrouping(tag) ? adGroupValues(db, tag) : [],
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

/** What is compared: a row per creative. */
interface Compared {
  creativeIds: readonly number[];
  points: VectorSet;
  modelId: string | null;
  leftOut: readonly { creative: string; reason: string }[];
  notes: readonly string[];
}

type Likeness = Exclude<Grouping, { kind: 'tag' }>;

function byLikeness(
  db: Store,
  creatives: readonly Creative[],
  grouping: Likeness,
  options: GroupingQuestion & { seed: number },
): Unseeded {
  const { division, seed, model } = options;
  const compared = comparedBy(db, creatives, grouping, model);
  const { creativeIds, points, modelId, leftOut, notes } = compared;
  const divided = divide(points, checkedDivision(points, division), seeded(seed).uniform);
  const assembled: Assembled = clustersOfVectors(creativeIds, points, divided, {
    earlier: currentClusterRun(db, grouping.kind)?.clusters ?? [],
    nameOf: creativeNames(db),
    traitsOf: traitsByCreative(db, creatives),
  });
  const { k, silhouette } = divided;
  const { algorithm } = division;
  const settled = grouping.kind === 'hybrid' ? { ...divided.options, weight: grouping.weight } : divided.options;
  return {
    run: { kind: grouping.kind, tag: null, algorithm, k, silhouette, modelId, options: settled, ...assembled },
    leftOut,
    notes: [...(divided.reason ? [divided.reason] : []), ...notes],
  };
}

function comparedBy(db: Store, creatives: readonly Creative[], grouping: Likeness, model: string | null): Compared {
  if (grouping.kind === 'visual') return pictures(db, creatives, model);
  if (grouping.kind === 'patterns') return measurements(db, creatives);
  const looks = pictures(db, creatives, model);
  const patterns = measurements(db, creatives);
  const rowOf = ({ creativeIds }: Compared) => new Map(creativeIds.map((id, row) => [id, row]));
  const [look, pattern] = [rowOf(looks), rowOf(patterns)];
  const both = looks.creativeIds.filter((id) => pattern.has(id));
  const lacking = new Map([...looks.leftOut, ...patterns.leftOut].map((each) => [each.creative, each]));
  return {
    creativeIds: both,
    points: blended(
      rowsAt(
        looks.points,
        both.map((id) => look.get(id) ?? -1),
      ),
      rowsAt(
        patterns.points,
        both.map((id) => pattern.get(id) ?? -1),
      ),
      grouping.weight,
    ),
    modelId: looks.modelId,
    leftOut: [...lacking.values()],
    notes: looks.notes,
  };
}

function pictures(db: Store, creatives: readonly Creative[], model: string | null): Compared {
  const modelId = chosenModel(db, creatives, model);
  const vectors = new Map(embeddingsOf(db, modelId).map(({ creativeId, vector }) => [creativeId, vector]));
  const others = embeddedModels(db).filter((each) => each.modelId !== modelId);
  return {
    creativeIds: [...vectors.keys()],
    points: vectorSet([...vectors.values()]),
    modelId,
    leftOut: without(creatives, vectors, 'not embedded: run creo embed'),
    notes:
      others.length > 0 && model === null
        ? [`Vectors of ${modelId}; there are others of ${others.map((each) => each.modelId).join(', ')} (--model).`]
        : [],
  };
}

function measurements(db: Store, creatives: readonly Creative[]): Compared {
  const patterns = new Map(allPatterns(db).map((each) => [each.creativeId, each]));
  const tags = tagsByCreative(db);
  const described = creatives.flatMap(({ creativeId, media }) => {
    const own = patterns.get(creativeId);
    return own && media ? [{ creativeId, patterns: own, media, tags: tags.get(creativeId) ?? [] }] : [];
  });
  if (described.length === 0) {
    throw new UserError('NOT_MEASURED', 'No creative has been measured yet', 'Run `creo analyze` first');
  }
  return {
    creativeIds: described.map(({ creativeId }) => creativeId),
    points: patternVectors(described),
    modelId: null,
    leftOut: without(creatives, patterns, 'not measured: run creo analyze'),
    notes: [],
  };
}

const without = (creatives: readonly Creative[], known: ReadonlyMap<number, unknown>, reason: string) =>
  creatives
    .filter(({ creativeId }) => !known.has(creativeId))
    .map(({ name, media }) => ({ creative: name, reason: media === null ? 'no media' : reason }));

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

function traitsByCreative(db: Store, creatives: readonly Creative[]): (creativeId: number) => Trait[] {
  const traits = new Map(
    creatives.map(({ creativeId, name, category }) => [
      creativeId,
      [...(category ? [categoryTrait(category)] : []), ...nameTraits(name)],
    ]),
  );
  const media = new Map(creatives.map((creative) => [creative.creativeId, creative.media]));
  for (const tag of tagsInForce(db)) traits.get(tag.creativeId)?.push(tagTrait(tag));
  for (const subject of allSubjects(db)) traits.get(subject.creativeId)?.push(subjectTrait(subject));
  for (const patterns of allPatterns(db)) {
    const facts = media.get(patterns.creativeId);
    if (facts) traits.get(patterns.creativeId)?.push(...looksOf(patterns, facts).map(lookTrait));
  }
  return (creativeId) => traits.get(creativeId) ?? [];
}
