/** The rate of several creatives together: each one's draws weighted by what was tested. The one rule for groups anywhere. */
import type { Draws } from './draws.js';
import { interval, rowDraws } from './statistics.js';

export interface GroupRate {
  /** The weighted mean of the members' posterior means. */
  expected: number;
  low: number;
  high: number;
  /** One rate a draw. */
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

/** Draws of the rate of the rows together. */
export function groupDraws(draws: Draws, rows: readonly number[], weights: Float64Array): Float64Array {
  const shares = sharesOf(rows, weights);
  const pooled = new Float64Array(draws.values.length / draws.means.length);
  rows.forEach((row, at) => {
    const own = rowDraws(draws, row);
    const share = shares[at] ?? 0;
    for (let draw = 0; draw < pooled.length; draw++) pooled[draw] = (pooled[draw] ?? 0) + share * (own[draw] ?? 0);
  });
  return pooled;
}

function groupMean(means: Float64Array, rows: readonly number[], weights: Float64Array): number {
  const shares = sharesOf(rows, weights);
  return rows.reduce((sum, row, at) => sum + (means[row] ?? 0) * (shares[at] ?? 0), 0);
}

function sharesOf(rows: readonly number[], weights: Float64Array): number[] {
  const total = rows.reduce((sum, row) => sum + (weights[row] ?? 0), 0);
  return rows.map((row) => (total > 0 ? (weights[row] ?? 0) / total : 1 / rows.length));
}
