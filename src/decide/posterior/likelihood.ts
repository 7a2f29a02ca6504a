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
const MANY = 12;

/** What the likelihoods of any rows of one account are worked out from, on one grid. */
export interface LikelihoodTables {
  evidence: Evidence;
  grid: MeanGrid;
  shapes: Float64Array;
  /** log(a + e^x) for each shape a, at x = firstLog + logMeans[0] + k step. */
  logs: readonly Float64Array[];
  /** Log exposure of the first bin. */
  firstLog: number;
}

/** The tables for some spreads and all rows with an exposure. */
export function likelihoodTables(evidence: Evidence, spreads: Float64Array, grid: MeanGrid): LikelihoodTables {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const exposure of evidence.exposures) {
    if (!(exposure > 0)) continue;
    least = Math.min(least, exposure);
    most = Math.max(most, exposure);
  }
  const { logMeans, step } = grid;
  const firstLog = Math.log(least) - LEFT * step;
  const size = Math.ceil((Math.log(most) - firstLog) / step) + POINTS + logMeans.length;
  const shapes = spreads.map((spread) => 1 / spread ** 2);
  const start = Math.exp(firstLog + logMeans[0]!);
  const growth = Float64Array.from({ length: size }, (_, at) => start * Math.exp(at * step));
  const logs = Array.from(shapes, (shape) => growth.map((rate) => Math.log(shape + rate)));
  return { evidence, grid, shapes, logs, firstLog };
}

/** Spread-major: for each of the first `steps` spreads a row of means. */
export function logLikelihoods(tables: LikelihoodTables, rows: readonly number[], steps: number): Float64Array {
  const informed = rows.filter((row) => tables.evidence.exposures[row]! > 0);
  return informed.length < MANY ? oneByOne(tables, informed, steps) : overBins(tables, informed, steps);
}

function oneByOne(
  { evidence: { events, exposures }, grid: { logMeans }, shapes }: LikelihoodTables,
  rows: readonly number[],
  steps: number,
): Float64Array {
  const size = logMeans.length;
  const means = logMeans.map(Math.exp);
  const table = new Float64Array(steps * size);
  for (let s = 0; s < steps; s++) {
    const shape = shapes[s]!;
    const start = s * size;
    for (const row of rows) {
      const y = events[row]!;
      const n = exposures[row]!;
      const constant = shapeTerm(y, shape) + (y > 0 ? y * Math.log(n) : 0);
      const power = y + shape;
      for (let j = 0; j < size; j++) {
        table[start + j]! += constant + y * logMeans[j]! - power * Math.log(shape + n * means[j]!);
      }
    }
  }
  return table;
}

/** lgamma(y + a) - lgamma(a) + a log a. */
const shapeTerm = (y: number, shape: number): number =>
  y === 0 ? shape * Math.log(shape) : logGamma(y + shape) - (logGamma(shape) - shape * Math.log(shape));

function overBins(tables: LikelihoodTables, rows: readonly number[], steps: number): Float64Array {
  const { evidence, grid, shapes, logs } = tables;
  const { logMeans } = grid;
  const { events, exposures } = evidence;
  const size = logMeans.length;
  const table = new Float64Array(steps * size);
  const bins = binned(tables, rows);
  // Of very many rows only a few counts differ.
  const rowsOfCount = new Map<number, number>();
  let count = 0;
  let countLogs = 0;
  for (const row of rows) {
    const y = events[row]!;
    rowsOfCount.set(y, (rowsOfCount.get(y) ?? 0) + 1);
    count += y;
    if (y > 0) countLogs += y * Math.log(exposures[row]!);
  }
  const weights = new Float64Array(bins.events.length);
  for (let s = 0; s < steps; s++) {
    const shape = shapes[s]!;
    const values = logs[s]!;
    let constant = countLogs;
    for (const [y, times] of rowsOfCount) constant += times * shapeTerm(y, shape);
    for (let bin = 0; bin < weights.length; bin++) weights[bin] = bins.events[bin]! + shape * bins.rows[bin]!;
    for (let j = 0; j < size; j++) {
      let sum = 0;
      const at = bins.from + j;
      for (let bin = 0; bin < weights.length; bin++) sum += weights[bin]! * values[at + bin]!;
      table[s * size + j] = constant + count * logMeans[j]! - sum;
    }
  }
  return table;
}

interface Bins {
  /** Place of the first bin on the grid of the tables. */
  from: number;
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

function binned(
  { evidence: { events, exposures }, grid: { step }, firstLog }: LikelihoodTables,
  rows: readonly number[],
): Bins {
  const positions = Float64Array.from(rows, (row) => (Math.log(exposures[row]!) - firstLog) / step);
  const starts = Int32Array.from(positions, (position) => Math.max(0, Math.floor(position) - LEFT));
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const start of starts) {
    from = Math.min(from, start);
    to = Math.max(to, start + POINTS);
  }
  const bins: Bins = { from, events: new Float64Array(to - from), rows: new Float64Array(to - from) };
  for (let at = 0; at < rows.length; at++) {
    const offset = positions[at]! - starts[at]!;
    const bin = starts[at]! - from;
    for (let point = 0; point < POINTS; point++) {
      let weight = 1 / DENOMINATORS[point]!;
      for (let other = 0; other < POINTS; other++) if (other !== point) weight *= offset - other;
      bins.rows[bin + point]! += weight;
      bins.events[bin + point]! += weight * events[rows[at]!]!;
    }
  }
  return bins;
}
