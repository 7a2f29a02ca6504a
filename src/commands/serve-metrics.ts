/** `creo serve-metrics`: the exporter that Prometheus scrapes. Runs until it is told to stop. */
import { readFileSync } from 'node:fs';
import { messageOf, UserError } from '../errors.js';
import type { View } from '../fields.js';
import { backgroundRates, NO_RATES } from '../pooling/background.js';
import { POOLED_LEVEL, POOLED_SEED } from '../pooling/pooled-rates.js';
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
  /** Whether the pooled rates of creatives are worked out, in a thread of their own. */
  isPooled: boolean;
}

export async function run({ config, log, signal, now }: Context, options: ServeMetricsOptions): Promise<View> {
  const { host, port, basicAuth, tokenFile } = options;
  const token = tokenFile === null ? options.token : tokenIn(tokenFile);
  const store = watchStore(config.dbPath, (db) => storeFigures(db, options.figures));
  const pooled = options.isPooled
    ? backgroundRates(config.dbPath, { level: POOLED_LEVEL, seed: POOLED_SEED }, log)
    : null;
  const textOf = figuresMemo(options.limits);
  const read = (): Promise<string> => {
    const figures = store.current();
    return textOf(figures, pooled?.latest(figures, figures.currency) ?? NO_RATES);
  };
  const startedAt = now();
  try {
    const exporter = await startExporter({
      host,
      port,
      credentials: { token, basicAuth },
      read: async () => read(),
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
    await pooled?.close();
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
