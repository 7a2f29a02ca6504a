/**
 * Naming what a creative shows without training: its frames and the descriptions of a taxonomy are vectors of one model
 * (CLIP: Radford et al. 2021), and the value whose description is nearest wins, if it is sure enough.
 */
import { dot } from '../cluster/vectors.js';

export interface TimedVector {
  atSeconds: number;
  /** L2-normalised. */
  vector: Float32Array;
}

export interface NamedVector {
  /** Null for a neutral description: none of the values. */
  value: string | null;
  vector: Float32Array;
}

export interface Detection {
  /** Null is unknown: nothing is sure enough. */
  value: string | null;
  /** Probability of the nearest value by the model, 0..1; that of the best value when unknown. */
  score: number;
  /** The frame that speaks most for that value. */
  atSeconds: number;
}

/** The temperature at which CLIP was trained, and from which calibration starts. */
export const MODEL_TEMPERATURE = 0.01;

/** How far (standard deviation of the logarithm) a calibrated temperature may lie from the model's own before labels must insist. */
const TEMPERATURE_SPREAD = 0.7;

/** Mean similarity of the frames to each description. Frames must not be empty. */
export const similarities = (frames: readonly TimedVector[], names: readonly NamedVector[]): Float64Array =>
  Float64Array.from(names, ({ vector }) =>
    frames.reduce((sum, frame) => sum + dot(frame.vector, vector) / frames.length, 0),
  );

/** Softmax of similarities at a temperature. */
export function probabilities(similar: Float64Array, temperature: number): Float64Array {
  const highest = Math.max(...similar);
  const weights = similar.map((value) => Math.exp((value - highest) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** What the frames show; unknown below `threshold`, and where a neutral description is nearest. */
export function detect(
  frames: readonly TimedVector[],
  names: readonly NamedVector[],
  { temperature, threshold }: { temperature: number; threshold: number },
): Detection {
  const scores = probabilities(similarities(frames, names), temperature);
  const named = names.flatMap(({ value, vector }, place) =>
    value === null ? [] : [{ value, vector, score: scores[place]! }],
  );
  const best = named.reduce((high, each) => (each.score > high.score ? each : high));
  const evidence = frames.reduce((high, frame) =>
    dot(frame.vector, best.vector) > dot(high.vector, best.vector) ? frame : high,
  );
  return {
    value: best.score >= threshold && best.score === Math.max(...scores) ? best.value : null,
    score: best.score,
    atSeconds: evidence.atSeconds,
  };
}

/**
 * The temperature at which the probabilities fit what persons have tagged (temperature scaling: Guo, Pleiss, Sun &
 * Weinberger 2017), by its most likely value given the tags and a prior around the model's own. Each example is the
 * similarities of one creative and the place of the value that a person gave it. Without examples: the model's own.
 */
export function calibratedTemperature(examples: readonly { similar: Float64Array; truth: number }[]): number {
  let best = { temperature: MODEL_TEMPERATURE, fit: Number.NEGATIVE_INFINITY };
  for (let step = -20; step <= 20; step += 1) {
    const temperature = MODEL_TEMPERATURE * 10 ** (step / 15);
    const prior = -0.5 * (Math.log(temperature / MODEL_TEMPERATURE) / TEMPERATURE_SPREAD) ** 2;
    const fit = examples.reduce(
      (sum, { similar, truth }) => sum + Math.log(Math.max(1e-12, probabilities(similar, temperature)[truth]!)),
      prior,
    );
    if (fit > best.fit) best = { temperature, fit };
  }
  return best.temperature;
}
