/** Looking for edits again compares only what is new, and finds what looking at everything finds. */
import { expect, test } from 'vitest';
import { findDuplicates } from '../../src/answers/duplicates.js';
import { duplicateGroups } from '../../src/cluster/duplicates.js';
import { normalised } from '../../src/cluster/vectors.js';
import { seeded } from '../../src/random.js';
import { addCreative, removeCreative, setMedia } from '../../src/store/creatives.js';
import { openStore, type Store } from '../../src/store/database.js';
import { storedDuplicates } from '../../src/store/duplicates.js';
import { framesByCreative, saveVectors } from '../../src/store/embeddings.js';

const MODEL = 'm';
const media = {
  kind: 'image' as const,
  durationSeconds: 0,
  width: 9,
  height: 9,
  fps: null,
  hasAudio: false,
  hdr: null,
  sizeBytes: 1,
};

/** Frames of a clip: the same seeds are the same pictures. */
const framesOf = (seeds: readonly number[]) =>
  seeds.map((seed, at) => {
    const random = seeded(seed);
    return {
      atSeconds: at,
      vector: normalised(Float32Array.from({ length: 16 }, () => random.normal())) ?? new Float32Array(16),
      thumbnail: Uint8Array.from({ length: 1024 }, () => Math.floor(256 * random.uniform())),
    };
  });

function embed(db: Store, creativeId: number, contentHash: string, seeds: readonly number[]): void {
  const frames = framesOf(seeds);
  saveVectors(db, {
    creativeId,
    modelId: MODEL,
    contentHash,
    vector: frames[0]?.vector ?? new Float32Array(16),
    frames,
    subjects: [],
  });
}

function addClip(db: Store, name: string, seeds: readonly number[]): number {
  const creativeId = addCreative(db, {
    name,
    category: null,
    path: name,
    contentHash: name,
    media,
    createdAt: '2026-05-01T00:00:00.000Z',
  });
  embed(db, creativeId, name, seeds);
  return creativeId;
}

/** What is found, which must be what a look at all pairs finds. */
function found(db: Store) {
  const result = findDuplicates(db, MODEL);
  expect(result.groups).toEqual(duplicateGroups(framesByCreative(db, MODEL)));
  expect(storedDuplicates(db)).toEqual(result.groups);
  return result;
}

test('a second look compares nothing, and a new clip is compared with all', () => {
  const db = openStore(':memory:', { create: true });
  const [a, , c] = [addClip(db, 'a', [1, 2]), addClip(db, 'b', [3, 4]), addClip(db, 'c', [1, 2])];
  expect(found(db)).toMatchObject({ compared: 3, groups: [[a, c]] });
  expect(found(db)).toMatchObject({ compared: 0, groups: [[a, c]] });
  const d = addClip(db, 'd', [3, 4]);
  expect(found(db)).toMatchObject({
    compared: 1,
    groups: [
      [a, c],
      [2, d],
    ],
  });
});

test('when the clip that held a group together goes or changes, the others are compared again', () => {
  const db = openStore(':memory:', { create: true });
  const first = addClip(db, 'first', [1, 2, 3]);
  const middle = addClip(db, 'middle', [1, 2, 3, 4, 5]);
  const last = addClip(db, 'last', [4, 5]);
  addClip(db, 'other', [9]);
  expect(found(db).groups).toEqual([[first, middle, last]]);
  setMedia(db, middle, { path: 'new', contentHash: 'new', media });
  embed(db, middle, 'new', [7, 8]);
  expect(found(db)).toMatchObject({ compared: 3, groups: [] });
  const copy = addClip(db, 'copy', [7, 8]);
  expect(found(db).groups).toEqual([[middle, copy]]);
  removeCreative(db, middle);
  expect(found(db)).toMatchObject({ compared: 1, groups: [] });
});
