import { describe, expect, test } from 'vitest';
import type { Outlook } from '../../src/answers/outlook.js';
import type { RecommendAnswer } from '../../src/answers/recommend-answer.js';
import type { ElasticityFit } from '../../src/decide/split/elasticity-fit.js';
import { seeded } from '../../src/random.js';
import { saveClusterRun } from '../../src/store/clusters.js';
import { addMembers, type Member, storeIn } from '../helpers/campaign.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { type SpendWorld, spendWorld } from '../helpers/spend-worlds.js';
import { addTestAd, addTestCreative, addTestDay } from '../helpers/store.js';

const CLEAR = { clicks: 50, spendMicros: 50_000_000 };

/** Two looks: four creatives that earn, three that lose. */
const ACCOUNT: readonly Member[] = [
  ...[9, 8, 7, 6].map((conversions, at) => ({
    name: `talk-${at + 1}`,
    ...CLEAR,
    conversions,
    revenueMicros: conversions * 30_000_000,
  })),
  ...[1, 0, 1].map((conversions, at) => ({
    name: `card-${at + 1}`,
    ...CLEAR,
    conversions,
    revenueMicros: conversions * 30_000_000,
  })),
];

/** A folder with a store of these creatives, the ones that earn in one cluster, the rest in another. */
function accountFolder(members: readonly Member[] = ACCOUNT): string {
  const folder = emptyFolder();
  const db = storeIn(folder);
  const ids = addMembers(db, members);
  saveClusterRun(db, {
    kind: 'tag',
    tag: 'look',
    algorithm: 'tag',
    k: 2,
    seed: 1,
    silhouette: null,
    modelId: null,
    createdAt: '2026-07-14T09:00:00.000Z',
    clusters: [
      { clusterId: 1, label: 'talk', creativeIds: ids.slice(0, 4) },
      { clusterId: 2, label: 'card', creativeIds: ids.slice(4) },
    ],
    noise: [],
  });
  db.close();
  return folder;
}

function outlookNamed({ comparisons }: RecommendAnswer, name: string): Outlook {
  const found = comparisons.find(({ plan }) => plan === name);
  if (!found) throw new Error(`${name} is not among the plans`);
  return found;
}

/** Runs a command that must fail as a user error, and gives what it printed on stderr. */
async function refused(args: readonly string[], cwd: string): Promise<string> {
  const { status, stdout, stderr } = await runCreo(args, { cwd });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  return stderr;
}

test('winners ranks clusters and creatives, raw beside expected', async () => {
  const answer = await creoJson(['winners', '--min-cvr', '5%'], { cwd: accountFolder() });
  expect(answer).toMatchObject({
    currency: 'USD',
    metric: 'cvr',
    minCvr: 0.05,
    clusters: [
      { clusterId: 1, label: 'talk', size: 4, conversions: 30, cvrRaw: 0.15, winner: true, verdict: 'scale' },
      { clusterId: 2, label: 'card', winner: false },
    ],
  });
  expect(answer).toHaveProperty('creatives.0', expect.objectContaining({ creative: 'talk-1', cvrRaw: 0.18 }));
});

test('winners without clicks or revenue says what to give', async () => {
  const cwd = accountFolder(ACCOUNT.map((member) => ({ ...member, revenueMicros: 0 })));
  expect(await refused(['winners', '--metric', 'roas'], cwd)).toContain('--value');
});

test('what a minimum CVR costs is said, and so is a plan that rests on one creative', async () => {
  const cwd = accountFolder();
  const asked = async (...flags: readonly string[]): Promise<RecommendAnswer> =>
    (await creoJson(['recommend', '--budget', '2000', ...flags], { cwd })) as RecommendAnswer;
  const free = await asked();
  const gated = await asked('--min-cvr', '14%');
  expect(gated.items.map(({ creative }) => creative)).toEqual(['talk-1']);
  const { allocatedMicros, expectedProfitMicros } = outlookNamed(gated, 'without the minimum CVR');
  expect({ allocatedMicros, expectedProfitMicros }).toEqual({
    allocatedMicros: free.allocatedMicros,
    expectedProfitMicros: outlookNamed(free, 'creo').expectedProfitMicros,
  });
  const higher = Math.round(
    100 * (Number(expectedProfitMicros) / Number(outlookNamed(gated, 'creo').expectedProfitMicros) - 1),
  );
  expect(gated.warnings).toEqual(
    expect.arrayContaining([
      `The minimum CVR of 14% keeps 6 of 7 creatives from taking money: without it ${free.items.length} would be funded, and the expected profit would be ${higher}% higher.`,
      '100% of the plan rests on one creative: --max-share limits what one may get.',
    ]),
  );
  const silent = [free, await asked('--min-cvr', '0.01%'), await asked('--top', '1')];
  for (const { warnings, comparisons } of silent) {
    expect(comparisons).toHaveLength(3);
    expect(String(warnings)).not.toMatch(/minimum CVR|rests on one/);
  }
});

