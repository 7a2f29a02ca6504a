/** A flat map of vectors: their two principal components. */
import type { VectorSet } from './vectors.js';

const MOST_ROUNDS = 60;
const SETTLED = 1e-8;

/** Differences of squared lengths, and lengths, that are rounding. */
const ROUNDING = 1e-9;

/**
 * Coordinates of each row on the first two principal components (Pearson 1901), by power iteration with deflation.
 * Signs are fixed so that the farthest row on each axis lies on the positive side: the same rows always give the same
 * map. Rows that do not differ lie at 0, 0.
 */
export function principalMap({ values, count, dims }: VectorSet): { x: number; y: number }[] {
  const centred = Float64Array.from(values);
  for (let d = 0; d < dims; d += 1) {
    let sum = 0;
    for (let row = 0; row < count; row += 1) sum += values[row * dims + d]!;
    for (let row = 0; row < count; row += 1) centred[row * dims + d]! -= sum / count;
  }
  const x = nextComponent(centred, count, dims);
  const y = nextComponent(centred, count, dims);
  return Array.from({ length: count }, (_, row) => ({ x: x[row]!, y: y[row]! }));
}

/** Scores of the rows on the strongest direction left, which is then taken out of them. */
function nextComponent(centred: Float64Array, count: number, dims: number): Float64Array {
  const scores = new Float64Array(count);
  let direction = longestRow(centred, count, dims);
  for (let round = 0; round < MOST_ROUNDS && direction; round += 1) {
    project(centred, direction, scores);
    const turned = unit(weightedSum(centred, scores, dims));
    const cosine = turned ? turned.reduce((sum, value, d) => sum + value * (direction?.[d] ?? 0), 0) : 1;
    direction = turned;
    if (1 - Math.abs(cosine) < SETTLED) break;
  }
  if (!direction) return new Float64Array(count);
  project(centred, direction, scores);
  for (let row = 0; row < count; row += 1) {
    for (let d = 0; d < dims; d += 1) centred[row * dims + d]! -= scores[row]! * direction[d]!;
  }
  const farthest = scores.reduce((far, score) => (Math.abs(score) > Math.abs(far) ? score : far), 0);
  return farthest < 0 ? scores.map((score) => -score) : scores;
}

function longestRow(rows: Float64Array, count: number, dims: number): Float64Array | null {
  let longest: Float64Array | null = null;
  let most = 0;
  for (let row = 0; row < count; row += 1) {
    const candidate = rows.subarray(row * dims, (row + 1) * dims);
    const square = candidate.reduce((sum, value) => sum + value * value, 0);
    if (square > most * (1 + ROUNDING)) {
      most = square;
      longest = candidate;
    }
  }
  // Rounding leaves traces of what was taken out; they are no direction.
  return longest && most > ROUNDING ** 2 ? unit(longest) : null;
}

function project(rows: Float64Array, direction: Float64Array, scores: Float64Array): void {
  for (let row = 0, at = 0; row < scores.length; row += 1, at += direction.length) {
    let score = 0;
    for (let d = 0; d < direction.length; d += 1) score += rows[at + d]! * direction[d]!;
    scores[row] = score;
  }
}

function weightedSum(rows: Float64Array, weights: Float64Array, dims: number): Float64Array {
  const sum = new Float64Array(dims);
  for (let row = 0, at = 0; row < weights.length; row += 1, at += dims) {
    for (let d = 0; d < dims; d += 1) sum[d]! += weights[row]! * rows[at + d]!;
  }
  return sum;
}

function unit(vector: Float64Array): Float64Array | null {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? vector.map((value) => value / length) : null;
}
