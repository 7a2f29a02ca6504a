import { expect, test } from 'vitest';
import { planScores } from '../../src/answers/score.js';
import { addTestAd, addTestCreative, addTestDay, addTestPlan, emptyStore, testForecast } from '../helpers/store.js';

/** A store with one creative whose plan of 10 March expects 100 of 50 units. */
function plannedStore() {
  const db = emptyStore();
  const creativeId = addTestCreative(db, 'hook');
  const adId = addTestAd(db, { creativeId });
  const plan = (createdAt: string) =>
    addTestPlan(db, {}, { createdAt, forecast: testForecast([{ creativeId, budget: 50, roas: 2 }]) });
  plan('2026-03-10T08:00:00.000Z');
  return { db, adId, plan };
}

const spends = (db: Parameters<typeof planScores>[0]): number[] =>
  planScores(db, 'USD').plans.map(({ spendMicros }) => spendMicros / 1e6);

test('results of all the ads of a creative count from the day after the plan', () => {
  const { db, adId } = plannedStore();
  const other = addTestAd(db, { creativeId: 1, platform: 'tiktok' });
  const elsewhere = addTestAd(db, { creativeId: addTestCreative(db, 'unplanned') });
  addTestDay(db, { adId, day: '2026-03-10', spend: 1, revenue: 1 });
  addTestDay(db, { adId, day: '2026-03-11', spend: 20, revenue: 30 });
  addTestDay(db, { adId: other, day: '2026-03-12', spend: 5, revenue: 30 });
  addTestDay(db, { adId: elsewhere, day: '2026-03-12', spend: 100, revenue: 30 });
  addTestDay(db, { adId, day: '2026-03-13', currency: 'EUR', spend: 40, revenue: 30 });
  expect(spends(db)).toEqual([25]);
});

test('a plan stands until the day of the next, and a period that reaches beyond is nobody’s', () => {
  const { db, adId, plan } = plannedStore();
  plan('2026-03-14T08:00:00.000Z');
  plan('2026-03-14T09:00:00.000Z');
  addTestDay(db, { adId, day: '2026-03-12', spend: 2, revenue: 3 });
  addTestDay(db, { adId, day: '2026-03-14', spend: 4, revenue: 3 });
  addTestDay(db, { adId, day: '2026-03-15', spend: 8, revenue: 3 });
  expect(spends(db)).toEqual([6, 8, 8]);
  db.exec('UPDATE ad_days SET date_end = date_end + 5 WHERE spend_micros = 2000000');
  expect(spends(db)).toEqual([4, 8, 8]);
});

test('plans without results since are counted and not scored; those in another currency are not counted', () => {
  const { db } = plannedStore();
  expect(planScores(db, 'USD')).toMatchObject({ made: 1, plans: [], coverage: null });
  expect(planScores(db, 'EUR')).toMatchObject({ made: 0, plans: [] });
});
