/** Accounts and clients, rates of exchange, and the sources of conversions beside the platforms. */
import type { Command } from 'commander';
import { currencyCode, day, examples } from './flags.js';
import { type FilterFlags, filterOf, withFilterFlags, withLevel } from './result-flags.js';
import { runCommand } from './run-command.js';

export function registerAccounts(program: Command): void {
  registerAccountList(program);
  registerRates(program);
  registerSources(program);
}

interface AccountFlags {
  platform?: string;
  client?: string;
  currency?: string;
  truth?: string;
}

function registerAccountList(program: Command): void {
  const accounts = program
    .command('accounts')
    .description('accounts of the platforms: whose they are, and which source tells their conversions')
    .addHelpText('after', examples('creo accounts'))
    .action((_flags: object, command: Command) =>
      runCommand(command, { createsStore: false, load: () => import('../commands/results/accounts.js') }, {}),
    );
  accounts
    .command('set')
    .description('say whose an account is; what is left out stays as it was')
    .argument('<name>', "name of the account; '' for ads whose file names none")
    .option('--platform <id>', 'the account of this platform only (default: of every platform)')
    .option('--client <name>', "whose it is; '' for nobody's")
    .option('--currency <code>', 'currency of its files, where they do not tell', currencyCode)
    .option('--truth <source>', 'platform, or the source whose conversions and revenue answers use')
    .addHelpText(
      'after',
      examples(
        'creo accounts set "Acme EU" --client acme --currency EUR',
        'creo accounts set "Acme EU" --truth ga4',
        'creo accounts set "Acme EU" --truth platform',
      ),
    )
    .action((account: string, { platform, client, currency, truth }: AccountFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: true, load: () => import('../commands/results/accounts-set.js') },
        {
          account,
          platform: platform ?? null,
          client: client ?? null,
          currency: currency ?? null,
          truth: truth ?? null,
        },
      ),
    );
}

function registerRates(program: Command): void {
  const rates = program
    .command('rates')
    .description('rates of exchange for --convert, in units for one euro')
    .addHelpText('after', examples('creo rates'))
    .action((_flags: object, command: Command) =>
      runCommand(command, { createsStore: false, load: () => import('../commands/results/rates.js') }, {}),
    );
  rates
    .command('import')
    .description("read the ECB's eurofxref-hist.csv, or a table with the columns day, currency and rate")
    .argument('<file>', 'csv, or the zip that holds it')
    .addHelpText('after', examples('creo rates import eurofxref-hist.csv'))
    .action((path: string, _flags: object, command: Command) =>
      runCommand(command, { createsStore: true, load: () => import('../commands/results/rates-import.js') }, { path }),
    );
  rates
    .command('set')
    .description('set a rate by hand, from a day on')
    .argument('<code=rate...>', 'units of the currency for one euro')
    .requiredOption('--from <day>', 'the first day that it holds for', day)
    .addHelpText('after', examples('creo rates set USD=1.08 --from 2026-01-01'))
    .action((texts: string[], { from }: { from: string }, command: Command) =>
      runCommand(
        command,
        { createsStore: true, load: () => import('../commands/results/rates-set.js') },
        { rates: ratesIn(texts, command).map((rate) => ({ ...rate, day: from })) },
      ),
    );
  rates
    .command('remove')
    .description('take rates back, of all days or of those of a range')
    .argument('<code>', 'currency', currencyCode)
    .option('--from <day>', 'from this day on', day)
    .option('--to <day>', 'up to this day', day)
    .addHelpText('after', examples('creo rates remove USD --from 2026-01-01 --to 2026-01-01'))
    .action((currency: string, { from, to }: { from?: string; to?: string }, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/results/rates-remove.js') },
        { currency, from: from ?? null, to: to ?? null },
      ),
    );
}

function ratesIn(texts: readonly string[], command: Command): { currency: string; perEuro: number }[] {
  return texts.map((text) => {
    const [, code = '', rate = ''] = /^([a-z]{3})=(\d+(?:\.\d+)?)$/i.exec(text.trim()) ?? [];
    const currency = code.toUpperCase();
    if (Number(rate) > 0 && currency !== 'EUR') return { currency, perEuro: Number(rate) };
    return command.error(`error: "${text}" is no rate of a currency for one euro, such as USD=1.08`, { exitCode: 2 });
  });
}

interface SourcesFlags extends FilterFlags {
  source?: string;
  level?: number;
}

function registerSources(program: Command): void {
  const sources = program
    .command('sources')
    .description("conversions of a second source beside the platform's, per creative, and what could not be joined")
    .option('--source <name>', 'this source (default: the only one)');
  withLevel(withFilterFlags(sources))
    .addHelpText('after', examples('creo sources', 'creo sources --source ga4 --client acme --json'))
    .action(({ source, level, ...flags }: SourcesFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/results/sources.js') },
        { source: source ?? null, level, filter: filterOf(flags) },
      ),
    );
}
