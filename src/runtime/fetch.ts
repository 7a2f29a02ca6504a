/**
 * Fetching ONNX Runtime from the npm registry, once, at the versions and checksums that creo names. It is no dependency
 * of creo's package, for its install script would fetch CUDA from elsewhere, and its package holds five platforms.
 */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { messageOf, UserError } from '../errors.js';
import { binariesIn, RUNTIME_PACKAGE, RUNTIME_RECIPE, RUNTIME_VERSION, runtimeEntry, runtimeFolders } from './place.js';

/** All of it, with a slow line. */
const PATIENCE_MS = 15 * 60_000;

export interface FetchOptions {
  /** Told once, in a line, before anything is fetched. */
  log(line: string): void;
  signal: AbortSignal;
}

export interface RuntimePlace {
  /** The entry of its package. */
  entry: string;
  /** False when it was there already. */
  fetched: boolean;
}

/**
 * Makes sure that ONNX Runtime is on this machine. Throws UserError: NO_RUNTIME when npm cannot fetch it, when no folder
 * for it can be written, or when it has no build for this machine.
 */
export async function readyRuntime({ log, signal }: FetchOptions): Promise<RuntimePlace> {
  const known = runtimeEntry();
  if (known !== null) return { entry: known, fetched: false };
  const work = workFolder();
  try {
    for (const file of ['package.json', 'package-lock.json']) cpSync(join(RUNTIME_RECIPE, file), join(work.path, file));
    log(`fetching ONNX Runtime ${RUNTIME_VERSION} from the npm registry, once (about 75 MB)`);
    await installed(work.path, signal);
    keepOwnBinaries(join(work.path, 'node_modules', RUNTIME_PACKAGE));
    const target = join(work.target, 'node_modules');
    // Another creo may have been faster: its copy is the same.
    if (!existsSync(join(target, RUNTIME_PACKAGE))) renameSync(join(work.path, 'node_modules'), target);
  } finally {
    rmSync(work.path, { recursive: true, force: true });
  }
  const entry = runtimeEntry();
  if (entry === null) throw failure('it is not where it was put', undefined);
  return { entry, fetched: true };
}

/** A new folder beside where the runtime will be, so that it appears there whole or not at all. */
function workFolder(): { path: string; target: string } {
  let refusal: unknown;
  for (const target of runtimeFolders()) {
    try {
      mkdirSync(target, { recursive: true });
      const path = mkdtempSync(join(target, '.fetch-'));
      if (target !== RUNTIME_RECIPE) cpSync(join(RUNTIME_RECIPE, 'package.json'), join(target, 'package.json'));
      return { path, target };
    } catch (thrown) {
      refusal = thrown;
    }
  }
  throw failure(`no folder for it can be written: ${messageOf(refusal)}`, refusal);
}

/** Scripts stay off: the only one of them is the one that fetches CUDA. */
const NPM_CI = [
  'ci',
  '--ignore-scripts',
  '--omit=dev',
  '--no-audit',
  '--no-fund',
  '--prefer-offline',
  '--loglevel=error',
];

async function installed(folder: string, signal: AbortSignal): Promise<void> {
  try {
    await promisify(execFile)('npm', NPM_CI, {
      cwd: folder,
      env: npmEnvironment(process.env),
      signal,
      timeout: PATIENCE_MS,
      // npm is a script there, which only a shell can start; the arguments are our own.
      shell: process.platform === 'win32',
    });
  } catch (thrown) {
    if (signal.aborted)
      throw new UserError('INTERRUPTED', 'ONNX Runtime was not fetched', 'Run it again', { cause: thrown });
    throw failure(`npm could not fetch it: ${lastLine(thrown)}`, thrown);
  }
}

/** Settings of an npm that started creo (a global install, a workspace, a dry run) are not for this one; where to fetch from is. */
const KEPT_SETTINGS =
  /^npm_config_(registry|cache|userconfig|globalconfig|proxy|https_proxy|noproxy|cafile|ca|strict_ssl)$/i;

export const npmEnvironment = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !/^npm_/i.test(name) || KEPT_SETTINGS.test(name)));

/** The package holds every platform's binaries, 290 MB; one is needed. */
function keepOwnBinaries(packageFolder: string): void {
  const own = binariesIn(packageFolder);
  if (!existsSync(own)) {
    throw failure(`it has no build for ${process.platform} ${process.arch}`, undefined);
  }
  const platform = dirname(own);
  for (const folder of [dirname(platform), platform]) {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (path !== own && !own.startsWith(`${path}${sep}`)) rmSync(path, { recursive: true });
    }
  }
}

/** What npm says last of why it failed. */
function lastLine(thrown: unknown): string {
  const printed = thrown instanceof Error && 'stderr' in thrown ? String(thrown.stderr) : '';
  const lines = printed
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.includes('A complete log of this run'));
  return (lines.at(-1) ?? messageOf(thrown)).slice(0, 200);
}

const failure = (why: string, cause: unknown): UserError =>
  new UserError(
    'NO_RUNTIME',
    `ONNX Runtime ${RUNTIME_VERSION}, which runs the networks, is not here: ${why}`,
    `With a network: creo model runtime. Without one: copy ${join(RUNTIME_RECIPE, 'node_modules')} from a machine of this kind`,
    { cause },
  );
