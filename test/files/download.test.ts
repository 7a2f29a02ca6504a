import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isPrivateAddress } from '../../src/files/addresses.js';
import { DownloadError, download } from '../../src/files/download.js';
import { serveFiles } from '../helpers/file-server.js';
import { emptyFolder } from '../helpers/run-creo.js';

const OPTIONS = { maxBytes: 1_000_000, allowPrivate: true };
const content = Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * 7 + (at >> 8)) % 256));

const reasonOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'it did not fail',
    (thrown) => (thrown instanceof DownloadError ? thrown.message : `not a DownloadError: ${thrown}`),
  );

test('a file is downloaded whole, through a redirect', async () => {
  const { url } = await serveFiles({ '/a': { content, redirect: '/b' }, '/b': { content } });
  const path = join(emptyFolder(), 'file');
  await download(`${url}/a`, path, OPTIONS);
  expect(readFileSync(path).equals(content)).toBe(true);
});

test('one that broke off is continued, and nothing of it has its name before it is whole', async () => {
  const { url, requests } = await serveFiles({ '/a': { content, breakAfter: 40_000 } });
  const path = join(emptyFolder(), 'file');
  expect(await reasonOf(download(`${url}/a`, path, OPTIONS))).not.toBe('it did not fail');
  expect(existsSync(path)).toBe(false);
  await download(`${url}/a`, path, OPTIONS);
  expect(requests).toEqual(['GET /a', 'GET /a bytes=40000-']);
  expect(readFileSync(path).equals(content)).toBe(true);
});

test('one that changed meanwhile is fetched anew', async () => {
  const files = { '/a': { content, breakAfter: 40_000 } };
  const { url } = await serveFiles(files);
  const path = join(emptyFolder(), 'file');
  await reasonOf(download(`${url}/a`, path, OPTIONS));
  files['/a'] = { ...files['/a'], content: Buffer.from(content).reverse() };
  await download(`${url}/a`, path, OPTIONS);
  expect(readFileSync(path).equals(files['/a'].content)).toBe(true);
});

test('what is too large, not there, no address or a circle says so', async () => {
  const { url } = await serveFiles({ '/large': { content }, '/circle': { content, redirect: '/circle' } });
  const path = join(emptyFolder(), 'file');
  const failure = (target: string, options = {}) => reasonOf(download(target, path, { ...OPTIONS, ...options }));
  expect(await failure(`${url}/large`, { maxBytes: 10_000 })).toMatch(/^it is larger than the limit/);
  expect(await failure(`${url}/nothing`)).toBe('the server answered 404');
  expect(await failure(`${url}/circle`)).toBe('the address leads on more than 5 times');
  expect(await failure('ftp://example.com/a')).toBe('not an http or https address');
  expect(await failure('http://127.0.0.1:9/a')).toBe('the server refuses the connection');
});

test('private addresses are refused, by number, by name and through a redirect', async () => {
  const { url } = await serveFiles({ '/a': { content } });
  const path = join(emptyFolder(), 'file');
  const strict = { ...OPTIONS, allowPrivate: false };
  for (const target of [
    `${url}/a`,
    url.replace('127.0.0.1', 'localhost'),
    'http://[::1]:9/a',
    'http://169.254.169.254/latest',
  ]) {
    expect(await reasonOf(download(target, path, strict))).toMatch(/inside a private network/);
  }
});

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['192.168.0.1', true],
  ['169.254.169.254', true],
  ['100.64.0.1', true],
  ['8.8.8.8', false],
  ['::1', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['::ffff:127.0.0.1', true],
  ['::ffff:8.8.8.8', false],
  ['2606:4700::1', false],
  ['no address', true],
])('%s is private: %s', (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected);
});
