/** Free ports, and waiting for a program to be ready: for tests and benches alike. */
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

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
