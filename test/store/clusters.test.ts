import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import type { ClusterRun, Patterns } from '../../src/model.js';
import { clusterRun, clusterRuns, currentClusterRun, saveClusterRun, storedRun } from '../../src/store/clusters.js';
import { addCreative, removeCreative, setMedia } from '../../src/store/creatives.js';
import type { Store } from '../../src/store/database.js';
import { groupingNames, groupValues } from '../../src/store/groupings.js';
import { allPatterns, measuredHashes, savePatterns } from '../../src/store/patterns.js';
import { savePersonTag } from '../../src/store/tags.js';
import { addMembers } from '../helpers/campaign.js';
import { emptyStore, newCreative, videoFacts } from '../helpers/store.js';

const MEDIA = videoFacts({ durationSeconds: 9, hasAudio: false });

const added = (db: Store, ...names: string[]): number[] =>
  names.map((name) =>
    addCreative(db, newCreative({ name, path: `/ads/${name}.mp4`, contentHash: `hash-${name}`, media: MEDIA })),
  );

function visualRun(ids: number[]): Omit<ClusterRun, 'runId'> {
  return {
    ...{ kind: 'visual', tag: null, algorithm: 'dbscan', k: 1, seed: 1, silhouette: null, modelId: 'm' },
    createdAt: '2026-07-14T09:00:00.000Z',
    clusters: [{ clusterId: 4, label: 'dark', creativeIds: ids.slice(0, 2), centralCreativeId: ids[0] }],
    noise: ids.slice(2),
    options: { radius: 0.1, minSize: 3 },
    map: ids.map((creativeId, place) => ({ creativeId, x: place, y: 1 - place })),
  };
}

test('a run comes back as it was stored', () => {
  const db = emptyStore();
  const run = visualRun(added(db, 'a', 'b', 'c'));
  const runId = saveClusterRun(db, run);
  expect(clusterRun(db, runId)).toEqual({ runId, ...run });
  expect(storedRun(db, null)).toEqual({ runId, ...run });
  expect(clusterRuns(db)).toMatchObject([{ runId, creatives: 3, options: { radius: 0.1 } }]);
});

test('the latest run of each kind and tag is current', () => {
  const db = emptyStore();
  const run = visualRun(added(db, 'a', 'b', 'c'));
  const first = saveClusterRun(db, run);
  const byHook = saveClusterRun(db, { ...run, kind: 'tag', tag: 'hook', algorithm: 'tag' });
  expect(currentClusterRun(db)?.runId).toBe(byHook);
  expect(currentClusterRun(db, 'visual')?.runId).toBe(first);
  expect(currentClusterRun(db, 'tag', 'hook')?.runId).toBe(byHook);
  expect(currentClusterRun(db, 'tag', 'format')).toBeNull();
});

test('a creative that is removed leaves its cluster', () => {
  const db = emptyStore();
  const ids = added(db, 'a', 'b', 'c');
  saveClusterRun(db, visualRun(ids));
  removeCreative(db, ids[0]);
  expect(currentClusterRun(db)?.clusters).toEqual([
    { clusterId: 4, label: 'dark', creativeIds: [ids[1]], centralCreativeId: null },
  ]);
});

test('a run that is not there is a user error', () => {
  expect(() => storedRun(emptyStore(), null)).toThrow(UserError);
  expect(() => storedRun(emptyStore(), 7)).toThrow('There is no clustering run 7');
});

test('a creative is in the campaign on which it spent most', () => {
  const db = emptyStore();
  const [id] = addMembers(db, [{ name: 'a', clicks: 5, campaign: 'Large', spendMicros: 90_000_000 }]);
  db.prepare(
    `INSERT INTO ads (platform, account, level, ad_key, campaign, ad_name, creative_id)
     VALUES ('tiktok', '', 'ad', 'a2', 'Early', 'a2', :id)`,
  ).run({ id });
  expect(groupValues(db, 'campaign')).toEqual([{ creativeId: id, value: 'Large' }]);
  expect(groupValues(db, 'platform')).toEqual([{ creativeId: id, value: 'tiktok' }]);
});

test('groupings are the tags there are, the category, and what ads have', () => {
  const db = emptyStore();
  const [a] = added(db, 'a');
  savePersonTag(db, a, 'creator', 'anna');
  expect(groupingNames(db)).toEqual(['category', 'campaign', 'adGroup', 'account', 'platform', 'creator']);
  expect(groupValues(db, 'creator')).toMatchObject([{ creativeId: a, value: 'anna' }]);
});

test('measurements come back as they were stored, and not for a file that changed since', () => {
  const db = emptyStore();
  const [a] = added(db, 'a');
  const patterns: Patterns = {
    ...{ creativeId: a, contentHash: 'hash-a', shots: 2, firstCutSeconds: 1.5, meanShotSeconds: 4.5, densestShots: 2 },
    ...{ motion: 0.02, brightness: 0.4, saturation: 0.3, textArea: 0.1, loudnessLufs: null, silence: null },
    ...{ voiceScore: null, beatScore: null, beatsPerMinute: null, speechShare: null, speechStartSeconds: null },
    ...{ faceShare: 0.5, severalFacesShare: 0.25, mostFaces: 2, mostFacesSeconds: 1 },
    ...{ smileShare: 0.5, smileScore: 0.9, smileSeconds: 1 },
    colours: [
      { name: 'red', share: 0.6 },
      { name: 'black', share: 0.3 },
    ],
    boundaries: [{ atSeconds: 1.5, kind: 'cut', score: 0.9 }],
  };
  savePatterns(db, patterns, 1);
  savePatterns(db, patterns, 1);
  expect(allPatterns(db)).toEqual([patterns]);
  expect(measuredHashes(db, 1)).toEqual(new Map([[a, 'hash-a']]));
  expect(measuredHashes(db, 2)).toEqual(new Map());
  setMedia(db, a, { path: '/ads/a.mp4', contentHash: 'hash-new', media: MEDIA });
  expect(allPatterns(db)).toEqual([]);
});
