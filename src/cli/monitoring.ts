/** Watching and keeping the store: serve-metrics, push-metrics, backup, restore. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { examples, keyValue, nonNegative, wholeNumber } from './flags.js';
import { runCommand } from './run-command.js';
import {
  type ListenFlags,
  listening,
  type ShownFlags,
  shown,
  userPassword,
  withListenFlags,
  withShownFlags,
} from './server-flags.js';

export function registerMonitoring(program: Command): void {
  registerServeMetrics(program);
  registerPushMetrics(program);
  registerBackup(program);
  registerRestore(program);
}

type ServeMetricsFlags = ListenFlags & ShownFlags;

function registerServeMetrics(program: Command): void {
  const command = program
    .command('serve-metrics')
    .description('serve the metrics of the store for Prometheus at /metrics, until stopped');
  withShownFlags(withListenFlags(command, 9464, 'CREO_METRICS'))
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
        { createsStore: false, runsUntilStopped: true, load: () => import('../commands/operation/serve-metrics.js') },
        { ...listening(flags), ...shown(flags) },
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
  label?: ReadonlyMap<string, string>;
}

function registerPushMetrics(program: Command): void {
  const command = program
    .command('push-metrics')
    .description('write the metrics of the store once: to a Pushgateway, a textfile of node_exporter, or stdout')
    .option('--gateway <url>', 'Pushgateway to push to', httpUrl)
    .option('--job <name>', 'job label of the group', 'creo')
    .option('--grouping <key=value>', 'further label of the group; may be given several times', groupLabel)
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
    .option('--stdout', 'print the metrics')
    .option(
      '--label <name=value>',
      'put on every series, to tell stores apart; may be given several times',
      commonLabel,
    );
  withShownFlags(command)
    .addHelpText(
      'after',
      examples(
        'creo push-metrics --gateway http://127.0.0.1:9091 --grouping instance=studio',
        'creo push-metrics --textfile /var/lib/prometheus/node-exporter/creo.prom',
        'creo push-metrics --textfile /var/lib/prometheus/node-exporter/creo-acme.prom --label client=acme',
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
        { createsStore: false, load: () => import('../commands/operation/push-metrics.js') },
        {
          gateway: gatewayOf(flags),
          isDelete: flags.delete ?? false,
          textfile: flags.textfile ?? null,
          stdout: flags.stdout ?? false,
          labels: flags.label ?? new Map<string, string>(),
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
        { createsStore: false, load: () => import('../commands/operation/backup.js') },
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
        { createsStore: true, load: () => import('../commands/operation/restore.js') },
        { file, force: force ?? false },
      ),
    );
}

/** A label of the group, by a name that Prometheus takes; the job has a flag of its own. */
function groupLabel(text: string, previous?: ReadonlyMap<string, string>): Map<string, string> {
  const name = text.replace(/=.*$/s, '').trim();
  if (!/^[a-z_]\w*$/i.test(name) || name === 'job') {
    throw new InvalidArgumentError('Its key must be a label such as instance: letters, digits and _, and not job.');
  }
  return keyValue(text, previous);
}

/** A label of every series, once each; names that begin with two underscores are Prometheus' own. */
function commonLabel(text: string, previous?: ReadonlyMap<string, string>): Map<string, string> {
  const name = text.slice(0, Math.max(0, text.indexOf('='))).trim();
  if (!/^[a-z_]\w*$/i.test(name) || name.startsWith('__')) {
    throw new InvalidArgumentError('It must be NAME=VALUE; a name has letters, digits and _, such as client.');
  }
  if (previous?.has(name)) throw new InvalidArgumentError(`${name} is given twice.`);
  return keyValue(text, previous);
}

function httpUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InvalidArgumentError('It must be a URL such as http://127.0.0.1:9091.');
  }
  return text;
}
