/** Summaries of posterior draws, stored creative by creative. */
import type { Draws } from './draws.js';

/** The draws of one creative. */
export const rowDraws = ({ values, means }: Draws, row: number): Float64Array => {
  const draws = values.length / means.length;
  return values.subarray(row * draws, (row + 1) * draws);
};

/** The central interval that holds the share `level` of the values. */
export function interval(values: Float64Array, level: number): [low: number, high: number] {
  const sorted = values.slice().sort();
  return [quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2)];
}

/** Quantile of ascending values, linear between neighbours. */
export function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

/** Share of the values at or above a threshold. */
export const shareAtLeast = (values: Float64Array, threshold: number): number =>
  values.reduce((count, value) => count + (value >= threshold ? 1 : 0), 0) / values.length;

export const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export interface Standing {
  /** Share of the draws in which this row is the best. */
  probBest: number;
  /** Expected shortfall from the best when this row is chosen: E[max - own]. */
  expectedLoss: number;
}

/** How each row of draws stands against the others. Ties go to the first. */
export function standings(rows: readonly Float64Array[]): Standing[] {
  const draws = rows[0]?.length ?? 0;
  const wins = new Float64Array(rows.length);
  let bestMean = 0;
  for (let draw = 0; draw < draws; draw++) {
    let best = 0;
    for (let row = 1; row < rows.length; row++) if (rows[row][draw] > rows[best][draw]) best = row;
    wins[best] += 1 / draws;
    bestMean += rows[best][draw] / draws;
  }
  return rows.map((values, row) => ({ probBest: wins[row], expectedLoss: Math.max(0, bestMean - mean(values)) }));
}

/**
 * Quantile of the standard normal for a share strictly between 0 and 1, within 4.5e-4 (Abramowitz & Stegun 26.2.23).
 */
export function normalQuantile(share: number): number {
  if (share < 0.5) return -normalQuantile(1 - share);
  const t = Math.sqrt(-2 * Math.log(1 - share));
  return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
}
