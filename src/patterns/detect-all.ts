/** Zero-shot detection over a library: every dimension of a taxonomy, for every creative. */
import { NEUTRAL, type Taxonomy } from './taxonomy.js';
import { calibratedTemperature, detect, type NamedVector, similarities, type TimedVector } from './zero-shot.js';

export interface NamedDimension {
  key: string;
  untilSeconds: number | null;
  /** The values, then the neutral descriptions. */
  names: readonly NamedVector[];
}

export interface CreativeDetection {
  creativeId: number;
  /** Key of the dimension, such as `hook`. */
  tag: string;
  /** Null is unknown. */
  value: string | null;
  /** Probability of the best value, 0..1. */
  score: number;
  atSeconds: number;
}

export interface DetectOptions {
  /** Below this probability the answer is unknown. */
  threshold: number;
  /** Values that persons have given: the scores are calibrated on them. */
  given: readonly { creativeId: number; key: string; value: string }[];
}

/** The descriptions of a taxonomy as vectors. `vectorsOf` is the text tower of the model that saw the frames. */
export async function nameVectors(
  { dimensions }: Taxonomy,
  vectorsOf: (texts: readonly string[]) => Promise<Float32Array[]>,
): Promise<NamedDimension[]> {
  const neutral = (await vectorsOf(NEUTRAL)).map((vector): NamedVector => ({ value: null, vector }));
  const named: NamedDimension[] = [];
  for (const { key, untilSeconds, values } of dimensions) {
    const vectors = await vectorsOf(values.map(({ description }) => description));
    named.push({
      key,
      untilSeconds,
      names: [...values.map(({ value }, place) => ({ value, vector: vectors[place]! })), ...neutral],
    });
  }
  return named;
}

/** One detection for each creative that has frames and each dimension. `frames` in order of creative, then time. */
export function detectAll(
  frames: readonly (TimedVector & { creativeId: number })[],
  dimensions: readonly NamedDimension[],
  { threshold, given }: DetectOptions,
): CreativeDetection[] {
  const framesOfCreative = new Map<number, TimedVector[]>();
  for (const frame of frames) {
    const known = framesOfCreative.get(frame.creativeId);
    if (known) known.push(frame);
    else framesOfCreative.set(frame.creativeId, [frame]);
  }
  return dimensions.flatMap(({ key, untilSeconds, names }) => {
    const seen = new Map(
      [...framesOfCreative].map(([creativeId, own]): [number, TimedVector[]] => [creativeId, upTo(own, untilSeconds)]),
    );
    const examples = given.flatMap(({ creativeId, key: tag, value }) => {
      const own = seen.get(creativeId);
      const truth = names.findIndex((name) => name.value === value);
      return tag === key && own && truth >= 0 ? [{ similar: similarities(own, names), truth }] : [];
    });
    const temperature = calibratedTemperature(examples);
    return [...seen].map(([creativeId, own]) => ({
      creativeId,
      tag: key,
      ...detect(own, names, { temperature, threshold }),
    }));
  });
}

/** The frames up to a moment; the first one when none is so early. */
function upTo(frames: readonly TimedVector[], untilSeconds: number | null): TimedVector[] {
  const early = frames.filter(({ atSeconds }) => untilSeconds === null || atSeconds <= untilSeconds);
  return early.length > 0 ? early : frames.slice(0, 1);
}
