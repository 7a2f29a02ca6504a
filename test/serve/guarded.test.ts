/** What the API refuses, however it is asked: pages of other sites, guessed tokens, files of its machine. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { isFromOtherPage } from '../../src/serve/access.js';
import { failureOf } from '../../src/serve/api-failures.js';
import { tokenGuesses } from '../../src/serve/guesses.js';
import { makeClip } from '../helpers/clips.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { sampleStore } from '../helpers/sample-store.js';
import { startServer } from '../helpers/server.js';

interface Said {
  status: number;
  retryAfter: string | undefined;
  error: { code: string; message: string; hint?: string };
}

/** Sends a request with headers that fetch would not send. */
function send(url: string, method: string, headers: Record<string, string>, body = ''): Promise<Said> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => {
        const { error } = text.startsWith('{') ? JSON.parse(text) : { error: undefined };
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], error });
      });
    });
    asked.on('error', reject).end(body);
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };
const NAME = JSON.stringify({ name: 'planted' });

test('a page of another origin is told from programs and from the own page', () => {
  const host = '127.0.0.1:8000';
  expect(isFromOtherPage({ host })).toBe(false);
  expect(isFromOtherPage({ host, origin: 'http://127.0.0.1:8000' })).toBe(false);
  expect(isFromOtherPage({ host, origin: 'http://127.0.0.1:8000', 'sec-fetch-site': 'same-origin' })).toBe(false);
  expect(isFromOtherPage({ host, 'sec-fetch-site': 'none' })).toBe(false);
  expect(isFromOtherPage({ host, 'sec-fetch-site': 'cross-site' })).toBe(true);
  expect(isFromOtherPage({ host, 'sec-fetch-site': 'same-site' })).toBe(true);
  expect(isFromOtherPage({ host, origin: 'https://shop.example' })).toBe(true);
  expect(isFromOtherPage({ host, origin: 'http://127.0.0.1:3000' })).toBe(true);
  expect(isFromOtherPage({ host, origin: 'null' })).toBe(true);
});

