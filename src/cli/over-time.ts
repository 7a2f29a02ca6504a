/** Larger spends, trends, and how kept plans did. */
import { type Command, Option } from 'commander';
import { amount, examples, wholeNumber } from './flags.js';
import {
  type FilterFlags,
  filterOf,
  questionOf,
  type ResultFlags,
  withDelays,
  withElasticity,
  withFilterFlags,
  withJudgingFlags,
  withLevel,
  withScopeFlags,
} from './result-flags.js';
import { runCommand } from './run-command.js';

/** `--to` is a spend here, so results are not chosen by day. */
interface ScaleFlags extends Omit<ResultFlags, 'from' | 'to'> {
  to: number;
  per: 'day' | 'week' | 'month';
}

export function registerOverTime(program: Command): void {
  const scale = program
    .command('scale')
    .description('one creative at a larger spend: revenue, profit and interval, with fatigue')
    .argument('<name>', 'name of the creative')
    .requiredOption('--to <amount>', 'spend to scale to', amount)
    .addOption(
      new Option('--per <period>', 'the period of that spend').choices(['day', 'week', 'month']).default('month'),
    )
    .option('--currency <code>', 'results in this currency only')
    .option('--platform <id>', 'results of this platform only');
  withScopeFlags(withJudgingFlags(withElasticity(scale)))
    .addHelpText('after', examples('creo scale ugc-07 --to 50000 --per month', 'creo scale ugc-07 --to 500 --per day'))
    .action((name: string, { to, per, ...flags }: ScaleFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/decisions/scale.js') },
        { ...questionOf(flags), name, toMicros: to, per },
      ),
    );

  withDelays(
    withFilterFlags(
      program
        .command('trend')
        .description(
          'results by day beside what chance explains; changes in cost split into CPM, CTR, CVR and order value',
        )
        .argument('[name]', 'name of the creative (default: all together)')
        .option('--window <days>', 'compare the last days with those before (default: half of them)', wholeNumber(1)),
    ),
  )
    .addHelpText('after', examples('creo trend', 'creo trend ugc-07 --window 7', 'creo trend ugc-07 --csv'))
    .action((name: string | undefined, { window, ...flags }: ResultFlags & { window?: number }, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/decisions/trend.js') },
        { ...questionOf(flags), name: name ?? null, window: window ?? null },
      ),
    );

  withLevel(
    withFilterFlags(
      program
        .command('delays')
        .description('how many of a day’s conversions are known so many days later, as imports of the same days tell'),
    ),
  )
    .addHelpText('after', examples('creo delays', 'creo delays --platform meta --json'))
    .action((flags: ResultFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/decisions/delays.js') },
        questionOf(flags),
      ),
    );

  const score = program
    .command('score')
    .description('kept plans against what happened: interval coverage, bias, money against the naive rule')
    .option('--currency <code>', 'results in this currency only');
  withScopeFlags(score)
    .addHelpText('after', examples('creo score', 'creo score --json'))
    .action((flags: FilterFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/decisions/score.js') },
        { filter: filterOf(flags) },
      ),
    );
}
