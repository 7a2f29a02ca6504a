/** Posterior draws of one quantity: `values[row * draws + draw]`, rows as in `creatives`; and exact-given-the-rest means. */
export interface Draws {
  values: Float64Array;
  means: Float64Array;
}

export const emptyDraws = (size: number, draws: number): Draws => ({
  values: new Float64Array(size * draws),
  means: new Float64Array(size),
});

export const constantDraws = (value: number, size: number, draws: number): Draws => ({
  values: new Float64Array(size * draws).fill(value),
  means: new Float64Array(size).fill(value),
});
