/** `creo serve-metrics`: the exporter that Prometheus scrapes. Runs until it is told to stop. */
import { readFileSync } from 'node:fs';
import { servedFigures } from '../../answers/served-figures.js';
import { messageOf, UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import type { Credentials } from '../../serve/access.js';
import { backgroundRates, NO_RATES } from '../../serve/background.js';
import { startExporter } from '../../serve/exporter.js';
import { figuresMemo, type SeriesLimits } from '../../serve/exposition.js';
import type { FiguresOptions } from '../../store/gauges.js';
import { watchStore } from '../../store/read-only.js';
import type { Context } from '../../work/context.js';

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
  const { host, port } = options;
  const metrics = metricsOf(config.dbPath, options, log);
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

export type MetricsOptions = Pick<ServeMetricsOptions, 'figures' | 'limits' | 'isPooled'>;

/** The text that Prometheus reads, of the store as it is at each reading. */
export function metricsOf(path: string, { figures: shown, limits, isPooled }: MetricsOptions, log: Context['log']) {
  const store = watchStore(path, (db) => servedFigures(db, shown));
  const pooled = isPooled ? backgroundRates(path, log, shown.scope) : null;
  const textOf = figuresMemo(limits);
  return {
    read: async (): Promise<string> => {
      const figures = store.current();
      return textOf(figures, pooled?.latest(figures, figures.currency) ?? NO_RATES);
    },
    close: async (): Promise<void> => {
      store.close();
      await pooled?.close();
    },
  };
}

export type AccessOptions = Pick<ServeMetricsOptions, 'token' | 'tokenFile' | 'basicAuth'>;

/** Who may ask; a token in a file wins. Throws UserError TOKEN_UNREADABLE. */
export const credentialsOf = ({ token, tokenFile, basicAuth }: AccessOptions): Credentials => ({
  token: tokenFile === null ? token : tokenIn(tokenFile),
  basicAuth,
});

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

/** Resolves when the user wants the command to stop. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
