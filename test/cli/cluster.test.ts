import { expect, test } from 'vitest';
import { savePatterns } from '../../src/store/patterns.js';
import { savePersonTag } from '../../src/store/tags.js';
import { addMembers, type Member, storeIn } from '../helpers/campaign.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';

const SHOWN = { clicks: 50, spendMicros: 50_000_000 };

/** Three looks: 4, 3 and 2 creatives along three axes. */
const THREE_LOOKS: readonly Member[] = [
  { name: 'talk-1', vector: [9, 1, 0], ...SHOWN, conversions: 8, revenueMicros: 320_000_000 },
  { name: 'talk-2', vector: [9, 0, 1], ...SHOWN, conversions: 7, revenueMicros: 280_000_000 },
  { name: 'talk-3', vector: [9, 1, 1], ...SHOWN, conversions: 9, revenueMicros: 360_000_000 },
  { name: 'talk-4', vector: [8, 0, 0], ...SHOWN, conversions: 6, revenueMicros: 240_000_000 },
  { name: 'game-1', vector: [0, 9, 1], ...SHOWN, conversions: 1, revenueMicros: 40_000_000 },
  { name: 'game-2', vector: [1, 9, 0], ...SHOWN, conversions: 2, revenueMicros: 80_000_000 },
  { name: 'game-3', vector: [1, 8, 1], ...SHOWN, conversions: 1, revenueMicros: 40_000_000 },
  { name: 'text-1', vector: [0, 1, 9], ...SHOWN, conversions: 0 },
  { name: 'text-2', vector: [1, 0, 9], ...SHOWN, conversions: 1, revenueMicros: 40_000_000 },
];

/** A folder with a store of these creatives. */
function folderOf(members: readonly Member[], modelId?: string): string {
  const folder = emptyFolder();
  const db = storeIn(folder);
  addMembers(db, members, modelId);
  db.close();
  return folder;
}

/** Runs `creo cluster`, which must fail as a user error, and gives what it printed on stderr. */
async function refused(args: readonly string[], cwd: string): Promise<string> {
  const { status, stdout, stderr } = await runCreo(['cluster', ...args], { cwd });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  return stderr;
}

test('clusters come with their members and pooled results', async () => {
  const cwd = folderOf(THREE_LOOKS);
  expect(await creoJson(['cluster', '--visual', '-k', '3'], { cwd })).toMatchObject({
    runId: 1,
    kind: 'visual',
    algorithm: 'kmeans',
    k: 3,
    seed: 1,
    model: 'test-model',
    currency: 'USD',
    noise: [],
    leftOut: [],
    clusters: [
      {
        clusterId: 1,
        label: 'talk',
        size: 4,
        creatives: ['talk-1', 'talk-2', 'talk-3', 'talk-4'],
        clicks: 200,
        conversions: 30,
        spendMicros: 200_000_000,
        revenueMicros: 1_200_000_000,
        cvrRaw: 0.15,
        roasRaw: 6,
        winner: true,
      },
      { clusterId: 2, label: 'game', size: 3, conversions: 4, winner: false },
      { clusterId: 3, label: 'text', size: 2, conversions: 1, winner: false },
    ],
  });
});

test('k auto finds the three looks and says how it chose', async () => {
  const { stdout } = await runCreo(['cluster'], { cwd: folderOf(THREE_LOOKS) });
  expect(stdout).toContain('9 creatives in 3 clusters');
  expect(stdout).toMatch(/k = 3: silhouettes 2: 0\.\d\d, 3: 0\.\d\d/);
});

test('ids stay with the members when the number of clusters changes', async () => {
  const cwd = folderOf(THREE_LOOKS);
  await creoJson(['cluster', '-k', '3'], { cwd });
  const two = await creoJson(['cluster', '-k', '2'], { cwd });
  expect(two).toMatchObject({ clusters: [{ clusterId: 1, size: 4 }, { clusterId: 2 }] });
});

test('a tag groups by its values, and creatives without one are in no cluster', async () => {
  const cwd = folderOf(THREE_LOOKS);
  const db = storeIn(cwd);
  for (const [id, hook] of [
    [1, 'question'],
    [2, 'question'],
    [5, 'demo'],
  ] as const)
    savePersonTag(db, id, 'hook', hook);
  db.close();
  expect(await creoJson(['cluster', '--by', 'hook'], { cwd })).toMatchObject({
    kind: 'tag',
    tag: 'hook',
    algorithm: 'tag',
    silhouette: null,
    model: null,
    clusters: [
      { label: 'question', creatives: ['talk-1', 'talk-2'], conversions: 15 },
      { label: 'demo', creatives: ['game-1'] },
    ],
    noise: ['game-2', 'game-3', 'talk-3', 'talk-4', 'text-1', 'text-2'],
  });
});

