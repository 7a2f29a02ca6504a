/** Runs the real program, the way a person or cron does. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const PROGRAM = fileURLToPath(new URL('../../bin/creo.js', import.meta.url));
const WARM_PROGRAM = fileURLToPath(new URL('./warm-program.mjs', import.meta.url));

/** A command that has not ended by then never will; the test's own limit is two minutes. */
const PATIENCE_MILLISECONDS = 110_000;

export interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd: string;
  input?: string | Buffer;
  environment?: Record<string, string>;
}

const environmentWith = (more: Record<string, string> = {}): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  ...more,
});

/** An empty folder that goes away with the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'creo-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs `creo` in a process of its own, for what depends on one. */
export function runAlone(args: readonly string[], { cwd, input, environment }: RunOptions): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env: environmentWith(environment) });
    const run: Run = { status: null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      run.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      run.stderr += text;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ ...run, status }));
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
  });
}

let warm: ChildProcess | undefined;
let before: Promise<unknown> = Promise.resolve();

/**
 * Runs `creo` with these arguments and gives all that it printed, and its exit status. One run follows another in a program
 * that stays, unless an input or an environment of its own asks for a process of its own.
 */
export function runCreo(args: readonly string[], options: RunOptions): Promise<Run> {
  if (options.input !== undefined || options.environment) return runAlone(args, options);
  const run = before.then(() => runWarm(args, options.cwd));
  before = run.catch(() => {});
  return run;
}

function runWarm(args: readonly string[], cwd: string): Promise<Run> {
  warm ??= fork(WARM_PROGRAM, { env: environmentWith(), stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const program = warm;
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => program.kill('SIGKILL'), PATIENCE_MILLISECONDS);
    const ended = (): void => {
      clearTimeout(patience);
      warm = undefined;
      reject(new Error(`the program ended, or was stopped after two minutes, within creo ${args.join(' ')}`));
    };
    program.once('exit', ended).once('message', (run: Run) => {
      clearTimeout(patience);
      program.off('exit', ended);
      resolve(run);
    });
    program.send({ args, cwd });
  });
}

/** Runs `creo … --json`, which must succeed, and gives what it answered. */
export async function creoJson(args: readonly string[], options: RunOptions): Promise<unknown> {
  const { status, stdout, stderr } = await runCreo([...args, '--json'], options);
  if (status !== 0) throw new Error(`creo ${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}