test('recommend gives the split under its stable keys, exact to the micro, and keeps it', async () => {
  const cwd = accountFolder();
  const answer = await creoJson(['recommend', '--budget', '5000', '--top', '3', '--explain', 'talk-1', '--keep'], {
    cwd,
  });
  expect(answer).toMatchObject({
    recommendationId: 1,
    currency: 'USD',
    budgetMicros: 5_000_000_000,
    allocatedMicros: 5_000_000_000,
    unallocatedMicros: 0,
    verdict: 'scale',
    strategy: 'optimal',
    elasticity: 0.8,
    seed: 1,
    items: [{ creative: 'talk-1', clusterId: 1, cvrRaw: 0.18 }, {}, {}],
    comparisons: [{ plan: 'creo' }, { plan: 'equal split over all' }, { plan: 'five best raw CVRs' }],
    sensitivity: [{ elasticity: 0.7 }, { elasticity: 0.9 }],
  });
  expect(Object.keys(Object(answer))).toEqual(
    expect.arrayContaining([
      'expectedRevenueLowMicros',
      'expectedRoiHigh',
      'confidence',
      'stop',
      'warnings',
      'explain',
    ]),
  );
  expect(
    await creoJson(['recommend', '--budget', '5000', '--top', '3', '--explain', 'talk-1', '--keep'], { cwd }),
  ).toEqual({
    ...Object(answer),
    recommendationId: 2,
  });
});

test('recommend --strategy equal is the classic rule', async () => {
  const answer = await creoJson(['recommend', '--budget', '5000', '--strategy', 'equal'], { cwd: accountFolder() });
  expect(answer).toMatchObject({
    strategy: 'equal',
    items: Array.from({ length: 5 }, () => ({ budgetMicros: 1_000_000_000 })),
  });
});

test('recommend refuses what it cannot do', async () => {
  const cwd = accountFolder();
  expect(await refused(['recommend', '--budget', '100', '--pin', 'talk-1=200'], cwd)).toContain('exceed the budget');
  expect(await refused(['recommend', '--budget', '100', '--pin', 'nobody=50'], cwd)).toContain('nobody');
  expect(await refused(['recommend', '--budget', '100'], emptyFolder())).toContain('creo.db');
  expect((await runCreo(['recommend', '--budget', 'much'], { cwd })).status).toBe(2);
});

/** Few conversions and a return near what was spent: another test could change the plan. */
const DOUBTFUL: Member[] = ACCOUNT.map((member, at) => ({
  ...member,
  clicks: 20,
  conversions: at < 4 ? 1 : 0,
  revenueMicros: at < 4 ? CLEAR.spendMicros : 0,
}));

test('next splits test money exactly and says what to do with each creative', async () => {
  const cwd = accountFolder(DOUBTFUL);
  const answer = await creoJson(['next', '--budget', '300'], { cwd });
  const tests: { budgetMicros: number; action: string }[] = Object(answer).tests;
  expect(tests).toHaveLength(7);
  expect(tests.reduce((sum, { budgetMicros }) => sum + budgetMicros, 0)).toBe(300_000_000);
  expect(tests[0]?.action).toBe('retest');
  expect(await refused(['next', '--budget', '300'], emptyFolder())).toContain('creo.db');
});

test('next keeps the money where no test is worth it', async () => {
  const answer = await creoJson(['next', '--budget', '300'], { cwd: accountFolder() });
  const tests: { action: string }[] = Object(answer).tests;
  expect(answer).toMatchObject({ allocatedMicros: 0 });
  expect(tests.map(({ action }) => action)).toEqual(['scale', 'scale', 'scale', 'scale', 'wait', 'wait', 'wait']);
});

