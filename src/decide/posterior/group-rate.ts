/** The rate of several creatives together: each one's draws weighted by what was tested. The one rule for groups anywhere. */
import type { Draws } from './draws.js';
import { interval, rowDraws } from './statistics.js';

export interface GroupRate {
  /** The weighted mean of the members' posterior means. */
  expected: number;
  low: number;
  high: number;
  /** One rate a draw; not to be written into. */
  draws: Float64Array;
}

/**
 * `rows` are the members, `weights` what each row's rate was measured on (clicks for CVR, spend for ROAS), in the order of
 * `draws`; members count equally where nothing was tested. `level` is the share of the posterior inside the interval, 0..1.
 */
export function groupRate(draws: Draws, rows: readonly number[], weights: Float64Array, level: number): GroupRate {
  const pooled = groupDraws(draws, rows, weights);
  const [low, high] = interval(pooled, level);
  return { expected: groupMean(draws.means, rows, weights), low, high, draws: pooled };
}

/** Draws of the rate of the rows together; not to be written into. */
export function groupDraws(draws: Draws, rows: readonly number[], weights: Float64Array): Float64Array {
  const [only] = rows;
  if (only !== undefined && rows.length === 1) return rowDraws(draws, only);
  const total = totalOf(rows, weights);
  const pooled = new Float64Array(draws.count);
  for (const row of rows) {
    const own = rowDraws(draws, row);
    const share = shareOf(row, rows, weights, total);
    for (let draw = 0; draw < pooled.length; draw++) pooled[draw]! += share * own[draw]!;
  }
  return pooled;
}

function groupMean(means: Float64Array, rows: readonly number[], weights: Float64Array): number {
  const total = totalOf(rows, weights);
  return rows.reduce((sum, row) => sum + means[row]! * shareOf(row, rows, weights, total), 0);
}

const totalOf = (rows: readonly number[], weights: Float64Array): number =>
  rows.reduce((sum, row) => sum + weights[row]!, 0);

const shareOf = (row: number, rows: readonly number[], weights: Float64Array, total: number): number =>
  total > 0 ? weights[row]! / total : 1 / rows.length;
