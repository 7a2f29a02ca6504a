/** Creatives that are edits of one another, found by comparing only what has not been compared before. */
import { COMPARISON_VERSION, duplicateGroups } from '../cluster/duplicates.js';
import { inTransaction, type Store } from '../store/database.js';
import { comparableClips, knownComparisons, saveComparisons, saveDuplicates } from '../store/duplicates.js';
import { framesByCreative } from '../store/embeddings.js';

export interface FoundDuplicates {
  /** The creatives that were compared: those that the model has frames of. */
  creativeIds: readonly number[];
  /** Groups of at least two, ids ascending, by their first. */
  groups: readonly (readonly number[])[];
  /** How many of the creatives were new, so that they were compared with all others. */
  compared: number;
}

/** Looks over the library by the frames of one model, and keeps what it found and what was compared. */
export function findDuplicates(db: Store, modelId: string): FoundDuplicates {
  const comparison = { modelId, version: COMPARISON_VERSION };
  const clips = comparableClips(db, modelId);
  const known = knownComparisons(db, comparison, clips);
  const creativeIds = [...clips.keys()];
  const compared = creativeIds.filter((id) => !known.compared.has(id)).length;
  // Without a new clip no frame needs to be read.
  const groups =
    compared === 0
      ? [...known.groups].sort(([a], [b]) => a! - b!)
      : duplicateGroups(framesByCreative(db, modelId), known);
  inTransaction(db, () => {
    saveDuplicates(db, groups);
    saveComparisons(db, comparison, clips, groups);
  });
  return { creativeIds, groups, compared };
}
