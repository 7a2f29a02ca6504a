/** Performance in: import, its list and undo, results by hand, matching and naming. */
import { type Command, Option } from 'commander';
import { amountOrZero, day, examples, fraction, keyValue, nonNegative, wholeNumber } from './flags.js';
import { dateOrder, decimal, type ReadingFlags, readingOf } from './reading-flags.js';
import { runCommand } from './run-command.js';
import { registerWatch } from './watch.js';

interface ImportFlags extends ReadingFlags {
  as?: 'results' | 'conversions';
  source?: string;
  client?: string;
  acrossClients?: boolean;
  from?: string;
  to?: string;
  column?: ReadonlyMap<string, string>;
  map?: string;
  query?: string;
  days?: number;
  dryRun?: boolean;
}

export function registerImports(program: Command): void {
  registerImport(program);
  registerWatch(program);
  registerPerf(program);
  registerMatch(program);
  registerNaming(program);
}

function registerImport(program: Command): void {
  const command = program
    .command('import')
    .description(
      'import exports of ad platforms: csv, tsv, txt, xlsx, gz, zip, folders, - for stdin; or a warehouse table',
    )
    .argument('<path...>', 'files, folders, or clickhouse://user@host:8123/database/table, postgres://…')
    .option('--platform <id>', 'which platform wrote the file, where the header does not tell')
    .option('--currency <code>', 'currency of the amounts, where the file does not tell')
    .option('--account <name>', 'account of the ads, where the file does not tell')
    .option('--conversion <name>', 'column or kind of result that counts as a conversion; remembered for the account')
    .addOption(dateOrder())
    .addOption(decimal())
    .option('--from <day>', 'first day of a file without days; of a warehouse, first day to read', day)
    .option('--to <day>', 'last day of a file without days; of a warehouse, last day to read', day)
    .option('--column <role=header>', 'which column is what, by header or #number; repeatable', keyValue)
    .option('--map <file>', 'a column map made by hand (JSON), for files that creo does not know')
    .option('--query <file>', 'of a warehouse: SQL in a file, in place of a table')
    .option('--days <count>', 'of a warehouse: read this many of the newest days again (default: 28)', wholeNumber(1))
    .addOption(
      new Option(
        '--as <kind>',
        "results of a platform, or conversions of a second source (GA4, a tracker, a shop) beside the platform's",
      ).choices(['results', 'conversions']),
    )
    .option('--source <name>', 'of conversions: name to keep the source under (default: by the headers)')
    .option('--client <name>', 'of conversions: whose they are')
    .option('--across-clients', 'of conversions: the file holds those of several clients')
    .option('--dry-run', 'say what would happen and write nothing')
    .option('--skip-bad-rows', 'leave out rows that cannot be read instead of refusing the file')
    .option('--replace', 'this file stands where older rows tell of the same delivery at another level or grain')
    .addHelpText(
      'after',
      examples(
        'creo import Campaigns-1-Sep-2024.csv',
        'creo import exports/ --currency EUR',
        'creo import report.csv --dry-run',
        'creo import old.csv --from 2026-01-01 --to 2026-01-31',
        'creo import ga4.csv --as conversions --client acme',
        'creo import clickhouse://reader@warehouse:8123/marketing/ad_report --currency USD',
      ),
    )
    .action((paths: string[], flags: ImportFlags, command: Command) => {
      if (flags.as === 'conversions') return importConversions(paths, flags, command);
      return runCommand(
        command,
        { createsStore: !flags.dryRun, load: () => import('../commands/results/import.js') },
        {
          paths,
          ...readingOf(flags),
          from: flags.from ?? null,
          to: flags.to ?? null,
          map: flags.map ?? null,
          query: flags.query ?? null,
          days: flags.days ?? null,
          columns: flags.column ?? new Map<string, string>(),
          dryRun: flags.dryRun ?? false,
        },
      );
    });
  command
    .command('list')
    .description('the imported files, the latest first')
    .addHelpText('after', examples('creo import list'))
    .action((_flags: object, listed: Command) =>
      runCommand(listed, { createsStore: false, load: () => import('../commands/results/imports.js') }, {}),
    );
  command
    .command('undo')
    .description('put the store back to what it was before one import')
    .argument('<id>', 'number of the import', wholeNumber(1))
    .addHelpText('after', examples('creo import undo 3'))
    .action((importId: number, _flags: object, undone: Command) =>
      runCommand(
        undone,
        { createsStore: false, load: () => import('../commands/results/import-undo.js') },
        { importId },
      ),
    );
}

