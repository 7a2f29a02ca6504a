/** Tables without a mark of their platform beside tables of the same ads that have one: one delivery counts once. */
import { expect, test } from 'vitest';
import { run as undo } from '../../src/commands/results/import-undo.js';
import { UserError } from '../../src/errors.js';
import type { Store } from '../../src/store/database.js';
import { importText } from '../helpers/import-text.js';
import { emptyStore } from '../helpers/store.js';

const MARKED =
  'Campaign name,Ad name,By Day,Cost,Currency,Impressions,2-second video views\n' +
  'Spring,hook a,2026-03-01,10,USD,1000,300\nSpring,hook b,2026-03-01,12,USD,1100,320\n';
const PLAIN =
  'Date,Campaign name,Ad name,Cost,Currency,Impressions\n2026-03-01,Spring,hook a,10.5,USD,1010\n2026-03-01,Spring,hook c,5,USD,500\n';

const sums = (db: Store): unknown =>
  db
    .prepare(
      'SELECT platform, COUNT(*) AS ads, SUM(spend_micros) / 1e6 AS spend FROM ads JOIN ad_days USING (ad_id) GROUP BY platform',
    )
    .all();

test('a table of few columns is one of the platform by which the store knows its ads, new ads with it', () => {
  const db = emptyStore();
  importText(db, MARKED);
  expect(importText(db, PLAIN)).toMatchObject({
    platform: 'tiktok',
    adsNew: 1,
    warnings: expect.arrayContaining([expect.objectContaining({ code: 'KNOWN_PLATFORM' })]),
  });
  expect(sums(db)).toEqual([{ platform: 'tiktok', ads: 3, spend: 27.5 }]);
});

test('ads of no known platform are found again when a table names it, and undo takes that back', () => {
  const db = emptyStore();
  importText(db, PLAIN);
  const { importId } = importText(db, MARKED);
  expect(sums(db)).toEqual([
    { platform: 'generic', ads: 1, spend: 5 },
    { platform: 'tiktok', ads: 2, spend: 22 },
  ]);
  undo({ db, now: () => '2026-10-02T00:00:00.000Z' } as Parameters<typeof undo>[0], { importId: Number(importId) });
  expect(sums(db)).toEqual([{ platform: 'generic', ads: 2, spend: 15.5 }]);
});

test('ads that the store does not know decide nothing', () => {
  const db = emptyStore();
  importText(db, MARKED);
  expect(importText(db, PLAIN.replaceAll('hook', 'clip'))).toMatchObject({ platform: 'generic' });
});

const META =
  'Day,Campaign name,Ad set name,Ad name,Amount spent (USD),Impressions,Link clicks\n' +
  '2026-03-01,Spring,G,hook a,10.53,1013,21\n2026-03-01,Spring,G,hook b,12.57,1117,23\n';
/** Columns of which Meta writes no `cost`. */
const BY_HAND =
  'Date,Campaign,Adset,Ad,Cost,Currency,Impressions,Clicks\n' +
  '2026-03-01,Spring,G,hook a,10.53,USD,1013,21\n2026-03-01,Spring,G,hook b,12.57,USD,1117,23\n';
const BY_CAMPAIGN = 'Date,Campaign name,Cost,Currency,Impressions\n2026-03-01,Spring,22.5,USD,2120\n';

const spend = (db: Store): unknown => db.prepare('SELECT SUM(spend_micros) / 1e6 FROM ad_days').pluck().get();
const refusal = (act: () => unknown): string => {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown.code;
    throw thrown;
  }
  return 'taken';
};

test('a table made by hand with the very figures of a platform counts once, in whatever order they come', () => {
  for (const order of [
    [META, BY_HAND],
    [BY_HAND, META],
  ]) {
    const db = emptyStore();
    for (const text of order) importText(db, text);
    expect(sums(db)).toEqual([{ platform: 'meta', ads: 2, spend: 23.1 }]);
  }
});

