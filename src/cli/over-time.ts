/** Larger spends, trends, and how past plans did. */
import { type Command, Option } from 'commander';
import { amount, day, examples, wholeNumber } from './flags.js';
import { ELASTICITY, inside, type ResultFlags, resultOptions, VALUE } from './result-flags.js';
import { runCommand } from './run-command.js';

interface ScaleFlags {
  to: number;
  value?: number;
  level: number;
  seed: number;
  per: 'day' | 'week' | 'month';
  elasticity?: number;
}

export function registerOverTime(program: Command): void {
  program
    .command('scale')
    .description('one creative at a larger spend: revenue, profit and interval, with fatigue')
    .argument('<name>', 'name of the creative')
    .requiredOption('--to <amount>', 'spend to scale to', amount)
    .addOption(
      new Option('--per <period>', 'the period of that spend').choices(['day', 'week', 'month']).default('month'),
    )
    .option('--elasticity <power>', ELASTICITY, inside)
    .option('--value <amount>', VALUE, amount)
    .option('--level <share>', 'share of what may happen that intervals hold', inside, 0.8)
    .option('--seed <n>', 'start of the random numbers; the same seed gives the same answer', wholeNumber(0), 1)
    .addHelpText('after', examples('creo scale ugc-07 --to 50000 --per month'))
    .action((name: string, { to, per, elasticity, value, level, seed }: ScaleFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/decisions/scale.js') },
        {
          name,
          toMicros: to,
          per,
          elasticity: elasticity ?? null,
          level,
          seed,
          valueMicros: value ?? null,
          filter: {},
        },
      ),
    );

  program
    .command('trend')
    .description('results by day beside what chance explains; changes in cost split into CPM, CTR, CVR and order value')
    .argument('[name]', 'name of the creative (default: all together)')
    .option('--window <days>', 'compare the last days with those before (default: half of them)', wholeNumber(1))
    .option('--from <day>', 'results from this day on', day)
    .option('--to <day>', 'results up to this day', day)
    .option('--currency <code>', 'results in this currency only')
    .option('--platform <id>', 'results of this platform only')
    .addHelpText('after', examples('creo trend', 'creo trend ugc-07 --window 7', 'creo trend ugc-07 --csv'))
    .action((name: string | undefined, flags: ResultFlags & { window?: number }, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/decisions/trend.js') },
        { name: name ?? null, window: flags.window ?? null, filter: resultOptions(flags).filter },
      ),
    );

  program
    .command('score')
    .description('past plans against what happened: interval coverage, bias, money against the naive rule')
    .option('--currency <code>', 'results in this currency only')
    .addHelpText('after', examples('creo score', 'creo score --json'))
    .action(({ currency }: { currency?: string }, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/decisions/score.js') },
        { filter: { currency } },
      ),
    );
}
