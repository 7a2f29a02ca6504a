/** Builds of the program to set side by side, and what one run of a command costs. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export interface Build {
  name: string;
  program: string;
}

export const thisBuild: Build = { name: 'now', program: join(ROOT, 'bin/creo.js') };

/** The program as it was at `commit`, built in `folder` with the packages that are installed here. */
export function buildOf(commit: string, folder: string): Build {
  const root = join(folder, commit);
  mkdirSync(root);
  const files = execFileSync('git', ['-C', ROOT, 'archive', commit], { maxBuffer: 2 ** 30 });
  execFileSync('tar', ['-x', '-C', root], { input: files });
  linkPackages(join(root, 'node_modules'));
  execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json'], { cwd: root });
  return { name: commit, program: join(root, 'bin/creo.js') };
}

/** Links to the installed packages, with the binding to SQLite of this Node where earlier commits look for it. */
function linkPackages(folder: string): void {
  mkdirSync(folder);
  const binding = `better-sqlite3${Number.parseInt(process.versions.node, 10) < 22 ? '-12' : ''}`;
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    symlinkSync(join(ROOT, 'node_modules', name === 'better-sqlite3' ? binding : name), join(folder, name));
}

export interface Cost {
  seconds: number;
  peakMiB: number;
  /** It did not end within the patience, so that its seconds are at least that; or it failed. */
  ended: 'well' | 'late' | 'badly';
}

/** Runs one command in `cwd` under GNU time, which tells its peak memory. */
export function costOf(build: Build, args: readonly string[], cwd: string, patienceSeconds: number): Cost {
  const started = performance.now();
  // `timeout` ends the program itself; ending GNU time would leave it running.
  const command = ['-f', 'peak %M', 'timeout', String(patienceSeconds), process.execPath, build.program, ...args];
  const { status, stderr } = spawnSync('/usr/bin/time', command, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 2 ** 28,
  });
  const seconds = (performance.now() - started) / 1000;
  const peakMiB = Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024;
  return { seconds, peakMiB, ended: status === 0 ? 'well' : status === 124 ? 'late' : 'badly' };
}
