/** Watching and keeping the store: serve-metrics, push-metrics, backup, restore. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { examples, keyValue, nonNegative, wholeNumber } from './flags.js';
import { runCommand } from './run-command.js';

export function registerMonitoring(program: Command): void {
  registerServeMetrics(program);
  registerPushMetrics(program);
  registerBackup(program);
  registerRestore(program);
}

/** What both metrics commands show, and how much of it. */
export interface ShownFlags {
  currency?: string;
  recentDays: number;
  maxCampaigns: number;
  maxCreatives: number;
  maxClusters: number;
  pooled: boolean;
}

export const withShownFlags = (command: Command): Command =>
  command
    .option('--currency <code>', 'only results in this currency (needed when the store has several)', currencyCode)
    .option('--recent-days <days>', 'length of the recent period, up to the last day with results', wholeNumber(1), 7)
    .option('--max-campaigns <n>', 'campaigns with series of their own; the rest is summed', wholeNumber(1), 2000)
    .option('--max-creatives <n>', 'creatives with series, largest spend first', wholeNumber(0), 200)
    .option('--max-clusters <n>', 'clusters with series, largest spend first', wholeNumber(0), 100)
    .option('--no-pooled', 'leave out the pooled rates of creatives, which take a second or more after a change');

export const shown = ({ currency, recentDays, maxCampaigns, maxCreatives, maxClusters, pooled }: ShownFlags) => ({
  isPooled: pooled,
  figures: { currency: currency ?? null, recentDays, maxCreatives, maxClusters },
  limits: { campaigns: maxCampaigns, creatives: maxCreatives, clusters: maxClusters },
});

interface ServeMetricsFlags extends ShownFlags {
  port: number;
  host: string;
  token?: string;
  tokenFile?: string;
  basicAuth?: string;
}

function registerServeMetrics(program: Command): void {
  const command = program
    .command('serve-metrics')
    .description('serve the metrics of the store for Prometheus at /metrics, until stopped')
    .option('--port <number>', 'port to listen on; 0 takes a free one', port, 9464)
    .option('--host <address>', 'address to listen on; any but this machine needs a token', '127.0.0.1')
    .addOption(new Option('--token <text>', 'bearer token that a scrape must send').env('CREO_METRICS_TOKEN'))
    .addOption(new Option('--token-file <path>', 'file with the token').env('CREO_METRICS_TOKEN_FILE'))
    .addOption(
      new Option('--basic-auth <user:password>', 'or this name and password')
        .env('CREO_METRICS_BASIC_AUTH')
        .argParser(userPassword),
    );
  withShownFlags(command)
    .addHelpText(
      'after',
      examples(
        'creo serve-metrics',
        'creo serve-metrics --host 0.0.0.0 --token-file /etc/creo/token',
        'curl -s http://127.0.0.1:9464/metrics',
      ),
    )
    .action((flags: ServeMetricsFlags, self: Command) =>
      runCommand(
        self,
        { createsStore: false, runsUntilStopped: true, load: () => import('../commands/serve-metrics.js') },
        {
          host: flags.host,
          port: flags.port,
          token: flags.token || null,
          tokenFile: flags.tokenFile || null,
          basicAuth: flags.basicAuth || null,
          ...shown(flags),
        },
      ),
    );
}

interface PushMetricsFlags extends ShownFlags {
  gateway?: string;
  job: string;
  grouping?: ReadonlyMap<string, string>;
  token?: string;
  basicAuth?: string;
  retries: number;
  timeout: number;
  delete?: boolean;
  textfile?: string;
  stdout?: boolean;
}

