/** Summaries of posterior draws, creative by creative. */
import type { Draws } from './draws.js';
import { orderStatistics } from './order-statistics.js';

/** The draws of one creative; not to be written into. */
export const rowDraws = (draws: Draws, row: number): Float64Array => draws.of(row);

/** The central interval that holds the share `level` of the values. */
export function interval(values: Float64Array, level: number): [low: number, high: number] {
  const { low, high } = centralValues(values, level);
  return [low, high];
}

/** The same with the value in the middle: the upper one of two. NaN of no values. */
export function centralValues(values: Float64Array, level: number): { low: number; middle: number; high: number } {
  const most = values.length - 1;
  const [first, last] = [((1 - level) / 2) * most, ((1 + level) / 2) * most];
  const [below, above] = [Math.floor(first), Math.floor(last)];
  const [low, afterLow, middle, high, afterHigh] = orderStatistics(values, [
    below,
    Math.min(most, below + 1),
    values.length >> 1,
    above,
    Math.min(most, above + 1),
  ]);
  return { low: low + (first - below) * (afterLow - low), middle, high: high + (last - above) * (afterHigh - high) };
}

/** Share of the values at or above a threshold. */
export function shareAtLeast(values: Float64Array, threshold: number): number {
  let count = 0;
  for (let at = 0; at < values.length; at++) if (values[at]! >= threshold) count += 1;
  return count / values.length;
}

export function mean(values: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]!;
  return sum / values.length;
}

export interface Standing {
  /** Share of the draws in which this row is the best. */
  probBest: number;
  /** Expected shortfall from the best when this row is chosen: E[max - own]. */
  expectedLoss: number;
}

/** How each of `size` rows of draws stands against the others. Ties go to the first. Rows are looked at once, in order. */
export function standings(size: number, drawsOf: (row: number) => Float64Array): Standing[] {
  const means = new Float64Array(size);
  let best = new Float64Array(0);
  let bestRows = new Int32Array(0);
  for (let row = 0; row < size; row++) {
    const values = drawsOf(row);
    means[row] = mean(values);
    if (row === 0) {
      best = values.slice();
      bestRows = new Int32Array(values.length);
      continue;
    }
    for (let draw = 0; draw < best.length; draw++) {
      if (values[draw]! > best[draw]!) {
        best[draw] = values[draw]!;
        bestRows[draw] = row;
      }
    }
  }
  const wins = new Float64Array(size);
  let bestMean = 0;
  for (let draw = 0; draw < best.length; draw++) {
    wins[bestRows[draw]!]! += 1 / best.length;
    bestMean += best[draw]! / best.length;
  }
  return Array.from(means, (own, row) => ({ probBest: wins[row]!, expectedLoss: Math.max(0, bestMean - own) }));
}

/**
 * Quantile of the standard normal for a share strictly between 0 and 1, within 4.5e-4 (Abramowitz & Stegun 26.2.23).
 */
export function normalQuantile(share: number): number {
  if (share < 0.5) return -normalQuantile(1 - share);
  const t = Math.sqrt(-2 * Math.log(1 - share));
  return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
}
