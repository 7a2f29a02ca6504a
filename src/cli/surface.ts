/** Ways out: the report, the HTTP API, exports. */
import { type Command, Option } from 'commander';
import type { ExportFormat } from '../commands/reports/export.js';
import type { Language } from '../report/language/words.js';
import type { Day } from '../units.js';
import { programOf } from './command-tree.js';
import { amount, day, examples, nonNegative, wholeNumber } from './flags.js';
import {
  questionOf,
  type ResultFlags,
  type ScopeFlags,
  scopeOf,
  withHorizon,
  withResultFlags,
  withScopeFlags,
  withSeed,
} from './result-flags.js';
import { runCommand } from './run-command.js';
import {
  type ListenFlags,
  listening,
  type ShownFlags,
  shown,
  withListenFlags,
  withShownFlags,
} from './server-flags.js';

export function registerSurface(program: Command): void {
  registerReport(program);
  registerServe(program);
  registerMcp(program);
  registerExport(program);
}

interface ReportFlags extends ResultFlags {
  out: string;
  title?: string;
  language: Language;
  budget?: number;
  over?: number;
  pictures: number;
  previews?: boolean;
}

function registerReport(program: Command): void {
  const command = program
    .command('report')
    .description('write one self-contained HTML page with verdicts, contact sheets, rates and the split')
    .option('--out <file>', 'the page', 'creo-report.html')
    .option('--title <text>', 'the heading (default: "Creative report", in the language of the page)')
    .addOption(new Option('--language <code>', 'language of the page').choices(['en', 'ru']).default('en'))
    .option(
      '--budget <amount>',
      'what there is to spend next: the split of `creo recommend` (default: the last kept plan)',
      amount,
    );
  withResultFlags(withHorizon(command))
    .option('--pictures <count>', 'pictures of this many creatives, those with the most spend', wholeNumber(0), 60)
    .option('--previews', 'clips on the contact sheets play their first seconds, muted (24 clips, 6 MB at most)')
    .addHelpText(
      'after',
      examples(
        'creo report --budget 5000',
        'creo report --budget 5000 --previews',
        'creo report --language ru --out otchet.html',
        'creo report --out week-28.html --title "Lootbox, week 28" --from 2026-07-06',
      ),
    )
    .action(({ out, title, language, budget, over, pictures, previews, ...flags }: ReportFlags, self: Command) =>
      runCommand(
        self,
        { createsStore: false, load: () => import('../commands/reports/report.js') },
        {
          out,
          title: title ?? null,
          language,
          pictures,
          previews: previews ?? false,
          question: questionOf(flags),
          budgetMicros: budget ?? null,
          horizonDays: over ?? null,
        },
      ),
    );
}

interface ServeFlags extends ListenFlags, ShownFlags {
  rateLimit: number;
  patience: number;
  mediaRoot?: string;
  seed?: number;
}

function registerServe(program: Command): void {
  const command = program
    .command('serve')
    .description('serve the HTTP API with its OpenAPI page at /docs and the metrics at /metrics, until stopped')
    .option('--rate-limit <n>', 'requests that one client may make in a minute', wholeNumber(1), 600)
    .option('--patience <seconds>', 'after this long, long work is answered with a job to ask for', nonNegative, 25)
    .option('--media-root <folder>', 'folder whose files clients may name as path (default: none, only video_url)');
  withShownFlags(withListenFlags(withSeed(command), 8000, 'CREO_API'))
    .addHelpText(
      'after',
      examples(
        'creo serve',
        'creo serve --host 0.0.0.0 --token-file /etc/creo/token',
        'curl -s http://127.0.0.1:8000/docs/json',
      ),
    )
    .action((flags: ServeFlags, self: Command) =>
      runCommand(
        self,
        { createsStore: true, runsUntilStopped: true, load: () => import('../commands/reports/serve.js') },
        {
          ...listening(flags),
          requestsPerMinute: flags.rateLimit,
          patienceSeconds: flags.patience,
          mediaRoot: flags.mediaRoot ?? null,
          version: programOf(self).version() ?? '',
          question: { seed: flags.seed, filter: scopeOf(flags) },
          ...shown(flags),
        },
      ),
    );
}

