/**
 * A model in a process of its own. ONNX Runtime holds its thread while it runs: in this one the decoders' pipes would
 * fill meanwhile, and progress and Ctrl-C stand still. And starting a decoder takes the longer, the more memory the
 * process that starts it holds: with a model in it, longer than decoding a frame.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { UserError } from '../errors.js';
import type { FrameResult, ImageModel, ModelFacts } from './image-model.js';
import type { ModelFolder } from './model-folder.js';

type Frames = Parameters<ImageModel['run']>[0];

export type ToModel = { kind: 'load'; model: ModelFolder } | { kind: 'frames'; frames: Frames };

/** Answers come in the order of the questions. `mendable` has the rest of a UserError; null for a bug. */
export type FromModel =
  | { kind: 'ready'; facts: ModelFacts }
  | { kind: 'results'; results: FrameResult[] }
  | { kind: 'failed'; message: string; mendable: { code: string; hint: string } | null };

/** Questions on their way: the next one is there when one has been answered, and no more lie in the pipe. */
const MAX_SENT = 2;

interface Question {
  message: ToModel;
  resolve(answer: FromModel): void;
  reject(error: Error): void;
}

/**
 * Loads a model as `loadImageModel` does, in a process that lasts until `dispose`. Throws UserError: MODEL_UNREADABLE,
 * and MODEL_STOPPED (from `run` too) when something ends that process.
 */
export async function loadSeparateModel(folder: ModelFolder): Promise<ImageModel> {
  const child = fork(fileURLToPath(new URL('./model-process.js', import.meta.url)), {
    // Keeps arrays of bytes and floats what they are.
    serialization: 'advanced',
    execArgv: [],
    // Ctrl-C is for the process that asks: it finishes its clip, or goes, and this one with it.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting: Question[] = [];
  const sent: Question[] = [];
  const sendMore = (): void => {
    while (sent.length < MAX_SENT) {
      const question = waiting.shift();
      if (!question) return;
      sent.push(question);
      // A message that cannot be sent finds a process that has ended, of which `exit` tells.
      child.send(question.message, () => {});
    }
  };
  let failure: Error | undefined;
  const failAll = (error: Error): void => {
    failure = error;
    for (const question of [...sent.splice(0), ...waiting.splice(0)]) question.reject(error);
  };
  const ask = (message: ToModel): Promise<FromModel> =>
    new Promise((resolve, reject) => {
      if (failure) {
        reject(failure);
        return;
      }
      waiting.push({ message, resolve, reject });
      sendMore();
    });
  child.on('message', (answer: FromModel) => {
    const question = sent.shift();
    sendMore();
    question?.resolve(answer);
  });
  child.on('error', failAll);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (status, signal) => {
      failAll(stopped(signal ?? `status ${status}`));
      resolve();
    });
  });
  // It has nothing to put in order.
  const dispose = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };

  const answer = await ask({ kind: 'load', model: folder });
  if (answer.kind !== 'ready') {
    await dispose();
    throw errorOf(answer);
  }
  return {
    ...answer.facts,
    dispose,
    run: async (frames) => {
      const found = await ask({ kind: 'frames', frames });
      if (found.kind !== 'results') throw errorOf(found);
      return found.results;
    },
  };
}

const stopped = (how: string): UserError =>
  new UserError(
    'MODEL_STOPPED',
    `The process of the model was ended (${how}), perhaps because memory ran out`,
    'Run it again: what was done is kept. `--precision q8` and `--model bundled` need the least memory',
  );

function errorOf(answer: FromModel): Error {
  if (answer.kind !== 'failed') return new Error(`the model said '${answer.kind}' out of turn`);
  const { message, mendable } = answer;
  return mendable === null ? new Error(message) : new UserError(mendable.code, message, mendable.hint);
}
