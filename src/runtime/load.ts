/** ONNX Runtime, loaded on demand: the one place that sets it up. */
import { createRequire } from 'node:module';
import type * as Ort from 'onnxruntime-common';
import { messageOf, UserError } from '../errors.js';
import { RUNTIME_VERSION, runtimeEntry } from './place.js';

export type Runtime = Pick<typeof Ort, 'InferenceSession' | 'Tensor'>;
export type { InferenceSession, Tensor } from 'onnxruntime-common';

let loaded: Runtime | undefined;

/** The runtime of this process. Throws UserError NO_RUNTIME when it was not fetched, or does not run on this machine. */
export function onnxRuntime(): Runtime {
  loaded ??= load();
  return loaded;
}

function load(): Runtime {
  const entry = runtimeEntry();
  if (entry === null) {
    throw new UserError('NO_RUNTIME', `ONNX Runtime ${RUNTIME_VERSION} is not on this machine`, FETCH_HINT);
  }
  try {
    return createRequire(entry)(entry);
  } catch (thrown) {
    throw new UserError(
      'NO_RUNTIME',
      `ONNX Runtime in ${entry} does not run here: ${messageOf(thrown).slice(0, 200)}`,
      FETCH_HINT,
      { cause: thrown },
    );
  }
}

const FETCH_HINT = 'Fetch it from the npm registry: creo model runtime';

/** ONNX Runtime's level 3: errors only. */
const ERRORS_ONLY = 3;

export interface SessionOptions {
  threads: number;
  /** False: memory is given back after a run, for networks whose inputs come in every size. Default: true. */
  keepsMemory?: boolean;
}

/** A network of a file, without talk, whose threads leave the cores to others while they wait. Throws what the runtime throws. */
export const openSession = (
  path: string,
  { threads, keepsMemory = true }: SessionOptions,
): Promise<Ort.InferenceSession> =>
  onnxRuntime().InferenceSession.create(path, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: ERRORS_ONLY,
    enableCpuMemArena: keepsMemory,
    // A thread that waits for work by spinning takes the core that a decoder could use.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
