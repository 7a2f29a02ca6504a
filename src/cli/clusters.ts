/** Groups of creatives: cluster and its views. */
import { type Command, Option } from 'commander';
import type { Grouping, GroupingQuestion } from '../answers/group-creatives.js';
import type { HookMetric } from '../answers/hooks.js';
import { FALSE_DISCOVERY_LIMIT, type Question } from '../answers/question.js';
import type { TagMetric } from '../cluster/tag-effects.js';
import type { Precision } from '../embed/model-folder.js';
import { examples, fraction, languageCodes, nonNegative, repeated, wholeNumber } from './flags.js';
import {
  type FilterFlags,
  filterOf,
  questionOf,
  type ResultFlags,
  type ScopeFlags,
  scopeOf,
  withClientFlags,
  withDelays,
  withFilterFlags,
  withLevel,
  withScopeFlags,
  withSeed,
} from './result-flags.js';
import { runCommand } from './run-command.js';

interface ClusterFlags extends FilterFlags {
  patterns?: boolean;
  hybrid?: boolean;
  by?: string;
  weight: number;
  k: number | 'auto';
  algorithm: 'kmeans' | 'dbscan';
  radius: number | 'auto';
  minSize: number;
  seed?: number;
  model?: string;
}

interface TagsFlags extends ResultFlags {
  tag?: string[];
  metric?: TagMetric;
  fdr?: number;
}

interface HooksFlags extends ResultFlags {
  metric?: HookMetric;
  fdr?: number;
}

interface AnalyzeFlags {
  again?: boolean;
  model: string;
  precision: Precision;
  taxonomy?: string;
  threshold: number;
  words: boolean;
  textLanguage?: string[];
}

const orAuto =
  (read: (text: string) => number) =>
  (text: string): number | 'auto' =>
    text === 'auto' ? 'auto' : read(text);

/** Flags of which only one can be given: what creatives are grouped by. */
const BASES = ['visual', 'patterns', 'hybrid', 'by'];

const oneOf = (flags: string, description: string): Option => {
  const option = new Option(flags, description);
  return option.conflicts(BASES.filter((base) => base !== option.attributeName()));
};

function groupingOf({ patterns, hybrid, by, weight }: ClusterFlags): Grouping {
  if (by !== undefined) return { kind: 'tag', tag: by };
  if (hybrid) return { kind: 'hybrid', weight };
  return { kind: patterns ? 'patterns' : 'visual' };
}

function groupingQuestion(flags: ClusterFlags): GroupingQuestion & Question {
  const { k, algorithm, radius, minSize, seed, model } = flags;
  return {
    grouping: groupingOf(flags),
    division: algorithm === 'kmeans' ? { algorithm, k } : { algorithm, radius, minSize },
    seed,
    model: model ?? null,
    filter: filterOf(flags),
  };
}

