import { request } from 'node:http';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { type ExporterOptions, startExporter } from '../../src/serve/exporter.js';

const TEXT = Buffer.from('creo_test 1\n');
const OPEN = { token: null, basicAuth: null };

/** Starts an exporter on a free port over a fixed text, and gives its URL and log. */
async function exporter(options: Partial<ExporterOptions> = {}) {
  const log: string[] = [];
  const running = await startExporter({
    host: '127.0.0.1',
    port: 0,
    credentials: OPEN,
    read: async () => TEXT,
    log: (line) => log.push(line),
    ...options,
  });
  onTestFinished(async () => void (await running.stop()));
  return { ...running, log };
}

const status = async (url: string, headers: Record<string, string> = {}): Promise<number> =>
  (await fetch(url, { headers })).status;

test('a scrape answers with the metrics of the store, and then with those of its own requests', async () => {
  const { url } = await exporter();
  const first = await fetch(`${url}/metrics`);
  expect(first.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(await first.text()).toContain('creo_test 1\n');
  const second = await (await fetch(`${url}/metrics`)).text();
  expect(second).toContain('api_request_total{method="GET",endpoint="/metrics",status_code="200"} 1');
  expect(second).toContain('api_request_duration_seconds_count{method="GET",endpoint="/metrics",status_code="200"} 1');
});

test('whatever clients ask for, the labels of the requests stay few', async () => {
  const { url } = await exporter();
  for (const path of ['/a', '/b?x=1', '/constructor', '/metrics/../etc', '/%zz']) await fetch(url + path);
  await new Promise((resolve) => request(`${url}/metrics`, { method: 'PROPFIND' }, resolve).end());
  const text = await (await fetch(`${url}/metrics?name=x`)).text();
  const requests = text.split('\n').filter((line) => line.startsWith('api_request_total{'));
  expect(requests.sort()).toEqual([
    'api_request_total{method="GET",endpoint="unmatched",status_code="404"} 5',
    'api_request_total{method="OTHER",endpoint="/metrics",status_code="405"} 1',
  ]);
});

test('HEAD has the length and no body; other methods are refused', async () => {
  const { url } = await exporter();
  const head = await fetch(`${url}/metrics`, { method: 'HEAD' });
  expect(Number(head.headers.get('content-length'))).toBeGreaterThan(10);
  expect(await head.text()).toBe('');
  const post = await fetch(`${url}/metrics`, { method: 'POST' });
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

test('a store that cannot be read is a 503 and one log line, and the server goes on', async () => {
  let isBroken = true;
  const { url, log } = await exporter({
    read: async () => {
      if (isBroken) throw new UserError('NO_STORE', 'There is no store at /x', 'hint');
      return TEXT;
    },
  });
  expect(await status(`${url}/metrics`)).toBe(503);
  expect(await status(`${url}/metrics`)).toBe(503);
  expect(await (await fetch(`${url}/readyz`)).text()).toBe('The store cannot be read at the moment: NO_STORE\n');
  expect(await status(`${url}/healthz`)).toBe(200);
  expect(log).toEqual(['cannot read the store: There is no store at /x (NO_STORE)']);
  isBroken = false;
  expect(await status(`${url}/metrics`)).toBe(200);
  expect(await status(`${url}/readyz`)).toBe(200);
  expect(log).toHaveLength(2);
});

test('a bug while reading is a 500 with its stack in the log, not the end of the server', async () => {
  const { url, log } = await exporter({ read: () => Promise.reject(new TypeError('boom')) });
  const answer = await fetch(`${url}/metrics`);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('boom');
  expect(log[0]).toContain('TypeError: boom');
  expect(await status(`${url}/healthz`)).toBe(200);
});

test('a token opens the metrics; health needs none', async () => {
  const { url } = await exporter({ credentials: { token: 'secret', basicAuth: null } });
  const refused = await fetch(`${url}/metrics`);
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="creo"']);
  expect(await status(`${url}/metrics`, { authorization: 'Bearer wrong' })).toBe(401);
  expect(await status(`${url}/metrics`, { authorization: `Basic ${btoa('secret:')}` })).toBe(401);
  expect(await status(`${url}/metrics`, { authorization: 'bearer secret' })).toBe(200);
  expect(await status(`${url}/healthz`)).toBe(200);
});

test('a page elsewhere that points its name at this machine learns nothing, unless it knows the token', async () => {
  const headers = { host: 'evil.example' };
  const statusOf = (url: string, more: object = {}): Promise<unknown> =>
    new Promise((resolve) => request(url, { headers: { ...headers, ...more } }, (r) => resolve(r.statusCode)).end());
  const { url } = await exporter();
  expect(await statusOf(`${url}/metrics`)).toBe(403);
  expect(await statusOf(`${url}/healthz`)).toBe(200);
  expect(await status(`${url.replace('127.0.0.1', 'localhost')}/metrics`)).toBe(200);
  // A proxy in front may pass its own name on.
  const closed = await exporter({ credentials: { token: 'secret', basicAuth: null } });
  expect(await statusOf(`${closed.url}/metrics`, { authorization: 'Bearer secret' })).toBe(200);
});

test('a name and password open the metrics', async () => {
  const { url } = await exporter({ credentials: { token: null, basicAuth: 'prom:pass:word' } });
  expect(await status(`${url}/metrics`, { authorization: `Basic ${btoa('prom:pass:word')}` })).toBe(200);
  expect(await status(`${url}/metrics`, { authorization: `Basic ${btoa('prom:other')}` })).toBe(401);
  expect(await status(`${url}/metrics`, { authorization: 'Bearer prom:pass:word' })).toBe(401);
});

test('an address that others reach needs a token', async () => {
  await expect(exporter({ host: '0.0.0.0' })).rejects.toMatchObject({ code: 'TOKEN_NEEDED' });
  await expect(exporter({ host: '::' })).rejects.toMatchObject({ code: 'TOKEN_NEEDED' });
  const { url } = await exporter({ host: '0.0.0.0', credentials: { token: 'secret', basicAuth: null } });
  expect(await status(`${url}/metrics`)).toBe(401);
});

test('a taken port and an address of another machine say so', async () => {
  const { url } = await exporter();
  await expect(exporter({ port: Number(new URL(url).port) })).rejects.toMatchObject({ code: 'PORT_IN_USE' });
  const credentials = { token: 'secret', basicAuth: null };
  await expect(exporter({ host: '192.0.2.1', credentials })).rejects.toMatchObject({ code: 'HOST_UNKNOWN' });
});

test('stopping finishes the request in flight and takes no new one', async () => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { url, stop } = await exporter({ read: () => held.then(() => TEXT) });
  const inFlight = fetch(`${url}/metrics`).then((answer) => answer.text());
  await new Promise((resolve) => setTimeout(resolve, 100));
  const stopped = stop();
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  release();
  expect(await inFlight).toContain('creo_test 1');
  expect(await stopped).toBe(1);
});

test('a client that hangs up in the middle does no harm', async () => {
  const { url } = await exporter({ read: async () => Buffer.from('creo_test 1\n'.repeat(200_000)) });
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write('GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n');
  await new Promise((resolve) => socket.once('data', resolve));
  socket.destroy();
  expect(await status(`${url}/healthz`)).toBe(200);
});
