/** What strangers send, by accident or not, costs them their connection and nobody else anything. */
import { type AddressInfo, connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { httpServer } from '../../src/serve/http-server.js';
import { emptyFolder } from '../helpers/run-creo.js';
import { sampleStore } from '../helpers/sample-store.js';
import { startServer } from '../helpers/server.js';

async function served(...args: string[]): Promise<string> {
  const cwd = emptyFolder();
  await sampleStore(cwd);
  return (await startServer(args, cwd)).url;
}

/** Sends bytes as they are, and gives all that comes back until the connection ends or nothing comes for `quietMs`. */
function sent(url: string, bytes: string | Buffer, quietMs = 2_000): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    socket.setTimeout(quietMs, () => socket.destroy());
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
  });
}

const SAVE = '/api/v1/creative/save';

const post = (path: string, body: string | Buffer): Buffer => {
  const bytes = Buffer.from(body);
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n`;
  return Buffer.concat([Buffer.from(`${head}Content-Length: ${bytes.length}\r\n\r\n`), bytes]);
};

test('what is refused before there is a route has the shape of all other failures', async () => {
  const url = await served('serve');
  const refused = [
    'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n',
    'GET /metrics HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    `POST ${SAVE} HTTP/1.1\r\nHost: localhost\r\nExpect: the-unexpected\r\nContent-Length: 2\r\n\r\n{}`,
    `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`,
    `POST ${SAVE} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`,
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  ];
  const answers = await Promise.all(refused.map((bytes) => sent(url, bytes)));
  expect(answers.map((answer) => answer.slice(0, 12))).toEqual([
    ...['HTTP/1.1 400', 'HTTP/1.1 400', 'HTTP/1.1 417', 'HTTP/1.1 431', 'HTTP/1.1 400', 'HTTP/1.1 400'],
  ]);
  for (const answer of answers) expect(answer).toContain('{"error":{"code":"BAD_REQUEST","message":"');
  expect(await sent(url, 'GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n')).toContain('200 OK');
});

test('a key that is there twice and bytes that are no UTF-8 are refused, and nothing is stored of them', async () => {
  const url = await served('serve');
  const code = async (body: string | Buffer): Promise<string | undefined> =>
    /"code":"(\w+)"/.exec(await sent(url, post(SAVE, body)))?.[1];
  expect(await code('{"name":"one","name":"other"}')).toBe('REPEATED_KEY');
  expect(await code('{"name":"one", "n\\u0061me" :"other"}')).toBe('REPEATED_KEY');
  expect(await code(Buffer.from([...Buffer.from('{"name":"'), 0xff, ...Buffer.from('"}')]))).toBe('NOT_UTF8');
  expect(await code('{"name":"one",')).toBe('FST_ERR_CTP_INVALID_JSON_BODY');
  expect(await code('')).toBe('FST_ERR_CTP_EMPTY_JSON_BODY');
  const saved = await sent(url, post(SAVE, '\ufeff{"name":"\\"name\\": x", "product_category":"name"}'));
  expect(saved).toContain('HTTP/1.1 201');
  expect(saved).toContain('"status":"added"');
});

test('paths that nothing is at count as requests', async () => {
  const url = await served('serve', '--rate-limit', '3');
  const statuses: number[] = [];
  for (let asked = 0; asked < 5; asked += 1) statuses.push((await fetch(`${url}/nothing/${asked}`)).status);
  expect(statuses).toEqual([404, 404, 404, 429, 429]);
});

test.each(['serve', 'serve-metrics'])('%s cuts a connection that asks on and on without waiting', async (command) => {
  const url = await served(command);
  const flood = 'GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(1_000);
  const answers = await sent(url, flood);
  expect((answers.match(/HTTP\/1\.1 200/g) ?? []).length).toBeLessThanOrEqual(16);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(await (await fetch(`${url}/metrics`)).text()).not.toMatch(/api_request_total\{[^}]*\} \d{3,}/);
});

test('a client that does not read its answer is let go, one that reads gets all of it', async () => {
  const large = Buffer.alloc(50_000_000, 'x');
  const server = httpServer((_request, response) => response.end(large), { idleMs: 2_000 });
  const sockets: Socket[] = [];
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const closed = new Promise((resolve) => server.once('connection', (socket) => socket.once('close', resolve)));
  const lazy = connect(port, '127.0.0.1', () => lazy.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
  sockets.push(lazy.on('error', () => {}).pause());
  await closed;
  expect((await (await fetch(`http://127.0.0.1:${port}/`)).arrayBuffer()).byteLength).toBe(large.length);
});

test('silent and half-open connections keep nobody else waiting', async () => {
  const url = await served('serve');
  const beginnings = ['', 'GET /metrics HTTP/1.1\r\nHost: loc', post(SAVE, '{"name":"never"}').subarray(0, -5)];
  const sockets = Array.from({ length: 300 }, (_, at) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => {}).write(beginnings[at % 3] ?? '');
    return socket;
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
  for (const path of ['/healthz', '/metrics', '/docs/json']) expect((await fetch(url + path)).status).toBe(200);
});
