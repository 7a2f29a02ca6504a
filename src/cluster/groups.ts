/** Facts about a grouping: `groups` holds the group of each row, 0..k-1, or -1 for a row in none. */
import type { VectorSet } from './vectors.js';

export function groupSizes(groups: Int32Array, k: number): Int32Array {
  const sizes = new Int32Array(k);
  for (const group of groups) if (group >= 0) sizes[group]! += 1;
  return sizes;
}

/** Mean row of each group, row after row. */
export function groupMeans({ values, dims }: VectorSet, groups: Int32Array, k: number): Float64Array {
  const sizes = groupSizes(groups, k);
  const means = new Float64Array(k * dims);
  groups.forEach((group, row) => {
    if (group < 0) return;
    const to = group * dims;
    const from = row * dims;
    for (let d = 0; d < dims; d += 1) means[to + d]! += values[from + d]!;
  });
  for (let i = 0; i < means.length; i += 1) means[i]! /= sizes[Math.floor(i / dims)]!;
  return means;
}

/** The row of each group that lies nearest to the group's mean. */
export function centralRows(points: VectorSet, groups: Int32Array, k: number): number[] {
  const { values, dims } = points;
  const means = groupMeans(points, groups, k);
  const nearest: number[] = new Array<number>(k).fill(-1);
  const distances = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
  groups.forEach((group, row) => {
    if (group < 0) return;
    let distance = 0;
    for (let d = 0; d < dims; d += 1) distance += (values[row * dims + d]! - means[group * dims + d]!) ** 2;
    if (distance < distances[group]!) {
      distances[group] = distance;
      nearest[group] = row;
    }
  });
  return nearest;
}

/** The same groups numbered by size, the largest first; equal sizes by their first row. -1 stays. */
export function numberedBySize(groups: Int32Array, k: number): Int32Array {
  const sizes = groupSizes(groups, k);
  const firstRows = new Int32Array(k).fill(groups.length);
  groups.forEach((group, row) => {
    if (group >= 0 && row < firstRows[group]!) firstRows[group] = row;
  });
  const numbers = new Int32Array(k);
  Array.from({ length: k }, (_, group) => group)
    .sort((a, b) => sizes[b]! - sizes[a]! || firstRows[a]! - firstRows[b]!)
    .forEach((group, number) => {
      numbers[group] = number;
    });
  return groups.map((group) => (group < 0 ? -1 : numbers[group]!));
}
