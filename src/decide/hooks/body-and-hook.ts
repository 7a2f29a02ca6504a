/**
 * Rates of ads made of a body and a hook, taken apart:
 *
 *   y_i ~ Poisson(n_i L_i);  L_i ~ Gamma(shape 1/s², mean exp(a_f + b_h))
 *
 * a is the body's, b the hook's part, and s how far an ad lies from the product of its parts. Priors: a ~ Normal(log
 * pooled rate, 1.5²), b ~ Normal(0, 0.7²), s none or half-normal of scale 0.3, as likely as not. The marginal of y is
 * negative binomial, and its logarithm concave in (a, b): for each s of a grid the posterior is taken as normal at its mode
 * (Laplace), and the grid is weighted by its evidence. (Negative binomial regression: Hilbe 2011; Laplace: Tierney & Kadane 1986.) Pure.
 */
import { type Random, systematicDraws } from '../../random.js';
import { logGamma } from '../posterior/log-gamma.js';
import { backward, cholesky, forward, logDeterminant } from './cholesky.js';

/** One ad. Events and exposure such as conversions and clicks; exposure above 0. */
export interface Cell {
  /** From 0, without gaps. */
  body: number;
  hook: number;
  events: number;
  exposure: number;
}

export interface BodyAndHook {
  hooks: number;
  /** Draws of the hooks' parts: `values[draw * hooks + hook]`, in logs. */
  values: Float64Array;
  draws: number;
}

const BODY_SD = 1.5;
const HOOK_SD = 0.7;
const SPREAD_SCALE = 0.3;
/** Probability, before the results, that an ad is no more than the product of its parts: the first of the spreads. */
const NO_SPREAD = 0.5;
const SPREADS = [0.01, 0.06, 0.1, 0.15, 0.2, 0.27, 0.35, 0.45, 0.6];

const spreadPriors = priorsOf(SPREADS);

const MOST_STEPS = 60;

/** Probability of each spread: a half-normal density by the width of its cell, beside the mass at none. */
function priorsOf([, ...spreads]: readonly number[]): number[] {
  const masses = spreads.map((spread, place) => {
    const width = ((spreads[place + 1] ?? 1.3 * spread) - (spreads[place - 1] ?? 0)) / 2;
    return width * Math.exp(-0.5 * (spread / SPREAD_SCALE) ** 2);
  });
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return [NO_SPREAD, ...masses.map((mass) => ((1 - NO_SPREAD) * mass) / total)];
}

interface Mode {
  at: Float64Array;
  /** Lower factor of the precision there. */
  factor: Float64Array;
  logEvidence: number;
}

/** Null when nothing happened at all. Throws RangeError for an exposure that is not above 0. */
export function fitBodyAndHook(cells: readonly Cell[], draws: number, random: Random): BodyAndHook | null {
  for (const { exposure } of cells) if (!(exposure > 0)) throw new RangeError(`an exposure of ${exposure}`);
  const bodies = 1 + Math.max(...cells.map(({ body }) => body));
  const hooks = 1 + Math.max(...cells.map(({ hook }) => hook));
  const events = cells.reduce((sum, cell) => sum + cell.events, 0);
  if (events === 0) return null;
  const centre = Math.log(events / cells.reduce((sum, { exposure }) => sum + exposure, 0));
  let start: Float64Array = new Float64Array(bodies + hooks).fill(centre, 0, bodies);
  const modes = SPREADS.flatMap((spread, place) => {
    const mode = modeAt(cells, { bodies, hooks, centre, shape: 1 / spread ** 2, start });
    if (mode === null) return [];
    start = mode.at;
    return [{ ...mode, logWeight: mode.logEvidence + Math.log(spreadPriors[place] ?? 0) }];
  });
  const peak = Math.max(...modes.map(({ logWeight }) => logWeight));
  const picked = systematicDraws(
    Float64Array.from(modes, ({ logWeight }) => Math.exp(logWeight - peak)),
    draws,
    random,
  );
  const values = new Float64Array(draws * hooks);
  picked.forEach((row, draw) => {
    const mode = modes[row];
    if (!mode) return;
    const noise = backward(
      mode.factor,
      Float64Array.from(mode.at, () => random.normal()),
    );
    for (let hook = 0; hook < hooks; hook += 1) {
      values[draw * hooks + hook] = (mode.at[bodies + hook] ?? 0) + (noise[bodies + hook] ?? 0);
    }
  });
  return { hooks, values, draws };
}

