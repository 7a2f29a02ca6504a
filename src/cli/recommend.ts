/** The flags of `creo recommend`. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Goal } from '../decide/split/goals.js';
import { amount, examples, fraction, wholeNumber } from './flags.js';
import {
  inside,
  positive,
  questionOf,
  type ResultFlags,
  withElasticity,
  withHorizon,
  withResultFlags,
} from './result-flags.js';
import { runCommand } from './run-command.js';

/** profit, revenue, conversions, roas=2.5 or cpa=30. */
function goalOf(text: string): Goal {
  const [kind, target] = text.split('=');
  if (target === undefined && (kind === 'profit' || kind === 'revenue' || kind === 'conversions')) return { kind };
  if (target !== undefined && kind === 'roas') return { kind, target: positive(target) };
  if (target !== undefined && kind === 'cpa') return { kind, targetMicros: amount(target) };
  throw new InvalidArgumentError('It must be profit, revenue, conversions, roas=2.5 or cpa=30.');
}

/** NAME=AMOUNT of a repeated flag; a name may hold =. */
function pinOf(text: string, previous: ReadonlyMap<string, number> = new Map()): Map<string, number> {
  const at = text.lastIndexOf('=');
  if (at < 1) throw new InvalidArgumentError('It must be NAME=AMOUNT.');
  return new Map(previous).set(text.slice(0, at), amount(text.slice(at + 1)));
}

interface RecommendFlags extends ResultFlags {
  budget: number;
  over?: number;
  minCvr?: number;
  goal?: Goal;
  strategy?: 'optimal' | 'equal';
  top?: number;
  maxShare?: number;
  minSpend?: number;
  pin?: ReadonlyMap<string, number>;
  explore?: number;
  explain?: string;
  keep?: boolean;
  all?: boolean;
}

export function registerRecommend(program: Command): void {
  const command = program
    .command('recommend')
    .description('split a budget over the creatives worth scaling')
    .requiredOption('--budget <amount>', 'what there is to spend', amount);
  withHorizon(command)
    .option('--min-cvr <rate>', 'only creatives whose CVR is more likely over this than under', fraction)
    .option('--goal <goal>', 'profit, revenue, conversions, roas=2.5 or cpa=30 (default: profit)', goalOf)
    .addOption(
      new Option(
        '--strategy <name>',
        'equal is the classic rule: equal parts to the five best raw CVRs (default: optimal)',
      ).choices(['optimal', 'equal']),
    )
    .option('--top <n>', 'at most this many creatives', wholeNumber(1))
    .option('--max-share <share>', 'at most this share of the budget for one creative', inside)
    .option('--min-spend <amount>', 'no smaller part than this (default: 25 or 1% of the budget)', amount)
    .option('--pin <name=amount>', 'give this creative exactly this; repeatable', pinOf)
    .option('--explore <share>', 'share of the budget for tests where knowing more is worth most', fraction)
    .option('--explain <name>', 'show the arithmetic of one creative step by step')
    .option('--keep', 'keep the plan, so that creo score holds it against later results')
    .option('--no-keep', 'do not ask whether to keep it')
    .option('--all', 'list every creative without money, not only the reasons');
  withResultFlags(withElasticity(command))
    .addHelpText(
      'after',
      examples(
        'creo recommend --budget 5000',
        'creo recommend --budget 5000 --over 2w --min-cvr 0.10 --top 5 --keep',
        'creo recommend --budget 5000 --goal roas=2 --max-share 40% --explain ugc-07',
        'creo recommend --budget 5000 --value 40 --strategy equal --json',
      ),
    )
    .action((flags: RecommendFlags, self: Command) =>
      runCommand(
        self,
        { createsStore: false, load: () => import('../commands/decisions/recommend.js') },
        {
          question: {
            ...questionOf(flags),
            budgetMicros: flags.budget,
            horizonDays: flags.over,
            goal: flags.goal,
            strategy: flags.strategy,
            minCvr: flags.minCvr,
            top: flags.top,
            maxShare: flags.maxShare,
            minSpendMicros: flags.minSpend,
            pins: flags.pin,
            exploreShare: flags.explore,
            explain: flags.explain,
          },
          keep: flags.keep ?? null,
          all: flags.all ?? false,
        },
      ),
    );
}
