/** Rates of several creatives together, from draws of the posterior of each. */

export interface PooledRate {
  /** One rate a draw: the mean of the members' rates, weighted by their exposure. */
  draws: Float64Array;
  mean: number;
  /** What its members' rates were measured on. */
  exposure: number;
  /** The member of the highest posterior mean. */
  bestCreativeId: number;
}

/** Draws of one rate, a row per creative. */
export interface RateDraws {
  creativeIds: readonly number[];
  draws: number;
  /** The draws of one row; not to be written into. */
  of(row: number): Float64Array;
}

/** Null when no member has exposure. `exposureOf` gives what the rate is a share of, such as clicks, 0 or more. */
export function pooledRate(
  members: ReadonlySet<number>,
  rates: RateDraws,
  exposureOf: (row: number) => number,
): PooledRate | null {
  const rows = [...rates.creativeIds.keys()].filter((row) => members.has(rates.creativeIds[row]));
  return pooledRows(rows, rates, exposureOf);
}

/** The same for members given by their rows, in order. */
export function pooledRows(
  rows: readonly number[],
  { creativeIds, draws, of }: RateDraws,
  exposureOf: (row: number) => number,
): PooledRate | null {
  const pooled = new Float64Array(draws);
  let exposure = 0;
  let best = { creativeId: -1, mean: -1 };
  for (const row of rows) {
    const weight = exposureOf(row);
    if (weight === 0) continue;
    const rates = of(row);
    exposure += weight;
    for (let draw = 0; draw < draws; draw += 1) pooled[draw] += weight * rates[draw];
    const mean = meanOf(rates);
    if (mean > best.mean) best = { creativeId: creativeIds[row], mean };
  }
  if (exposure === 0) return null;
  const rates = pooled.map((sum) => sum / exposure);
  return { draws: rates, mean: meanOf(rates), exposure, bestCreativeId: best.creativeId };
}

/** The interval that holds `level` (0..1) of the draws, as much on either side. */
export function intervalOf(draws: Float64Array, level: number): { low: number; high: number } {
  const sorted = Float64Array.from(draws).sort();
  const quantile = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { low: quantile((1 - level) / 2), high: quantile((1 + level) / 2) };
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += values[at];
  return sum / values.length;
}
