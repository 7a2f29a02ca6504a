/** The talk on stderr and the questions at a terminal. Nothing here writes to stdout. */

import { UserError } from '../errors.js';
import type { Ask, Question } from '../work/context.js';
import { harmless } from './harmless.js';

/** One line on stderr. */
export const say = (line: string): void => {
  process.stderr.write(`${harmless(line)}\n`);
};

/** Questions by inquirer, which loads with the first of them. Without a terminal each fails and names its flag. */
export function terminalAsk(available: boolean): Ask {
  const prompts = async ({ message, flag }: Question) => {
    if (!available) throw new UserError('NEEDS_ANSWER', `This needs an answer: ${message}`, `Give it with ${flag}`);
    return import('@inquirer/prompts');
  };
  const streams = { output: process.stderr };
  return {
    available,
    async select(question, choices) {
      const { select } = await prompts(question);
      const shown = choices.map(({ name, value }) => ({ name: harmless(name), value }));
      return select({ message: harmless(question.message), choices: shown }, streams);
    },
    async text(question, initial) {
      const { input } = await prompts(question);
      // What is offered is what is taken, so it is offered only where it can be shown as it is.
      const offered = initial === undefined || harmless(initial) !== initial ? {} : { default: initial };
      return input({ message: harmless(question.message), ...offered }, streams);
    },
    async confirm(question, initial) {
      const { confirm } = await prompts(question);
      return confirm({ message: harmless(question.message), default: initial }, streams);
    },
  };
}
