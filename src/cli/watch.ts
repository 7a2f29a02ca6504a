/** Exports that arrive by themselves. */
import type { Command } from 'commander';
import { examples, nonNegative } from './flags.js';
import { dateOrder, decimal, type ReadingFlags, readingOf } from './reading-flags.js';
import { positive } from './result-flags.js';
import { runCommand } from './run-command.js';

interface WatchFlags extends ReadingFlags {
  once?: boolean;
  settle: number;
  every: number;
}

export function registerWatch(program: Command): void {
  program
    .command('watch')
    .description(
      'import exports as they arrive in a folder, until stopped: what is taken goes to imported below it, what is not to rejected, with the reason',
    )
    .argument('<folder>', 'where exports arrive; folders below it are left alone')
    .option('--once', 'take in what is there and end, as from cron; exit status 1 when a file was rejected')
    .option('--settle <seconds>', 'a file has come in whole when it stays as it is for so long', nonNegative, 3)
    .option('--every <seconds>', 'between two looks at the folder', positive, 2)
    .option('--platform <id>', 'which platform writes the files, where their headers do not tell')
    .option('--currency <code>', 'currency of the amounts, where a file does not tell')
    .option('--account <name>', 'account of the ads, where a file does not tell')
    .option('--conversion <name>', 'column or kind of result that counts as a conversion')
    .addOption(dateOrder())
    .addOption(decimal())
    .option('--skip-bad-rows', 'leave out rows that cannot be read instead of refusing the file')
    .option('--replace', 'files stand where older rows tell of the same delivery at another level or grain')
    .addHelpText(
      'after',
      examples(
        'creo watch ~/exports',
        'creo watch /var/lib/creo/exports --once --currency EUR',
        'creo watch exports/tiktok --platform tiktok --every 60',
      ),
    )
    .action((folder: string, flags: WatchFlags, command: Command) =>
      runCommand(
        command,
        {
          createsStore: true,
          runsUntilStopped: true,
          load: () => import('../commands/results/watch.js'),
        },
        {
          folder,
          once: flags.once ?? false,
          settleSeconds: flags.settle,
          everySeconds: flags.every,
          ...readingOf(flags),
        },
      ),
    );
}
