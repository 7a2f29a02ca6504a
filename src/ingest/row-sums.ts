/** Sums over the rows of a file, and what the checks of the whole file need to know of them. */
import type { Totals } from '../model.js';
import type { Figures, RowsRead } from './row-reading.js';

export class RowSums {
  readonly totals: Totals = {
    impressions: null,
    clicks: null,
    conversions: null,
    spendMicros: null,
    revenueMicros: null,
    plays3s: null,
    thruplays: null,
  };
  readonly spendByDay = new Map<number, number>();
  firstDay: number | null = null;
  lastDay: number | null = null;
  hasPeriods = false;
  clicksAboveImpressions = 0;
  largest: RowsRead['largest'] = null;
  subtotals: RowsRead['subtotals'] = null;

  /** Adds the figures of a row that could be the sum of others, beside `add`. */
  addSubtotal({ impressions, spendMicros }: Figures, line: number): void {
    this.subtotals ??= { rows: 0, firstLine: line, impressions: 0, spendMicros: 0 };
    this.subtotals.rows += 1;
    this.subtotals.impressions += impressions ?? 0;
    this.subtotals.spendMicros += spendMicros ?? 0;
  }

  /** Adds the figures of one row; null adds nothing. */
  add(figures: Figures, line: number): void {
    const sums = this.totals;
    if (figures.impressions !== null) sums.impressions = (sums.impressions ?? 0) + figures.impressions;
    if (figures.clicks !== null) sums.clicks = (sums.clicks ?? 0) + figures.clicks;
    if (figures.conversions !== null) sums.conversions = (sums.conversions ?? 0) + figures.conversions;
    if (figures.revenueMicros !== null) sums.revenueMicros = (sums.revenueMicros ?? 0) + figures.revenueMicros;
    if (figures.plays3s !== null) sums.plays3s = (sums.plays3s ?? 0) + figures.plays3s;
    if (figures.thruplays !== null) sums.thruplays = (sums.thruplays ?? 0) + figures.thruplays;
    const { spendMicros, dateStart, dateEnd } = figures;
    if (spendMicros !== null) {
      sums.spendMicros = (sums.spendMicros ?? 0) + spendMicros;
      if (spendMicros > (this.largest?.spendMicros ?? 0)) {
        this.largest = {
          line,
          impressions: figures.impressions,
          clicks: figures.clicks,
          spendMicros,
        };
      }
      if (dateStart === dateEnd) this.spendByDay.set(dateStart, (this.spendByDay.get(dateStart) ?? 0) + spendMicros);
    }
    if (this.firstDay === null || dateStart < this.firstDay) this.firstDay = dateStart;
    if (this.lastDay === null || dateEnd > this.lastDay) this.lastDay = dateEnd;
    if (dateStart !== dateEnd) this.hasPeriods = true;
    if (figures.clicks !== null && figures.impressions !== null && figures.clicks > figures.impressions)
      this.clicksAboveImpressions += 1;
  }
}
