/** The whole command line: from the words that the user typed to an exit status. */
import { CommanderError } from 'commander';
import { EXIT } from '../errors.js';
import { buildProgram } from './program.js';
import { fail } from './run-command.js';

/** Runs the command that these words ask for, prints what comes of it and sets `process.exitCode`; never rejects. */
export async function runProgram(args: readonly string[]): Promise<void> {
  try {
    await buildProgram().parseAsync(args, { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) fail(thrown);
    else if (thrown.exitCode !== 0) process.exitCode = EXIT.wrongUsage;
  }
}