test('plan works without a store when the economics are given, else asks for them', async () => {
  const cwd = emptyFolder();
  const usual = ['plan', '--creatives', '20', '--scale-budget', '6200'];
  const answer = await creoJson([...usual, '--cpm', '12', '--ctr', '1.2%', '--cvr', '2.5%', '--aov', '60'], { cwd });
  const tests: { testMicros: number; best: boolean }[] = Object(answer).tests;
  const best = tests.find((row) => row.best);
  expect(best?.testMicros).toBeGreaterThanOrEqual(50_000_000);
  expect(best?.testMicros).toBeLessThanOrEqual(200_000_000);
  expect(answer).toMatchObject({ fullTest: { perCreativeMicros: 2_000_000_000 } });
  expect(await refused(usual, cwd)).toContain('creo.db');
});

test('scale shows one creative on a ladder of spends', async () => {
  const cwd = accountFolder();
  const answer = await creoJson(['scale', 'talk-1', '--to', '50000'], { cwd });
  const steps: { spendMicros: number; marginalRoas: number }[] = Object(answer).steps;
  expect(steps.at(-1)?.spendMicros).toBe(50_000_000_000);
  expect(steps.map(({ marginalRoas }) => marginalRoas)).toEqual(
    [...steps.map(({ marginalRoas }) => marginalRoas)].sort((a, b) => b - a),
  );
  expect(await refused(['scale', 'nobody', '--to', '100'], cwd)).toContain('nobody');
});

describe('the elasticity', () => {
  /** A folder with a store of a simulated account, each conversion worth 40. */
  function simulatedFolder(world: Partial<SpendWorld>): string {
    const folder = emptyFolder();
    const db = storeIn(folder);
    for (const { name, days } of spendWorld(world, seeded(8))) {
      const adId = addTestAd(db, { creativeId: addTestCreative(db, name) });
      for (const { dateStart, clicks, conversions, spendMicros } of days) {
        const spend = (spendMicros ?? 0) / 1e6;
        addTestDay(db, { adId, day: dateStart, clicks, conversions, spend, revenue: 40 * (conversions ?? 0) });
      }
    }
    db.close();
    return folder;
  }

  test('is fitted where spends were raised, is said, and gives way to --elasticity', async () => {
    const cwd = simulatedFolder({ creatives: 60, elasticity: 0.6, raise: 'adaptive' });
    const commands = [
      ['recommend', '--budget', '5000'],
      ['next', '--budget', '300'],
      ['scale', 'ad 1', '--to', '1000'],
    ];
    for (const args of commands) {
      const answer = await creoJson(args, { cwd });
      const { elasticityFit, warnings }: { elasticityFit: ElasticityFit; warnings: string[] } = Object(answer);
      expect(elasticityFit).toMatchObject({ used: true, raised: expect.any(Number) });
      expect(elasticityFit.elasticity).toBeLessThan(0.8);
      expect(warnings.join()).toContain(`creatives whose daily spend was raised`);
      if (args[0] !== 'next') expect(answer).toMatchObject({ elasticity: elasticityFit.elasticity });
    }
    const plan = await creoJson(
      ['plan', '--creatives', '20', '--scale-budget', '6200', '--cpm', '12', '--ctr', '1.2%'],
      { cwd },
    );
    expect(plan).toMatchObject({ elasticityFit: { used: true } });
    expect(await creoJson(['recommend', '--budget', '5000', '--elasticity', '0.9'], { cwd })).toMatchObject({
      elasticity: 0.9,
      elasticitySd: 0.09,
      elasticityFit: null,
    });
  });

  test('is assumed where every creative kept its spend', async () => {
    const cwd = simulatedFolder({ creatives: 12, raised: 'nobody' });
    expect(await creoJson(['recommend', '--budget', '5000'], { cwd })).toMatchObject({
      elasticity: 0.8,
      elasticitySd: 0.09,
      elasticityFit: null,
    });
  });
});