test('a page elsewhere changes nothing, whatever it calls its body', async () => {
  const cwd = emptyFolder();
  await sampleStore(cwd);
  const { url } = await startServer(['serve'], cwd);
  const save = `${url}/api/v1/creative/save`;
  const elsewhere = { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' };
  for (const type of [JSON_TYPE, { 'content-type': 'text/plain' }]) {
    expect(await send(save, 'POST', { ...elsewhere, ...type }, NAME)).toMatchObject({
      status: 403,
      error: { code: 'CROSS_SITE' },
    });
  }
  const cluster = `${url}/api/v1/creative/cluster/visual`;
  expect(await send(cluster, 'POST', { origin: 'null' })).toMatchObject({ status: 403 });
  expect(await send(save, 'POST', { 'content-type': 'text/plain' }, NAME)).toMatchObject({ status: 415 });
  expect(await send(save, 'POST', { ...JSON_TYPE, origin: url, 'sec-fetch-site': 'same-origin' }, NAME)).toMatchObject({
    status: 201,
  });
  expect(await send(`${url}/docs`, 'GET', { 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 200 });
});

test('whoever guesses tokens waits, while others do not', () => {
  let now = 0;
  const guesses = tokenGuesses(() => now);
  for (let guess = 0; guess < 10; guess += 1) guesses.wrong('2001:db8:0:1::5');
  expect(guesses.waitSeconds('2001:db8:0:1:ffff::9')).toBe(60);
  expect(guesses.waitSeconds('2001:db8:0:2::5')).toBe(0);
  expect(guesses.waitSeconds('192.0.2.1')).toBe(0);
  now = 60_000;
  expect(guesses.waitSeconds('2001:db8:0:1::5')).toBe(0);
  guesses.wrong('::ffff:192.0.2.1');
  guesses.right('192.0.2.1');
  expect(guesses.waitSeconds('192.0.2.1')).toBe(0);
});

test.each(['serve', 'serve-metrics'])('%s stops answering wrong tokens after some', async (command) => {
  const cwd = emptyFolder();
  await sampleStore(cwd);
  const { url } = await startServer([command, '--token', 'secret'], cwd);
  const statuses: number[] = [];
  for (let guess = 0; guess < 12; guess += 1) {
    statuses.push((await send(`${url}/metrics`, 'GET', { authorization: `Bearer guess-${guess}` })).status);
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
  const last = await send(`${url}/metrics`, 'GET', { authorization: 'Bearer secret' });
  expect(last).toMatchObject({ status: 429 });
  expect(Number(last.retryAfter)).toBeGreaterThan(0);
  expect(await send(`${url}/healthz`, 'GET', {})).toMatchObject({ status: 200 });
});

test('files are taken from the media folder alone, and nothing is told of others', async () => {
  const cwd = emptyFolder();
  await sampleStore(cwd);
  mkdirSync(join(cwd, 'media'));
  makeClip(join(cwd, 'media'), 'inside.mp4');
  makeClip(cwd, 'outside.mp4', { source: 'smptebars' });
  symlinkSync('../outside.mp4', join(cwd, 'media', 'link.mp4'));
  const path = (file: string): string => JSON.stringify({ name: 'x', path: file });
  const closed = await startServer(['serve'], cwd);
  const none = await send(`${closed.url}/api/v1/creative/save`, 'POST', JSON_TYPE, path('media/inside.mp4'));
  expect(none).toMatchObject({ status: 422, error: { code: 'NO_MEDIA_ROOT' } });
  const { url } = await startServer(['serve', '--media-root', 'media'], cwd);
  const save = `${url}/api/v1/creative/save`;
  const refused = [
    ...['../outside.mp4', 'link.mp4', join(cwd, 'outside.mp4'), 'no-such.mp4', '/etc/hostname', '/dev/zero'],
    ...['*.mp4', '.', '..', 'inside.mp4/x', 'in\0side.mp4', '/proc/self/environ'],
  ];
  const answers = await Promise.all(refused.map((file) => send(save, 'POST', JSON_TYPE, path(file))));
  expect(new Set(answers.map(({ status, error }) => JSON.stringify({ status, error }))).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 404, error: { code: 'NO_SUCH_FILE' } });
  expect(await send(save, 'POST', JSON_TYPE, path('inside.mp4'))).toMatchObject({ status: 201 });
  const { creatives } = (await creoJson(['list'], { cwd })) as { creatives: { creative: string }[] };
  expect(creatives.map(({ creative }) => creative)).not.toContain('outside');
  const missing = await runCreo(['serve', '--media-root', 'nowhere', '--port', '0'], { cwd });
  expect(missing).toMatchObject({ status: 1 });
});

test('errors are those of an API: one shape, and no flags', async () => {
  const cwd = emptyFolder();
  await runCreo(['import', '-'], { cwd });
  const { url } = await startServer(['serve'], cwd);
  expect(await send(`${url}/%ff`, 'GET', {})).toMatchObject({ status: 400, error: { code: 'FST_ERR_BAD_URL' } });
  const scaling = await send(`${url}/api/v1/creative/recommend/scaling`, 'POST', JSON_TYPE, '{"budget":1000}');
  expect(scaling.status).toBe(422);
  expect(JSON.stringify(scaling.error)).not.toMatch(/--|`creo /);
  const raw = await new Promise<string>((resolve) => {
    let text = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.end('nonsense\r\n\r\n'));
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    socket.on('close', () => resolve(text));
  });
  expect(raw).toMatch(/^HTTP\/1\.1 400 /);
  expect(raw).toContain('{"error":{"code":"BAD_REQUEST"');
  const hint = 'Try again, or name another with --db PATH';
  expect(failureOf(new UserError('X', 'It is inside; --allow-private permits that', hint))).toEqual({
    status: 422,
    error: { code: 'X', message: 'It is inside' },
  });
});
