/** Later rates of ads against those of their cohort, and how much each of them tells. Arrays have a place for each ad. */
import type { LaterCounts } from './compared.js';

export interface LaterRates {
  /** Rate of all later days, and of each half, against the cohort's: 0 is the same. NaN where a half has no exposure. */
  whole: Float64Array;
  first: Float64Array;
  second: Float64Array;
  /** Events to expect at the cohort's rate. */
  expected: Float64Array;
}

export function laterRates(
  ads: readonly (readonly [LaterCounts, LaterCounts])[],
  cohorts: readonly Uint32Array[],
): LaterRates {
  const empty = (): Float64Array => new Float64Array(ads.length);
  const [whole, first, second, expected] = [empty(), empty(), empty(), empty()];
  for (const rows of cohorts) {
    let [events, exposure] = [0, 0];
    for (const row of rows) {
      events += ads[row]![0].events + ads[row]![1].events;
      exposure += ads[row]![0].exposure + ads[row]![1].exposure;
    }
    // Without any event all ads are alike: there is nothing that a figure could tell.
    const pooled = events / exposure || Number.POSITIVE_INFINITY;
    for (const row of rows) {
      const [a, b] = ads[row]!;
      whole[row] = (a.events + b.events) / (a.exposure + b.exposure) / pooled - 1;
      first[row] = a.events / a.exposure / pooled - 1;
      second[row] = b.events / b.exposure / pooled - 1;
      expected[row] = events === 0 ? 0 : pooled * (a.exposure + b.exposure);
    }
  }
  return { whole, first, second, expected };
}

/** 1 / (1 + noise / true spread) of each ad, 0..1, both by moments; noise falls as events to expect grow. */
export function precisionOf({ whole, first, second, expected }: LaterRates): Float64Array {
  const middle = Float64Array.from(expected).sort()[expected.length >> 1]!;
  const sharesAt = (half: number): Float64Array => expected.map((events) => (half > 0 ? events / (events + half) : 1));
  const rough = sharesAt(middle);
  let [weight, spread, all, noise] = [0, 0, 0, 0];
  for (let row = 0; row < whole.length; row += 1) {
    const both = first[row]! * second[row]!;
    if (Number.isNaN(both)) continue;
    weight += rough[row]!;
    spread += rough[row]! * both;
  }
  spread /= Math.max(weight, Number.MIN_VALUE);
  for (let row = 0; row < whole.length; row += 1) {
    all += rough[row]!;
    noise += rough[row]! * expected[row]! * (whole[row]! * whole[row]! - spread);
  }
  noise /= Math.max(all, Number.MIN_VALUE);
  // Where nothing is told, as if the usual ad were half noise; and never further than a hundredfold from that.
  return sharesAt(spread > 0 && noise > 0 ? Math.min(100 * middle, Math.max(middle / 100, noise / spread)) : middle);
}
