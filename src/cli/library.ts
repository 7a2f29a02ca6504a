/** The library of creatives: list, show, tag, rename, remove. */
import type { Command } from 'commander';
import type { ListOptions } from '../commands/creatives/list.js';
import type { Arrangement } from '../show/arrange.js';
import { examples, keyValue, repeated, wholeNumber } from './flags.js';
import {
  type FilterFlags,
  filterOf,
  type ScopeFlags,
  scopeOf,
  withFilterFlags,
  withScopeFlags,
} from './result-flags.js';
import { runCommand } from './run-command.js';

interface ListFlags extends FilterFlags {
  category?: string;
  tag?: ReadonlyMap<string, string>;
  columns?: string;
  sort?: string;
  limit?: number;
}

const arrangementOf = ({
  columns,
  sort,
  limit,
}: { [Key in 'columns' | 'sort' | 'limit']: ListFlags[Key] | undefined }): Arrangement => ({
  columns: columns?.split(',') ?? null,
  sort: sort ?? null,
  limit: limit ?? null,
});

const listOptions = ({ category, tag, columns, sort, limit, ...flags }: ListFlags): ListOptions => ({
  question: { category: category ?? null, tags: tag ?? new Map(), filter: filterOf(flags) },
  arrangement: arrangementOf({ columns, sort, limit }),
});

export function registerLibrary(program: Command): void {
  const list = program
    .command('list')
    .description('list the creatives with their raw results')
    .option('--category <name>', 'only this category')
    .option('--tag <key=value>', 'only creatives with this tag; may be repeated', keyValue);
  withFilterFlags(list)
    .option(
      '--columns <fields>',
      'the columns to show, with commas between them; cvr, roas and verdict are the pooled ones',
    )
    .option('--sort <field>', 'largest first, or A to Z; -field turns it round')
    .option('--limit <n>', 'at most this many', wholeNumber(1))
    .addHelpText(
      'after',
      examples(
        'creo list',
        'creo list --category lootbox --sort spendMicros --limit 10',
        'creo list --columns creative,roas,roasRaw,verdict --csv',
      ),
    )
    .action((flags: ListFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/creatives/list.js') },
        listOptions(flags),
      ),
    );

  const show = program
    .command('show')
    .description('show all that is known of one creative, and its ads')
    .argument('<name>');
  withScopeFlags(show)
    .addHelpText('after', examples('creo show ugc-07', 'creo show ugc-07 --json'))
    .action((name: string, flags: ScopeFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/creatives/show.js') },
        { name, filter: scopeOf(flags) },
      ),
    );

  program
    .command('tag')
    .description('set tags on a creative, or many from a table')
    .argument('[name]')
    .argument('[key=value...]', 'tags to set', keyValue)
    .option('--remove <key>', 'remove a tag that a person set; may be repeated', repeated)
    .option('--file <path>', 'a table with a column creative, then one per tag')
    .addHelpText(
      'after',
      examples(
        'creo tag ugc-07 hook=question creator=anna',
        'creo tag ugc-07 --remove hook',
        'creo tag --file tags.csv',
      ),
    )
    .action(
      (
        name: string | undefined,
        set: ReadonlyMap<string, string> | undefined,
        flags: { remove?: string[]; file?: string },
        command: Command,
      ) =>
        runCommand(
          command,
          { createsStore: false, load: () => import('../commands/creatives/tag.js') },
          {
            name: name ?? null,
            set: set ?? new Map(),
            remove: flags.remove ?? [],
            file: flags.file ?? null,
          },
        ),
    );

  program
    .command('rename')
    .description('rename a creative; the old name stays known to imports')
    .argument('<name>')
    .argument('<new-name>')
    .addHelpText('after', examples('creo rename VID_20260714 ugc-07'))
    .action((from: string, to: string, _flags: object, command: Command) =>
      runCommand(command, { createsStore: false, load: () => import('../commands/creatives/rename.js') }, { from, to }),
    );

  program
    .command('remove')
    .description('take creatives out of the library; results stay')
    .argument('<name...>')
    .addHelpText('after', examples('creo remove ugc-07 ugc-08'))
    .action((names: string[], _flags: object, command: Command) =>
      runCommand(command, { createsStore: false, load: () => import('../commands/creatives/remove.js') }, { names }),
    );
}
