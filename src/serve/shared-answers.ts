/**
 * One answer for all who ask the same of the same store: whoever asks while it is being worked out waits for that, and the
 * last answers are kept. A key says the question and the state of the store.
 */
import type { WorkHooks } from './jobs.js';

export interface SharedAnswers {
  /** The answer for `key`, by `make` where nobody has asked. It is stopped when all who wait for it have stopped. */
  answer(key: string, make: (hooks: WorkHooks) => Promise<Buffer>, hooks: WorkHooks): Promise<Buffer>;
}

interface Shared {
  promise: Promise<Buffer>;
  askers: number;
  stopper: AbortController;
}

/** Keeps the last `kept` answers. */
export function sharedAnswers(kept: number): SharedAnswers {
  const running = new Map<string, Shared>();
  const known = new Map<string, Buffer>();

  const remember = (key: string, answer: Buffer): void => {
    known.set(key, answer);
    const [oldest] = known.keys();
    if (known.size > kept && oldest !== undefined) known.delete(oldest);
  };

  const begin = (key: string, make: (hooks: WorkHooks) => Promise<Buffer>, hooks: WorkHooks): Shared => {
    const stopper = new AbortController();
    const promise = make({ ...hooks, signal: stopper.signal });
    const shared = { promise, askers: 0, stopper };
    running.set(key, shared);
    const end = (): void => {
      if (running.get(key) === shared) running.delete(key);
    };
    promise.then(
      (answer) => {
        end();
        remember(key, answer);
      },
      () => end(),
    );
    return shared;
  };

  return {
    async answer(key, make, hooks) {
      hooks.signal.throwIfAborted();
      const answer = known.get(key);
      if (answer !== undefined) {
        known.delete(key);
        remember(key, answer);
        return answer;
      }
      const found = running.get(key);
      if (found) hooks.started();
      const shared = found ?? begin(key, make, hooks);
      shared.askers += 1;
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          reject(hooks.signal.reason);
          shared.askers -= 1;
          if (shared.askers > 0) return;
          if (running.get(key) === shared) running.delete(key);
          shared.stopper.abort(hooks.signal.reason);
        };
        hooks.signal.addEventListener('abort', leave, { once: true });
        shared.promise.then(resolve, reject).finally(() => hooks.signal.removeEventListener('abort', leave));
      });
    },
  };
}
