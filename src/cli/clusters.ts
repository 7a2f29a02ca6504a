/** Groups of creatives: cluster and its views. */
import { type Command, Option } from 'commander';
import type { ClusterOptions } from '../commands/cluster.js';
import type { Day } from '../units.js';
import { day, examples, nonNegative, wholeNumber } from './flags.js';
import { runCommand } from './run-command.js';

interface ResultFlags {
  from?: Day;
  to?: Day;
  currency?: string;
}

interface ClusterFlags extends ResultFlags {
  visual?: boolean;
  by?: string;
  k: number | 'auto';
  algorithm: 'kmeans' | 'dbscan';
  radius: number | 'auto';
  minSize: number;
  seed: number;
  model?: string;
}

const orAuto =
  (read: (text: string) => number) =>
  (text: string): number | 'auto' =>
    text === 'auto' ? 'auto' : read(text);

const withResultFlags = (command: Command): Command =>
  command
    .option('--from <day>', 'results from this day on', day)
    .option('--to <day>', 'results up to this day', day)
    .option('--currency <code>', 'results in this currency only');

function clusterOptions(flags: ClusterFlags): ClusterOptions {
  const { by, k, algorithm, radius, minSize, seed, model, from, to, currency } = flags;
  return {
    grouping: by === undefined ? { kind: 'visual' } : { kind: 'tag', tag: by },
    division: algorithm === 'kmeans' ? { algorithm, k } : { algorithm, radius, minSize },
    seed,
    model: model ?? null,
    filter: { from, to, currency },
  };
}

export function registerClusters(program: Command): void {
  const cluster = program
    .command('cluster')
    .description('group look-alike creatives and pool their results')
    .addOption(new Option('--visual', 'by what the pictures look like (the default)').conflicts('by'))
    .option('--by <name>', 'by a tag, or by category, campaign, adGroup, account or platform')
    .option('-k <n>', 'number of groups, or auto', orAuto(wholeNumber(1)), 'auto')
    .addOption(new Option('--algorithm <name>', 'how to group').choices(['kmeans', 'dbscan']).default('kmeans'))
    .option(
      '--radius <distance>',
      'dbscan: largest squared distance between neighbours, or auto',
      orAuto(nonNegative),
      'auto',
    )
    .option('--min-size <n>', 'dbscan: neighbours that make a group', wholeNumber(2), 3)
    .option('--seed <n>', 'start of the random numbers; the same seed gives the same groups', wholeNumber(0), 1)
    .option('--model <id>', 'vectors of this model (default: the model with the most)');
  withResultFlags(cluster)
    .addHelpText(
      'after',
      examples('creo cluster --visual -k 5', 'creo cluster --by hook', 'creo cluster --algorithm dbscan --json'),
    )
    .action((flags: ClusterFlags, command: Command) =>
      runCommand(command, { createsStore: false, load: () => import('../commands/cluster.js') }, clusterOptions(flags)),
    );

  cluster
    .command('list')
    .description('list the clustering runs')
    .addHelpText('after', examples('creo cluster list'))
    .action((_flags: object, command: Command) =>
      runCommand(command, { createsStore: false, load: () => import('../commands/cluster-list.js') }, {}),
    );

  withResultFlags(
    cluster
      .command('show')
      .description('show one cluster and its members')
      .argument('<id>', 'number of the cluster', wholeNumber(1))
      .option('--run <id>', 'of this run (default: the latest)', wholeNumber(1)),
  )
    .addHelpText('after', examples('creo cluster show 2', 'creo cluster show 2 --run 7 --csv'))
    .action((clusterId: number, _flags: object, command: Command) => {
      // `cluster` has flags of these names too, and commander gives the values to the outer command.
      const { run, from, to, currency } = command.optsWithGlobals<ResultFlags & { run?: number }>();
      return runCommand(
        command,
        { createsStore: false, load: () => import('../commands/cluster-show.js') },
        { clusterId, runId: run ?? null, filter: { from, to, currency } },
      );
    });

  cluster
    .command('compare')
    .description('compare two runs: which clusters share which creatives')
    .argument('<run>', 'number of a run', wholeNumber(1))
    .argument('<other>', 'number of another run', wholeNumber(1))
    .addHelpText('after', examples('creo cluster compare 3 7'))
    .action((first: number, second: number, _flags: object, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/cluster-compare.js') },
        { first, second },
      ),
    );
}
