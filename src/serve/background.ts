/** Pooled rates for a server: worked out in a thread of their own, so that no request waits for them. */
import { Worker } from 'node:worker_threads';
import type { PooledRate } from '../answers/pooled-rates.js';
import { messageOf } from '../errors.js';
import type { FiguresOptions } from '../store/gauges.js';

/** What the thread is given. */
export interface PooledTask {
  path: string;
  /** The one currency of the results that count. */
  currency: string;
  /** Whose results, and in which currency. */
  scope: MetricsScope;
}

export type MetricsScope = NonNullable<FiguresOptions['scope']>;

export type PooledRates = ReadonlyMap<number, PooledRate>;

export interface BackgroundRates {
  /**
   * The rates that were worked out last, by creative: empty at first, the same object while there are no newer ones.
   * `state` is what they depend on: another object than the last time starts the work anew, once the running one is done.
   */
  latest(state: object, currency: string | null): PooledRates;
  close(): Promise<void>;
}

export const NO_RATES: PooledRates = new Map();

/** Follows the store at `path`. A failure is a log line, and the rates before it stand. */
export function backgroundRates(path: string, log: (line: string) => void, scope: MetricsScope = {}): BackgroundRates {
  let rates = NO_RATES;
  let seen: object | undefined;
  let next: PooledTask | undefined;
  let worker: Worker | undefined;

  const start = (): void => {
    if (worker || !next) return;
    const running = new Worker(new URL('./pooled-thread.js', import.meta.url), { workerData: next });
    next = undefined;
    worker = running;
    running.once('message', (found: PooledRate[]) => {
      rates = new Map(found.map((rate) => [rate.creativeId, rate]));
    });
    running.once('error', (error) => log(`the pooled rates could not be worked out: ${messageOf(error)}`));
    running.once('exit', () => {
      worker = undefined;
      start();
    });
  };

  return {
    latest: (state, currency) => {
      if (state !== seen) {
        seen = state;
        if (currency === null) rates = NO_RATES;
        next = currency === null ? undefined : { path, currency, scope };
        start();
      }
      return rates;
    },
    close: async () => {
      next = undefined;
      await worker?.terminate();
    },
  };
}
