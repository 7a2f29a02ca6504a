/** Where a creative stands among those of its own account. */

/**
 * Share of the known values that lie below each value, ties counted half: 0..1, 1 the best. `best` says which end is
 * good. Null for an unknown value, and for all when fewer than three are known: there is nothing to rank.
 */
export function percentiles(values: readonly (number | null)[], best: 'high' | 'low'): (number | null)[] {
  const known = values.filter((value) => value !== null);
  if (known.length < 3) return values.map(() => null);
  const sorted = Float64Array.from(known).sort();
  return values.map((value) => {
    if (value === null) return null;
    const smaller = firstNotBelow(sorted, value, false);
    const upTo = firstNotBelow(sorted, value, true);
    const below = best === 'high' ? smaller : sorted.length - upTo;
    const same = upTo - smaller - 1;
    return (below + same / 2) / (known.length - 1);
  });
}

/** The place of the first of ascending values that is not below `value`; with `past`, of the first above it. */
function firstNotBelow(sorted: Float64Array, value: number, past: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const before = past ? sorted[middle]! <= value : sorted[middle]! < value;
    if (before) low = middle + 1;
    else high = middle;
  }
  return low;
}
