/**
 * Seeded randomness: the same seed gives the same numbers on every machine. What cannot be drawn is refused with a
 * RangeError: a rejection loop over a shape that is no number would never end.
 */

export interface Random {
  /** Uniform, 0 <= u < 1. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Gamma of the given shape (above 0, finite) and scale 1. Throws RangeError. */
  gamma(shape: number): number;
  /** Poisson count of the given mean (0 or more, finite). Throws RangeError. */
  poisson(mean: number): number;
}

/** A generator for a whole-number seed. Different seeds give unrelated sequences. */
export function seeded(seed: number): Random {
  const uniform = sfc32(seed);
  let spare: number | null = null;

  /** Marsaglia's polar method: two normals for each pair of uniforms in the unit circle. */
  function normal(): number {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = v * factor;
      return u * factor;
    }
  }

  /** Marsaglia & Tsang 2000; shapes below 1 are drawn at shape + 1 and scaled down. */
  function gamma(shape: number): number {
    if (!(shape > 0 && shape < Number.POSITIVE_INFINITY)) throw new RangeError(`no gamma has the shape ${shape}`);
    if (shape < 1) return gamma(shape + 1) * (1 - uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v <= 0) continue;
      const u = 1 - uniform();
      // Their squeeze: what passes it passes the test below, which takes two logarithms.
      if (u < 1 - 0.0331 * (x * x) * (x * x) || Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  /** Knuth's product for small means; large ones are split by the gamma waiting time of their middle event (Ahrens & Dieter 1974). */
  function poisson(mean: number): number {
    if (!(mean >= 0 && mean < Number.POSITIVE_INFINITY)) throw new RangeError(`no Poisson count has the mean ${mean}`);
    let rest = mean;
    let count = 0;
    while (rest > 30) {
      const events = Math.floor(rest * 0.875);
      const waiting = gamma(events);
      if (waiting > rest) return count + binomial(events - 1, rest / waiting);
      count += events;
      rest -= waiting;
    }
    const limit = Math.exp(-rest);
    let product = 1 - uniform();
    while (product > limit) {
      count += 1;
      product *= 1 - uniform();
    }
    return count;
  }

  /** Binomial by halving at beta-distributed order statistics until few trials are left. */
  function binomial(trials: number, share: number): number {
    let n = trials;
    let p = share;
    let count = 0;
    while (n > 30) {
      const middle = Math.floor((n + 1) / 2);
      const a = gamma(middle);
      const order = a / (a + gamma(n + 1 - middle));
      if (order <= p) {
        count += middle;
        p = (p - order) / (1 - order);
        n -= middle;
      } else {
        p /= order;
        n = middle - 1;
      }
    }
    for (let trial = 0; trial < n; trial++) if (uniform() < p) count += 1;
    return count;
  }

  return { uniform, normal, gamma, poisson };
}

/** sfc32 by Chris Doty-Humphrey (PractRand): 128 bits of state, passes its author's tests; 12 rounds mix the seed in. */
function sfc32(seed: number): () => number {
  let a = seed | 0;
  let b = Math.floor(seed / 2 ** 32) | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

/** A random order of the numbers 0..count-1 (Fisher-Yates). */
export function shuffledIndexes(count: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random.uniform() * (last + 1));
    const kept = order[last]!;
    order[last] = order[other]!;
    order[other] = kept;
  }
  return order;
}

/**
 * `draws` positions drawn in proportion to `weights` (0 or more, not all 0) by systematic resampling: each position
 * comes up within one of its expected number of times. In ascending order. Throws RangeError.
 */
export function systematicDraws(weights: Float64Array, draws: number, random: Random): Int32Array {
  let total = 0;
  for (const weight of weights) total += weight;
  if (!(total > 0 && total < Number.POSITIVE_INFINITY))
    throw new RangeError(`nothing can be drawn by weights of ${total}`);
  const step = total / draws;
  const picked = new Int32Array(draws);
  let target = random.uniform() * step;
  let position = 0;
  let reached = weights[0]!;
  for (let draw = 0; draw < draws; draw++) {
    while (reached <= target && position < weights.length - 1) {
      position += 1;
      reached += weights[position]!;
    }
    picked[draw] = position;
    target += step;
  }
  return picked;
}
