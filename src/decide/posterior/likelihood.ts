/**
 * Log negative-binomial likelihood of the counts of several creatives on a grid of spreads and of mean rates:
 *
 *   sum over rows of  lgamma(y + a) - lgamma(a) + a log a + y log(n m) - (y + a) log(a + n m),   a = 1 / spread²
 *
 * Only the last term needs a logarithm for every row, spread and mean. As the means are even in log, it is a function of
 * log n + log m: of many rows each is spread over the eight nearest points of the same grid (Lagrange's polynomial of
 * degree 7), and one table of log(a + e^x) serves all. That is off by less than 1e-13 of the weight y + a of each row, and
 * takes as long for a million rows as it takes to read them.
 */
import { logGamma } from './log-gamma.js';

/** Events y and exposures n per creative; an exposure of 0 is no evidence. */
export interface Evidence {
  events: Float64Array;
  exposures: Float64Array;
}

/** Mean rates m, `step` apart in log. */
export interface MeanGrid {
  logMeans: Float64Array;
  step: number;
}

/** Fewer rows are summed one by one. */
const MANY = 64;

/** Spread-major: for each of the spreads a row of means. */
export function logLikelihoods(
  evidence: Evidence,
  rows: readonly number[],
  spreads: Float64Array,
  grid: MeanGrid,
): Float64Array {
  const informed = rows.filter((row) => evidence.exposures[row] > 0);
  return informed.length < MANY
    ? oneByOne(evidence, informed, spreads, grid.logMeans)
    : overBins(evidence, informed, spreads, grid);
}

function oneByOne(
  { events, exposures }: Evidence,
  rows: readonly number[],
  spreads: Float64Array,
  logMeans: Float64Array,
): Float64Array {
  const size = logMeans.length;
  const means = logMeans.map(Math.exp);
  const table = new Float64Array(spreads.length * size);
  spreads.forEach((spread, s) => {
    const shape = 1 / spread ** 2;
    const start = s * size;
    for (const row of rows) {
      const y = events[row];
      const n = exposures[row];
      const constant = shapeTerm(y, shape) + (y > 0 ? y * Math.log(n) : 0);
      const power = y + shape;
      for (let j = 0; j < size; j++) {
        table[start + j] += constant + y * logMeans[j] - power * Math.log(shape + n * means[j]);
      }
    }
  });
  return table;
}

/** lgamma(y + a) - lgamma(a) + a log a. */
const shapeTerm = (y: number, shape: number): number =>
  y === 0 ? shape * Math.log(shape) : logGamma(y + shape) - (logGamma(shape) - shape * Math.log(shape));

function overBins(
  evidence: Evidence,
  rows: readonly number[],
  spreads: Float64Array,
  { logMeans, step }: MeanGrid,
): Float64Array {
  const size = logMeans.length;
  const table = new Float64Array(spreads.length * size);
  const { events, exposures } = evidence;
  const bins = binned(evidence, rows, step);
  // Of very many rows only a few counts differ.
  const rowsOfCount = new Map<number, number>();
  let count = 0;
  let countLogs = 0;
  for (const row of rows) {
    const y = events[row];
    rowsOfCount.set(y, (rowsOfCount.get(y) ?? 0) + 1);
    count += y;
    if (y > 0) countLogs += y * Math.log(exposures[row]);
  }
  const logs = new Float64Array(bins.size + size);
  spreads.forEach((spread, s) => {
    const shape = 1 / spread ** 2;
    let constant = countLogs;
    for (const [y, times] of rowsOfCount) constant += times * shapeTerm(y, shape);
    for (let at = 0; at < logs.length; at++) {
      logs[at] = Math.log(shape + Math.exp(bins.first + logMeans[0] + at * step));
    }
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let bin = 0; bin < bins.size; bin++) {
        sum += (bins.events[bin] + shape * bins.rows[bin]) * logs[bin + j];
      }
      table[s * size + j] = constant + count * logMeans[j] - sum;
    }
  });
  return table;
}

interface Bins {
  /** Log exposure of the first bin. */
  first: number;
  size: number;
  /** Events and rows whose weight fell to each bin. */
  events: Float64Array;
  rows: Float64Array;
}

/** Points on the left of the interval that a value lies in, of the eight. */
const LEFT = 3;
const POINTS = 8;
/** Products of the distances of each of the points from the others: the denominators of Lagrange's polynomials. */
const DENOMINATORS = Array.from({ length: POINTS }, (_, point) => {
  let product = 1;
  for (let other = 0; other < POINTS; other++) if (other !== point) product *= point - other;
  return product;
});

function binned({ events, exposures }: Evidence, rows: readonly number[], step: number): Bins {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const row of rows) {
    least = Math.min(least, exposures[row]);
    most = Math.max(most, exposures[row]);
  }
  const first = Math.log(least) - LEFT * step;
  const size = Math.ceil((Math.log(most) - first) / step) + POINTS;
  const bins: Bins = { first, size, events: new Float64Array(size), rows: new Float64Array(size) };
  for (const row of rows) {
    const position = (Math.log(exposures[row]) - first) / step;
    const from = Math.max(0, Math.floor(position) - LEFT);
    const offset = position - from;
    for (let point = 0; point < POINTS; point++) {
      let weight = 1 / DENOMINATORS[point];
      for (let other = 0; other < POINTS; other++) if (other !== point) weight *= offset - other;
      bins.rows[from + point] += weight;
      bins.events[from + point] += weight * events[row];
    }
  }
  return bins;
}
