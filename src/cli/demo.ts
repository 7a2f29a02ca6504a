/** `creo demo`: makes the example ads and their export, then runs the main job on them, showing each command. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { say } from '../show/terminal.js';
import { examples, wholeNumber } from './flags.js';
import { runCommand } from './run-command.js';

interface DemoFlags {
  folder: string;
  seed: number;
}

/** The main job as a person would type it; `folder` holds the example's ads and export. */
const steps = (folder: string): string[][] => [
  ['add', join(folder, 'ads'), '--category', 'lootbox'],
  ['import', join(folder, 'tiktok-export.csv')],
  ['embed', '--model', 'bundled'],
  ['cluster', '--visual', '-k', '3'],
  ['winners'],
  ['recommend', '--budget', '5000', '--min-cvr', '0.10', '--top', '5'],
];

export function registerDemo(program: Command): void {
  program
    .command('demo')
    .description('make 20 example ads and their export, and run the main job on them')
    .option('--folder <path>', 'where the example goes; an earlier one there is replaced', 'creo-demo')
    .option('--seed <n>', 'another seed draws other results', wholeNumber(0), 7)
    .addHelpText('after', examples('creo demo', 'creo demo --folder example --seed 3'))
    .action(async ({ folder, seed }: DemoFlags, command: Command) => {
      await runCommand(
        command,
        { createsStore: false, load: () => import('../commands/start/demo.js') },
        { folder, seed },
      );
      const { buildProgram } = await import('./program.js');
      for (const step of steps(folder)) {
        if (process.exitCode) return;
        say('');
        say(`$ creo ${step.join(' ')}`);
        await buildProgram().parseAsync([...step, '--db', join(folder, 'creo.db')], { from: 'user' });
      }
    });
}
