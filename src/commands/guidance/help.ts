/** `creo help TOPIC`: a page of help. */
import { UserError } from '../../errors.js';
import { FIELDS, type View } from '../../fields.js';
import type { CommandNode } from '../../guide/command-tree.js';
import { TOPICS } from '../../guide/topics.js';
import type { Context } from '../../work/context.js';

export interface HelpOptions {
  topic: string;
  program: CommandNode;
}

/** JSON: `{ topic, title, text }`; with `fields` for the page of metrics, with `program`, the tree of commands, for that of commands. */
export function run({ config }: Pick<Context, 'config'>, { topic, program }: HelpOptions): View {
  const page = TOPICS.find(({ name }) => name === topic);
  if (!page) {
    const names = TOPICS.map(({ name }) => name).join(', ');
    throw new UserError('UNKNOWN_TOPIC', `There is no help page ${topic}`, `Choose one of ${names}, or a command`);
  }
  const text = page.text(program);
  const extra = topic === 'commands' ? { program } : topic === 'metrics' ? { fields: FIELDS } : {};
  const json = { topic, title: page.title, text, ...extra };
  return { json, tables: [], ...(config.format === 'json' ? {} : { raw: text }) };
}