test('a tag with one value, and a tag nobody has, are answered plainly', async () => {
  const cwd = folderOf(THREE_LOOKS);
  expect((await runCreo(['cluster', '--by', 'platform'], { cwd })).stdout).toContain(
    'platform has only one value here, so there is nothing to compare.',
  );
  expect(await refused(['--by', 'hok'], cwd)).toMatch(
    /No creative has a value of hok\nhint: These can be used: category, campaign/,
  );
});

test('DBSCAN names the noise', async () => {
  const cwd = folderOf([...THREE_LOOKS, { name: 'odd', vector: [5, 5, 5] }]);
  expect(
    await creoJson(['cluster', '--algorithm', 'dbscan', '--radius', '0.1', '--min-size', '2'], { cwd }),
  ).toMatchObject({ algorithm: 'dbscan', k: 3, noise: ['odd'], options: { radius: 0.1, minSize: 2 } });
});

test('creatives without a file or a vector are left out, counted and named', async () => {
  const cwd = folderOf([...THREE_LOOKS, { name: 'no-file', media: false }, { name: 'new' }]);
  const { stdout } = await runCreo(['cluster', '-k', '3'], { cwd });
  expect(stdout).toContain('Left out, no media: 1 (no-file)');
  expect(stdout).toContain('Left out, not embedded: run creo embed: 1 (new)');
});

test('without results the rates are unknown, and that is said', async () => {
  const cwd = folderOf(THREE_LOOKS.map(({ name, vector = null }) => ({ name, vector })));
  expect((await runCreo(['cluster', '-k', '3'], { cwd })).stdout).toContain('No results yet, so the rates are unknown');
  expect(await creoJson(['cluster', '-k', '3'], { cwd })).toMatchObject({
    currency: null,
    clusters: [{ clicks: null, cvr: null, cvrLow: null, roas: null, probBest: null, winner: false }, {}, {}],
  });
});

test('vectors of two models are never mixed', async () => {
  const cwd = folderOf(THREE_LOOKS);
  const db = storeIn(cwd);
  addMembers(
    db,
    [
      { name: 'x', vector: [1, 0] },
      { name: 'y', vector: [0, 1] },
    ],
    'other',
  );
  db.close();
  const { stdout } = await runCreo(['cluster', '-k', '3'], { cwd });
  expect(stdout).toContain('Vectors of test-model; there are others of other (--model).');
  expect(await creoJson(['cluster', '-k', '2', '--model', 'other'], { cwd })).toMatchObject({ model: 'other', k: 2 });
  expect(await refused(['--model', 'clip'], cwd)).toContain('No creative has a vector of clip');
});

test('what cannot be grouped is refused, with a hint, and no run is stored', async () => {
  const cwd = folderOf(THREE_LOOKS);
  expect(await refused(['-k', '30'], cwd)).toMatch(
    /-k 30 is too many: only 9 creatives can be compared\nhint: Use -k 9 or less/,
  );
  expect(await refused([], folderOf([{ name: 'alone', vector: [1, 0] }]))).toContain('groups need two');
  expect(await refused([], folderOf([{ name: 'new' }]))).toContain('Run `creo embed` first');
  expect(await refused([], folderOf([{ name: 'numbers', media: false }]))).toContain('No creative has a media file');
  expect(await refused([], folderOf([]))).toContain('There are no creatives to group');
  expect(await creoJson(['cluster', '-k', '3'], { cwd })).toMatchObject({ runId: 1 });
});

test('two creatives are one group by themselves, and two when asked', async () => {
  const cwd = folderOf([
    { name: 'a', vector: [1, 0] },
    { name: 'b', vector: [0, 1] },
  ]);
  expect((await runCreo(['cluster'], { cwd })).stdout).toContain('too few creatives');
  expect(await creoJson(['cluster', '-k', '2'], { cwd })).toMatchObject({ k: 2, silhouette: 0 });
});

test('identical creatives are one group, and asking for more is refused', async () => {
  const same = folderOf([1, 2, 3, 4].map((n) => ({ name: `same-${n}`, vector: [1, 2] })));
  expect(await creoJson(['cluster'], { cwd: same })).toMatchObject({ k: 1, silhouette: null });
  expect(await refused(['-k', '2'], same)).toContain('the 4 creatives that can be compared are all alike');
});

test('results in two currencies are never added', async () => {
  const cwd = folderOf([...THREE_LOOKS, { name: 'euro', vector: [1, 1, 1], clicks: 5, currency: 'EUR' }]);
  expect(await refused(['-k', '3'], cwd)).toContain('--currency');
  expect(await creoJson(['cluster', '-k', '3', '--currency', 'USD'], { cwd })).toMatchObject({ currency: 'USD' });
});

