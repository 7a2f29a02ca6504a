/**
 * The mean rate of a group of creatives on a grid of log rates: what its members' counts say of it, how far it may lie
 * from the account's, and draws of it. Rows of means are `size` points, MEAN_STEP apart in log.
 */
import type { Random } from '../../random.js';

/** Distance of neighbouring means on the grid, in log. */
export const MEAN_STEP = 0.05;

export interface GroupTable {
  /** Likelihood over its own greatest value in the spread's row, spread-major. */
  relative: Float64Array;
  /** Log of that greatest value, per spread. */
  logPeaks: Float64Array;
  /** First and last mean of each spread's row whose likelihood matters. */
  from: Int32Array;
  to: Int32Array;
}

/** Below this share of the peak a likelihood adds nothing that a double could tell. */
const NEGLIGIBLE = 1e-14;

/** Likelihoods from their logs, spread-major: `steps` rows of `size` means. */
export function groupTable(table: Float64Array, steps: number, size: number): GroupTable {
  const relative = new Float64Array(table.length);
  const logPeaks = new Float64Array(steps);
  const from = new Int32Array(steps);
  const to = new Int32Array(steps);
  for (let s = 0; s < steps; s++) {
    const row = table.subarray(s * size, (s + 1) * size);
    const peak = row.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    logPeaks[s] = peak;
    from[s] = size;
    for (let j = 0; j < size; j++) {
      const share = Math.exp(row[j] - peak);
      if (share < NEGLIGIBLE) continue;
      relative[s * size + j] = share;
      from[s] = Math.min(from[s], j);
      to[s] = j;
    }
  }
  return { relative, logPeaks, from, to };
}

export interface Kernel {
  /** Weights of a group's mean at each distance (in steps, plus size) from the account's. */
  weights: Float64Array;
  /** First and last place whose weight matters. */
  from: number;
  to: number;
}

/** The kernel for a spread between groups; 0 leaves every group at the account's mean. */
export function groupKernel(spread: number, size: number): Kernel {
  const kernel = new Float64Array(2 * size + 1);
  let total = 0;
  for (let offset = -size; offset <= size; offset++) {
    const distance = spread === 0 ? offset : (offset * MEAN_STEP + (spread * spread) / 2) / spread;
    kernel[offset + size] = spread === 0 && offset !== 0 ? 0 : Math.exp(-0.5 * distance * distance);
    total += kernel[offset + size];
  }
  const weights = kernel.map((weight) => weight / total);
  const from = weights.findIndex((weight) => weight > NEGLIGIBLE);
  return { weights, from, to: weights.findLastIndex((weight) => weight > NEGLIGIBLE) };
}

/** Adds the log of the group's likelihood, averaged over its mean, for every account mean. */
export function addGroup(
  target: Float64Array,
  cell: number,
  table: GroupTable,
  s: number,
  kernel: Kernel,
  size: number,
): void {
  const start = s * size;
  for (let j = 0; j < size; j++) {
    let average = 0;
    const first = Math.max(table.from[s], j + kernel.from - size);
    const last = Math.min(table.to[s], j + kernel.to - size);
    for (let m = first; m <= last; m++) average += kernel.weights[m - j + size] * table.relative[start + m];
    target[cell + j] += table.logPeaks[s] + Math.log(average + Number.MIN_VALUE);
  }
}

/** Draws the position of a group's mean given the account's, weighing the prior with the group's likelihood. */
export function drawGroupMean(
  table: GroupTable,
  s: number,
  kernel: Kernel,
  j: number,
  cumulative: Float64Array,
  random: Random,
): number {
  const size = cumulative.length;
  let total = 0;
  for (let m = table.from[s]; m <= table.to[s]; m++) {
    total += kernel.weights[m - j + size] * table.relative[s * size + m];
    cumulative[m] = total;
  }
  if (total === 0) return j;
  const target = random.uniform() * total;
  let m = table.from[s];
  while (m < table.to[s] && cumulative[m] <= target) m += 1;
  return m;
}
