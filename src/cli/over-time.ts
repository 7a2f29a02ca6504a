/** Larger spends, trends, what early figures tell, and how kept plans did. */
import { type Command, Option } from 'commander';
import { EARLY_DAYS, FALSE_DISCOVERY_LIMIT, LATER_METRIC } from '../answers/question.js';
import { amount, examples, fraction, wholeNumber } from './flags.js';
import {
  type FilterFlags,
  filterOf,
  horizon,
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

  registerSignals(program);

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

interface SignalsFlags extends Omit<ResultFlags, 'value' | 'breakEven' | 'elasticity' | 'seed'> {
  metric?: 'cvr' | 'cpa' | 'roas';
  early?: number;
  fdr?: number;
}

function registerSignals(program: Command): void {
  const signals = program
    .command('signals')
    .description(
      'which early figures (hook rate, hold rate, CTR, CPM, CPC, CVR) predict the later result of an ad here',
    )
    .addOption(
      new Option('--metric <name>', `the later result (default: ${LATER_METRIC})`).choices(['cvr', 'cpa', 'roas']),
    )
    .option('--early <time>', `the first days of each ad: 3d, or 1w (default: ${EARLY_DAYS}d)`, horizon)
    .option('--fdr <share>', `largest share of false findings (default: ${FALSE_DISCOVERY_LIMIT})`, fraction);
  withLevel(withFilterFlags(signals))
    .addHelpText('after', examples('creo signals', 'creo signals --metric cpa --early 1d', 'creo signals --json'))
    .action(({ metric, early, fdr, ...flags }: SignalsFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/decisions/signals.js') },
        { ...questionOf(flags), metric: metric ?? null, earlyDays: early ?? null, limit: fdr ?? null },
      ),
    );
}
