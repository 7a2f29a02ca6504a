/** By how much each ad moves a mean, and what that says of its variance. Arrays have a place for each ad. */
import { type Compared, ROOT_12 } from './compared.js';

export interface Mean {
  value: number;
  /** What each ad moves it by. */
  influence: Float64Array;
}

/** Weighted mean; ads of weight 0 are not looked at. */
export function meanOf(weights: Float64Array, of: (row: number) => number): Mean {
  let [sum, weight] = [0, 0];
  for (let row = 0; row < weights.length; row += 1) {
    if (weights[row]! === 0) continue;
    sum += weights[row]! * of(row);
    weight += weights[row]!;
  }
  const value = weight > 0 ? sum / weight : 0;
  const influence = new Float64Array(weights.length);
  for (let row = 0; row < weights.length; row += 1)
    if (weights[row]! > 0) influence[row] = (weights[row]! * (of(row) - value)) / weight;
  return { value, influence };
}

/** Each ad also moves the ranks of those above it in its cohort, and so the mean of rank times `y`. */
export function addRankInfluence(
  influence: Float64Array,
  { cohorts, early: { ranks, orders } }: Compared,
  weights: Float64Array,
  y: Float64Array,
): void {
  const weight = weights.reduce((sum, each) => sum + each, 0);
  cohorts.forEach((rows, cohort) => {
    const order = orders[cohort]!;
    const rankAt = (place: number): number => ranks[rows[order[place]!]!]!;
    const moved = new Float64Array(rows.length);
    let above = 0;
    let total = 0;
    for (let to = order.length; to > 0; ) {
      let from = to - 1;
      while (from > 0 && rankAt(from - 1) === rankAt(to - 1)) from -= 1;
      let own = 0;
      for (let at = from; at < to; at += 1) own += weights[rows[order[at]!]!]! * y[rows[order[at]!]!]!;
      for (let at = from; at < to; at += 1) moved[order[at]!] = above + own / 2;
      total += (to - from) * (above + own / 2);
      above += own;
      to = from;
    }
    const mean = total / rows.length;
    for (let at = 0; at < rows.length; at += 1)
      influence[rows[at]!]! += (ROOT_12 * (moved[at]! - mean)) / (rows.length * weight);
  });
}

/** How many creatives of equal weight would tell as much (Kish 1965): all of them where they are; NaN without weight. */
export function creativesThatCount({ creativeOf, creatives }: Compared, weights: Float64Array): number {
  const own = new Float64Array(creatives);
  for (let row = 0; row < weights.length; row += 1) own[creativeOf[row]!]! += weights[row]!;
  let [sum, squares] = [0, 0];
  for (const weight of own) {
    sum += weight;
    squares += weight * weight;
  }
  return (sum * sum) / squares;
}

/** Sums of influences over the ads of each creative, and the sums of the products of two of them. */
export function creativeProducts(
  { creativeOf, creatives }: Compared,
  influences: readonly Float64Array[],
): (a: number, b: number) => number {
  const sums = influences.map((influence) => {
    const own = new Float64Array(creatives);
    for (let row = 0; row < influence.length; row += 1) own[creativeOf[row]!]! += influence[row]!;
    return own;
  });
  return (a, b) => sums[a]!.reduce((total, each, creative) => total + each * sums[b]![creative]!, 0);
}
