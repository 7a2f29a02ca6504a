/**
 * The log posterior of the tiers above the creatives on its grid: `rows` of spreads, each with `size` means of the account.
 *
 * With few groups every cell is worked out. With many each cell costs a pass over them, and the posterior is narrow: along
 * a row of means it is then climbed to its top and followed down both sides until nothing is left. That finds all there is,
 * for the sum of the groups' log likelihoods is concave in the account's log mean: a group's own is (y u - (y + a) log(a + n
 * e^u) is concave in u, and so is a sum of such), and averaging over a normal keeps it so (Prékopa 1973).
 */

export interface Cells {
  rows: number;
  size: number;
  /** The part of the log posterior that is at hand. */
  known: Float64Array;
  /** Log likelihood of all groups, which takes a pass over them. */
  groups(row: number, j: number): number;
}

/** As many groups are cheap. */
export const FEW_GROUPS = 32;
/** Below the peak by this much in log a cell weighs less than 1e-19. */
const NOTHING = 45;

/** Fills every cell. */
export function everyCell({ rows, size, known, groups }: Cells): Float64Array {
  const logs = new Float64Array(rows * size);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < size; j++) logs[row * size + j] = known[row * size + j]! + groups(row, j);
  }
  return logs;
}

/** Fills the cells that weigh something; the others are at minus infinity. */
export function weightyCells({ rows, size, known, groups }: Cells): Float64Array {
  const logs = new Float64Array(rows * size).fill(Number.NEGATIVE_INFINITY);
  const tops = new Int32Array(rows);
  let peak = Number.NEGATIVE_INFINITY;
  /** The cell's value, worked out once. */
  function at(row: number, j: number): number {
    const cell = row * size + j;
    if (logs[cell] === Number.NEGATIVE_INFINITY) logs[cell] = known[cell]! + groups(row, j);
    return logs[cell]!;
  }
  let start = size >> 1;
  for (let row = 0; row < rows; row++) {
    start = climbed((j) => at(row, j), start, size);
    tops[row] = start;
    peak = Math.max(peak, at(row, start));
  }
  for (let row = 0; row < rows; row++) {
    if (at(row, tops[row]!) < peak - NOTHING) continue;
    for (const way of [-1, 1]) {
      for (let j = tops[row]! + way; j >= 0 && j < size && at(row, j) >= peak - NOTHING; ) j += way;
    }
  }
  return logs;
}

/** The top of a function of 0..size-1 that only rises before it and only falls after it, from a start nearby. */
function climbed(at: (j: number) => number, start: number, size: number): number {
  let top = start;
  for (let stride = 8; stride >= 1; stride >>= 1) {
    for (const way of [-stride, stride]) {
      while (top + way >= 0 && top + way < size && at(top + way) > at(top)) top += way;
    }
  }
  return top;
}
