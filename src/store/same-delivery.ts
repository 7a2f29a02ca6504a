/** Whether two ads delivered the same: figures that are no chance, on the same days. */
import type { Store } from './database.js';

/** Impressions, clicks and spend (micros) of one ad and days; null where unknown. */
export type Delivery = readonly [number | null, number | null, number | null];

/** Delivery by first day, last day and currency: the same amount of another money is another amount. */
export type Days = Map<string, Delivery>;

/**
 * Digits that two ads have in common by chance: below it equal figures prove nothing. An ad-day of 1,000 impressions, 20
 * clicks and 10.00 has 5.8, as those of money count half: a round budget is often spent whole.
 */
export const TELLING_DIGITS = 4;
/** So many are no chance even where more than one name differs. */
export const CERTAIN_DIGITS = 9;
const MICROS_PER_CENT = 10_000;
/** Platforms revise what an ad delivered by less than this part. */
export const REVISED_BY = 0.2;

/** What ads delivered between two days, whole days since 1970-01-01. */
export function deliveries(
  db: Store,
  ads: ReadonlySet<number>,
  firstDay: number,
  lastDay: number,
): (adId: number) => Days {
  const byAd = new Map<number, Days>();
  const rows = db
    .prepare<{ ads: string; firstDay: number; lastDay: number }, [number, number, number, string, ...Delivery]>(
      `SELECT ad_id, date_start, date_end, currency, impressions, clicks, spend_micros FROM ad_days
       WHERE date_start BETWEEN :firstDay AND :lastDay AND ad_id IN (SELECT value FROM json_each(:ads)) ORDER BY date_start`,
    )
    .raw();
  for (const [adId, start, end, currency, ...delivery] of rows.iterate({
    ads: JSON.stringify([...ads]),
    firstDay,
    lastDay,
  })) {
    const days = byAd.get(adId) ?? new Map<string, Delivery>();
    byAd.set(adId, days.set(`${start} ${end} ${currency}`, delivery));
  }
  return (adId) => byAd.get(adId) ?? new Map();
}

/** Whether all that the old ad delivered is what the new one did, in figures that are no chance. */
export function isSameDelivery(old: Days, fresh: Days, fewest: number): boolean {
  let digits = 0;
  let left = old.size;
  for (const [days, was] of old) {
    left -= 1;
    const is = fresh.get(days);
    if (!is) return false;
    const isEqual = was.every((value, place) => value === null || is[place] === null || value === is[place]);
    // The first file may have been made before its last day was over.
    const hasGrown = was.every((value, place) => value === null || is[place] === null || value <= (is[place] ?? 0));
    if (!isEqual && (left > 0 || !hasGrown)) return false;
    if (isEqual) digits += tellingDigits(was, is);
  }
  return digits >= fewest;
}

/** Whether what the old ad delivered is about what the new one did on the same days: figures that were revised since. */
export function isLikeDelivery(old: Days, fresh: Days): boolean {
  const sums: [number, number][] = [];
  for (const [days, was] of old) {
    const is = fresh.get(days);
    if (!is) return false;
    was.forEach((value, place) => {
      const other = is[place] ?? null;
      if (value === null || other === null) return;
      const [before, after] = sums[place] ?? [0, 0];
      sums[place] = [before + value, after + other];
    });
  }
  const known = sums.filter(([before]) => before > 0);
  return known.length > 0 && known.every(([before, after]) => Math.abs(after - before) <= REVISED_BY * before);
}

function tellingDigits(was: Delivery, is: Delivery): number {
  const [impressions, clicks, spend] = was.map((value, place) => (is[place] === null ? 0 : (value ?? 0)));
  const counts = Math.log10(1 + (impressions ?? 0)) + Math.log10(1 + (clicks ?? 0));
  return counts === 0 ? 0 : counts + Math.log10(1 + (spend ?? 0) / MICROS_PER_CENT) / 2;
}