interface McpFlags {
  allowWrite?: boolean;
  client?: string;
  folder?: string;
}

function registerMcp(program: Command): void {
  program
    .command('mcp')
    .description(
      'answer an assistant on this machine: the answers as tools of the Model Context Protocol over stdin and stdout, read-only',
    )
    .option('--client <name>', 'answer from the results of this client of an agency, and show nothing of the others')
    .option('--allow-write', 'let it also set results and tags and keep plans')
    .option('--folder <path>', 'with --allow-write: folder whose exports it may import, and where it may write reports')
    .addHelpText(
      'after',
      examples(
        'creo mcp --db ~/ads/creo.db',
        'creo mcp --db ~/ads/creo.db --client acme',
        'creo mcp --db ~/ads/creo.db --allow-write --folder ~/ads/exports',
      ),
    )
    .action(({ allowWrite = false, folder, client }: McpFlags, self: Command) => {
      if (client !== undefined && allowWrite) {
        self.error('error: --client only reads, and --allow-write is for the whole store', { exitCode: 2 });
      }
      if (folder !== undefined && !allowWrite) self.error('error: --folder needs --allow-write', { exitCode: 2 });
      return runCommand(
        self,
        { createsStore: allowWrite, runsUntilStopped: true, load: () => import('../commands/reports/mcp.js') },
        {
          allowWrite,
          folder: folder ?? null,
          client: client ?? null,
          version: programOf(self).version() ?? '',
          isTerminal: Boolean(process.stdin.isTTY),
        },
      );
    });
}

interface ExportFlags extends ScopeFlags {
  out?: string;
  all?: boolean;
  format?: ExportFormat;
  from?: Day;
  /** A day, or the address of a warehouse. */
  to?: string;
}

function registerExport(program: Command): void {
  const exporting = program
    .command('export')
    .description('write the data out: the joined facts, one table, or all of them')
    .argument('[table]', '`facts` (a row per ad and period with creative, cluster and tags) or a table', 'facts')
    .option('--out <path>', 'a file, or with --all a folder (default: stdout)')
    .option('--all', 'every table, a file each, into the folder --out')
    .addOption(
      new Option('--format <format>', 'default: by the name of the file, else csv').choices(['csv', 'json', 'parquet']),
    )
    .option('--from <day>', 'facts from this day on', day)
    .option(
      '--to <day or address>',
      'facts up to this day; or the address of a warehouse (clickhouse://…, postgres://…) that gets creatives, ads, tags, clusters and pooled rates',
      dayOrAddress,
    );
  withScopeFlags(exporting)
    .addHelpText(
      'after',
      examples(
        'creo export > facts.csv',
        'creo export --out facts.parquet --from 2026-05-01',
        'creo export creatives --json',
        'creo export --all --out backup-csv',
        'creo export --to postgres://creo@warehouse/marketing',
      ),
    )
    .action((table: string, flags: ExportFlags, command: Command) => {
      if (isAddress(flags.to)) return exportTo(flags.to, table, flags, command);
      return runCommand(
        command,
        { createsStore: false, load: () => import('../commands/reports/export.js') },
        {
          table,
          all: flags.all ?? false,
          out: flags.out ?? null,
          format: flags.format ?? null,
          from: flags.from ?? null,
          to: flags.to ?? null,
          scope: scopeOf(flags),
        },
      );
    });
}

const isAddress = (text: string | undefined): text is string => text?.includes('://') ?? false;

const dayOrAddress = (text: string): string => (isAddress(text) ? text : day(text));

/** What goes to a warehouse is always the same: options that choose tables, files or days would be passed over. */
function exportTo(to: string, table: string, flags: ExportFlags, command: Command): Promise<void> {
  const { from, out, format, all } = flags;
  if (table !== 'facts' || [from, out, format, all].some((flag) => flag !== undefined)) {
    command.error('error: --to with the address of a warehouse takes no table and no other option of export', {
      exitCode: 2,
    });
  }
  return runCommand(
    command,
    { createsStore: false, load: () => import('../commands/reports/export-to.js') },
    { to, scope: scopeOf(flags) },
  );
}
