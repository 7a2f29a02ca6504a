/** A server command of the real program, started on a free port and stopped with the test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { PROGRAM } from './run-creo.js';

export interface Server {
  url: string;
  /** All that it said on stderr so far. */
  said: () => string;
  /** Asks it to stop and gives its exit status and what it printed. */
  stop(): Promise<{ status: number | null; stdout: string }>;
}

/** Starts `creo ARGS --port 0` and waits until it says where it serves. */
export async function startServer(args: readonly string[], cwd: string): Promise<Server> {
  const child = spawn(process.execPath, [PROGRAM, ...args, '--port', '0'], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
  });
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  const url = await servingAt(child, output);
  return {
    url,
    said: () => output.stderr,
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      return { status: child.exitCode, stdout: output.stdout };
    },
  };
}

function servingAt(child: ChildProcess, output: { stderr: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output.stderr += text;
      const url = /serving (http:\/\/[^/\s]+)/.exec(output.stderr)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', (status) => reject(new Error(`the server ended with ${status}: ${output.stderr}`)));
  });
}
