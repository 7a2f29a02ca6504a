/**
 * `creo duplicates`: creatives that are edits of one another, and how many independent creatives that leaves.
 * `--json`: `{ modelId, creatives, compared, effectiveCreatives, groups: [{ creatives: [{ creativeId, creative }] }] }`.
 */
import { findDuplicates } from '../../answers/duplicates.js';
import type { Question } from '../../answers/question.js';
import { stayInScope } from '../../answers/scoped.js';
import { effectiveCount } from '../../cluster/duplicates.js';
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { changedSince } from '../../media/as-added.js';
import { allCreatives, creativeNames } from '../../store/creatives.js';
import { embeddedModels } from '../../store/embeddings.js';
import type { Context } from '../../work/context.js';

export interface DuplicatesOptions {
  /** Whose creatives are shown; those of all are compared. */
  filter: NonNullable<Question['filter']>;
}

export async function run({ db }: Context, { filter }: DuplicatesOptions): Promise<View> {
  const [model] = embeddedModels(db);
  if (!model) throw new UserError('NOT_EMBEDDED', 'No creative has been embedded', 'Run `creo embed` first');
  const found = findDuplicates(db, model.modelId);
  stayInScope(db, filter);
  const shown = new Set(allCreatives(db).map(({ creativeId }) => creativeId));
  const creativeIds = found.creativeIds.filter((id) => shown.has(id));
  const groups = found.groups.map((group) => group.filter((id) => shown.has(id))).filter((group) => group.length > 1);
  const nameOf = creativeNames(db);
  const effective = effectiveCount(creativeIds, groups);
  const changed = await changedSince(allCreatives(db));
  return {
    json: {
      modelId: model.modelId,
      creatives: creativeIds.length,
      compared: found.compared,
      effectiveCreatives: effective,
      groups: groups.map((group) => ({
        creatives: group.map((creativeId) => ({ creativeId, creative: nameOf(creativeId) })),
      })),
    },
    headline:
      groups.length === 0
        ? `No two of the ${creativeIds.length} creatives are edits of one another`
        : `${creativeIds.length} creatives are ${effective} independent ${effective === 1 ? 'one' : 'ones'}`,
    tables: [
      {
        fields: ['size', 'copies'],
        rows: groups.map((group) => ({ size: group.length, copies: group.map(nameOf).join(', ') })),
      },
    ],
    ...(changed === null ? {} : { notes: [changed] }),
  };
}
