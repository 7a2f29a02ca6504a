/** The one place that sets transformers.js up: no network, no talk, threads that leave room for the decoders. */
import { env, LogLevel } from '@huggingface/transformers';
import { messageOf, UserError } from '../errors.js';
import type { ModelFolder } from './model-folder.js';

env.allowRemoteModels = false;
env.logLevel = LogLevel.ERROR;

/** ONNX Runtime's level 3: errors only. */
const ERRORS_ONLY = 3;

/** Options for `from_pretrained`; a fresh object each time, for some versions write into it. */
export function loadOptions({ precision }: ModelFolder, threads = 1) {
  return {
    dtype: precision,
    local_files_only: true,
    session_options: {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      logSeverityLevel: ERRORS_ONLY as 3,
      // A thread that waits for work by spinning takes the core that a decoder could use.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    },
  };
}

/** What decoding one frame of a vertical HD clip costs one core, measured: with it the cores are shared out. */
const DECODE_MILLISECONDS = 20;

/**
 * Threads for a model that takes `milliseconds` for a picture on one thread: so many that decoders on the other cores
 * keep up with it. On two cores a small network runs on one, CLIP in single precision on both.
 */
export const balancedThreads = (milliseconds: number, cores: number): number =>
  Math.max(1, Math.min(cores, Math.round((cores * milliseconds) / (milliseconds + DECODE_MILLISECONDS))));

/** Loads a part of a model by its folder. Throws UserError MODEL_UNREADABLE when the files do not fit together. */
export async function fromFolder<T>({ folder }: ModelFolder, load: (folder: string) => Promise<T>): Promise<T> {
  try {
    return await load(folder);
  } catch (thrown) {
    throw new UserError(
      'MODEL_UNREADABLE',
      `The model in ${folder} could not be loaded: ${messageOf(thrown).slice(0, 300)}`,
      'Fetch or copy it again, or use another with --model',
      { cause: thrown },
    );
  }
}
