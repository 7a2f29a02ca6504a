/** The picture tower of a model: frames in, vectors out, and the scores of its classes where it has them. */
import { availableParallelism } from 'node:os';
import {
  AutoModel,
  CLIPVisionModelWithProjection,
  type PreTrainedModel,
  SiglipVisionModel,
  Tensor,
} from '@huggingface/transformers';
import { normalised } from '../cluster/vectors.js';
import { UserError } from '../errors.js';
import { type Frame, frameBytes } from '../media/frame.js';
import { type InputSpec, inputSpec, pixelValues } from './input-spec.js';
import type { ModelFolder } from './model-folder.js';
import { balancedThreads, fromFolder, loadOptions } from './onnx.js';
import { matrix } from './outputs.js';

/** What a model makes of one frame. */
export interface FrameResult {
  /** L2-normalised. */
  vector: Float32Array;
  /** Probability of each of `ImageModel.labels`; null for a model without classes. */
  scores: Float32Array | null;
}

export interface ImageModel {
  modelId: string;
  dims: number;
  input: InputSpec;
  /** Names of the classes that the model tells apart, or null. */
  labels: readonly string[] | null;
  run(frames: readonly Pick<Frame, 'data'>[]): Promise<FrameResult[]>;
  dispose(): Promise<void>;
}

/**
 * Loads the picture tower with the threads that serve it best beside the decoders (a heavy model is loaded a second
 * time, once its pace is known), or with `threads`. Throws UserError MODEL_UNREADABLE.
 */
export async function loadImageModel(model: ModelFolder, threads?: number): Promise<ImageModel> {
  const single = await loadWith(model, threads ?? 1);
  if (threads !== undefined) return single;
  const blank = blankFrame(single.input);
  const started = performance.now();
  await single.run([blank]);
  const balanced = balancedThreads(performance.now() - started, availableParallelism());
  if (balanced === 1) return single;
  await single.dispose();
  return loadWith(model, balanced);
}

async function loadWith(model: ModelFolder, threads: number): Promise<ImageModel> {
  const input = inputSpec(model.preprocessor);
  const network = await fromFolder(model, (folder) =>
    visionClass(model).from_pretrained(folder, loadOptions(model, threads)),
  );
  const labels = labelsOf(model.config);
  const run = async (frames: readonly Pick<Frame, 'data'>[]): Promise<FrameResult[]> => {
    const { width, height } = input.shape;
    const pixel_values = new Tensor('float32', pixelValues(frames, input), [frames.length, 3, height, width]);
    return resultsOf(await network({ pixel_values }), labels !== null);
  };
  // One run tells the length of the vectors, and that the files fit together.
  const [{ vector, scores }] = await fromFolder(model, () => run([blankFrame(input)]));
  return {
    modelId: model.modelId,
    dims: vector.length,
    input,
    labels: scores && labels?.length === scores.length ? labels : null,
    run,
    dispose: async () => {
      await network.dispose();
    },
  };
}

const blankFrame = ({ shape }: InputSpec): Pick<Frame, 'data'> => ({ data: new Uint8Array(frameBytes(shape)) });

function visionClass({ visionFile, config }: ModelFolder): Pick<typeof PreTrainedModel, 'from_pretrained'> {
  if (visionFile === 'model') return AutoModel;
  return String(config.model_type).startsWith('siglip') ? SiglipVisionModel : CLIPVisionModelWithProjection;
}

/** Outputs that hold one vector a picture, by the names that transformers gives them. */
const VECTOR_OUTPUTS = ['image_embeds', 'pooler_output'] as const;

function resultsOf(outputs: unknown, hasClasses: boolean): FrameResult[] {
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
    scores: logits ? softmax(logits[index]) : null,
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