interface Model {
  bodies: number;
  hooks: number;
  centre: number;
  /** 1/s². */
  shape: number;
  start: Float64Array;
}

/** Newton's method, halving steps that overshoot; the posterior has one peak. */
function modeAt(cells: readonly Cell[], model: Model): Mode | null {
  const size = model.bodies + model.hooks;
  let at = model.start;
  let height = logPosterior(cells, model, at);
  for (let step = 0; ; step += 1) {
    const { slope, precision } = slopeAt(cells, model, at);
    const factor = cholesky(precision, size);
    if (factor === null) return null;
    const move = backward(factor, forward(factor, slope));
    const gain = slope.reduce((sum, value, row) => sum + value * (move[row] ?? 0), 0);
    if (gain < 1e-9 || step === MOST_STEPS) {
      const logEvidence = height + (size / 2) * Math.log(2 * Math.PI) - logDeterminant(factor, size) / 2;
      return { at, factor, logEvidence };
    }
    let share = 1;
    for (;;) {
      const next = at.map((value, row) => value + share * (move[row] ?? 0));
      const reached = logPosterior(cells, model, next);
      if (reached >= height || share < 1e-6) {
        at = next;
        height = reached;
        break;
      }
      share /= 2;
    }
  }
}

function logPosterior(cells: readonly Cell[], { bodies, centre, shape }: Model, at: Float64Array): number {
  let sum = 0;
  at.forEach((value, row) => {
    const [mean, sd] = row < bodies ? [centre, BODY_SD] : [0, HOOK_SD];
    sum -= 0.5 * ((value - mean) / sd) ** 2 + Math.log(sd * Math.sqrt(2 * Math.PI));
  });
  for (const { body, hook, events, exposure } of cells) {
    const logMean = Math.log(exposure) + (at[body] ?? 0) + (at[bodies + hook] ?? 0);
    sum += logGamma(events + shape) - logGamma(shape) - logGamma(events + 1);
    sum += events * (logMean - Math.log(shape)) - (events + shape) * Math.log1p(Math.exp(logMean) / shape);
  }
  return sum;
}

/** Gradient, and the negative of the matrix of second derivatives. */
function slopeAt(cells: readonly Cell[], { bodies, hooks, centre, shape }: Model, at: Float64Array) {
  const size = bodies + hooks;
  const slope = Float64Array.from(at, (value, row) =>
    row < bodies ? (centre - value) / BODY_SD ** 2 : -value / HOOK_SD ** 2,
  );
  const precision = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) precision[row * size + row] = row < bodies ? BODY_SD ** -2 : HOOK_SD ** -2;
  const add = (values: Float64Array, place: number, value: number): void => {
    values[place] = (values[place] ?? 0) + value;
  };
  for (const { body, hook, events, exposure } of cells) {
    const column = bodies + hook;
    const mean = exposure * Math.exp((at[body] ?? 0) + (at[column] ?? 0));
    const residual = events - ((events + shape) * mean) / (shape + mean);
    const weight = ((events + shape) * shape * mean) / (shape + mean) ** 2;
    add(slope, body, residual);
    add(slope, column, residual);
    add(precision, body * size + body, weight);
    add(precision, column * size + column, weight);
    add(precision, body * size + column, weight);
    add(precision, column * size + body, weight);
  }
  return { slope, precision };
}
