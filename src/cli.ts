/** The program `creo`: runs one command and sets the exit status. Nothing heavy loads before its command. */
import { runProgram } from './cli/run-program.js';
import { EXIT } from './errors.js';

/** A reader that closes the pipe early (`creo list | head`) is not an error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.done);
});

const args = process.argv.slice(2);
const isAloneAtTerminal = args.length === 0 && process.stdin.isTTY && process.stderr.isTTY;

await runProgram(isAloneAtTerminal ? ['menu'] : args);