test('one cluster is shown with its members, the biggest spenders first', async () => {
  const cwd = folderOf(THREE_LOOKS);
  await creoJson(['cluster', '-k', '3'], { cwd });
  expect(await creoJson(['cluster', 'show', '3'], { cwd })).toMatchObject({
    runId: 1,
    currency: 'USD',
    cluster: { clusterId: 3, label: 'text', size: 2 },
    creatives: [
      { creative: 'text-1', conversions: 0, cvrRaw: 0 },
      { creative: 'text-2', conversions: 1, cvrRaw: 0.02, roasRaw: 0.8 },
    ],
  });
  expect(await creoJson(['cluster', 'show', '3', '--to', '2001-01-01'], { cwd })).toMatchObject({
    currency: null,
    cluster: { clicks: null },
  });
  expect(await refused(['show', '9'], cwd)).toMatch(/Run 1 has no cluster 9\nhint: Its clusters are 1, 2, 3/);
  expect(await refused(['show', '1', '--run', '9'], cwd)).toContain('There is no clustering run 9');
  expect(await refused(['show', '1'], folderOf(THREE_LOOKS))).toContain('Nothing has been clustered yet');
});

test('two runs are compared, and the runs are listed', async () => {
  const cwd = folderOf(THREE_LOOKS);
  await creoJson(['cluster', '-k', '3'], { cwd });
  await creoJson(['cluster', '--by', 'campaign'], { cwd });
  expect(await creoJson(['cluster', 'compare', '1', '1'], { cwd })).toMatchObject({ adjustedRand: 1 });
  expect(await creoJson(['cluster', 'compare', '1', '2'], { cwd })).toMatchObject({
    adjustedRand: 0,
    shared: [
      { clusterId: 1, otherClusterId: 1, otherLabel: 'Summer', size: 4 },
      { clusterId: 2, size: 3 },
      { clusterId: 3, size: 2, creatives: ['text-1', 'text-2'] },
    ],
    onlyFirst: [],
  });
  expect(await creoJson(['cluster', 'list'], { cwd })).toMatchObject({
    runs: [
      { runId: 2, kind: 'tag', tag: 'campaign', creatives: 9 },
      { runId: 1, kind: 'visual', algorithm: 'kmeans', k: 3, model: 'test-model' },
    ],
  });
});

/** A folder with the three looks, measured: the talkers dark and slow, the others bright and fast. */
function measuredFolder(): string {
  const cwd = folderOf(THREE_LOOKS);
  const db = storeIn(cwd);
  THREE_LOOKS.forEach(({ name }, place) => {
    const isTalk = name.startsWith('talk');
    const patterns = {
      ...{
        creativeId: place + 1,
        contentHash: `hash of ${name}`,
        shots: isTalk ? 2 : 12,
        firstCutSeconds: isTalk ? 6 : 0.8,
      },
      ...{
        meanShotSeconds: isTalk ? 6 : 1,
        densestShots: isTalk ? 1 : 6,
        motion: 0.02,
        brightness: isTalk ? 0.1 : 0.8,
      },
      ...{ saturation: 0.4, colours: [], textArea: 0, loudnessLufs: -14, silence: 0, voiceScore: 0.1, beatScore: 0.1 },
      ...{ beatsPerMinute: null, boundaries: [], speechShare: 0, speechStartSeconds: null },
      ...{ faceShare: 0, severalFacesShare: 0, mostFaces: 0, mostFacesSeconds: null },
      ...{ smileShare: null, smileScore: null, smileSeconds: null },
    };
    savePatterns(db, patterns, 1);
  });
  db.close();
  return cwd;
}

test('patterns group by what was measured, and the label says what that is', async () => {
  const cwd = measuredFolder();
  expect(await creoJson(['cluster', '--patterns', '-k', '2'], { cwd })).toMatchObject({
    kind: 'patterns',
    model: null,
    clusters: [
      { size: 5, label: expect.stringContaining('fast cuts') },
      { size: 4, label: expect.stringContaining('slow cuts') },
    ],
  });
  expect(await refused(['--patterns'], folderOf(THREE_LOOKS))).toContain('Run `creo analyze` first');
});

test('a hybrid weighs both, and says how', async () => {
  const cwd = measuredFolder();
  const db = storeIn(cwd);
  addMembers(db, [{ name: 'unmeasured', vector: [1, 1, 1] }]);
  db.close();
  const pictures = await creoJson(['cluster', '--hybrid', '--weight', '0', '-k', '3'], { cwd });
  expect(pictures).toMatchObject({
    kind: 'hybrid',
    options: { weight: 0 },
    leftOut: [{ creative: 'unmeasured', reason: 'not measured: run creo analyze' }],
    clusters: [{ size: 4 }, { size: 3 }, { size: 2 }],
  });
  expect(await creoJson(['cluster', '--hybrid', '--weight', '1', '-k', '2'], { cwd })).toMatchObject({
    clusters: [{ creatives: ['talk-1', 'talk-2', 'talk-3', 'talk-4'] }, { size: 5 }],
  });
});

test('only one basis can be named', async () => {
  const { status, stderr } = await runCreo(['cluster', '--visual', '--by', 'hook'], { cwd: emptyFolder() });
  expect(status).toBe(2);
  expect(stderr).toContain('cannot be used with');
});
