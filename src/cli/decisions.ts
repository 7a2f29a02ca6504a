/** Decisions: winners and recommend. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Goal } from '../decide/goals.js';
import type { Day } from '../units.js';
import { amount, day, examples, fraction, nonNegative, wholeNumber } from './flags.js';
import { runCommand } from './run-command.js';

interface ResultFlags {
  from?: Day;
  to?: Day;
  currency?: string;
  platform?: string;
  value?: number;
  level: number;
  seed: number;
}

const positive = (text: string): number => {
  const value = nonNegative(text);
  if (value === 0) throw new InvalidArgumentError('It must be more than 0.');
  return value;
};

/** A fraction strictly between 0 and 1. */
const inside = (text: string): number => {
  const value = fraction(text);
  if (value <= 0 || value >= 1) throw new InvalidArgumentError('It must lie between 0 and 1.');
  return value;
};

/** profit, revenue, conversions, roas=2.5 or cpa=30. */
function goal(text: string): Goal {
  const [kind, target] = text.split('=');
  if (target === undefined && (kind === 'profit' || kind === 'revenue' || kind === 'conversions')) return { kind };
  if (target !== undefined && kind === 'roas') return { kind, target: positive(target) };
  if (target !== undefined && kind === 'cpa') return { kind, targetMicros: amount(target) };
  throw new InvalidArgumentError('It must be profit, revenue, conversions, roas=2.5 or cpa=30.');
}

/** NAME=AMOUNT of a repeated flag; a name may hold =. */
function pin(text: string, previous: ReadonlyMap<string, number> = new Map()): Map<string, number> {
  const at = text.lastIndexOf('=');
  if (at < 1) throw new InvalidArgumentError('It must be NAME=AMOUNT.');
  return new Map(previous).set(text.slice(0, at), amount(text.slice(at + 1)));
}

const withResultFlags = (command: Command): Command =>
  command
    .option('--value <amount>', 'what one conversion is worth, in place of the reported revenue', amount)
    .option('--from <day>', 'results from this day on', day)
    .option('--to <day>', 'results up to this day', day)
    .option('--currency <code>', 'results in this currency only')
    .option('--platform <id>', 'results of this platform only')
    .option('--level <share>', 'share of what may happen that intervals hold', inside, 0.8)
    .option('--seed <n>', 'start of the random numbers; the same seed gives the same answer', wholeNumber(0), 1);

const resultOptions = ({ from, to, currency, platform, value }: ResultFlags) => ({
  valueMicros: value ?? null,
  filter: { from, to, currency, platform },
});

interface WinnersFlags extends ResultFlags {
  minCvr?: number;
  breakEven?: number;
  metric?: 'cvr' | 'roas';
}

interface RecommendFlags extends ResultFlags {
  budget: number;
  minCvr?: number;
  goal: Goal;
  breakEven?: number;
  strategy: 'optimal' | 'equal';
  top?: number;
  maxShare?: number;
  minSpend?: number;
  pin?: ReadonlyMap<string, number>;
  explore: number;
  elasticity: number;
  explain?: string;
}

export function registerDecisions(program: Command): void {
  withResultFlags(
    program
      .command('winners')
      .description('rank clusters and creatives: probability of being best, lift, verdict')
      .option('--min-cvr <rate>', 'the line for the verdict: a CVR such as 0.10 or 10%', fraction)
      .addOption(
        new Option('--metric <name>', 'rank by this (default: roas where there is revenue)').choices(['cvr', 'roas']),
      )
      .option(
        '--break-even <roas>',
        'ROAS from which money is earned (default: the target of creo init, else 1)',
        positive,
      ),
  )
    .addHelpText('after', examples('creo winners', 'creo winners --min-cvr 10%', 'creo winners --metric roas --json'))
    .action(({ minCvr, metric, breakEven, level, seed, ...flags }: WinnersFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/winners.js') },
        {
          metric: metric ?? null,
          minCvr: minCvr ?? null,
          breakEvenRoas: breakEven ?? null,
          level,
          seed,
          ...resultOptions({ level, seed, ...flags }),
        },
      ),
    );

  withResultFlags(
    program
      .command('recommend')
      .description('split a budget over the creatives worth scaling')
      .requiredOption('--budget <amount>', 'what there is to spend', amount)
      .option('--min-cvr <rate>', 'only creatives whose CVR is more likely over this than under', fraction)
      .option('--goal <goal>', 'profit, revenue, conversions, roas=2.5 or cpa=30', goal, { kind: 'profit' })
      .option(
        '--break-even <roas>',
        'ROAS from which money is earned (default: the target of creo init, else 1)',
        positive,
      )
      .addOption(
        new Option('--strategy <name>', 'equal is the classic rule: equal parts to the five best raw CVRs')
          .choices(['optimal', 'equal'])
          .default('optimal'),
      )
      .option('--top <n>', 'at most this many creatives', wholeNumber(1))
      .option('--max-share <share>', 'at most this share of the budget for one creative', inside)
      .option('--min-spend <amount>', 'no smaller part than this (default: 25 or 1% of the budget)', amount)
      .option('--pin <name=amount>', 'give this creative exactly this; repeatable', pin)
      .option('--explore <share>', 'share of the budget for tests where knowing more is worth most', fraction, 0)
      .option('--elasticity <power>', 'revenue grows as spend to this power beyond the tested spend', inside, 0.8)
      .option('--explain <name>', 'show the arithmetic of one creative step by step'),
  )
    .addHelpText(
      'after',
      examples(
        'creo recommend --budget 5000',
        'creo recommend --budget 5000 --min-cvr 0.10 --top 5',
        'creo recommend --budget 5000 --goal roas=2 --max-share 40% --explain ugc-07',
        'creo recommend --budget 5000 --value 40 --strategy equal --json',
      ),
    )
    .action((flags: RecommendFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/recommend.js') },
        {
          plan: {
            budgetMicros: flags.budget,
            goal: flags.goal,
            breakEvenRoas: flags.breakEven ?? null,
            strategy: flags.strategy,
            minCvr: flags.minCvr ?? null,
            elasticity: { mean: flags.elasticity, sd: 0.09 },
            top: flags.top ?? null,
            maxShare: flags.maxShare ?? null,
            minSpendMicros: flags.minSpend ?? null,
            exploreShare: flags.explore,
            level: flags.level,
            seed: flags.seed,
          },
          pins: flags.pin ?? new Map<string, number>(),
          explain: flags.explain ?? null,
          ...resultOptions(flags),
        },
      ),
    );
}
