/** A part of a model as numbers in, numbers out; and the threads that leave room for the decoders. */
import { join } from 'node:path';
import { messageOf, UserError } from '../errors.js';
import { type InferenceSession, onnxRuntime, openSession, type Tensor } from '../runtime/load.js';
import type { ModelFolder } from './model-folder.js';

/** What a network is given: pictures are floats, texts whole numbers. */
export interface Input {
  data: Float32Array | BigInt64Array;
  dims: readonly number[];
}

export type Outputs = Readonly<Record<string, Tensor>>;

export interface Network {
  inputNames: readonly string[];
  /** Inputs that the network does not have are left out. */
  run(inputs: Readonly<Record<string, Input>>): Promise<Outputs>;
  dispose(): Promise<void>;
}

/** Loads `onnx/NAME.onnx` of a model in its precision. Throws UserError MODEL_UNREADABLE. */
export async function loadNetwork(model: ModelFolder, name: string, threads = 1): Promise<Network> {
  const path = join(model.folder, 'onnx', `${name}${model.suffix}.onnx`);
  const session = await fromFolder(model, () => openSession(path, { threads }));
  return {
    inputNames: session.inputNames,
    run: (inputs) => session.run(feeds(session, inputs)),
    dispose: () => session.release(),
  };
}

function feeds({ inputNames }: InferenceSession, inputs: Readonly<Record<string, Input>>): Record<string, Tensor> {
  const { Tensor } = onnxRuntime();
  return Object.fromEntries(
    Object.entries(inputs)
      .filter(([name]) => inputNames.includes(name))
      .map(([name, { data, dims }]) => [
        name,
        data instanceof Float32Array ? new Tensor('float32', data, dims) : new Tensor('int64', data, dims),
      ]),
  );
}

/** What decoding one frame of a vertical HD clip costs one core, measured: with it the cores are shared out. */
const DECODE_MILLISECONDS = 20;

/**
 * Threads for a model that takes `milliseconds` for a picture on one thread: so many that decoders on the other cores
 * keep up with it. On two cores a small network runs on one, CLIP in single precision on both.
 */
export const balancedThreads = (milliseconds: number, cores: number): number =>
  Math.max(1, Math.min(cores, Math.round((cores * milliseconds) / (milliseconds + DECODE_MILLISECONDS))));

/** Reads a part of a model. Throws UserError: MODEL_UNREADABLE when the files do not fit together, or the part's own. */
export async function fromFolder<T>({ folder }: Pick<ModelFolder, 'folder'>, load: () => Promise<T> | T): Promise<T> {
  try {
    return await load();
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown;
    throw new UserError(
      'MODEL_UNREADABLE',
      `The model in ${folder} could not be loaded: ${messageOf(thrown).slice(0, 300)}`,
      'Fetch or copy it again, or use another with --model',
      { cause: thrown },
    );
  }
}