describe('the default value of a conversion', () => {
  const UNPAID = ACCOUNT.map((member) => ({ ...member, revenueMicros: 0 }));
  const NOTE = 'worth 40 USD, the default of creo init';

  test('stands in where the results hold no revenue, and each command says so', async () => {
    const cwd = accountFolder(UNPAID);
    expect(await creoJson(['init', '--value', '40'], { cwd })).toMatchObject({ conversionValueMicros: 40_000_000 });
    const commands = [
      ['winners', '--metric', 'roas'],
      ['recommend', '--budget', '5000'],
      ['next', '--budget', '300'],
      ['scale', 'talk-1', '--to', '1000'],
    ];
    for (const args of commands) {
      const answer = await creoJson(args, { cwd });
      expect(answer).toMatchObject({ conversionValueMicros: 40_000_000 });
      expect(Object(answer).warnings.join()).toContain(NOTE);
    }
    const stated = await creoJson(['recommend', '--budget', '5000', '--value', '40'], { cwd });
    const { recommendationId: _, warnings: __, remarks: ___, ...same } = Object(stated);
    expect(await creoJson(['recommend', '--budget', '5000'], { cwd })).toMatchObject(same);
    const plan = await runCreo(['plan', '--creatives', '20', '--scale-budget', '6200'], { cwd });
    expect(plan.stdout).toContain(NOTE);
    const report = await creoJson(['report', '--out', 'report.html'], { cwd });
    expect(Object(report).notes.join()).toContain(NOTE);
  });

  test('gives way to --value, and is forgotten with 0', async () => {
    const cwd = accountFolder(UNPAID);
    await creoJson(['init', '--value', '40'], { cwd });
    const told = await creoJson(['recommend', '--budget', '5000', '--value', '15'], { cwd });
    expect(told).toMatchObject({ conversionValueMicros: 15_000_000 });
    expect(Object(told).warnings.join()).not.toContain('creo init');
    expect(await creoJson(['init', '--value', '0'], { cwd })).toMatchObject({ conversionValueMicros: null });
    expect(await creoJson(['recommend', '--budget', '5000'], { cwd })).toMatchObject({
      conversionValueMicros: null,
      confidence: null,
    });
  });

  test('is not mixed with revenue, were it that of one creative, nor with another currency', async () => {
    const cwd = accountFolder(ACCOUNT.map((member, at) => ({ ...member, revenueMicros: at === 0 ? 270_000_000 : 0 })));
    const before = await creoJson(['winners', '--metric', 'roas'], { cwd });
    await creoJson(['init', '--value', '400'], { cwd });
    expect(await creoJson(['winners', '--metric', 'roas'], { cwd })).toEqual(before);
    const abroad = accountFolder(UNPAID);
    await creoJson(['init', '--value', '40', '--currency', 'EUR'], { cwd: abroad });
    const answer = await creoJson(['recommend', '--budget', '5000'], { cwd: abroad });
    expect(answer).toMatchObject({ conversionValueMicros: null, confidence: null });
    expect(Object(answer).warnings.join()).toContain('in EUR and the results are in USD');
  });
});

/** Adds a day of results to a creative's ad. */
function addDay(folder: string, name: string, results: Omit<Parameters<typeof addTestDay>[1], 'adId'>): void {
  const db = storeIn(folder);
  const adId = Number(db.prepare('SELECT ad_id FROM ads WHERE ad_name = :name').pluck().get({ name }));
  addTestDay(db, { adId, ...results });
  db.close();
}

test('trend names the part of the cost that rose', async () => {
  const folder = accountFolder();
  for (let day = 1; day <= 9; day++) {
    const tired = day > 5;
    addDay(folder, 'talk-1', {
      day: `2026-03-1${day}`,
      impressions: 40_000,
      clicks: tired ? 250 : 500,
      conversions: tired ? 25 : 50,
      spend: 500,
      revenue: tired ? 750 : 1500,
    });
  }
  const answer = await creoJson(['trend', 'talk-1', '--from', '2026-03-11', '--window', '4'], { cwd: folder });
  expect(answer).toMatchObject({
    creative: 'talk-1',
    change: { cause: 'creative', logCpaChange: expect.closeTo(Math.log(2), 6) },
  });
  const parts: { logChange: number }[] = Object(answer).change.parts;
  expect(parts.slice(0, 3).reduce((sum, { logChange }) => sum + logChange, 0)).toBeCloseTo(Math.log(2), 6);
  expect(await refused(['trend', 'card-1'], folder)).toContain('two days');
});

