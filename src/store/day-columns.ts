/**
 * Results per creative and period in columns: 8 bytes a figure, where an object a row would take 200. Rows lie creative
 * after creative; the objects that callers see are made when they ask, and let go.
 */
import type { CreativeDay, Totals } from '../model.js';
import { type Day, dayOf } from '../units.js';

/** How many figures `Totals` has. */
const FIGURES = 7;

export interface DayColumns {
  /** The periods of one creative, by first then last day; none when it has no results. */
  daysOf(creativeId: number): CreativeDay[];
  /** How many days its periods cover, each once; 0 when it has no results. */
  daysCovered(creativeId: number): number;
}

/** One row: creative, first and last day (whole days since 1970), then the figures in the order of `Totals`. */
export type DayRow = readonly [creativeId: number, dateStart: number, dateEnd: number, ...figures: (number | null)[]];

/** `rows` by creative, then first and last day; at most `most` of them. */
export function dayColumns(rows: Iterable<DayRow>, most: number): DayColumns {
  const starts = new Int32Array(most);
  const ends = new Int32Array(most);
  // Null is kept as NaN. A column that no row knows takes no memory.
  const figures: (Float64Array | null)[] = new Array(FIGURES).fill(null);
  const ranges = new Map<number, { from: number; to: number }>();
  let at = 0;
  let range = { from: 0, to: 0 };
  let creative: number | null = null;
  for (const row of rows) {
    if (row[0] !== creative) {
      creative = row[0];
      range = { from: at, to: at };
      ranges.set(creative, range);
    }
    starts[at] = row[1];
    ends[at] = row[2];
    for (let key = 0; key < figures.length; key += 1) {
      const value = row[key + 3] ?? null;
      const column = figures[key] ?? null;
      if (column !== null) column[at] = value ?? Number.NaN;
      else if (value !== null) figures[key] = columnFrom(value, at, most);
    }
    at += 1;
    range.to = at;
  }

  const figureAt = (key: number, row: number): number | null => {
    const value = figures[key]?.[row] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  return {
    daysOf(creativeId) {
      const { from, to } = ranges.get(creativeId) ?? { from: 0, to: 0 };
      const days: CreativeDay[] = [];
      for (let row = from; row < to; row += 1) {
        days.push({
          creativeId,
          dateStart: dayAt(starts, row),
          dateEnd: dayAt(ends, row),
          ...figuresAt(figureAt, row),
        });
      }
      return days;
    },
    daysCovered(creativeId) {
      const { from, to } = ranges.get(creativeId) ?? { from: 0, to: 0 };
      let covered = 0;
      let last = Number.NEGATIVE_INFINITY;
      for (let row = from; row < to; row += 1) {
        const end = ends[row] ?? 0;
        covered += Math.max(0, end - Math.max(last, (starts[row] ?? 0) - 1));
        last = Math.max(last, end);
      }
      return covered;
    },
  };
}

/** A column of NaN up to the first row that knows the figure. */
function columnFrom(value: number, at: number, most: number): Float64Array {
  const column = new Float64Array(most).fill(Number.NaN, 0, at);
  column[at] = value;
  return column;
}

const dayAt = (days: Int32Array, row: number): Day => dayOf(days[row] ?? 0);

const figuresAt = (figureAt: (key: number, row: number) => number | null, row: number): Totals => ({
  impressions: figureAt(0, row),
  clicks: figureAt(1, row),
  conversions: figureAt(2, row),
  spendMicros: figureAt(3, row),
  revenueMicros: figureAt(4, row),
  plays3s: figureAt(5, row),
  thruplays: figureAt(6, row),
});
