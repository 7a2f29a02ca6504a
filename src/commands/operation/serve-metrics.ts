/** `creo serve-metrics`: the exporter that Prometheus scrapes. Runs until it is told to stop. */
import type { View } from '../../fields.js';
import { startExporter } from '../../serve/exporter.js';
import { type MetricsOptions, storeMetrics } from '../../serve/store-metrics.js';
import { aborted } from '../../work/aborted.js';
import type { Context } from '../../work/context.js';
import { type AccessOptions, credentialsOf } from '../../work/serving/credentials.js';

export interface ServeMetricsOptions extends AccessOptions, MetricsOptions {
  host: string;
  port: number;
}

export async function run({ config, log, signal, now }: Context, options: ServeMetricsOptions): Promise<View> {
  const { host, port, figures, limits, isPooled } = options;
  const metrics = storeMetrics(config.dbPath, { figures, limits, isPooled }, log);
  const startedAt = now();
  try {
    const exporter = await startExporter({
      host,
      port,
      credentials: credentialsOf(options),
      read: metrics.read,
      log,
    });
    log(`serving ${exporter.url}/metrics from ${config.dbPath}; stop it with Ctrl-C`);
    await aborted(signal);
    log('stopping');
    const scrapes = await exporter.stop();
    return {
      json: { url: exporter.url, startedAt, stoppedAt: now(), scrapes },
      headline: `answered ${scrapes} scrapes`,
      tables: [],
    };
  } finally {
    await metrics.close();
  }
}
