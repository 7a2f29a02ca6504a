/** The program `creo`: runs one command and sets the exit status. Nothing heavy loads before its command. */
import { CommanderError } from 'commander';
import { buildProgram } from './cli/program.js';
import { fail } from './cli/run-command.js';
import { EXIT } from './errors.js';

/** A reader that closes the pipe early (`creo list | head`) is not an error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.done);
});

const args = process.argv.slice(2);
const isAloneAtTerminal = args.length === 0 && process.stdin.isTTY && process.stderr.isTTY;

try {
  await buildProgram().parseAsync(isAloneAtTerminal ? ['menu'] : args, { from: 'user' });
} catch (thrown) {
  if (!(thrown instanceof CommanderError)) fail(thrown);
  else if (thrown.exitCode !== 0) process.exitCode = EXIT.wrongUsage;
}
