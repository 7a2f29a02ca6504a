/**
 * The mean rate of a group of creatives on a grid of log rates: what its members' counts say of it, how far it may lie
 * from the account's, and draws of it. Rows of means are `size` points, MEAN_STEP apart in log.
 */
import type { Random } from '../../random.js';

/** Distance of neighbouring means on the grid, in log. */
export const MEAN_STEP = 0.05;

export interface GroupTable {
  /** For each spread the likelihoods that matter over the greatest, one spread after the other. */
  relative: Float64Array;
  /** Where each spread's begin in `relative`, less `from`: the likelihood of mean m is at `at[s] + m`. */
  at: Int32Array;
  /** Log of the greatest likelihood, per spread. */
  logPeaks: Float64Array;
  /** First and last mean of each spread whose likelihood matters. */
  from: Int32Array;
  to: Int32Array;
}

/** Below this share of the peak a likelihood adds nothing that a double could tell. */
const NEGLIGIBLE = 1e-14;

/** Likelihoods from their logs, spread-major: `steps` rows of `size` means. */
export function groupTable(table: Float64Array, steps: number, size: number): GroupTable {
  const logPeaks = new Float64Array(steps);
  const from = new Int32Array(steps).fill(size);
  const to = new Int32Array(steps);
  const at = new Int32Array(steps);
  const shares = new Float64Array(table.length);
  let kept = 0;
  for (let s = 0; s < steps; s++) {
    const row = table.subarray(s * size, (s + 1) * size);
    const peak = row.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    logPeaks[s] = peak;
    for (let j = 0; j < size; j++) {
      const share = Math.exp(row[j]! - peak);
      if (share < NEGLIGIBLE) continue;
      shares[s * size + j] = share;
      from[s] = Math.min(from[s]!, j);
      to[s] = j;
    }
    at[s] = kept - from[s]!;
    kept += to[s]! - from[s]! + 1;
  }
  const relative = new Float64Array(kept);
  for (let s = 0; s < steps; s++) {
    relative.set(shares.subarray(s * size + from[s]!, s * size + to[s]! + 1), at[s]! + from[s]!);
  }
  return { relative, at, logPeaks, from, to };
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
    total += kernel[offset + size]!;
  }
  const weights = kernel.map((weight) => weight / total);
  const from = weights.findIndex((weight) => weight > NEGLIGIBLE);
  return { weights, from, to: weights.findLastIndex((weight) => weight > NEGLIGIBLE) };
}

/** Log of the group's likelihood, averaged over its mean, where the account's mean is at j of `size`. */
export function logOfGroup(table: GroupTable, s: number, kernel: Kernel, j: number, size: number): number {
  const { relative, from, to, at, logPeaks } = table;
  let average = 0;
  const first = Math.max(from[s]!, j + kernel.from - size);
  const last = Math.min(to[s]!, j + kernel.to - size);
  const shift = at[s]!;
  for (let m = first; m <= last; m++) average += kernel.weights[m - j + size]! * relative[shift + m]!;
  return logPeaks[s]! + Math.log(average + Number.MIN_VALUE);
}

/** Draws the position of a group's mean given the account's, weighing the prior with the group's likelihood. */
export function drawGroupMean(
  { relative, at, from, to }: GroupTable,
  s: number,
  kernel: Kernel,
  j: number,
  cumulative: Float64Array,
  random: Random,
): number {
  const size = cumulative.length;
  const shift = at[s]!;
  let total = 0;
  for (let m = from[s]!; m <= to[s]!; m++) {
    total += kernel.weights[m - j + size]! * relative[shift + m]!;
    cumulative[m] = total;
  }
  if (total === 0) return j;
  const target = random.uniform() * total;
  let m = from[s]!;
  while (m < to[s]! && cumulative[m]! <= target) m += 1;
  return m;
}
