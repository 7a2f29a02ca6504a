/** Late conversions, from exports of successive mornings through the real import to what is answered of the last days. */
import { expect, test } from 'vitest';
import { accountOf } from '../../src/answers/account.js';
import { delaysOf } from '../../src/answers/delays.js';
import { nextTestOf } from '../../src/answers/next-test.js';
import { recommendFor } from '../../src/answers/recommend.js';
import { tagsOf } from '../../src/answers/tags.js';
import { trendOf } from '../../src/answers/trend.js';
import { winnersOf } from '../../src/answers/winners.js';
import { run as undo } from '../../src/commands/results/import-undo.js';
import { seeded } from '../../src/random.js';
import { saveAccount } from '../../src/store/accounts.js';
import { saveClusterRun } from '../../src/store/clusters.js';
import type { Store } from '../../src/store/database.js';
import { unpackLayers } from '../../src/store/day-packs.js';
import { recentDelivery } from '../../src/store/recent-delivery.js';
import { savePersonTag } from '../../src/store/tags.js';
import { daysBetween } from '../../src/units.js';
import { importText } from '../helpers/import-text.js';
import { holds, LAGS, lagResult } from '../helpers/lag-coverage.js';
import { type LaggingWorld, laggingAccount } from '../helpers/lagging-account.js';
import { emptyStore } from '../helpers/store.js';

/** A store of one account, after the first so many of its exports. */
function lagging(world: Partial<LaggingWorld> = {}, { seed = 5, exports = 99 } = {}): Store {
  const db = emptyStore();
  for (const { text, importedAt } of laggingAccount(world, seeded(seed)).exports.slice(0, exports))
    importText(db, text, { importedAt });
  return db;
}

const NO_LAG: Partial<LaggingWorld> = { delay: () => 0 };
const learned = (db: Store) => delaysOf(db, {}).accounts.map((account) => account.learned);

test('the CVR of the last three days holds the truth in about 80% of accounts with planted lags', {
  timeout: 240_000,
}, () => {
  const results = LAGS.flatMap(([, world], family) =>
    Array.from({ length: 8 }, (_, account) => lagResult(world, 100 * (family + 1) + account)),
  );
  const inside = (which: 'corrected' | 'reported'): number =>
    results.filter((each) => holds(each[which], each.truth)).length / results.length;
  expect(results).toHaveLength(40);
  // Three standard errors of 40 accounts to either side.
  expect(inside('corrected')).toBeGreaterThan(0.61);
  expect(inside('corrected')).toBeLessThan(0.99);
  expect(inside('reported')).toBeLessThan(0.3);
});

test('the curve is that of the planted lag', () => {
  const [account] = delaysOf(lagging(), {}).accounts;
  expect(account).toMatchObject({
    platform: 'meta',
    account: 'Lagging',
    reimports: 14,
    learned: true,
    finalAgeDays: 14,
  });
  // Clicks at any time of the day, exports at 08:24, delays of 1.5 days in the mean.
  for (const { ageDays, knownShare, knownShareLow, knownShareHigh } of account?.shares ?? []) {
    const elapsed = Array.from({ length: 100 }, (_, at) => ageDays + 0.35 - (at + 0.5) / 100);
    const truth = elapsed.reduce((sum, days) => sum + 1 - Math.exp(-days / 1.5), 0) / elapsed.length;
    expect(Math.abs(knownShare - truth)).toBeLessThan(0.06);
    // Near 1 the mean may lie below nine draws in ten.
    expect(knownShareLow).toBeLessThan(knownShare + 0.001);
    expect(knownShareHigh).toBeGreaterThanOrEqual(knownShare);
  }
});

test('without a lag nothing changes beyond noise, and nothing is said', () => {
  const db = lagging(NO_LAG);
  const [corrected, reported] = [winnersOf(db, {}), winnersOf(db, { delays: false })];
  expect(corrected.delays).toMatchObject({ days: 0, knownShare: null });
  expect(corrected.warnings).toEqual(reported.warnings);
  for (const [at, { cvr }] of corrected.creatives.entries())
    expect((cvr ?? 0) / (reported.creatives[at]?.cvr ?? 1)).toBeCloseTo(1, 2);
});

test('with too few re-imports everything stays as it was', () => {
  const db = lagging({}, { exports: 5 });
  expect(learned(db)).toEqual([false]);
  expect(winnersOf(db, {})).toEqual(winnersOf(db, { delays: false }));
  expect(winnersOf(db, {}).delays).toBeNull();
  expect(learned(lagging({}, { exports: 6 }))).toEqual([true]);
  expect(delaysOf(lagging({}, { exports: 1 }), {})).toMatchObject({ accounts: [], days: 0, dateStart: null });
});

test('an import that is undone takes its evidence back', () => {
  const [whole, shorter] = [lagging({}, { exports: 8 }), lagging({}, { exports: 7 })];
  const context = { db: whole, now: () => '2026-04-02T09:00:00.000Z' } as Parameters<typeof undo>[0];
  expect(delaysOf(whole, {})).not.toEqual(delaysOf(shorter, {}));
  undo(context, { importId: 8 });
  expect(delaysOf(whole, {})).toEqual(delaysOf(shorter, {}));
  undo(context, { importId: 7 });
  undo(context, { importId: 6 });
  expect(learned(whole)).toEqual([false]);
  expect(winnersOf(whole, {}).delays).toBeNull();
});

