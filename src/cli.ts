/** The program `creo`: assembles the commands, runs one, sets the exit status. Nothing heavy loads before its command. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { registerLibrary } from './cli/library.js';
import { fail } from './cli/run-command.js';
import { registerSurface } from './cli/surface.js';
import { EXIT } from './errors.js';

const GROUPS: readonly ((program: Command) => void)[] = [registerLibrary, registerSurface];

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}

/** The whole command tree; also what `creo completion` and the documentation test walk through. */
export function buildProgram(): Command {
  const program = new Command('creo')
    .description('Keep ad creatives and their results, group look-alikes, pool the evidence, split the budget.')
    .version(version())
    .option('--db <path>', 'the store (default: $CREO_DB, else ./creo.db)')
    .option('--json', 'print raw values as JSON')
    .option('--csv', 'print raw values as CSV')
    .option('--quiet', 'no progress and no talk on stderr')
    .option('--no-color', 'no colour')
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .showSuggestionAfterError()
    .showHelpAfterError('hint: add --help to see the flags and examples')
    .exitOverride();
  for (const register of GROUPS) register(program);
  return program;
}

/** A reader that closes the pipe early (`creo list | head`) is not an error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.done);
});

try {
  await buildProgram().parseAsync();
} catch (thrown) {
  if (!(thrown instanceof CommanderError)) fail(thrown);
  else if (thrown.exitCode !== 0) process.exitCode = EXIT.wrongUsage;
}
