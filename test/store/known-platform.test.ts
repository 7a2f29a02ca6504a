/** Tables without a mark of their platform beside tables of the same ads that have one: one delivery counts once. */
import { expect, test } from 'vitest';
import { run as undo } from '../../src/commands/results/import-undo.js';
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
