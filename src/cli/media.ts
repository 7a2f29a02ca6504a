/** From media files to vectors: add, embed. */
import { type Command, Option } from 'commander';
import type { Precision } from '../embed/model-folder.js';
import { examples, keyValue } from './flags.js';
import { runCommand } from './run-command.js';

interface AddFlags {
  name?: string;
  category?: string;
  tag?: ReadonlyMap<string, string>;
}

interface ModelFlags {
  model: string;
  precision: Precision;
}

const modelOption = (): Option =>
  new Option('--model <name>', 'auto, clip, bundled, or a folder with a CLIP-family model').default('auto');

const precisionOption = (): Option =>
  new Option('--precision <kind>', 'weights of CLIP or of a folder, where it has them')
    .choices(['q8', 'fp16', 'fp32'])
    .default('q8');

export function registerMedia(program: Command): void {
  program
    .command('add')
    .description('add videos and pictures to the library: files, folders or globs')
    .argument('<path...>', 'files, folders or globs of mp4, mov, webm, gif, jpg, png, webp')
    .option('--name <name>', 'the name of the creative, for a single file')
    .option('--category <name>', 'the product category of all of them')
    .option('--tag <key=value>', 'a tag for all of them; may be repeated', keyValue)
    .addHelpText(
      'after',
      examples(
        'creo add ads/*.mp4 --category lootbox',
        'creo add ~/Downloads/ugc --tag creator=anna --tag hook=question',
        'creo add final_v7.mp4 --name "Unboxing hook A"',
      ),
    )
    .action((paths: string[], { name, category, tag }: AddFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: true, load: () => import('../commands/add.js') },
        { paths, name: name ?? null, category: category ?? null, tags: tag ?? new Map() },
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
        { createsStore: false, load: () => import('../commands/embed.js') },
        { model, precision, again: again ?? false },
      ),
    );
}
