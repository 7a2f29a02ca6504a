/** The talk on stderr and the questions at a terminal. Nothing here writes to stdout. */
import type { Ask, Question } from '../commands/context.js';
import { UserError } from '../errors.js';

/** One line on stderr. */
export const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
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
      return select({ message: question.message, choices: [...choices] }, streams);
    },
    async text(question, initial) {
      const { input } = await prompts(question);
      return input({ message: question.message, ...(initial === undefined ? {} : { default: initial }) }, streams);
    },
    async confirm(question, initial) {
      const { confirm } = await prompts(question);
      return confirm({ message: question.message, default: initial }, streams);
    },
  };
}
