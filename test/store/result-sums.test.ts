import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumResults } from '../../src/store/result-sums.js';
import { dayNumber } from '../../src/units.js';
import { addTestAd, addTestCreative, addTestDay, emptyStore, type TestDay } from '../helpers/store.js';

const CREATIVES = 2;
const RECENT_DAYS = 3;

/** Ads 1 and 2 are of creative 1, ad 3 of creative 2, ad 4 of none. */
const CREATIVE_OF_AD = [1, 1, 2, null];

const amount = fc.option(fc.nat(1000), { nil: null });

const row = fc.record({
  adId: fc.integer({ min: 1, max: CREATIVE_OF_AD.length }),
  day: fc.integer({ min: 1, max: 9 }).map((n) => `2026-03-0${n}`),
  currency: fc.constantFrom('USD', 'EUR'),
  clicks: amount,
  conversions: amount,
  spend: amount,
  revenue: amount,
});

/** One ad has one row a day. */
const rows = fc.uniqueArray(row, { selector: ({ adId, day }) => `${adId} ${day}`, maxLength: 25 });

/** The sum of what is known; null where nothing is. */
const total = (values: readonly (number | null | undefined)[]): number | null =>
  values.reduce<number | null>((sum, value) => (value == null ? sum : (sum ?? 0) + value), null);

function expected(days: readonly TestDay[], currency: string | null) {
  const micros = (units: number | null): number | null =>
    units === null || currency === null ? null : units * 1_000_000;
  return {
    clicks: total(days.map(({ clicks }) => clicks)),
    conversions: total(days.map(({ conversions }) => conversions)),
    spend: micros(total(days.map(({ spend }) => spend))),
    revenue: micros(total(days.map(({ revenue }) => revenue))),
  };
}

test('sums are those of the rows, of all days and of the recent ones, in one currency or without amounts', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom('USD', null), (days, currency) => {
      const db = emptyStore();
      for (let n = 1; n <= CREATIVES; n += 1) addTestCreative(db, `creative ${n}`);
      for (const creativeId of CREATIVE_OF_AD) addTestAd(db, { creativeId });
      for (const day of days) addTestDay(db, day);
      // Twice: a second reading starts from nothing again.
      for (let time = 0; time < 2; time += 1) sumResults(db, { currency, recentDays: RECENT_DAYS });

      const newest = Math.max(...days.map(({ day }) => dayNumber(day) ?? 0));
      const shown = days.filter((day) => currency === null || day.currency === currency);
      const isRecent = ({ day = '' }: TestDay): boolean => (dayNumber(day) ?? 0) > newest - RECENT_DAYS;
      const ads = db
        .prepare(
          `SELECT ad_id AS adId, MAX(last_day) AS lastDay, SUM(clicks) AS clicks, SUM(conversions) AS conversions,
             SUM(spend_micros) AS spend, SUM(revenue_micros) AS revenue FROM temp.ad_sums GROUP BY ad_id`,
        )
        .all();
      expect(ads).toEqual(
        [1, 2, 3, 4].flatMap((adId) => {
          const own = shown.filter((day) => day.adId === adId);
          const lastDay = Math.max(...own.map(({ day }) => dayNumber(day) ?? 0));
          return own.length === 0 ? [] : [{ adId, lastDay, ...expected(own, currency) }];
        }),
      );
      const creativeSums = (prefix: string): unknown =>
        db
          .prepare(
            `SELECT creative_id AS creativeId, ${prefix}clicks AS clicks, ${prefix}conversions AS conversions,
               ${prefix}spend_micros AS spend, ${prefix}revenue_micros AS revenue
             FROM temp.creative_sums ORDER BY creative_id`,
          )
          .all();
      const ownDays = [1, 2].map((creativeId) => ({
        creativeId,
        own: shown.filter(({ adId }) => CREATIVE_OF_AD[adId - 1] === creativeId),
      }));
      const withDays = ownDays.filter(({ own }) => own.length > 0);
      expect(creativeSums('')).toEqual(
        withDays.map(({ creativeId, own }) => ({ creativeId, ...expected(own, currency) })),
      );
      expect(creativeSums('recent_')).toEqual(
        withDays.map(({ creativeId, own }) => ({ creativeId, ...expected(own.filter(isRecent), currency) })),
      );
    }),
    { numRuns: 60 },
  );
});
