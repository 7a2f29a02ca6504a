/** One figure of a benchmark: what was measured, against which named peer in the same run, and the goal. */
export interface BenchLine {
  part: string;
  what: string;
  figure: string;
  /** The peer measured in the same run, and the ratio to it, where there is one. */
  against?: string;
  goal?: string;
}

/** Median of some measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
