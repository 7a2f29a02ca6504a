/** `creo serve-metrics`: the exporter that Prometheus scrapes. Runs until it is told to stop. */
import { readFileSync } from 'node:fs';
import { messageOf, UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import type { Credentials } from '../../serve/access.js';
import { startExporter } from '../../serve/exporter.js';
import { type MetricsOptions, storeMetrics } from '../../serve/store-metrics.js';
import type { Context } from '../../work/context.js';

export interface AccessOptions {
  token: string | null;
  tokenFile: string | null;
  basicAuth: string | null;
}

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
