/** Ranks of values, and the correlation of ranks as reports give it. */

/** Positions of the values, the smallest first. */
export const ascending = (values: Float64Array): Uint32Array =>
  Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);

/** Places of the values from 1 on; equal values share the mean of theirs (mid-ranks). `order` is that of `ascending`. */
export function midRanks(values: Float64Array, order = ascending(values)): Float64Array {
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!]! === values[order[from]!]!) to += 1;
    for (let at = from; at < to; at += 1) ranks[order[at]!] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/** Spearman 1904: the correlation of the mid-ranks, -1..1; null where either side is all alike. */
export function spearman(a: Float64Array, b: Float64Array): number | null {
  const [ranksA, ranksB] = [midRanks(a), midRanks(b)];
  const middle = (a.length + 1) / 2;
  let both = 0;
  let squareA = 0;
  let squareB = 0;
  for (let at = 0; at < a.length; at += 1) {
    const [fromA, fromB] = [ranksA[at]! - middle, ranksB[at]! - middle];
    both += fromA * fromB;
    squareA += fromA * fromA;
    squareB += fromB * fromB;
  }
  return squareA === 0 || squareB === 0 ? null : both / Math.sqrt(squareA * squareB);
}
