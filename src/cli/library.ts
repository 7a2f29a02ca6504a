/** The library of creatives: add, list, show, tag, rename, remove. */
import type { Command } from 'commander';
import { examples } from './flags.js';
import { runCommand } from './run-command.js';

export function registerLibrary(program: Command): void {
  program
    .command('list')
    .description('list the creatives with their results')
    .option('--category <name>', 'only this category')
    .addHelpText('after', examples('creo list', 'creo list --category lootbox --json'))
    .action((flags: { category?: string }, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/list.js') },
        { category: flags.category ?? null },
      ),
    );
}
