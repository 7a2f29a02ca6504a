/** Whose results a request is about, and in which currency, within what the server was started for. */
import type { Question } from '../answers/question.js';
import { UserError } from '../errors.js';

/** What a request said of it; a key for each that was said. */
export interface AskedScope {
  client?: string;
  account?: string;
  /** ISO 4217. */
  convert?: string;
}

/**
 * The server's question, narrowed to what a request asked for. Throws UserError OTHER_CLIENT, which names nobody else,
 * where a server that was started for one client or account is asked for another.
 */
export function questionWithin(question: Question, asked: AskedScope): Question {
  const { filter = {} } = question;
  const isOther =
    (filter.client ?? filter.account) !== undefined &&
    ((asked.client !== undefined && asked.client !== filter.client) ||
      (asked.account !== undefined && filter.account !== undefined && asked.account !== filter.account));
  if (isOther)
    throw new UserError(
      'OTHER_CLIENT',
      `This server answers for ${filter.client ?? filter.account} alone`,
      'Leave out client and account',
    );
  return { ...question, filter: { ...filter, ...asked } };
}
