/** Errors that a person can mend, and the exit statuses that scripts rely on. */

export const EXIT = {
  done: 0,
  userError: 1,
  wrongUsage: 2,
  bug: 70,
  interrupted: 130,
} as const;

/**
 * Something the user can mend. `code` is stable and in SCREAMING_SNAKE_CASE (tests and scripts check it), `message`
 * says in one line what is wrong, `hint` in one line what to do. The command line prints both and exits with status 1.
 */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(
    readonly code: string,
    message: string,
    readonly hint: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The message of anything that was thrown, on one line. */
export const messageOf = (thrown: unknown): string =>
  (thrown instanceof Error ? thrown.message : String(thrown)).replace(/\s*\n\s*/g, ' ').trim();

/** A flag or a command, as hints for people have them. */
const COMMAND_LINE = /(?:^|[\s(])--[a-z]|`?\bcreo [a-z]/;

/** The clauses of a message or hint that make sense to somebody who is not at the command line; undefined when none do. */
export function withoutCommandLine(text: string): string | undefined {
  const kept = text.split(/(?<=[;.]) |; /).filter((clause) => !COMMAND_LINE.test(clause));
  const rest = kept.join('; ').replace(/[;,]$/, '').trim();
  return rest === '' ? undefined : rest;
}
