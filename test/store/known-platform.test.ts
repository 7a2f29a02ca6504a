/** Tables without a mark of their platform beside tables of the same ads that have one: one delivery counts once. */
import { expect, test } from 'vitest';
import { run as undo } from '../../src/commands/results/import-undo.js';
import type { Store } from '../../src/store/database.js';
import { importText } from '../helpers/import-text.js';
import { emptyStore } from '../helpers/store.js';

const MARKED =
  'Campaign name,Ad name,Reporting starts,Reporting ends,Amount spent (USD),Impressions,Link clicks\n' +
  'Spring,hook a,2026-03-01,2026-03-01,10,1000,20\nSpring,hook b,2026-03-01,2026-03-01,12,1100,22\n';
const PLAIN =
  'Day,Campaign name,Ad name,Amount spent (USD),Impressions\n2026-03-01,Spring,hook a,10.5,1010\n2026-03-01,Spring,hook c,5,500\n';

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
    platform: 'meta',
    adsNew: 1,
    warnings: expect.arrayContaining([expect.objectContaining({ code: 'KNOWN_PLATFORM' })]),
  });
  expect(sums(db)).toEqual([{ platform: 'meta', ads: 3, spend: 27.5 }]);
});

test('ads of no known platform are found again when a table names it, and undo takes that back', () => {
  const db = emptyStore();
  importText(db, PLAIN);
  const { importId } = importText(db, MARKED);
  expect(sums(db)).toEqual([
    { platform: 'generic', ads: 1, spend: 5 },
    { platform: 'meta', ads: 2, spend: 22 },
  ]);
  undo({ db, now: () => '2026-10-02T00:00:00.000Z' } as Parameters<typeof undo>[0], { importId: Number(importId) });
  expect(sums(db)).toEqual([{ platform: 'generic', ads: 2, spend: 15.5 }]);
});

test('ads that the store does not know, or a platform that writes no such headers, decide nothing', () => {
  const db = emptyStore();
  importText(db, MARKED);
  expect(importText(db, PLAIN.replaceAll('hook', 'clip'))).toMatchObject({ platform: 'generic' });
  const other = 'date,campaign,ad_name,cost,currency\n2026-03-02,Spring,hook a,9,USD\n';
  expect(importText(db, other)).toMatchObject({ platform: 'generic' });
});