function registerPushMetrics(program: Command): void {
  const command = program
    .command('push-metrics')
    .description('write the metrics of the store once: to a Pushgateway, a textfile of node_exporter, or stdout')
    .option('--gateway <url>', 'Pushgateway to push to', httpUrl)
    .option('--job <name>', 'job label of the group', 'creo')
    .option('--grouping <key=value>', 'further label of the group; may be given several times', keyValue)
    .addOption(new Option('--token <text>', 'bearer token of the gateway').env('CREO_GATEWAY_TOKEN'))
    .addOption(
      new Option('--basic-auth <user:password>', 'name and password of the gateway')
        .env('CREO_GATEWAY_BASIC_AUTH')
        .argParser(userPassword),
    )
    .option('--retries <n>', 'tries after a first one that failed, 1, 2, 4 … seconds apart', wholeNumber(0), 3)
    .option('--timeout <seconds>', 'how long one try may take', nonNegative, 10)
    .option('--delete', 'delete the group from the gateway')
    .option('--textfile <path>', 'file in the folder of the textfile collector, ending in .prom')
    .option('--stdout', 'print the metrics');
  withShownFlags(command)
    .addHelpText(
      'after',
      examples(
        'creo push-metrics --gateway http://127.0.0.1:9091 --grouping instance=studio',
        'creo push-metrics --textfile /var/lib/prometheus/node-exporter/creo.prom',
        'creo push-metrics --stdout | promtool check metrics',
      ),
    )
    .action((flags: PushMetricsFlags, self: Command) => {
      if (flags.gateway === undefined && flags.textfile === undefined && !flags.stdout) {
        self.error('error: name where to: --gateway URL, --textfile PATH or --stdout', { exitCode: 2 });
      }
      if (flags.delete && flags.gateway === undefined)
        self.error('error: --delete needs --gateway URL', { exitCode: 2 });
      return runCommand(
        self,
        { createsStore: false, load: () => import('../commands/push-metrics.js') },
        {
          gateway: gatewayOf(flags),
          isDelete: flags.delete ?? false,
          textfile: flags.textfile ?? null,
          stdout: flags.stdout ?? false,
          ...shown(flags),
        },
      );
    });
}

/** A URL may carry `user:password@`; the request may not. */
function gatewayOf({ gateway, job, grouping, token, basicAuth, retries, timeout }: PushMetricsFlags) {
  if (gateway === undefined) return null;
  const url = new URL(gateway);
  const inUrl = url.username === '' ? null : `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = '';
  url.password = '';
  return {
    gateway: url.href,
    job,
    grouping: grouping ?? new Map<string, string>(),
    credentials: { token: token || null, basicAuth: basicAuth || inUrl },
    retries,
    timeoutSeconds: timeout,
  };
}

function registerBackup(program: Command): void {
  program
    .command('backup')
    .argument('<file>', 'the new file, or a folder that gets one named after the moment')
    .description('write a checked copy of the store; an import may run meanwhile')
    .option('--force', 'replace a file that is there')
    .addHelpText('after', examples('creo backup /var/backups/creo', 'creo backup before-cleanup.db'))
    .action((file: string, { force }: { force?: boolean }, self: Command) =>
      runCommand(
        self,
        { createsStore: false, load: () => import('../commands/backup.js') },
        { file, force: force ?? false },
      ),
    );
}

function registerRestore(program: Command): void {
  program
    .command('restore')
    .argument('<file>', 'a file that `creo backup` wrote')
    .description('make the store what a backup holds')
    .option('--force', 'replace the store that is there, which is kept beside the new one')
    .addHelpText(
      'after',
      examples('creo restore before-cleanup.db --force', 'creo restore before-cleanup.db --db other.db'),
    )
    .action((file: string, { force }: { force?: boolean }, self: Command) =>
      runCommand(
        self,
        { createsStore: true, load: () => import('../commands/restore.js') },
        { file, force: force ?? false },
      ),
    );
}

export function port(text: string): number {
  const value = wholeNumber(0)(text);
  if (value > 65_535) throw new InvalidArgumentError('It must be a port from 0 to 65535.');
  return value;
}

function currencyCode(text: string): string {
  if (!/^[a-z]{3}$/i.test(text)) throw new InvalidArgumentError('It must be a currency code such as USD.');
  return text.toUpperCase();
}

function httpUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InvalidArgumentError('It must be a URL such as http://127.0.0.1:9091.');
  }
  return text;
}

export function userPassword(text: string): string {
  if (text !== '' && !/^[^:]+:./.test(text)) throw new InvalidArgumentError('It must be USER:PASSWORD.');
  return text;
}
