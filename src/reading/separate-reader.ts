/**
 * A reader in a thread of its own. ONNX Runtime holds its thread while it runs: in the main one the decoders' pipes would
 * fill meanwhile, and progress and Ctrl-C stand still.
 */
import { Worker } from 'node:worker_threads';
import { UserError } from '../errors.js';
import type { ClipLook, ClipSeen, Reader } from './reader.js';
import type { ReaderLanguages } from './word-reader.js';

/** What the thread is started with, and asked. */
export interface ReaderStart {
  languages: ReaderLanguages | null;
}

/** Answers come in the order of the questions. `mendable` has the rest of a UserError; null for a bug. */
export type FromReader =
  | { kind: 'ready' }
  | { kind: 'seen'; seen: ClipSeen }
  | { kind: 'failed'; message: string; mendable: { code: string; hint: string } | null };

interface Question {
  resolve(answer: FromReader): void;
  reject(error: Error): void;
}

/**
 * Loads a reader as `loadReader` does, in a thread that lasts until `dispose`, which ends it at once. Throws UserError:
 * those of `loadReader`.
 */
export async function startReader(languages: ReaderLanguages | null): Promise<Reader> {
  const start: ReaderStart = { languages };
  const thread = new Worker(new URL('./reader-thread.js', import.meta.url), { workerData: start });
  const questions: Question[] = [];
  let failure: Error | undefined;
  const failAll = (error: Error): void => {
    failure ??= error;
    for (const question of questions.splice(0)) question.reject(failure);
  };
  const answered = (): Promise<FromReader> =>
    new Promise((resolve, reject) => {
      if (failure) reject(failure);
      else questions.push({ resolve, reject });
    });
  thread.on('message', (answer: FromReader) => questions.shift()?.resolve(answer));
  thread.on('error', failAll);
  thread.on('exit', (status) => failAll(new Error(`the reader's thread ended with status ${status}`)));
  const dispose = async (): Promise<void> => {
    await thread.terminate();
  };
  try {
    const ready = await answered();
    if (ready.kind !== 'ready') throw errorOf(ready);
  } catch (thrown) {
    await dispose();
    throw thrown;
  }
  return {
    dispose,
    look: async (clip: ClipLook) => {
      const answer = answered();
      thread.postMessage(clip);
      const found = await answer;
      if (found.kind !== 'seen') throw errorOf(found);
      return found.seen;
    },
  };
}

function errorOf(answer: FromReader): Error {
  if (answer.kind !== 'failed') return new Error(`the reader said '${answer.kind}' out of turn`);
  const { message, mendable } = answer;
  return mendable === null ? new Error(message) : new UserError(mendable.code, message, mendable.hint);
}
