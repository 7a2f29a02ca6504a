/** Decisions: winners and the budget, the next test; larger spends and what came of them are in over-time.ts. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Goal } from '../decide/split/goals.js';
import { amount, examples, fraction, nonNegative, wholeNumber } from './flags.js';
import { registerOverTime } from './over-time.js';
import { ELASTICITY, inside, type ResultFlags, resultOptions, withResultFlags } from './result-flags.js';
import { runCommand } from './run-command.js';

const positive = (text: string): number => {
  const value = nonNegative(text);
  if (value === 0) throw new InvalidArgumentError('It must be more than 0.');
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
  elasticity?: number;
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
        { createsStore: false, load: () => import('../commands/decisions/winners.js') },
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
      .option('--elasticity <power>', ELASTICITY, inside)
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
        { createsStore: false, load: () => import('../commands/decisions/recommend.js') },
        {
          plan: {
            budgetMicros: flags.budget,
            goal: flags.goal,
            breakEvenRoas: flags.breakEven ?? null,
            strategy: flags.strategy,
            minCvr: flags.minCvr ?? null,
            elasticity: flags.elasticity ?? null,
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

  registerTests(program);
  registerOverTime(program);
}

interface PlanFlags {
  creatives: number;
  scaleBudget: number;
  cpm?: number;
  ctr?: number;
  cvr?: number;
  aov?: number;
  fullTest?: number;
  breakEven: number;
  seed: number;
}

interface NextFlags extends ResultFlags {
  budget: number;
  scaleBudget?: number;
}

/** What to test, and with how much. */
function registerTests(program: Command): void {
  program
    .command('plan')
    .description('how much to test each creative with before scaling, and what micro-tests save')
    .requiredOption('--creatives <n>', 'creatives to test', wholeNumber(2))
    .requiredOption('--scale-budget <amount>', 'what there is to spend in all, tests included', amount)
    .option('--cpm <amount>', 'cost of 1000 impressions (default, like the next three: your results)', amount)
    .option('--ctr <rate>', 'click rate', inside)
    .option('--cvr <rate>', 'conversion rate', inside)
    .option('--aov <amount>', 'order value', amount)
    .option('--full-test <amount>', 'what a full test of one creative costs (default: 50 conversions)', amount)
    .option('--break-even <roas>', 'ROAS from which money is earned', positive, 1)
    .option('--seed <n>', 'start of the random numbers', wholeNumber(0), 1)
    .addHelpText(
      'after',
      examples(
        'creo plan --creatives 20 --scale-budget 5000',
        'creo plan --creatives 20 --scale-budget 5000 --cpm 12 --ctr 1.2% --cvr 2.5% --aov 60',
      ),
    )
    .action(({ cpm, aov, ctr, cvr, fullTest, scaleBudget, ...flags }: PlanFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/decisions/plan.js') },
        {
          creatives: flags.creatives,
          scaleBudgetMicros: scaleBudget,
          cpmMicros: cpm ?? null,
          ctr: ctr ?? null,
          cvr: cvr ?? null,
          aovMicros: aov ?? null,
          fullTestMicros: fullTest ?? null,
          breakEvenRoas: flags.breakEven,
          seed: flags.seed,
        },
      ),
    );

  withResultFlags(
    program
      .command('next')
      .description('where the next test money goes: retest, scale, drop or wait')
      .requiredOption('--budget <amount>', 'test money', amount)
      .option(
        '--scale-budget <amount>',
        'what is to be scaled with afterwards (default: ten times the test money)',
        amount,
      ),
  )
    .addHelpText('after', examples('creo next --budget 500', 'creo next --budget 300 --scale-budget 10000 --json'))
    .action((flags: NextFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/decisions/next.js') },
        {
          budgetMicros: flags.budget,
          scaleBudgetMicros: flags.scaleBudget ?? null,
          level: flags.level,
          seed: flags.seed,
          ...resultOptions(flags),
        },
      ),
    );
}
