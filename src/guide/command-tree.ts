/** The command line as a value: what completion scripts, `creo help` and the guided menu are made from. */

export interface Flag {
  /** `--budget`, without its value. */
  long: string;
  short: string | null;
  /** The value's name in the help, such as `<amount>`; null for a switch. */
  value: string | null;
  description: string;
  /** The values that it takes; empty when it takes any. */
  choices: readonly string[];
}

export interface CommandNode {
  /** Its name without the program's; '' for the program itself. */
  name: string;
  description: string;
  /** Arguments as the help shows them: `<path...>`, `[name]`. */
  usage: string;
  flags: readonly Flag[];
  commands: readonly CommandNode[];
}

/** Every command with the words that lead to it, depth first; the program itself has none. */
export function* commandPaths(node: CommandNode, path: readonly string[] = []): Generator<[string[], CommandNode]> {
  yield [[...path], node];
  for (const child of node.commands) yield* commandPaths(child, [...path, child.name]);
}

/** The command that these words lead to; null when they lead to none. */
export function commandAt(root: CommandNode, path: readonly string[]): CommandNode | null {
  let node: CommandNode | undefined = root;
  for (const word of path) node = node?.commands.find(({ name }) => name === word);
  return node ?? null;
}
