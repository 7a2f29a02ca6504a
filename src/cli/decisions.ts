/** Decisions: winners, the next test and its size; the split is in recommend.ts, what comes over time in over-time.ts. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { SCALE_BUDGET_TESTS } from '../answers/question.js';
import { SEGMENT_DIMENSIONS, type SegmentDimension } from '../model.js';
import { amount, examples, fraction, wholeNumber } from './flags.js';
import { registerOverTime } from './over-time.js';
import { registerRecommend } from './recommend.js';
import {
  inside,
  questionOf,
  type ResultFlags,
  withBreakEven,
  withDelays,
  withElasticity,
  withFilterFlags,
  withResultFlags,
  withSeed,
  withValue,
} from './result-flags.js';
import { runCommand } from './run-command.js';

interface WinnersFlags extends ResultFlags {
  minCvr?: number;
  metric?: 'cvr' | 'roas';
  adjust?: SegmentDimension[];
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
        '--adjust <names>',
        `compare as if all had been shown to the same mix of ${SEGMENT_DIMENSIONS.join(', ')}: one or more, with commas`,
        segmentDimensions,
      ),
  )
    .addHelpText(
      'after',
      examples(
        'creo winners',
        'creo winners --min-cvr 10%',
        'creo winners --metric roas --json',
        'creo winners --adjust age,gender',
      ),
    )
    .action(({ minCvr, metric, adjust, ...flags }: WinnersFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/decisions/winners.js') },
        { ...questionOf(flags), metric: metric ?? null, minCvr: minCvr ?? null, adjust: adjust ?? null },
      ),
    );
  registerRecommend(program);
  registerPlan(program);
  registerNext(program);
  registerOverTime(program);
}

function segmentDimensions(text: string): SegmentDimension[] {
  const named = [...new Set(text.split(',').map((name) => name.trim().toLowerCase()))];
  const known = SEGMENT_DIMENSIONS.filter((dimension) => named.includes(dimension));
  if (known.length < named.length)
    throw new InvalidArgumentError(`It must be of ${SEGMENT_DIMENSIONS.join(', ')}, with commas between.`);
  return known;
}

interface PlanFlags extends ResultFlags {
  creatives: number;
  scaleBudget: number;
  cpm?: number;
  ctr?: number;
  cvr?: number;
  aov?: number;
  fullTest?: number;
}

function registerPlan(program: Command): void {
  const command = program
    .command('plan')
    .description('how much to test each creative with before scaling, and what micro-tests save')
    .requiredOption('--creatives <n>', 'creatives to test', wholeNumber(2))
    .requiredOption('--scale-budget <amount>', 'what there is to spend in all, tests included', amount)
    .option('--cpm <amount>', 'cost of 1000 impressions (default, like the next three: your results)', amount)
    .option('--ctr <rate>', 'click rate', inside)
    .option('--cvr <rate>', 'conversion rate', inside)
    .option('--aov <amount>', 'order value', amount)
    .option('--full-test <amount>', 'what a full test of one creative costs (default: 50 conversions)', amount);
  withDelays(withSeed(withElasticity(withFilterFlags(withBreakEven(command)))))
    .addHelpText(
      'after',
      examples(
        'creo plan --creatives 20 --scale-budget 5000',
        'creo plan --creatives 20 --scale-budget 5000 --cpm 12 --ctr 1.2% --cvr 2.5% --aov 60',
      ),
    )
    .action(({ creatives, scaleBudget, cpm, ctr, cvr, aov, fullTest, ...flags }: PlanFlags, self: Command) =>
      runCommand(
        self,
        { createsStore: false, load: () => import('../commands/decisions/plan.js') },
        {
          ...questionOf(flags),
          creatives,
          scaleBudgetMicros: scaleBudget,
          cpmMicros: cpm,
          ctr,
          cvr,
          aovMicros: aov,
          fullTestMicros: fullTest,
        },
      ),
    );
}

interface NextFlags extends ResultFlags {
  budget: number;
  scaleBudget?: number;
}

function registerNext(program: Command): void {
  const command = program
    .command('next')
    .description('where the next test money goes: retest, scale, drop or wait')
    .requiredOption('--budget <amount>', 'test money', amount)
    .option(
      '--scale-budget <amount>',
      `what is to be scaled with afterwards (default: ${SCALE_BUDGET_TESTS} times the test money)`,
      amount,
    );
  withDelays(withSeed(withBreakEven(withValue(withFilterFlags(withElasticity(command))))))
    .addHelpText('after', examples('creo next --budget 500', 'creo next --budget 300 --scale-budget 10000 --json'))
    .action(({ budget, scaleBudget, ...flags }: NextFlags, self: Command) =>
      runCommand(
        self,
        { createsStore: false, load: () => import('../commands/decisions/next.js') },
        { ...questionOf(flags), budgetMicros: budget, scaleBudgetMicros: scaleBudget },
      ),
    );
}
