/** The command tree of `creo`: every group of commands under one program. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { registerClusters } from './clusters.js';
import { registerDemo } from './demo.js';
import { registerGuidance } from './guidance.js';
import { registerImports } from './imports.js';
import { registerLibrary } from './library.js';
import { registerMedia } from './media.js';
import { registerModels } from './models.js';
import { registerMonitoring } from './monitoring.js';
import { registerSurface } from './surface.js';

const GROUPS: readonly ((program: Command) => void)[] = [
  registerMedia,
  registerImports,
  registerLibrary,
  registerClusters,
  registerSurface,
  registerMonitoring,
  registerDemo,
  registerGuidance,
  registerModels,
];

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
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
