/** The one place that sets transformers.js up: no network, no talk, threads that leave room for the decoders. */
import { availableParallelism } from 'node:os';
import { env, LogLevel } from '@huggingface/transformers';
import { messageOf, UserError } from '../errors.js';
import type { ModelFolder } from './model-folder.js';

env.allowRemoteModels = false;
env.logLevel = LogLevel.ERROR;

/** ONNX Runtime's level 3: errors only. */
const ERRORS_ONLY = 3;

/** Options for `from_pretrained`; a fresh object each time, for some versions write into it. */
export function loadOptions({ precision }: ModelFolder, threads = inferenceThreads()) {
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

/** Threads of one inference. */
export const inferenceThreads = (): number => Math.max(1, Math.min(8, availableParallelism()));

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
