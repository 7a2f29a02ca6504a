/** The HTTP server that Prometheus scrapes: `/metrics`, and `/healthz` and `/readyz` for whatever keeps it running. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Registry } from 'prom-client';
import { messageOf, UserError } from '../errors.js';
import { type Credentials, isAuthorised, isNamedLocally, isOpen, requireCredentials } from './access.js';
import { tokenGuesses } from './guesses.js';
import { listen, stop } from './listen.js';
import { requestMeter, UNMATCHED } from './requests.js';
import { serverGauges } from './server-gauges.js';

export interface ExporterOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  credentials: Credentials;
  /** The metrics of the store as it is now. A UserError means that it cannot be read at the moment (503). */
  read: () => Promise<string>;
  log: (line: string) => void;
}

export interface Exporter {
  url: string;
  /** Finishes the requests in flight; gives the number of scrapes answered. */
  stop(): Promise<number>;
}

const TEXT = 'text/plain; charset=utf-8';
const READABLE = 'the store is readable again';

/** Starts it. Throws UserError: TOKEN_NEEDED, PORT_IN_USE, PORT_FORBIDDEN, HOST_UNKNOWN. */
export async function startExporter({ host, port, credentials, read, log }: ExporterOptions): Promise<Exporter> {
  requireCredentials(host, credentials);
  const registry = new Registry();
  const meter = requestMeter(registry);
  const gauges = serverGauges(registry);
  const say = onChange(log);
  const guesses = tokenGuesses(() => performance.now());
  let scrapes = 0;

  const metrics = async (): Promise<Answer> => {
    const started = performance.now();
    const store = await read();
    gauges.storeRead((performance.now() - started) / 1000);
    scrapes += 1;
    say(READABLE);
    return { status: 200, type: registry.contentType, body: `${store}\n${await registry.metrics()}` };
  };
  const ready = async (): Promise<Answer> => {
    await read();
    return { status: 200, type: TEXT, body: 'ready\n' };
  };
  const routes: Record<string, { open: boolean; answer: () => Answer | Promise<Answer> } | undefined> = {
    '/': {
      open: true,
      answer: () => ({ status: 200, type: TEXT, body: 'creo: metrics for Prometheus are at /metrics\n' }),
    },
    '/metrics': { open: false, answer: metrics },
    '/healthz': { open: true, answer: () => ({ status: 200, type: TEXT, body: 'ok\n' }) },
    '/readyz': { open: true, answer: ready },
  };

  const server = createServer(async (request, response) => {
    const path = pathOf(request);
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    meter.watch(request, response, route ? path : UNMATCHED);
    send(request, response, await answerOf(request, route));
  });

  const answerOf = async (request: IncomingMessage, route: (typeof routes)[string]): Promise<Answer> => {
    if (!route) return { status: 404, type: TEXT, body: 'There is nothing here; see /metrics\n' };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return { status: 405, type: TEXT, body: 'Only GET and HEAD\n', headers: { allow: 'GET, HEAD' } };
    }
    if (!route.open && isOpen(credentials) && !isNamedLocally(request.headers.host)) {
      return { status: 403, type: TEXT, body: 'Address it as 127.0.0.1 or localhost, or start it with a token\n' };
    }
    const { authorization } = request.headers;
    const address = request.socket.remoteAddress ?? '';
    const wait = route.open || isOpen(credentials) ? 0 : guesses.waitSeconds(address);
    if (wait > 0) {
      const headers = { 'retry-after': String(wait) };
      return { status: 429, type: TEXT, body: `Too many wrong tokens; try again in ${wait} s\n`, headers };
    }
    if (!route.open && !isAuthorised(authorization, credentials)) {
      if (authorization !== undefined) guesses.wrong(address);
      const scheme = credentials.token === null ? 'Basic' : 'Bearer';
      return {
        status: 401,
        type: TEXT,
        body: 'A token is needed\n',
        headers: { 'www-authenticate': `${scheme} realm="creo"` },
      };
    }
    if (!route.open) guesses.right(address);
    try {
      return await route.answer();
    } catch (thrown) {
      if (thrown instanceof UserError) {
        say(`cannot read the store: ${thrown.message} (${thrown.code})`);
        return {
          status: 503,
          type: TEXT,
          body: `The store cannot be read at the moment: ${thrown.code}\n`,
          headers: { 'retry-after': '5' },
        };
      }
      log(`a request failed, which is a bug in creo: ${thrown instanceof Error ? thrown.stack : messageOf(thrown)}`);
      return { status: 500, type: TEXT, body: 'This is a bug in creo; its log has the details\n' };
    }
  };

  const url = await listen(server, host, port);
  return {
    url,
    stop: async () => {
      await stop(server);
      return scrapes;
    },
  };
}

interface Answer {
  status: number;
  type: string;
  body: string;
  headers?: Record<string, string>;
}

function send(request: IncomingMessage, response: ServerResponse, { status, type, body, headers }: Answer): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length, ...headers });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

const pathOf = ({ url = '/' }: IncomingMessage): string => url.replace(/\?.*$/s, '');

/** Logs a line only when it differs from the last one: a scrape every few seconds must not fill a disk. */
function onChange(log: (line: string) => void): (line: string) => void {
  let last = READABLE;
  return (line) => {
    if (line !== last) log(line);
    last = line;
  };
}