function importConversions(paths: readonly string[], flags: ImportFlags, command: Command): Promise<void> {
  return runCommand(
    command,
    { createsStore: !flags.dryRun, load: () => import('../commands/results/import-conversions.js') },
    {
      paths,
      source: flags.source ?? null,
      client: flags.client ?? null,
      account: flags.account ?? null,
      acrossClients: flags.acrossClients ?? false,
      currency: flags.currency ?? null,
      conversion: flags.conversion ?? null,
      dateOrder: flags.dateOrder ?? null,
      decimal: flags.decimal ?? null,
      columns: flags.column ?? new Map<string, string>(),
      dryRun: flags.dryRun ?? false,
      skipBadRows: flags.skipBadRows ?? false,
    },
  );
}

interface PerfFlags {
  impressions?: number;
  clicks?: number;
  conversions?: number;
  spend?: number;
  revenue?: number;
  date?: string;
  currency?: string;
}

function registerPerf(program: Command): void {
  program
    .command('perf')
    .description('results by hand')
    .command('set')
    .description('keep the result of one creative on one day; a figure that is left out stays as it was')
    .argument('<name>', 'the creative; it is made when it is new')
    .option('--impressions <count>', 'times shown', wholeNumber(0))
    .option('--clicks <count>', 'link clicks', wholeNumber(0))
    .option('--conversions <number>', 'conversions, fractions allowed', nonNegative)
    .option('--spend <amount>', 'cost', amountOrZero)
    .option('--revenue <amount>', 'value of the conversions', amountOrZero)
    .option('--date <day>', 'the day (default: today)', day)
    .option('--currency <code>', 'currency of the amounts (default: that of the store)')
    .addHelpText(
      'after',
      examples(
        'creo perf set hook_pov_v1 --date 2026-09-01 --impressions 4100 --clicks 52 --conversions 2 --spend 50 --revenue 79.90 --currency USD',
      ),
    )
    .action((name: string, flags: PerfFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: true, load: () => import('../commands/results/perf.js') },
        {
          name,
          impressions: flags.impressions ?? null,
          clicks: flags.clicks ?? null,
          conversions: flags.conversions ?? null,
          spendMicros: flags.spend ?? null,
          revenueMicros: flags.revenue ?? null,
          date: flags.date ?? null,
          currency: flags.currency ?? null,
        },
      ),
    );
}

function registerMatch(program: Command): void {
  program
    .command('match')
    .description('join results that came without media to the creatives that have the file')
    .option('--interactive', 'ask about doubtful ones, the best guesses first')
    .option(
      '--above <similarity>',
      'also join the rest where one creative is this alike by name, such as 0.9',
      fraction,
    )
    .option('--undo', 'take the last joins back, also those that an import made')
    .addHelpText(
      'after',
      examples('creo match', 'creo match --interactive', 'creo match --above 0.9', 'creo match --undo'),
    )
    .action((flags: { interactive?: boolean; above?: number; undo?: boolean }, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/results/match.js') },
        { interactive: flags.interactive ?? false, above: flags.above ?? null, undo: flags.undo ?? false },
      ),
    );
}

function registerNaming(program: Command): void {
  const naming = program.command('naming').description('split the names of creatives into tags');
  const act = (pattern: string | null, clear: boolean, command: Command): Promise<void> =>
    runCommand(
      command,
      { createsStore: false, load: () => import('../commands/results/naming.js') },
      { pattern, clear },
    );
  naming
    .command('set')
    .description('set the convention, tag every name that fits, and list those that do not')
    .argument('<pattern>', "fields in braces, such as '{hook}_{creator}_{angle}_{version}'")
    .addHelpText('after', examples("creo naming set '{hook}_{creator}_{angle}_{version}'"))
    .action((pattern: string, _flags: object, command: Command) => act(pattern, false, command));
  naming
    .command('check')
    .description('apply the convention again and list the names that do not fit')
    .addHelpText('after', examples('creo naming check'))
    .action((_flags: object, command: Command) => act(null, false, command));
  naming
    .command('clear')
    .description('forget the convention and its tags')
    .addHelpText('after', examples('creo naming clear'))
    .action((_flags: object, command: Command) => act(null, true, command));
}
