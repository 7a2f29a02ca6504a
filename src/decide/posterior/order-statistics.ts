/** The few values of a list that sorting it would put at given places, without sorting all of it. */

/** Shorter parts are sorted. */
const SHORT = 24;

/**
 * The values of some ranks (0 the least), each 0..length - 1. `values` stay as they are; NaN ranks above all. Quickselect
 * (Hoare 1961), each rank within what the one below left to its right.
 */
export function orderStatistics<const Ranks extends readonly number[]>(
  values: Float64Array,
  ranks: Ranks,
): { [Place in keyof Ranks]: number } {
  const work = values.slice();
  // Comparisons with NaN would lead the search astray.
  if (hasNaN(work)) work.sort();
  else {
    let from = 0;
    for (const rank of [...ranks].sort((a, b) => a - b)) {
      if (rank < from) continue;
      place(work, from, work.length - 1, rank);
      from = rank + 1;
    }
  }
  return ranks.map((rank) => work[rank] ?? Number.NaN) as { [Place in keyof Ranks]: number };
}

function hasNaN(values: Float64Array): boolean {
  for (let at = 0; at < values.length; at += 1) if (Number.isNaN(values[at])) return true;
  return false;
}

/** Puts at `rank` what sorting would, within from..to, with nothing larger before it and nothing smaller behind. */
function place(work: Float64Array, from: number, to: number, rank: number): void {
  let [low, high] = [from, to];
  while (high - low >= SHORT) {
    const pivot = middleOf(work[low]!, work[(low + high) >> 1]!, work[high]!);
    let [left, right] = [low, high];
    while (left <= right) {
      while (work[left]! < pivot) left += 1;
      while (work[right]! > pivot) right -= 1;
      if (left > right) break;
      const kept = work[left]!;
      work[left] = work[right]!;
      work[right] = kept;
      left += 1;
      right -= 1;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return;
  }
  work.subarray(low, high + 1).sort();
}

const middleOf = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
