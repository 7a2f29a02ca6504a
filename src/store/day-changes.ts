/** What an import changed about rows that the store had: counted while they are written, and said afterwards. */
import { TOTAL_KEYS, type TotalKey } from '../metrics/totals.js';
import { tidy } from '../units.js';
import { MONEY_BITS } from './ad-day-columns.js';
import type { FigureRow } from './day-layers.js';

/** A figure that differs from what the store had by more than rounding, over all rows where it does. */
export interface FigureChange {
  figure: TotalKey;
  rows: number;
  before: number;
  after: number;
}

/** A figure that was known and is not any more. */
export interface FigureLost {
  figure: TotalKey;
  rows: number;
  sum: number;
}

/** Differences that say nothing: half a cent for each of some rounded parts, and the last digits of fractional counts. */
const ROUNDING: { readonly [key in TotalKey]: { most: number; part: number } } = {
  impressions: { most: 0, part: 0 },
  clicks: { most: 0, part: 0 },
  conversions: { most: 0.01, part: 0 },
  spendMicros: { most: 10_000, part: 0.0005 },
  revenueMicros: { most: 10_000, part: 0.0005 },
  plays3s: { most: 0, part: 0 },
  thruplays: { most: 0, part: 0 },
};
const MOST = TOTAL_KEYS.map((key) => ROUNDING[key].most);
const PART = TOTAL_KEYS.map((key) => ROUNDING[key].part);

export class DayChanges {
  private readonly rows = TOTAL_KEYS.map(() => 0);
  private readonly before = TOTAL_KEYS.map(() => 0);
  private readonly after = TOTAL_KEYS.map(() => 0);
  private readonly lostRows = TOTAL_KEYS.map(() => 0);
  private readonly lostSum = TOTAL_KEYS.map(() => 0);

  /** Rows whose amounts were in another currency before: those are not compared. */
  currencyRows = 0;

  /** Counts one row as it was and as it is; `sign` -1 takes the count back. */
  count(before: FigureRow, after: FigureRow, isSameCurrency: boolean, sign: 1 | -1 = 1): void {
    if (!isSameCurrency) this.currencyRows += sign;
    for (let place = 0; place < MOST.length; place += 1) {
      if (!isSameCurrency && (MONEY_BITS >> place) & 1) continue;
      const was = before[place] ?? null;
      const is = after[place] ?? null;
      if (was === null || was === is) continue;
      if (is === null) {
        this.lostRows[place] = (this.lostRows[place] ?? 0) + sign;
        this.lostSum[place] = (this.lostSum[place] ?? 0) + sign * was;
        continue;
      }
      const difference = Math.abs(is - was);
      if (difference <= (MOST[place] ?? 0) || difference <= (PART[place] ?? 0) * Math.abs(was)) continue;
      this.rows[place] = (this.rows[place] ?? 0) + sign;
      this.before[place] = (this.before[place] ?? 0) + sign * was;
      this.after[place] = (this.after[place] ?? 0) + sign * is;
    }
  }

  get changed(): FigureChange[] {
    return TOTAL_KEYS.flatMap((figure, place) => {
      const rows = this.rows[place] ?? 0;
      return rows > 0
        ? [{ figure, rows, before: tidy(this.before[place] ?? 0), after: tidy(this.after[place] ?? 0) }]
        : [];
    });
  }

  get lost(): FigureLost[] {
    return TOTAL_KEYS.flatMap((figure, place) => {
      const rows = this.lostRows[place] ?? 0;
      return rows > 0 ? [{ figure, rows, sum: tidy(this.lostSum[place] ?? 0) }] : [];
    });
  }
}