test('ads of one name with other figures may be of two platforms: the user says whose the table is', () => {
  const other = PLAIN.replace('10.5,USD,1010', '310.5,USD,31010');
  for (const order of [
    [MARKED, other],
    [other, MARKED],
  ]) {
    const db = emptyStore();
    importText(db, order[0] ?? '');
    const before = sums(db);
    expect(refusal(() => importText(db, order[1] ?? ''))).toBe('PLATFORM_DOUBT');
    expect(sums(db)).toEqual(before);
  }
  const db = emptyStore();
  importText(db, MARKED);
  importText(db, other, { platform: 'generic' });
  expect(spend(db)).toBe(22 + 315.5);
});

test('a table of campaigns is not counted beside the ads of these campaigns, whichever came first', () => {
  const first = emptyStore();
  importText(first, MARKED);
  expect(refusal(() => importText(first, BY_CAMPAIGN))).toBe('OVERLAP');
  const second = emptyStore();
  importText(second, BY_CAMPAIGN);
  expect(refusal(() => importText(second, MARKED))).toBe('OVERLAP');
  expect(spend(second)).toBe(22.5);
});

test('a table that leaves the ad groups out is of the ads that have them, and the other way round', () => {
  const withGroups = MARKED.replaceAll('Campaign name,', 'Campaign name,Ad group name,').replaceAll(
    /^Spring,/gm,
    'Spring,G,',
  );
  for (const order of [
    [withGroups, PLAIN],
    [PLAIN, withGroups],
  ]) {
    const db = emptyStore();
    for (const text of order) importText(db, text);
    expect(db.prepare("SELECT COUNT(*) FROM ads WHERE platform = 'tiktok' AND ad_group = 'G'").pluck().get()).toBe(2);
    expect(db.prepare('SELECT COUNT(*) FROM ads').pluck().get()).toBe(3);
  }
});

test('ids tell whose a table is under any name, and an account that differs is no evidence', () => {
  const db = emptyStore();
  importText(
    db,
    MARKED.replace('Ad name,', 'Ad name,Ad ID,').replace('hook a,', 'hook a,71,').replace('hook b,', 'hook b,72,'),
  );
  const renamed =
    'Date,Campaign name,Ad name,Ad ID,Cost,Currency,Impressions\n2026-03-01,Spring 2,hook A!,71,10,USD,1000\n';
  expect(importText(db, renamed)).toMatchObject({ platform: 'tiktok', adsNew: 0 });

  const accounts = emptyStore();
  importText(accounts, MARKED, { account: 'A', wishes: { account: 'A' } });
  const ofB = { account: 'B', wishes: { account: 'B' } };
  expect(importText(accounts, PLAIN, ofB)).toMatchObject({ platform: 'generic', adsNew: 2 });
});

test('two platforms that know all the ads alike leave a table to the user', () => {
  const db = emptyStore();
  importText(db, MARKED);
  const spent = (day: string): string =>
    `Date,Campaign name,Ad name,Spend,Currency,Impressions\n${day},Spring,hook a,9,USD,900\n${day},Spring,hook b,8,USD,800\n`;
  importText(db, spent('2026-03-01'), { platform: 'pinterest' });
  const before = sums(db);
  expect(refusal(() => importText(db, spent('2026-03-02')))).toBe('PLATFORM_DOUBT');
  expect(sums(db)).toEqual(before);
  expect(importText(db, spent('2026-03-02'), { platform: 'pinterest' })).toMatchObject({ adsNew: 0, rowsNew: 2 });
});

test('two names that changed at once are a doubt that is said, and sure with many days', () => {
  const day = (n: number, campaign: string, ad: string): string =>
    `2026-03-0${n},${campaign},G,${ad},${10 + n}.5${n},${1000 + n * 37},${20 + n}`;
  const table = (days: number, campaign: string, ad: string): string =>
    [META.split('\n')[0], ...Array.from({ length: days }, (_, n) => day(n + 1, campaign, ad))].join('\n');
  const doubt = emptyStore();
  importText(doubt, table(1, 'Spring', 'hook a'));
  const codes = importText(doubt, table(1, 'Spring v2', 'hook a W')).warnings.map(({ code }) => code);
  expect(codes).toContain('MAYBE_RENAMED');
  const sure = emptyStore();
  importText(sure, table(3, 'Spring', 'hook a'));
  importText(sure, table(3, 'Spring v2', 'hook a W'));
  expect(sure.prepare('SELECT COUNT(*) FROM ad_days').pluck().get()).toBe(3);
});
