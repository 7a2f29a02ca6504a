/** `creo completion bash|zsh|fish`: the completion script; `creo completion names`: the creatives, as the scripts ask. */
import type { View } from '../../fields.js';
import type { CommandNode } from '../../guide/command-tree.js';
import { completionScript, type Shell } from '../../guide/completion.js';
import { allCreatives } from '../../store/creatives.js';
import type { Context } from '../../work/context.js';

export interface CompletionOptions {
  shell: Shell | 'names';
  program: CommandNode;
}

/** JSON: `{ shell, script }`, or `{ names: [name] }`. */
export function run(context: Pick<Context, 'config' | 'db'>, { shell, program }: CompletionOptions): View {
  const isJson = context.config.format === 'json';
  if (shell === 'names') {
    const names = allCreatives(context.db).map(({ name }) => name);
    return { json: { names }, tables: [], ...(isJson ? {} : { raw: names.map((name) => `${name}\n`) }) };
  }
  const script = completionScript(shell, program);
  return { json: { shell, script }, tables: [], ...(isJson ? {} : { raw: script }) };
}
