/** One network of ONNX Runtime: numbers in, numbers out. */
import { messageOf, UserError } from '../errors.js';
import { type InferenceSession, onnxRuntime, openSession, type Tensor } from '../runtime/load.js';

export interface Numbers {
  data: Float32Array;
  dims: readonly number[];
}

export interface Network {
  /** Outputs in the network's order. Inputs by name; a missing or misshapen one throws. */
  run(inputs: Readonly<Record<string, Numbers>>): Promise<Numbers[]>;
  /** Names of the inputs, in the network's order. */
  inputNames: readonly string[];
  dispose(): Promise<void>;
}

/** Loads a network on one thread: the decoders have the other cores. Throws UserError MODEL_UNREADABLE. */
export async function loadNetwork(path: string): Promise<Network> {
  const session = await loaded(path);
  return {
    inputNames: session.inputNames,
    run: async (inputs) => {
      const { Tensor } = onnxRuntime();
      const feeds = Object.fromEntries(
        Object.entries(inputs).map(([name, { data, dims }]) => [name, new Tensor('float32', data, dims)]),
      );
      const outputs = await session.run(feeds);
      return session.outputNames.map((name) => numbersOf(outputs[name], name));
    },
    dispose: () => session.release(),
  };
}

async function loaded(path: string): Promise<InferenceSession> {
  try {
    // A pool of its own would keep the largest sizes that it ever saw: lines come in every width.
    return await openSession(path, { threads: 1, keepsMemory: false });
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown;
    throw new UserError(
      'MODEL_UNREADABLE',
      `${path} could not be loaded: ${messageOf(thrown).slice(0, 300)}`,
      'Install creo again: the file belongs to one of its packages, or use `creo analyze --no-words`',
      { cause: thrown },
    );
  }
}

function numbersOf(tensor: Tensor | undefined, name: string): Numbers {
  const data = tensor?.data;
  if (!tensor || !(data instanceof Float32Array))
    throw new Error(`the output ${name} holds no single-precision numbers`);
  return { data, dims: tensor.dims };
}
