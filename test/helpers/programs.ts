/** Other programs that tests run beside creo: started on free ports, waited for, and ended with the test. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { PROGRAM } from './run-creo.js';
import { eventually } from './waiting.js';

export { eventually, freePort } from './waiting.js';

/** Whether a program is on this machine; `.ci/run` installs those that the tests need. */
export const isInstalled = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

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
