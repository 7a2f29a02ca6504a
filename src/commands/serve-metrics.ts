/** `creo serve-metrics`: the exporter that Prometheus scrapes. Runs until it is told to stop. */
import { readFileSync } from 'node:fs';
import { messageOf, UserError } from '../errors.js';
import type { View } from '../fields.js';
import { startExporter } from '../serve/exporter.js';
import { figuresMemo, type SeriesLimits } from '../serve/exposition.js';
import { type FiguresOptions, storeFigures } from '../store/gauges.js';
import { watchStore } from '../store/read-only.js';
import type { Context } from './context.js';

export interface ServeMetricsOptions {
  host: string;
  port: number;
  token: string | null;
  tokenFile: string | null;
  basicAuth: string | null;
  figures: FiguresOptions;
  limits: SeriesLimits;
}

export async function run({ config, log, signal, now }: Context, options: ServeMetricsOptions): Promise<View> {
  const { host, port, basicAuth, tokenFile } = options;
  const token = tokenFile === null ? options.token : tokenIn(tokenFile);
  const store = watchStore(config.dbPath, (db) => storeFigures(db, options.figures));
  const textOf = figuresMemo(options.limits);
  const startedAt = now();
  try {
    const exporter = await startExporter({
      host,
      port,
      credentials: { token, basicAuth },
      read: async () => textOf(store.current()),
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
    store.close();
  }
}

function tokenIn(file: string): string {
  let token: string;
  try {
    token = readFileSync(file, 'utf8').trim();
  } catch (thrown) {
    throw new UserError(
      'TOKEN_UNREADABLE',
      `The token cannot be read: ${messageOf(thrown)}`,
      'Check the path and its permissions',
      { cause: thrown },
    );
  }
  if (token !== '') return token;
  throw new UserError(
    'TOKEN_UNREADABLE',
    `${file} is empty`,
    'Write a token into it, for example with: openssl rand -hex 32',
  );
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
