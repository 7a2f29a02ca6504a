/** Rates of several creatives together, from draws of the posterior of each. */

export interface PooledRate {
  /** One rate a draw: the mean of the members' rates, weighted by their exposure. */
  draws: Float64Array;
  mean: number;
  /** The member of the highest posterior mean. */
  bestCreativeId: number;
}

/** Draws of one rate: `values[row * draws + draw]`, a row per creative. */
export interface RateDraws {
  creativeIds: readonly number[];
  draws: number;
  values: Float64Array;
}

/** Null when no member has exposure. `exposureOf` gives what the rate is a share of, such as clicks, 0 or more. */
export function pooledRate(
  members: ReadonlySet<number>,
  { creativeIds, draws, values }: RateDraws,
  exposureOf: (row: number) => number,
): PooledRate | null {
  const pooled = new Float64Array(draws);
  let exposure = 0;
  let best = { creativeId: -1, mean: -1 };
  creativeIds.forEach((creativeId, row) => {
    const weight = exposureOf(row);
    if (!members.has(creativeId) || weight === 0) return;
    const rates = values.subarray(row * draws, (row + 1) * draws);
    exposure += weight;
    rates.forEach((rate, draw) => {
      pooled[draw] += weight * rate;
    });
    const mean = meanOf(rates);
    if (mean > best.mean) best = { creativeId, mean };
  });
  if (exposure === 0) return null;
  const rates = pooled.map((sum) => sum / exposure);
  return { draws: rates, mean: meanOf(rates), bestCreativeId: best.creativeId };
}

/** The interval that holds `level` (0..1) of the draws, as much on either side. */
export function intervalOf(draws: Float64Array, level: number): { low: number; high: number } {
  const sorted = Float64Array.from(draws).sort();
  const quantile = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { low: quantile((1 - level) / 2), high: quantile((1 + level) / 2) };
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
