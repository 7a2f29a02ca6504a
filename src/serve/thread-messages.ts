/** What a server and its threads say to each other. */
import { parentPort } from 'node:worker_threads';
import { messageOf, UserError } from '../errors.js';
import type { JobProgress } from './jobs.js';

/** An error as it crosses to another thread: classes are lost on the way. */
export interface ThreadFailure {
  isUserError: boolean;
  code: string;
  message: string;
  hint: string;
  stack: string;
}

export type FromThread =
  | { progress: JobProgress }
  | { log: string }
  | { answer: Uint8Array }
  | { failure: ThreadFailure };

type ToThread = 'stop' | { task: unknown };

export interface ThreadHooks {
  progress(progress: JobProgress): void;
  log(line: string): void;
  signal: AbortSignal;
}

const UTF_8 = new TextEncoder();

const say = (message: FromThread): void => parentPort?.postMessage(message);

/** In a thread: a line for the log of the server. */
export const logToServer = (log: string): void => say({ log });

/**
 * In a thread: answers each task in turn, until the thread is ended. The text is made UTF-8 here, and its bytes are handed
 * over rather than copied: to the thread that takes requests a large answer costs no more than a small one.
 */
export function answerTasks(answer: (task: unknown, hooks: ThreadHooks) => string | Promise<string>): void {
  let stopper = new AbortController();
  const reply = async (task: unknown): Promise<void> => {
    stopper = new AbortController();
    const hooks = {
      progress: (progress: JobProgress) => say({ progress }),
      log: logToServer,
      signal: stopper.signal,
    };
    try {
      const bytes = UTF_8.encode(await answer(task, hooks));
      parentPort?.postMessage({ answer: bytes } satisfies FromThread, [bytes.buffer]);
    } catch (thrown) {
      say({ failure: failureOf(thrown) });
    }
  };
  parentPort?.on('message', (message: ToThread) => {
    if (message === 'stop') stopper.abort();
    else void reply(message.task);
  });
}

function failureOf(thrown: unknown): ThreadFailure {
  const isUserError = thrown instanceof UserError;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const stack = (thrown instanceof Error && thrown.stack) || String(thrown);
  return { isUserError, code, message: messageOf(thrown), hint: isUserError ? thrown.hint : '', stack };
}

/** The error again. */
export function thrownBy({ isUserError, code, message, hint, stack }: ThreadFailure): Error {
  if (isUserError) return new UserError(code, message, hint);
  return Object.assign(new Error(message), { stack, ...(code === '' ? {} : { code }) });
}