test('trend marks the days that chance does not explain', async () => {
  const folder = accountFolder();
  for (let day = 1; day <= 9; day++) {
    const conversions = day === 6 ? 10 : 50 + (day % 3);
    addDay(folder, 'talk-1', { day: `2026-03-1${day}`, impressions: 40_000, clicks: 500, conversions, spend: 500 });
  }
  const answer = await creoJson(['trend', 'talk-1', '--from', '2026-03-11'], { cwd: folder });
  const { days }: { days: Record<string, unknown>[] } = Object(answer);
  expect(days.map(({ cvrMark }) => cvrMark)).toEqual(days.map((_, at) => (at === 5 ? 'below' : 'within')));
  expect(days[5]).toMatchObject({
    cvrExpected: expect.closeTo(0.102, 3),
    cvrExpectedLow: expect.closeTo(0.08, 2),
    cvrExpectedHigh: expect.closeTo(0.12, 2),
    ctrMark: 'within',
  });
  const { stdout } = await runCreo(['trend', 'talk-1', '--from', '2026-03-11'], { cwd: folder });
  expect(stdout).toContain('CTR on 0 of 9 days, CVR on 1');
});

/** Moves the plans of a store, in their order, to these days. */
function datePlans(folder: string, days: readonly string[]): void {
  const db = storeIn(folder);
  const update = db.prepare('UPDATE recommendations SET created_at = :createdAt WHERE recommendation_id = :id');
  for (const [at, day] of days.entries()) update.run({ id: at + 1, createdAt: `${day}T08:00:00.000Z` });
  db.close();
}

test('score holds a plan against later results, and against the naive rule', async () => {
  const folder = accountFolder();
  expect(await refused(['score'], folder)).toContain('No plan');
  // All of it is spent in one day.
  const plan = await creoJson(['recommend', '--budget', '1000', '--over', '1d', '--keep'], { cwd: folder });
  const { items }: { items: { creative: string; expectedRevenueMicros: number; budgetMicros: number }[] } =
    Object(plan);
  datePlans(folder, ['2026-03-10']);
  for (const { creative, budgetMicros, expectedRevenueMicros } of items) {
    addDay(folder, creative, {
      day: '2026-03-20',
      clicks: 100,
      conversions: 9,
      spend: budgetMicros / 1e6,
      revenue: expectedRevenueMicros / 1e6,
    });
  }
  const answer = await creoJson(['score'], { cwd: folder });
  const spendMicros = items.reduce((sum, { budgetMicros }) => sum + budgetMicros, 0);
  expect(answer).toMatchObject({
    coverage: 1,
    bias: expect.closeTo(1, 2),
    plansAgainstNaive: 1,
    plans: [{ covered: true, spendMicros, followed: expect.closeTo(1, 6), naiveUnknown: null }],
  });
  expect(Object(answer).rawBias).toBeGreaterThan(1);
  // What was expected came true, and creo expected more of its own split than of equal parts.
  expect(Object(answer).gainOverNaiveMicros).toBeGreaterThan(0);
  const { stdout } = await runCreo(['score'], { cwd: folder });
  expect(stdout).toContain('All together');
});

test('a plan stands until the day of the next one', async () => {
  const folder = accountFolder();
  await creoJson(['recommend', '--budget', '1000', '--keep'], { cwd: folder });
  await creoJson(['recommend', '--budget', '2000', '--keep'], { cwd: folder });
  datePlans(folder, ['2026-03-10', '2026-03-15']);
  for (const [day, spend] of [
    ['2026-03-10', 1],
    ['2026-03-11', 20],
    ['2026-03-15', 30],
    ['2026-03-16', 50],
  ] as const) {
    addDay(folder, 'talk-1', { day, clicks: 10, conversions: 1, spend, revenue: 30 });
  }
  expect(await creoJson(['score'], { cwd: folder })).toMatchObject({
    plans: [
      { recommendationId: 1, spendMicros: 50_000_000 },
      { recommendationId: 2, spendMicros: 50_000_000 },
    ],
  });
});
