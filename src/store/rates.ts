/** Rates of exchange: units of a currency for one euro, by day. A day without one has the last that is known before it. */
import { type Day, dayNumber, dayOf } from '../units.js';
import type { Store } from './database.js';

/** What every rate is against: the euro itself is always 1. */
export const PIVOT = 'EUR';

export interface Rate {
  currency: string;
  day: Day;
  perEuro: number;
}

/** Keeps rates, each in place of one of the same currency and day; `origin` says where they come from. Gives how many changed. */
export function saveRates(db: Store, rates: Iterable<Rate>, origin: string): number {
  const save = db.prepare(
    `INSERT INTO rates (currency, day, per_euro, origin) VALUES (:currency, :day, :perEuro, :origin)
     ON CONFLICT DO UPDATE SET per_euro = excluded.per_euro, origin = excluded.origin WHERE per_euro <> excluded.per_euro`,
  );
  let changed = 0;
  for (const { day, ...rate } of rates) changed += save.run({ ...rate, day: dayNumber(day), origin }).changes;
  return changed;
}

/** Forgets the rates of a currency on the days of a range, both ends included; null is open. Gives how many there were. */
export const removeRates = (db: Store, currency: string, from: Day | null, to: Day | null): number =>
  db
    .prepare(
      'DELETE FROM rates WHERE currency = :currency AND (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)',
    )
    .run({ currency, from: from && dayNumber(from), to: to && dayNumber(to) }).changes;

export interface RateSeries {
  currency: string;
  days: number;
  dateStart: Day;
  dateEnd: Day;
  /** The latest rate. */
  perEuro: number;
  origin: string;
}

/** Every currency with rates, in order. */
export const rateSeries = (db: Store): RateSeries[] =>
  db
    .prepare<[], Omit<RateSeries, 'dateStart' | 'dateEnd'> & { first: number; last: number }>(
      `SELECT s.currency, s.days, s.first, s.last, r.per_euro AS perEuro, r.origin
       FROM (SELECT currency, COUNT(*) AS days, MIN(day) AS first, MAX(day) AS last FROM rates GROUP BY currency) s
         JOIN rates r ON r.currency = s.currency AND r.day = s.last ORDER BY s.currency`,
    )
    .all()
    .map(({ first, last, ...series }) => ({ ...series, dateStart: dayOf(first), dateEnd: dayOf(last) }));

/** Units for one euro on each day of a range (whole days since 1970); null on days before the first rate. */
export function ratesOver(
  db: Store,
  currency: string,
  from: number,
  to: number,
): { day: number; rate: number | null }[] {
  const days = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  if (currency === PIVOT) return days.map((day) => ({ day, rate: 1 }));
  const known = db
    .prepare<{ currency: string; from: number; to: number }, { day: number; rate: number }>(
      `SELECT day, per_euro AS rate FROM rates WHERE currency = :currency AND day <= :to
         AND day >= COALESCE((SELECT MAX(day) FROM rates WHERE currency = :currency AND day <= :from), :from) ORDER BY day`,
    )
    .all({ currency, from, to });
  let at = 0;
  let rate: number | null = null;
  return days.map((day) => {
    for (let next = known[at]; next !== undefined && next.day <= day; next = known[at]) {
      rate = next.rate;
      at += 1;
    }
    return { day, rate };
  });
}

/** The last day with a rate of a currency, up to a day; null without one. */
export const lastRateDay = (db: Store, currency: string, day: number): number | null =>
  db
    .prepare<{ currency: string; day: number }, number | null>(
      'SELECT MAX(day) FROM rates WHERE currency = :currency AND day <= :day',
    )
    .pluck()
    .get({ currency, day }) ?? null;
