/** Runs the real program, bin/creo.js, the way a person or cron does. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const PROGRAM = fileURLToPath(new URL('../../bin/creo.js', import.meta.url));

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

/** An empty folder that goes away with the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'creo-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs `creo` with these arguments and gives all that it printed, and its exit status. */
export function runCreo(args: readonly string[], { cwd, input, environment = {} }: RunOptions): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    });
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

/** Runs `creo … --json`, which must succeed, and gives what it answered. */
export async function creoJson(args: readonly string[], options: RunOptions): Promise<unknown> {
  const { status, stdout, stderr } = await runCreo([...args, '--json'], options);
  if (status !== 0) throw new Error(`creo ${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}
