/** The models that look at creatives: list, pull, runtime, path; and the flags that choose one. */
import { type Command, Option } from 'commander';
import type { Precision } from '../embed/model-folder.js';
import { examples } from './flags.js';
import { runCommand } from './run-command.js';

export const modelOption = (): Option =>
  new Option('--model <name>', 'auto, clip, bundled, or a folder with a CLIP-family model').default('auto');

export const precisionOption = (): Option =>
  new Option('--precision <kind>', 'weights of CLIP or of a folder, where it has them')
    .choices(['q8', 'fp16', 'fp32'])
    .default('q8');

interface PullFlags {
  precision: Precision;
  host: string;
  revision?: string;
}

export function registerModels(program: Command): void {
  const model = program
    .command('model')
    .description('the models that look at creatives')
    .addHelpText('after', examples('creo model list', 'creo model pull', 'creo embed --model clip'));
  model
    .command('list')
    .description('the models on this machine')
    .addHelpText('after', examples('creo model list', 'creo model list --json'))
    .action((_flags: unknown, command: Command) =>
      runCommand(command, { createsStore: false, load: () => import('../commands/media/model-list.js') }, {}),
    );
  model
    .command('pull')
    .description('fetch CLIP (about 150 MB in 8 bits), which search and detected hooks and emotion need')
    .addOption(precisionOption())
    .option('--host <url>', 'the model hub or a mirror of it', 'https://huggingface.co')
    .option('--revision <id>', "another revision, held against the hub's own checksums (default: the one creo knows)")
    .addHelpText('after', examples('creo model pull', 'creo model pull --precision fp32'))
    .action(({ precision, host, revision }: PullFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/media/model-pull.js') },
        { precision, host, revision: revision ?? null },
      ),
    );
  model
    .command('runtime')
    .description(
      'fetch ONNX Runtime now (about 75 MB from npm), which runs the models; the first `creo embed` does it too',
    )
    .addHelpText('after', examples('creo model runtime'))
    .action((_flags: unknown, command: Command) =>
      runCommand(command, { createsStore: false, load: () => import('../commands/media/model-runtime.js') }, {}),
    );
  model
    .command('path')
    .description('the folder that CLIP is kept in, to copy it to or from a machine without a network')
    .addHelpText('after', examples('creo model path', 'cp -r "$(creo model path)" /media/usb/'))
    .action((_flags: unknown, command: Command) =>
      runCommand(command, { createsStore: false, load: () => import('../commands/media/model-path.js') }, {}),
    );
}
