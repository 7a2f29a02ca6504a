/**
 * A few threads that work on long tasks, one at a time each, so that the server answers others meanwhile. A thread is kept
 * for the next task; one that does not stop when it is told to is ended, and another takes its place.
 */
import { Worker } from 'node:worker_threads';
import { messageOf, UserError } from '../errors.js';
import type { WorkHooks } from './jobs.js';
import { type FromThread, type ThreadFailure, thrownBy } from './thread-messages.js';

export interface ThreadPool {
  /**
   * What a thread answers, in UTF-8. Throws UserError BUSY when too many tasks wait, the reason of `signal` once that is aborted, and
   * what the thread threw.
   */
  run(task: unknown, hooks?: WorkHooks): Promise<Buffer>;
  /** Ends all threads, whatever they do. */
  close(): Promise<void>;
}

export interface PoolOptions {
  /** The module that a thread runs; it listens by `answerTasks`. */
  entry: URL;
  /** Its workerData. */
  data: unknown;
  /** Threads at most. */
  size: number;
  log: (line: string) => void;
}

/** Of work that nobody watches or stops. */
const UNWATCHED: WorkHooks = { started: () => {}, progress: () => {}, signal: new AbortController().signal };

/** Tasks that may wait for a thread: whoever comes later is told to come again. */
const MOST_WAITING = 100;
/** A thread in the middle of arithmetic does not hear that it should stop: after this long it is ended. */
const STOP_MS = 1_000;

interface Task {
  task: unknown;
  hooks: WorkHooks;
  resolve: (answer: Buffer) => void;
  reject: (reason: unknown) => void;
  /** Gives up waiting for a thread. */
  leave: () => void;
}

export function threadPool({ entry, data, size, log }: PoolOptions): ThreadPool {
  const waiting: Task[] = [];
  const free: Worker[] = [];
  const all = new Set<Worker>();

  const threadFor = (): Worker | undefined => {
    const kept = free.pop();
    if (kept !== undefined || all.size >= size) return kept;
    const fresh = new Worker(entry, { workerData: data });
    all.add(fresh);
    fresh.on('message', (message: FromThread) => {
      if ('log' in message) log(message.log);
    });
    fresh.on('error', (error) => log(`a thread ended: ${messageOf(error)}`));
    fresh.on('exit', () => {
      all.delete(fresh);
      const at = free.indexOf(fresh);
      if (at >= 0) free.splice(at, 1);
      startMore();
    });
    return fresh;
  };

  const startMore = (): void => {
    while (waiting.length > 0) {
      const worker = threadFor();
      const task = worker === undefined ? undefined : waiting.shift();
      if (worker === undefined || task === undefined) return;
      workOn(worker, task);
    }
  };

  const workOn = (worker: Worker, { task, hooks, resolve, reject, leave }: Task): void => {
    let impatience: NodeJS.Timeout | undefined;
    const stop = (): void => {
      reject(hooks.signal.reason);
      worker.postMessage('stop');
      impatience = setTimeout(() => void worker.terminate(), STOP_MS);
    };
    const over = (): void => {
      clearTimeout(impatience);
      hooks.signal.removeEventListener('abort', stop);
      worker.off('message', hear).off('exit', lost).off('error', reject);
    };
    const lost = (): void => {
      over();
      reject(new Error('the thread ended before it answered'));
    };
    const answered = (message: Extract<FromThread, { answer: Uint8Array } | { failure: ThreadFailure }>): void => {
      over();
      free.push(worker);
      if ('failure' in message) reject(thrownBy(message.failure));
      else resolve(bufferOf(message.answer));
      startMore();
    };
    const hear = (message: FromThread): void => {
      if ('progress' in message) hooks.progress(message.progress);
      else if (!('log' in message)) answered(message);
    };
    worker.on('message', hear).on('exit', lost).on('error', reject);
    hooks.signal.removeEventListener('abort', leave);
    hooks.signal.addEventListener('abort', stop, { once: true });
    hooks.started();
    worker.postMessage({ task });
  };

  return {
    run: (task, hooks = UNWATCHED) =>
      new Promise((resolve, reject) => {
        hooks.signal.throwIfAborted();
        if (waiting.length >= MOST_WAITING)
          throw new UserError('BUSY', 'Too many requests wait for an answer', 'Try again in a few seconds');
        const leave = (): void => {
          waiting.splice(waiting.indexOf(asked), 1);
          reject(hooks.signal.reason);
        };
        const asked = { task, hooks, resolve, reject, leave };
        waiting.push(asked);
        hooks.signal.addEventListener('abort', leave, { once: true });
        startMore();
      }),
    close: async () => {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

/** The same bytes. */
const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
