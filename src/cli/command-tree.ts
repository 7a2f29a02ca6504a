/** The commander program as a plain value, for completion, help and documentation. */
import type { Command, Option } from 'commander';
import type { CommandNode, Flag } from '../guide/command-tree.js';

export function commandTree(command: Command): CommandNode {
  return {
    name: command.parent ? command.name() : '',
    description: command.description(),
    usage: command.registeredArguments.map(argumentText).join(' '),
    flags: command.options.filter(({ hidden }) => !hidden).map(flagOf),
    commands: command.commands.map(commandTree),
  };
}

/** The program that a command belongs to. */
export function programOf(command: Command): Command {
  return command.parent ? programOf(command.parent) : command;
}

const argumentText = (argument: Command['registeredArguments'][number]): string => {
  const text = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${text}>` : `[${text}]`;
};

const flagOf = (option: Option): Flag => ({
  long: option.long ?? option.flags,
  short: option.short ?? null,
  value: /[<[].*[>\]]/.exec(option.flags)?.[0] ?? null,
  description: option.description,
  choices: option.argChoices ?? [],
});