test('what was reported stays as reported; what is expected is raised, with one note that says so', () => {
  const db = lagging();
  const [corrected, reported] = [winnersOf(db, {}), winnersOf(db, { delays: false })];
  const byName = new Map(reported.creatives.map((row) => [row.creative, row]));
  for (const row of corrected.creatives) {
    const other = byName.get(row.creative);
    expect([row.cvrRaw, row.roasRaw, row.conversions]).toEqual([other?.cvrRaw, other?.roasRaw, other?.conversions]);
  }
  const mean = (rows: readonly { cvr: number | null }[]): number =>
    rows.reduce((sum, { cvr }) => sum + (cvr ?? 0), 0) / rows.length;
  expect(mean(corrected.creatives)).toBeGreaterThan(1.03 * mean(reported.creatives));
  expect(reported.delays).toBeNull();
  expect(corrected.delays).toMatchObject({ days: 4, dateEnd: '2026-03-29', reimports: 14 });
  const added = corrected.warnings.filter((warning) => !reported.warnings.includes(warning));
  expect(added).toEqual([
    expect.stringMatching(
      /^The last 4 days are taken as \d\d% complete \(80%: \d\d–\d\d%\), learned from 14 re-imports; --no-delays leaves it out\.$/,
    ),
  ]);
});

test('splits, tests, tags and groups of ads take it the same way', () => {
  const db = lagging();
  const { creativeId } = accountOf(db, {}).evidence[0] ?? { creativeId: 0 };
  const ids = accountOf(db, {}).evidence.map((each) => each.creativeId);
  for (const id of ids) savePersonTag(db, id, 'half', id % 2 === 0 ? 'even' : 'odd');
  saveClusterRun(db, {
    kind: 'tag',
    tag: 'platform',
    algorithm: 'tag',
    k: 1,
    seed: 1,
    silhouette: null,
    modelId: null,
    createdAt: '2026-04-01T07:00:00.000Z',
    clusters: [{ clusterId: 1, label: 'meta', creativeIds: ids }],
    noise: [],
  });
  expect(creativeId).toBeGreaterThan(0);
  const revenueOf = (delays: boolean) =>
    recommendFor(db, { budgetMicros: 900e6, delays }).answer.expectedRevenueMicros ?? 0;
  expect(revenueOf(true)).toBeGreaterThan(1.03 * revenueOf(false));
  const rateOf = (delays: boolean) =>
    tagsOf(db, { delays }).effects.find(({ metric, value }) => metric === 'cvr' && value === 'odd')?.rate ?? 0;
  expect(rateOf(true)).toBeGreaterThan(1.03 * rateOf(false));
  const clusterOf = (delays: boolean) => winnersOf(db, { delays, metric: 'cvr' }).clusters[0]?.cvr ?? 0;
  expect(clusterOf(true)).toBeGreaterThan(1.03 * clusterOf(false));
  expect(nextTestOf(db, { budgetMicros: 300e6 }).delays).toMatchObject({ days: 4 });
});

test('a trend holds late days against the part of them that is known', () => {
  const db = lagging({ ads: 20, clicks: 150 });
  const marksOf = (delays: boolean) =>
    trendOf(db, { name: null, window: 3, delays })
      .days.slice(-2)
      .map(({ cvrMark }) => cvrMark);
  expect(marksOf(false)).toEqual(['below', 'below']);
  expect(marksOf(true)).not.toContain('below');
  const [late, reported] = [
    trendOf(db, { name: null, window: 3 }),
    trendOf(db, { name: null, window: 3, delays: false }),
  ];
  expect(reported.change?.cause).toBe('site');
  expect(late.change?.cause).not.toBe('site');
  expect(late.days.at(-1)?.cvr).toBe(reported.days.at(-1)?.cvr);
  expect(late.change?.after).toEqual(reported.change?.after);
  expect(late.days.at(-1)?.knownShare).toBeLessThan(0.6);
  expect([late.days[0]?.knownShare, reported.days[0]?.knownShare]).toEqual([1, null]);
});

test('imports of one day are one look, and figures of a wrong column are not held against those of the right one', () => {
  const { exports } = laggingAccount({}, seeded(5));
  const sameDay = emptyStore();
  for (const { text } of exports) importText(sameDay, text, { importedAt: '2026-03-30T08:00:00.000Z' });
  expect(delaysOf(sameDay, {}).accounts).toEqual([]);
  const replacing = emptyStore();
  for (const { text, importedAt } of exports) importText(replacing, text, { importedAt, replace: true });
  expect(delaysOf(replacing, {}).accounts).toEqual([]);
});

test('conversions of a second source have a lag of their own, which exports do not tell', () => {
  const db = lagging();
  expect(recentDelivery(db, {}, 5)).not.toEqual([]);
  expect(recentDelivery(db, { truth: 'shop' }, 5)).toEqual([]);
  saveAccount(db, { account: 'Lagging', platform: 'meta', truth: 'shop' });
  expect(recentDelivery(db, {}, 5)).toEqual([]);
  expect(recentDelivery(db, { truth: 'platform' }, 5)).not.toEqual([]);
});

test('an account is as old as the import that told it last: also one that changed nothing, whatever was packed', () => {
  const db = lagging();
  const agesOf = () =>
    new Set(
      recentDelivery(db, { from: '2026-03-17' }, 35).map(
        ({ dateStart, age }) => daysBetween(dateStart, '2026-03-30') - 1 - age,
      ),
    );
  expect(agesOf()).toEqual(new Set([0]));
  const before = delaysOf(db, {});
  unpackLayers(db);
  expect(delaysOf(db, {})).toEqual(before);
  expect(agesOf()).toEqual(new Set([0]));
});
