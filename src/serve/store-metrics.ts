/** The metrics of a store, read in a thread of their own: no request waits for a large store to be summed. */
import type { FiguresOptions } from '../store/gauges.js';
import type { SeriesLimits } from './exposition.js';
import { threadPool } from './thread-pool.js';

export interface MetricsOptions {
  figures: FiguresOptions;
  limits: SeriesLimits;
  /** Whether the pooled rates of creatives are worked out, in a further thread. */
  isPooled: boolean;
}

/** What the thread is started with. */
export interface MetricsThreadData extends MetricsOptions {
  path: string;
}

export interface StoreMetrics {
  /** The text that Prometheus reads, in UTF-8, of the store as it is now. Throws what `StoreWatch.current` does. */
  read(): Promise<Buffer>;
  close(): Promise<void>;
}

/** Follows the store at `path`, which need not exist yet. */
export function storeMetrics(path: string, options: MetricsOptions, log: (line: string) => void): StoreMetrics {
  const data: MetricsThreadData = { path, ...options };
  const thread = threadPool({ entry: new URL('./metrics-thread.js', import.meta.url), data, size: 1, log });
  return {
    read: () => thread.run(null),
    close: () => thread.close(),
  };
}
