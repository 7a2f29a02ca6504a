/** The picture tower of a model: frames in, vectors out, and the scores of its classes where it has them. */
import { availableParallelism } from 'node:os';
import { normalised } from '../cluster/vectors.js';
import { UserError } from '../errors.js';
import { type Frame, frameBytes } from '../media/frame.js';
import { type InputSpec, inputSpec, pixelValues } from './input-spec.js';
import type { ModelFolder } from './model-folder.js';
import { balancedThreads, fromFolder, loadNetwork, type Outputs } from './onnx.js';
import { matrix } from './outputs.js';

/** What a model makes of one frame. */
export interface FrameResult {
  /** L2-normalised. */
  vector: Float32Array;
  /** Probability of each of `ImageModel.labels`; null for a model without classes. */
  scores: Float32Array | null;
}

/** What is known of a model once it is loaded. */
export interface ModelFacts {
  modelId: string;
  dims: number;
  input: InputSpec;
  /** Names of the classes that the model tells apart, or null. */
  labels: readonly string[] | null;
  /** Frames to give it in one run. */
  framesAtOnce: number;
}

export interface ImageModel extends ModelFacts {
  /** What the model makes of each frame. Several calls may wait at once. */
  run(frames: readonly Pick<Frame, 'data'>[]): Promise<FrameResult[]>;
  dispose(): Promise<void>;
}

/**
 * A heavy model that runs on several threads waits less for decoders on the same cores when it has more to do between
 * two meetings of its threads: a fifth faster for CLIP in single precision. A quantised one scales its numbers by batch,
 * so that a vector would depend on its neighbours: it takes one frame at a time, as do the small ones.
 */
const HEAVY_BATCH = 8;

/** Loads a model into this process, whose main thread stands still while it runs. Throws UserError MODEL_UNREADABLE. */
export async function loadImageModel(model: ModelFolder): Promise<ImageModel> {
  const { facts, infer, dispose } = await loadTower(model);
  return { ...facts, dispose, run: (frames) => infer(pixelValues(frames, facts.input), frames.length) };
}

/** A loaded network, asked with its own numbers. */
export interface PictureTower {
  facts: ModelFacts;
  /** `values` as `pixelValues` gives them, of `count` frames. */
  infer(values: Float32Array, count: number): Promise<FrameResult[]>;
  dispose(): Promise<void>;
}

/**
 * Loads the network with the threads that serve it best beside the decoders; a heavy one is loaded a second time, once
 * its pace is known. Throws UserError MODEL_UNREADABLE.
 */
export async function loadTower(model: ModelFolder): Promise<PictureTower> {
  const single = await towerWith(model, 1);
  const blank = blankValues(single.facts.input);
  const started = performance.now();
  await single.infer(blank, 1);
  const balanced = balancedThreads(performance.now() - started, availableParallelism());
  if (balanced === 1) return single;
  await single.dispose();
  return towerWith(model, balanced);
}

async function towerWith(model: ModelFolder, threads: number): Promise<PictureTower> {
  const input = inputSpec(model.preprocessor);
  const network = await loadNetwork(model, model.visionFile, threads);
  const labels = labelsOf(model.config);
  const infer = async (values: Float32Array, count: number): Promise<FrameResult[]> => {
    const { width, height } = input.shape;
    const pixels = { data: values, dims: [count, 3, height, width] };
    return resultsOf(await network.run({ pixel_values: pixels }), labels !== null);
  };
  // One run tells the length of the vectors, and that the files fit together.
  const { vector, scores } = (await fromFolder(model, () => infer(blankValues(input), 1)))[0]!;
  return {
    facts: {
      modelId: model.modelId,
      dims: vector.length,
      input,
      labels: scores && labels?.length === scores.length ? labels : null,
      framesAtOnce: threads > 1 && model.precision !== 'q8' ? HEAVY_BATCH : 1,
    },
    infer,
    dispose: network.dispose,
  };
}

const blankValues = (input: InputSpec): Float32Array =>
  pixelValues([{ data: new Uint8Array(frameBytes(input.shape)) }], input);

/** Outputs that hold one vector a picture, by the names that transformers gives them. */
const VECTOR_OUTPUTS = ['image_embeds', 'pooler_output'] as const;

function resultsOf(outputs: Outputs, hasClasses: boolean): FrameResult[] {
  const vectors = VECTOR_OUTPUTS.map((name) => matrix(outputs, name)).find((found) => found !== null);
  if (!vectors) {
    throw new UserError(
      'MODEL_UNREADABLE',
      `The model gives neither ${VECTOR_OUTPUTS.join(' nor ')}`,
      'Use a model of the CLIP family, or the bundled one: --model bundled',
    );
  }
  const logits = hasClasses ? matrix(outputs, 'logits') : null;
  return vectors.map((row, index) => ({
    // A picture without any feature (all black, for some networks) has no direction; it gets the first axis.
    vector: normalised(row) ?? firstAxis(row.length),
    scores: logits ? softmax(logits[index]!) : null,
  }));
}

function firstAxis(dims: number): Float32Array {
  const axis = new Float32Array(dims);
  axis[0] = 1;
  return axis;
}

function softmax(logits: Float32Array): Float32Array {
  const highest = logits.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  const powers = logits.map((value) => Math.exp(value - highest));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
}

/** The names of `id2label` in order; null for a model without any. */
function labelsOf({ id2label }: Record<string, unknown>): string[] | null {
  if (typeof id2label !== 'object' || id2label === null) return null;
  const labels = Object.entries(id2label)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, label]) => String(label));
  return labels.length > 0 ? labels : null;
}
