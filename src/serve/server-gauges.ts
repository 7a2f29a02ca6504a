/** Metrics of the serving process itself. */
import { Gauge, Registry } from 'prom-client';
import type { CommonLabels } from './common-labels.js';

export interface ServerGauges {
  /** Notes how long the store took to answer, in seconds. */
  storeRead(seconds: number): void;
}

export function serverGauges(registry: Registry): ServerGauges {
  const registers = [registry];
  const started = new Gauge({ name: 'creo_process_start_time_seconds', help: 'When this process started.', registers });
  started.set(Math.round(performance.timeOrigin) / 1000);
  new Gauge({
    name: 'creo_process_resident_memory_bytes',
    help: 'Memory that this process holds.',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  const read = new Gauge({
    name: 'creo_store_read_duration_seconds',
    help: 'How long the last reading of the store took.',
    registers,
  });
  const success = successGauge(registry);
  return {
    storeRead: (seconds) => {
      read.set(seconds);
      success.setToCurrentTime();
    },
  };
}

/** The metrics of the store, and behind them those of the process that serves them. */
export const withOwn = async (store: Buffer, registry: Registry): Promise<Buffer> =>
  Buffer.concat([store, Buffer.from(`\n${await registry.metrics()}`)]);

const successGauge = (registry: Registry): Gauge =>
  new Gauge({
    name: 'creo_last_success_timestamp_seconds',
    help: 'When the store was last read for a scrape or a push.',
    registers: [registry],
  });

/** The time of a push that is about to be made, in Prometheus' text format: what arrives is from the last that worked. */
export function pushTimeText(labels: CommonLabels = {}): Promise<string> {
  const registry = new Registry();
  registry.setDefaultLabels(labels);
  successGauge(registry).setToCurrentTime();
  return registry.metrics();
}
