import { expect, test } from 'vitest';
import { pooledRates } from '../../src/answers/pooled-rates.js';
import { defaultsOf, saveDefaults } from '../../src/store/defaults.js';
import { addTestAd, addTestCreative, addTestDay, temporaryStore } from '../helpers/store.js';

const OPTIONS = { filter: { currency: 'USD' } };

test('a creative with few clicks is pulled toward the others, and the same store gives the same rates', () => {
  const { db } = temporaryStore();
  for (const [name, clicks, conversions] of [
    ['a', 1000, 20],
    ['b', 1000, 22],
    ['lucky', 20, 3],
  ] as const) {
    const adId = addTestAd(db, { creativeId: addTestCreative(db, name) });
    addTestDay(db, { adId, clicks, conversions, spend: clicks / 2, revenue: conversions * 40 });
  }
  const rates = pooledRates(db, OPTIONS);
  const lucky = rates.find(({ creativeId }) => creativeId === 3);
  expect(rates).toHaveLength(3);
  expect(lucky?.cvr).toBeGreaterThan(0.021);
  expect(lucky?.cvr).toBeLessThan(0.1);
  for (const { cvr, cvrLow, cvrHigh, roas, roasLow, roasHigh } of rates) {
    expect([cvrLow, cvr, cvrHigh].map(Number)).toEqual([cvrLow, cvr, cvrHigh].map(Number).sort((x, y) => x - y));
    expect([roasLow, roas, roasHigh].map(Number)).toEqual([roasLow, roas, roasHigh].map(Number).sort((x, y) => x - y));
  }
  expect(pooledRates(db, OPTIONS)).toEqual(rates);
});

test('a store without results, or in another currency, has no pooled rates', () => {
  const { db } = temporaryStore();
  expect(pooledRates(db, OPTIONS)).toEqual([]);
  const adId = addTestAd(db, { creativeId: addTestCreative(db, 'a') });
  addTestDay(db, { adId, currency: 'EUR', clicks: 100, conversions: 4, spend: 50, revenue: 90 });
  expect(pooledRates(db, OPTIONS)).toEqual([]);
});

test('results without revenue have a pooled ROAS once a conversion has a default value', () => {
  const { db } = temporaryStore();
  for (const [name, conversions] of [
    ['a', 20],
    ['b', 30],
  ] as const) {
    const adId = addTestAd(db, { creativeId: addTestCreative(db, name) });
    addTestDay(db, { adId, clicks: 1000, conversions, spend: 500 });
  }
  expect(pooledRates(db, OPTIONS).map(({ roas }) => roas)).toEqual([null, null]);
  saveDefaults(db, { ...defaultsOf(db), conversionValueMicros: 50_000_000 });
  for (const { roas } of pooledRates(db, OPTIONS)) expect(roas).toBeCloseTo(2.5, 0);
});
