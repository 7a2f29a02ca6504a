/** Exact nearest neighbours by cosine. Over one Float32Array a hundred thousand vectors take a fraction of a second. */
import type { VectorSet } from './vectors.js';

export interface Neighbour {
  /** Row of the set. */
  row: number;
  /** Cosine, -1..1. */
  similarity: number;
}

/**
 * The `count` rows most similar to `query`, most similar first; ties go to the lower row. Rows and query are
 * L2-normalised, of one length. Throws RangeError when their lengths differ.
 */
export function nearest({ values, count: rows, dims }: VectorSet, query: Float32Array, count: number): Neighbour[] {
  if (rows > 0 && query.length !== dims) throw new RangeError(`the query has ${query.length} dimensions, not ${dims}`);
  const similarities = new Float32Array(rows);
  for (let row = 0, at = 0; row < rows; row += 1, at += dims) {
    // Four sums at once: a single one would wait for each addition before the next.
    let [a, b, c, d] = [0, 0, 0, 0];
    let i = 0;
    for (; i + 3 < dims; i += 4) {
      a += values[at + i]! * query[i]!;
      b += values[at + i + 1]! * query[i + 1]!;
      c += values[at + i + 2]! * query[i + 2]!;
      d += values[at + i + 3]! * query[i + 3]!;
    }
    for (; i < dims; i += 1) a += values[at + i]! * query[i]!;
    similarities[row] = a + b + c + d;
  }
  return largest(similarities, count);
}

/** Up to this many are kept in order as they are found; for more, sorting all is faster. */
const FEW = 64;

/** The rows of the `count` largest values, largest first. */
function largest(values: Float32Array, count: number): Neighbour[] {
  if (count > FEW) {
    return Array.from(values, (similarity, row) => ({ row, similarity }))
      .sort((a, b) => b.similarity - a.similarity || a.row - b.row)
      .slice(0, count);
  }
  const best: Neighbour[] = [];
  for (let row = 0; row < values.length && count > 0; row += 1) {
    const similarity = values[row]!;
    if (best.length === count && similarity <= best[count - 1]!.similarity) continue;
    let place = best.length;
    while (place > 0 && best[place - 1]!.similarity < similarity) place -= 1;
    best.splice(place, 0, { row, similarity });
    if (best.length > count) best.pop();
  }
  return best;
}
