/** Guidance: first answers, the menu, the check of this machine, completion and help. */
import { Argument, type Command, CommanderError } from 'commander';
import type { Shell } from '../guide/completion.js';
import { commandTree, programOf } from './command-tree.js';
import { amountOrZero, examples, nonNegative } from './flags.js';
import { runCommand } from './run-command.js';

export function registerGuidance(program: Command): void {
  registerInit(program);
  registerMenu(program);
  registerDoctor(program);
  registerCompletion(program);
  registerHelp(program);
}

interface InitFlags {
  currency?: string;
  conversion?: string;
  targetRoas?: number;
  value?: number;
  naming?: string;
}

function registerInit(program: Command): void {
  program
    .command('init')
    .description('answer once what later commands would ask: currency, conversion, target ROAS, value, naming')
    .option('--currency <code>', 'currency of exports that do not name theirs')
    .option('--conversion <name>', 'column or kind of result that counts as a conversion')
    .option('--target-roas <number>', 'ROAS that a campaign has to reach', nonNegative)
    .option(
      '--value <amount>',
      'what one conversion is worth where results hold no revenue; 0 forgets it',
      amountOrZero,
    )
    .option('--naming <pattern>', 'naming convention of your ads, which gives tags')
    .addHelpText(
      'after',
      examples(
        'creo init',
        "creo init --currency USD --target-roas 1.5 --naming '{hook}_{creator}_{version}'",
        'creo init --value 40',
      ),
    )
    .action(({ currency, conversion, targetRoas, value, naming }: InitFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: true, load: () => import('../commands/guidance/init.js') },
        {
          currency: currency ?? null,
          conversion: conversion ?? null,
          targetRoas: targetRoas ?? null,
          conversionValueMicros: value ?? null,
          naming: naming ?? null,
        },
      ),
    );
}

function registerMenu(program: Command): void {
  program
    .command('menu')
    .description('be guided through the work step by step (what `creo` alone does at a terminal)')
    .addHelpText('after', examples('creo', 'creo menu --db shop.db'))
    .action((_flags: object, command: Command) => {
      const { db } = command.optsWithGlobals<{ db?: string }>();
      const execute = async (args: readonly string[]): Promise<void> => {
        try {
          await program.parseAsync(db === undefined ? args : [...args, '--db', db], { from: 'user' });
        } catch (thrown) {
          // Commander has said what is wrong; the menu goes on.
          if (!(thrown instanceof CommanderError)) throw thrown;
        }
      };
      return runCommand(
        command,
        { createsStore: false, load: () => import('../commands/guidance/menu.js') },
        { execute },
      );
    });
}

function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check node, ffmpeg, models, disk and store, and say how to mend what is wrong')
    .addHelpText('after', examples('creo doctor', 'creo doctor --json'))
    .action((_flags: object, command: Command) =>
      runCommand(command, { createsStore: false, load: () => import('../commands/guidance/doctor.js') }, undefined),
    );
}

function registerCompletion(program: Command): void {
  program
    .command('completion')
    .description('print a completion script for your shell')
    .addArgument(
      new Argument('<shell>', '`names` prints the creatives, as the scripts ask').choices([
        'bash',
        'zsh',
        'fish',
        'names',
      ]),
    )
    .addHelpText(
      'after',
      examples(
        'source <(creo completion bash)',
        `creo completion zsh > "\${fpath[1]}/_creo"`,
        'creo completion fish > ~/.config/fish/completions/creo.fish',
      ),
    )
    .action((shell: Shell | 'names', _flags: object, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/guidance/completion.js') },
        { shell, program: commandTree(programOf(command)) },
      ),
    );
}

function registerHelp(program: Command): void {
  program
    .helpCommand(false)
    .command('help')
    .description('help on a command, or a page: method, metrics, platforms, commands')
    .argument('[topic...]', 'a command or a page')
    .addHelpText('after', examples('creo help method', 'creo help recommend', 'creo help metrics --json'))
    .action(async (words: string[], _flags: object, command: Command) => {
      const target = words.reduce<Command | undefined>(
        (at, word) => at?.commands.find((child) => child.name() === word),
        programOf(command),
      );
      const [topic] = words;
      const isPage = topic === 'commands' || target === undefined;
      if (topic !== undefined && isPage) {
        return runCommand(
          command,
          { createsStore: false, load: () => import('../commands/guidance/help.js') },
          { topic, program: commandTree(programOf(command)) },
        );
      }
      (target ?? programOf(command)).outputHelp();
      if (topic === undefined) process.stdout.write(`\n${(await import('../guide/topics.js')).topicList()}`);
    });
}
