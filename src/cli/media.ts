/** From media files to vectors, and what vectors answer: add, embed, similar, search, duplicates. */
import type { Command } from 'commander';
import type { Precision } from '../embed/model-folder.js';
import { examples, keyValue, wholeNumber } from './flags.js';
import { modelOption, precisionOption } from './models.js';
import { type ScopeFlags, scopeOf, withClientFlags } from './result-flags.js';
import { runCommand } from './run-command.js';

interface AddFlags {
  name?: string;
  category?: string;
  tag?: ReadonlyMap<string, string>;
  maxDownload: number;
  allowPrivate?: boolean;
}

const BYTES_PER_MEGABYTE = 1_000_000;

interface ModelFlags {
  model: string;
  precision: Precision;
}

interface QueryFlags extends ScopeFlags {
  precision: Precision;
  limit: number;
}

export function registerMedia(program: Command): void {
  program
    .command('add')
    .description('add videos and pictures to the library: files, folders or globs')
    .argument('<path...>', 'files, folders, globs or http(s) addresses of mp4, mov, webm, gif, jpg, png, webp')
    .option('--name <name>', 'the name of the creative, for a single file')
    .option('--category <name>', 'the product category of all of them')
    .option('--tag <key=value>', 'a tag for all of them; may be repeated', keyValue)
    .option('--max-download <MB>', 'largest file to fetch from an address', wholeNumber(1), 1000)
    .option('--allow-private', 'fetch from addresses inside a private network too')
    .addHelpText(
      'after',
      examples(
        'creo add ads/*.mp4 --category lootbox',
        'creo add ~/Downloads/ugc --tag creator=anna --tag hook=question',
        'creo add final_v7.mp4 --name "Unboxing hook A"',
        'creo add https://cdn.example.com/ads/hook-b.mp4',
      ),
    )
    .action((paths: string[], { name, category, tag, maxDownload, allowPrivate }: AddFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: true, load: () => import('../commands/media/add.js') },
        {
          paths,
          name: name ?? null,
          category: category ?? null,
          tags: tag ?? new Map(),
          maxDownloadBytes: maxDownload * BYTES_PER_MEGABYTE,
          allowPrivate: allowPrivate ?? false,
        },
      ),
    );

  program
    .command('embed')
    .description('look at the frames of every new or changed file and keep their vectors')
    .addOption(modelOption())
    .addOption(precisionOption())
    .option('--again', 'look at every file again, changed or not')
    .addHelpText(
      'after',
      examples('creo embed', 'creo embed --model bundled', 'creo embed --model ~/models/clip-vit-large'),
    )
    .action(({ model, precision, again }: ModelFlags & { again?: boolean }, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/media/embed.js') },
        { model, precision, again: again ?? false },
      ),
    );

  withClientFlags(
    program
      .command('similar')
      .description('the creatives that look most like one of the library, or like a file')
      .argument('<name-or-file>', 'name of a creative, or path of a video or picture')
      .option('--model <name>', 'auto, clip, bundled or a folder (default: the one that embedded the most)')
      .addOption(precisionOption())
      .option('--limit <n>', 'at most this many', wholeNumber(1), 10),
  )
    .addHelpText(
      'after',
      examples('creo similar "Unboxing hook A"', 'creo similar ~/Downloads/competitor.mp4 --limit 5 --json'),
    )
    .action(
      (query: string, { model, precision, limit, ...scope }: Partial<ModelFlags> & QueryFlags, command: Command) =>
        runCommand(
          command,
          { createsStore: false, load: () => import('../commands/media/similar.js') },
          { query, model: model ?? null, precision, limit, filter: scopeOf(scope) },
        ),
    );

  withClientFlags(
    program
      .command('search')
      .description('find creatives by the words they say or show, and with CLIP by what the frames show')
      .argument('<text>', 'what the ad says, such as 50% off, or shows')
      .addOption(modelOption())
      .addOption(precisionOption())
      .option('--limit <n>', 'at most this many creatives', wholeNumber(1), 10),
  )
    .addHelpText(
      'after',
      examples('creo search "50% off"', "creo search '$19.99' --json", 'creo search "a person opening a box"'),
    )
    .action((text: string, { model, precision, limit, ...scope }: ModelFlags & QueryFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/media/search.js') },
        { text, model, precision, limit, filter: scopeOf(scope) },
      ),
    );

  withClientFlags(
    program
      .command('duplicates')
      .description('creatives that are edits of one another: re-cut, captioned, mirrored, cropped, sped up'),
  )
    .addHelpText('after', examples('creo duplicates', 'creo duplicates --json'))
    .action((scope: ScopeFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/media/duplicates.js') },
        { filter: scopeOf(scope) },
      ),
    );
}
