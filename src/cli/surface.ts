/** Ways in and out: export, report, HTTP API, guided use, this machine. */
import { Argument, type Command, CommanderError, Option } from 'commander';
import type { ExportFormat } from '../commands/export.js';
import type { Shell } from '../guide/completion.js';
import type { Day } from '../units.js';
import { commandTree, programOf } from './command-tree.js';
import { day, examples, fraction, nonNegative, wholeNumber } from './flags.js';
import { runCommand } from './run-command.js';

export function registerSurface(program: Command): void {
  registerInit(program);
  registerMenu(program);
  registerReport(program);
  registerExport(program);
  registerDoctor(program);
  registerCompletion(program);
  registerHelp(program);
}

interface InitFlags {
  currency?: string;
  conversion?: string;
  targetRoas?: number;
  naming?: string;
}

function registerInit(program: Command): void {
  program
    .command('init')
    .description('answer once what later commands would ask: currency, conversion, target ROAS, naming')
    .option('--currency <code>', 'currency of exports that do not name theirs')
    .option('--conversion <name>', 'column or kind of result that counts as a conversion')
    .option('--target-roas <number>', 'ROAS that a campaign has to reach', nonNegative)
    .option('--naming <pattern>', 'naming convention of your ads, which gives tags')
    .addHelpText(
      'after',
      examples('creo init', "creo init --currency USD --target-roas 1.5 --naming '{hook}_{creator}_{version}'"),
    )
    .action(({ currency, conversion, targetRoas, naming }: InitFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: true, load: () => import('../commands/init.js') },
        {
          currency: currency ?? null,
          conversion: conversion ?? null,
          targetRoas: targetRoas ?? null,
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
      return runCommand(command, { createsStore: false, load: () => import('../commands/menu.js') }, { execute });
    });
}

interface ReportFlags {
  out: string;
  title: string;
  from?: Day;
  to?: Day;
  currency?: string;
  platform?: string;
  level: number;
  seed: number;
  pictures: number;
}

function registerReport(program: Command): void {
  program
    .command('report')
    .description('write one self-contained HTML page with verdicts, contact sheets, rates and the split')
    .option('--out <file>', 'the page', 'creo-report.html')
    .option('--title <text>', 'the heading', 'Creative report')
    .option('--from <day>', 'results from this day on', day)
    .option('--to <day>', 'results up to this day', day)
    .option('--currency <code>', 'only results in this currency')
    .option('--platform <name>', 'only this platform')
    .option('--level <fraction>', 'share of the truth that intervals hold', fraction, 0.8)
    .option('--seed <number>', 'start of the random numbers', wholeNumber(0), 1)
    .option('--pictures <count>', 'pictures of this many creatives, those with the most spend', wholeNumber(0), 60)
    .addHelpText(
      'after',
      examples('creo report', 'creo report --out week-28.html --title "Lootbox, week 28" --from 2026-07-06'),
    )
    .action(({ from, to, currency, platform, ...flags }: ReportFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: false, load: () => import('../commands/report.js') },
        { ...flags, filter: { from, to, currency, platform } },
      ),
    );
}

function registerExport(program: Command): void {
  program
    .command('export')
    .description('write the data out: the joined facts, one table, or all of them')
    .argument('[table]', '`facts` (a row per ad and period with creative, cluster and tags) or a table', 'facts')
    .option('--out <path>', 'a file, or with --all a folder (default: stdout)')
    .option('--all', 'every table, a file each, into the folder --out')
    .addOption(
      new Option('--format <format>', 'default: by the name of the file, else csv').choices(['csv', 'json', 'parquet']),
    )
    .option('--from <day>', 'facts from this day on', day)
    .option('--to <day>', 'facts up to this day', day)
    .addHelpText(
      'after',
      examples(
        'creo export > facts.csv',
        'creo export --out facts.parquet --from 2026-05-01',
        'creo export creatives --json',
        'creo export --all --out backup-csv',
      ),
    )
    .action(
      (
        table: string,
        flags: { out?: string; all?: boolean; format?: ExportFormat; from?: Day; to?: Day },
        command: Command,
      ) =>
        runCommand(
          command,
          { createsStore: false, load: () => import('../commands/export.js') },
          {
            table,
            all: flags.all ?? false,
            out: flags.out ?? null,
            format: flags.format ?? null,
            from: flags.from ?? null,
            to: flags.to ?? null,
          },
        ),
    );
}

function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check node, ffmpeg, models, disk and store, and say how to mend what is wrong')
    .addHelpText('after', examples('creo doctor', 'creo doctor --json'))
    .action((_flags: object, command: Command) =>
      runCommand(command, { createsStore: false, load: () => import('../commands/doctor.js') }, undefined),
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
        { createsStore: false, load: () => import('../commands/completion.js') },
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
          { createsStore: false, load: () => import('../commands/help.js') },
          { topic, program: commandTree(programOf(command)) },
        );
      }
      (target ?? programOf(command)).outputHelp();
      if (topic === undefined) process.stdout.write(`\n${(await import('../guide/topics.js')).topicList()}`);
    });
}
