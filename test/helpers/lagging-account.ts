/**
 * An account whose conversions come in late, as its exports show it on successive mornings: clicks at any time of the day,
 * each conversion some days after its click, and reported on the day of the click from then on. Nothing here is creo's.
 */
import type { Random } from '../../src/random.js';
import { addDays, type Day } from '../../src/units.js';

export interface LaggingWorld {
  ads: number;
  /** Days of delivery before the last export. */
  days: number;
  /** Clicks of an ad on a day, in the mean. */
  clicks: number;
  /** Mean conversions per click, and the log-sd between ads. */
  cvr: number;
  spread: number;
  /** Days from a click to its conversion. */
  delay: (random: Random) => number;
  /** Days before the last on which an export was taken, the last (0) included. */
  exports: readonly number[];
  /** Days that each export reaches back. */
  window: number;
  /** Time of the day of the exports, 0..1; `withToday` has them tell of the day so far too. */
  at: number;
  withToday: boolean;
}

export const USUAL_LAG: LaggingWorld = {
  ads: 10,
  days: 28,
  clicks: 80,
  cvr: 0.03,
  spread: 0.3,
  delay: (random) => -1.5 * Math.log(1 - random.uniform()),
  exports: Array.from({ length: 15 }, (_, back) => 14 - back),
  window: 14,
  at: 0.35,
  withToday: false,
};

export interface LaggingExport {
  text: string;
  importedAt: string;
}

export interface LaggingAccount {
  /** Oldest first. */
  exports: LaggingExport[];
  /** Conversions per click of each ad, in truth. */
  cvrs: readonly number[];
  clicksOn: (ad: number, day: Day) => number;
  nameOf: (ad: number) => string;
  /** The last day on which an export was taken. */
  lastExport: Day;
}

interface AdDay {
  ad: number;
  /** Days since the first. */
  day: number;
  /** Times of the clicks within the day, 0..1, ascending. */
  clicks: readonly number[];
  /** Times of click and report of each conversion, days since the first day began. */
  conversions: readonly { clicked: number; reported: number; value: number }[];
}

const FIRST: Day = '2026-03-02';
const CLICK_COST = 0.8;
const ORDER_VALUE = 40;
const HEADERS =
  'Reporting starts,Reporting ends,Account name,Campaign name,Ad name,Ad ID,Impressions,Amount spent (USD),Link clicks,Purchases,Purchases conversion value';

export function laggingAccount(given: Partial<LaggingWorld>, random: Random): LaggingAccount {
  const world = { ...USUAL_LAG, ...given };
  const cvrs = Array.from({ length: world.ads }, () =>
    Math.min(0.5, world.cvr * Math.exp(world.spread * random.normal() - world.spread ** 2 / 2)),
  );
  const rows = cvrs.flatMap((cvr, ad) =>
    Array.from({ length: world.days + 1 }, (_, day): AdDay => {
      const clicks = Array.from({ length: random.poisson(world.clicks) }, () => random.uniform()).sort((a, b) => a - b);
      const conversions = clicks.flatMap((time) => {
        if (random.uniform() >= cvr) return [];
        const clicked = day + time;
        const value = ORDER_VALUE * Math.exp(0.5 * random.normal());
        return [{ clicked, reported: clicked + world.delay(random), value }];
      });
      return { ad, day, clicks, conversions };
    }),
  );
  return {
    exports: world.exports.map((back) => exportOf(rows, world, world.days - back)),
    cvrs,
    clicksOn: (ad, day) => rows.find((row) => row.ad === ad && addDays(FIRST, row.day) === day)?.clicks.length ?? 0,
    nameOf,
    lastExport: addDays(FIRST, world.days),
  };
}

const nameOf = (ad: number): string => `ad_${String(ad + 1).padStart(2, '0')}`;

/** What the platform shows on a day of the account: the days before it, of late conversions those reported by then. */
function exportOf(rows: readonly AdDay[], { window, at, withToday }: LaggingWorld, today: number): LaggingExport {
  const now = today + at;
  const lines = rows
    .filter(({ day }) => day >= today - window && (day < today || (withToday && day === today)))
    .map(({ ad, day, clicks, conversions }) => {
      const date = addDays(FIRST, day);
      const made = clicks.filter((time) => day + time < now).length;
      const known = conversions.filter(({ clicked, reported }) => clicked < now && reported < now);
      const value = known.reduce((sum, each) => sum + each.value, 0);
      const id = `1202100000000${String(1000 + ad)}`;
      const figures = [made * 60, (made * CLICK_COST).toFixed(2), made, known.length, value.toFixed(2)];
      return [date, date, 'Lagging', 'spring', nameOf(ad), id, ...figures].join(',');
    });
  const minutes = Math.floor(at * 24 * 60);
  const time = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return { text: [HEADERS, ...lines, ''].join('\n'), importedAt: `${addDays(FIRST, today)}T${time}:00.000Z` };
}
