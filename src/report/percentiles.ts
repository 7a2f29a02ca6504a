/** Where a creative stands among those of its own account. */

/**
 * Share of the known values that lie below each value, ties counted half: 0..1, 1 the best. `best` says which end is
 * good. Null for an unknown value, and for all when fewer than three are known: there is nothing to rank.
 */
export function percentiles(values: readonly (number | null)[], best: 'high' | 'low'): (number | null)[] {
  const known = values.filter((value) => value !== null);
  if (known.length < 3) return values.map(() => null);
  return values.map((value) => {
    if (value === null) return null;
    const below = known.filter((other) => (best === 'high' ? other < value : other > value)).length;
    const same = known.filter((other) => other === value).length - 1;
    return (below + same / 2) / (known.length - 1);
  });
}