export function registerClusters(program: Command): void {
  const cluster = program
    .command('cluster')
    .description('group look-alike creatives and pool their results')
    .addOption(oneOf('--visual', 'by what the pictures look like (the default)'))
    .addOption(
      oneOf('--patterns', 'by measured pacing, motion, light, colours and sound, and by hook, emotion and format'),
    )
    .addOption(oneOf('--hybrid', 'by both'))
    .addOption(oneOf('--by <name>', 'by a tag, or by category, campaign, adGroup, account or platform'))
    .option('--weight <share>', 'hybrid: how much the patterns count against the pictures', fraction, 0.5)
    .option('-k <n>', 'number of groups, or auto', orAuto(wholeNumber(1)), 'auto')
    .addOption(new Option('--algorithm <name>', 'how to group').choices(['kmeans', 'dbscan']).default('kmeans'))
    .option(
      '--radius <distance>',
      'dbscan: largest squared distance between neighbours, or auto',
      orAuto(nonNegative),
      'auto',
    )
    .option('--min-size <n>', 'dbscan: neighbours that make a group', wholeNumber(2), 3)
    .option('--model <id>', 'vectors of this model (default: the model with the most)');
  withFilterFlags(withSeed(cluster, 'start of the random numbers; the same seed gives the same groups'))
    .addHelpText(
      'after',
      examples(
        'creo cluster --visual -k 5',
        'creo cluster --hybrid --weight 0.3',
        'creo cluster --by hook',
        'creo cluster --algorithm dbscan --json',
      ),
    )
    .action((flags: ClusterFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/groups/cluster.js') },
        groupingQuestion(flags),
      ),
    );

  withClientFlags(cluster.command('list').description('list the clustering runs'))
    .addHelpText('after', examples('creo cluster list', 'creo cluster list --client acme'))
    .action((_flags: object, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/groups/cluster-list.js') },
        { filter: scopeOf(command.optsWithGlobals<ScopeFlags>()) },
      ),
    );

  withScopeFlags(
    cluster
      .command('use')
      .description('let a run pool the evidence of every answer, in place of the one in use')
      .argument('<run>', 'number of a run', wholeNumber(1)),
  )
    .addHelpText('after', examples('creo cluster use 7', 'creo cluster use 7 --client acme'))
    .action((runId: number, _flags: object, command: Command) => {
      const scope = scopeOf(command.optsWithGlobals<ScopeFlags>());
      // The run is of all clients, and so are its results unless some were asked for.
      const filter =
        scope.client === undefined && scope.account === undefined ? { ...scope, acrossClients: true } : scope;
      return runCommand(
        command,
        { createsStore: false, load: () => import('../commands/groups/cluster-use.js') },
        { runId, filter },
      );
    });

  withFilterFlags(
    cluster
      .command('show')
      .description('show one cluster and its members')
      .argument('<id>', 'number of the cluster', wholeNumber(1))
      .option('--run <id>', 'of this run (default: the one in use)', wholeNumber(1)),
  )
    .addHelpText('after', examples('creo cluster show 2', 'creo cluster show 2 --run 7 --csv'))
    .action((clusterId: number, _flags: object, command: Command) => {
      // `cluster` has flags of these names too, and commander gives the values to the outer command.
      const { run, ...flags } = command.optsWithGlobals<FilterFlags & { run?: number }>();
      return runCommand(
        command,
        { createsStore: false, load: () => import('../commands/groups/cluster-show.js') },
        { clusterId, question: { runId: run, filter: filterOf(flags) } },
      );
    });

  withClientFlags(
    cluster
      .command('compare')
      .description('compare two runs: which clusters share which creatives')
      .argument('<run>', 'number of a run', wholeNumber(1))
      .argument('<other>', 'number of another run', wholeNumber(1)),
  )
    .addHelpText('after', examples('creo cluster compare 3 7', 'creo cluster compare 3 7 --client acme'))
    .action((first: number, second: number, _flags: object, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/groups/cluster-compare.js') },
        { first, second, filter: scopeOf(command.optsWithGlobals<ScopeFlags>()) },
      ),
    );

  program
    .command('analyze')
    .description(
      'measure pacing, motion, picture, sound and faces; read the words on the screen; name hook and emotion (with CLIP)',
    )
    .option('--again', 'measure and read every file again, changed or not')
    .option('--no-words', 'leave the words on the screen out')
    .option('--text-language <codes>', 'languages that they may be in, such as en,ru,es (default en,ru)', languageCodes)
    .option('--model <name>', 'what names hook and the rest: auto, clip, or a folder with a CLIP-family model', 'auto')
    .addOption(
      new Option('--precision <kind>', 'weights of the model, where it has them')
        .choices(['q8', 'fp16', 'fp32'])
        .default('q8'),
    )
    .option(
      '--taxonomy <file>',
      'JSON that replaces the names: { version, dimensions: [{ key, values: [{ value, description }] }] }',
    )
    .option('--threshold <probability>', 'below it the answer is unknown', fraction, 0.5)
    .addHelpText(
      'after',
      `\nTalent is told from faces, and of emotion smiles only (tag emotion=joy); other\nemotions need CLIP, or your tags.\n${examples('creo analyze', 'creo analyze --text-language en,es', 'creo analyze --taxonomy our-hooks.json --json')}`,
    )
    .action((flags: AnalyzeFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/groups/analyze.js') },
        {
          ...flags,
          again: flags.again ?? false,
          taxonomy: flags.taxonomy ?? null,
          textLanguages: flags.textLanguage ?? null,
        },
      ),
    );

  const tags = program
    .command('tags')
    .description('what each tag value goes with, and whether there is enough evidence')
    .option('--tag <name>', 'only this tag; may be repeated', repeated)
    .addOption(new Option('--metric <name>', 'only this rate').choices(['cvr', 'ctr', 'roas']))
    .option(
      '--fdr <share>',
      `largest share of findings that may be luck (default: ${FALSE_DISCOVERY_LIMIT})`,
      fraction,
    );
  withDelays(withSeed(withLevel(withFilterFlags(tags))))
    .addHelpText('after', examples('creo tags', 'creo tags --tag hook --metric cvr --csv'))
    .action(({ tag, metric, fdr, ...flags }: TagsFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/groups/tags.js') },
        { ...questionOf(flags), tags: tag, metrics: metric && [metric], limit: fdr },
      ),
    );

  const hooks = program
    .command('hooks')
    .description('ads that share a body under different openings, and what each hook does with the body held fixed')
    .addOption(new Option('--metric <name>', 'only this rate').choices(['cvr', 'ctr', 'hookRate', 'roas']))
    .option(
      '--fdr <share>',
      `largest share of findings that may be luck (default: ${FALSE_DISCOVERY_LIMIT})`,
      fraction,
    );
  withSeed(withLevel(withFilterFlags(hooks)))
    .addHelpText('after', examples('creo hooks', 'creo hooks --metric hookRate --json'))
    .action(({ metric, fdr, ...flags }: HooksFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/groups/hooks.js') },
        { ...questionOf(flags), metrics: metric && [metric], limit: fdr },
      ),
    );
}
