/** The command tree of `creo`: every group of commands under one program. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { registerAccounts } from './accounts.js';
import { registerClusters } from './clusters.js';
import { registerDecisions } from './decisions.js';
import { registerDemo } from './demo.js';
import { registerGuidance } from './guidance.js';
import { registerImports } from './imports.js';
import { registerLibrary } from './library.js';
import { registerMedia } from './media.js';
import { registerModels } from './models.js';
import { registerMonitoring } from './monitoring.js';
import { registerSurface } from './surface.js';

/** Groups in the order of the work, under the heads that `creo --help` shows. */
const GROUPS: readonly (readonly [head: string, register: (program: Command) => void])[] = [
  ['Start here:', registerDemo],
  ['Creatives:', registerLibrary],
  ['Media:', registerMedia],
  ['Media:', registerModels],
  ['Results:', registerImports],
  ['Results:', registerAccounts],
  ['Groups:', registerClusters],
  ['Decisions:', registerDecisions],
  ['Reports:', registerSurface],
  ['Operation:', registerMonitoring],
  ['Guidance:', registerGuidance],
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
    .option('--quiet', 'no progress and no messages on stderr except errors')
    .option('--no-color', 'no colour')
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .showSuggestionAfterError()
    .showHelpAfterError('hint: add --help to see the flags and examples')
    .exitOverride();
  for (const [head, register] of GROUPS) {
    program.commandsGroup(head);
    register(program);
  }
  return program;
}
