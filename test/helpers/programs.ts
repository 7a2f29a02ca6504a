/** Other programs that tests run beside creo: started on free ports, waited for, and ended with the test. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { PROGRAM } from './run-creo.js';

/** Whether a program is on this machine; `.ci/run` installs those that the tests need. */
export const isInstalled = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

/** Below what Linux gives to programs that ask for any port: none of those can come in between. */
const FIRST_PORT = 10_000;
const PORTS_OF_WORKER = 1000;
const WORKERS = 20;

let given = 0;

/**
 * A port that nothing listens on, from a range of this worker's own: other workers, and programs that take any port, keep
 * out of it until the program that it is for has taken it.
 */
export async function freePort(): Promise<number> {
  const worker = Number(process.env.VITEST_POOL_ID ?? 1) % WORKERS;
  for (let tries = 0; tries < PORTS_OF_WORKER; tries += 1) {
    // Where the last run of this worker began may still be in use by what it left.
    const place = (process.pid + given) % PORTS_OF_WORKER;
    given += 1;
    const port = FIRST_PORT + worker * PORTS_OF_WORKER + place;
    if (await isFree(port)) return port;
  }
  throw new Error('no port of this worker is free');
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** Waits until `probe` gives something; fails with what it was waiting for. */
export async function eventually<T>(what: string, probe: () => Promise<T | undefined>, seconds = 20): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const found = await probe().catch(() => undefined);
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await pause(50);
  }
}

export interface RunningProgram {
  child: ChildProcess;
  /** What it has printed so far on stderr. */
  stderr: () => string;
  stdout: () => string;
  /** Sends the signal and gives the exit status, or null when the signal ended it. */
  end: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** Starts a program that runs until it is ended, at the latest with the test. */
export function startProgram(
  program: string,
  args: readonly string[],
  {
    cwd,
    environment = {},
    register = onTestFinished,
  }: { cwd: string; environment?: Record<string, string>; register?: (end: () => Promise<void>) => void },
): RunningProgram {
  const child = spawn(program, args, { cwd, env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment } });
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed.stderr += text;
  });
  const closed = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', (status) => resolve(status));
  });
  const end = (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    child.kill(signal);
    return closed;
  };
  register(async () => void (await end('SIGKILL')));
  return { child, stderr: () => printed.stderr, stdout: () => printed.stdout, end };
}

/** Starts Debian's Pushgateway with a store of its own: left alone it reads the machine's. */
export const startPushgateway = (port: number, options: Parameters<typeof startProgram>[2]): RunningProgram =>
  startProgram('prometheus-pushgateway', [`--web.listen-address=127.0.0.1:${port}`, '--persistence.file='], options);

export interface RunningExporter extends RunningProgram {
  url: string;
}

/** Starts `creo serve-metrics` on a free port and waits until it serves. */
export async function startExporterProgram(
  dbPath: string,
  args: readonly string[],
  options: Parameters<typeof startProgram>[2],
): Promise<RunningExporter> {
  const program = startProgram(
    process.execPath,
    [PROGRAM, 'serve-metrics', '--db', dbPath, '--port', '0', ...args],
    options,
  );
  const url = await eventually('the exporter to serve', async () => {
    if (program.child.exitCode !== null) throw new Error(program.stderr());
    return /serving (\S+)\/metrics/.exec(program.stderr())?.[1];
  });
  return { ...program, url };
}
