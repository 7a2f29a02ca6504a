/** Amounts of the rows in scope to one currency, each row by itself before anything is summed. */
import { UserError } from '../errors.js';
import type { Remark } from '../remarks.js';
import { dayOf } from '../units.js';
import type { Store } from './database.js';
import { lastRateDay, PIVOT, ratesOver } from './rates.js';

/** A rate that was carried on for longer than this is said: longer than any run of holidays. */
const OLD_DAYS = 7;

interface Range {
  currency: string;
  first: number;
  last: number;
}

/**
 * Fills temp.day_factors (currency, day, factor) for amounts of `currency` on these days: what one is worth in `into`, at
 * the last rates on or before each day. Throws UserError NO_RATE for a day before the first rate.
 */
export function addFactors(db: Store, { currency, first, last }: Range, into: string): void {
  const add = db.prepare('INSERT OR REPLACE INTO temp.day_factors VALUES (:currency, :into, :day, :factor)');
  const targets = ratesOver(db, into, first, last);
  for (const [at, { day, rate }] of ratesOver(db, currency, first, last).entries()) {
    const target = targets[at]?.rate ?? null;
    if (rate === null || target === null) throw noRate(rate === null ? currency : into, day);
    add.run({ currency, into, day, factor: target / rate });
  }
}

const noRate = (currency: string, day: number): UserError =>
  new UserError(
    'NO_RATE',
    `There is no rate of ${currency} on or before ${dayOf(day)}`,
    `Read the reference rates with creo rates import eurofxref-hist.csv, or set one: creo rates set ${currency}=RATE --from ${dayOf(day)}`,
  );

/**
 * Converts temp.scope_days into one currency. A row of several days takes the mean of their factors; amounts are rounded
 * to the micro, half away from zero. Gives what to say: which rates, and the share of the spend that was converted.
 */
export function convertDays(db: Store, into: string): Remark[] {
  const ranges = db
    .prepare<[], Range>(
      'SELECT currency, MIN(date_start) AS first, MAX(date_end) AS last FROM temp.scope_days GROUP BY currency ORDER BY currency',
    )
    .all();
  const others = ranges.filter(({ currency }) => currency !== into);
  const spendOf = db
    .prepare<{ currency: string }, number | null>(
      'SELECT SUM(spend_micros) FROM temp.scope_days WHERE currency = :currency',
    )
    .pluck();
  const own = spendOf.get({ currency: into }) ?? 0;
  const convert = db.prepare(
    `UPDATE temp.scope_days AS d SET currency = :into, spend_micros = CAST(ROUND(spend_micros * f.factor) AS INTEGER),
       revenue_micros = CAST(ROUND(revenue_micros * f.factor) AS INTEGER)
     FROM (SELECT s.date_start, s.date_end, AVG(t.factor) AS factor
       FROM (SELECT DISTINCT date_start, date_end FROM temp.scope_days WHERE currency = :currency) s
       JOIN temp.day_factors t ON t.currency = :currency AND t.target = :into AND t.day BETWEEN s.date_start AND s.date_end
       GROUP BY s.date_start, s.date_end) f
     WHERE d.currency = :currency AND d.date_start = f.date_start AND d.date_end = f.date_end`,
  );
  const parts: { currency: string; spend: number; least: number; most: number }[] = [];
  for (const range of others) {
    addFactors(db, range, into);
    const before = spendOf.get({ currency: into }) ?? 0;
    convert.run({ currency: range.currency, into });
    const spend = (spendOf.get({ currency: into }) ?? 0) - before;
    parts.push({ currency: range.currency, spend, ...factorRange(db, range.currency, into) });
  }
  if (parts.length === 0) return [];
  const total = own + parts.reduce((sum, { spend }) => sum + spend, 0);
  const shares = parts.map(({ spend, ...part }) => ({ ...part, share: total === 0 ? null : spend / total }));
  return [{ kind: 'converted', into, parts: shares }, ...others.flatMap((range) => oldRates(db, range, into))];
}

/** The least and the most of the factors of a currency. */
const factorRange = (db: Store, currency: string, into: string): { least: number; most: number } =>
  db
    .prepare<{ currency: string; into: string }, { least: number; most: number }>(
      'SELECT MIN(factor) AS least, MAX(factor) AS most FROM temp.day_factors WHERE currency = :currency AND target = :into',
    )
    .get({ currency, into }) ?? { least: 1, most: 1 };

/** Says of rates that end long before the results do. */
const oldRates = (db: Store, { currency, last }: Range, into: string): Remark[] =>
  [currency, into]
    .filter((each) => each !== PIVOT)
    .flatMap((each) => {
      const day = lastRateDay(db, each, last);
      return day === null || last - day <= OLD_DAYS
        ? []
        : [{ kind: 'old-rate', currency: each, day: dayOf(day), ageDays: last - day }];
    });
