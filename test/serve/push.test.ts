/** Pushing: to a real Pushgateway, to a gateway that fails, and to a file that node_exporter would read. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { deleteMetrics, type PushTarget, pushMetrics } from '../../src/serve/pushgateway.js';
import { writeTextfile } from '../../src/serve/textfile.js';
import { eventually, freePort, isInstalled, startPushgateway } from '../helpers/programs.js';
import { emptyFolder } from '../helpers/run-creo.js';

const target = (gateway: string, more: Partial<PushTarget> = {}): PushTarget => ({
  gateway,
  job: 'creo',
  grouping: new Map(),
  credentials: { token: null, basicAuth: null },
  retries: 0,
  timeoutSeconds: 5,
  ...more,
});

/** A gateway that answers with these statuses in turn, and notes what it was sent. */
async function fakeGateway(...statuses: number[]) {
  const seen: { path: string | undefined; authorization: string | undefined }[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    seen.push({ path: request.url, authorization: request.headers.authorization });
    request.resume();
    response.writeHead(statuses.shift() ?? 200).end('sorry');
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${port}`, seen };
}

test.skipIf(!isInstalled('prometheus-pushgateway'))(
  'a real Pushgateway keeps the last push of a group, and forgets a deleted one',
  async () => {
    const port = await freePort();
    startPushgateway(port, { cwd: emptyFolder() });
    const url = `http://127.0.0.1:${port}`;
    const shown = async (): Promise<string[]> =>
      (await (await fetch(`${url}/metrics`)).text()).split('\n').filter((line) => line.startsWith('creo_test'));
    await eventually('the Pushgateway', shown);
    const studio = target(url, { grouping: new Map([['instance', 'studio/north']]) });
    await pushMetrics(studio, '# TYPE creo_test gauge\ncreo_test 1\ncreo_test_gone 1\n');
    await pushMetrics(studio, '# TYPE creo_test gauge\ncreo_test 2\n');
    await pushMetrics(target(`${url}/`), '# TYPE creo_test gauge\ncreo_test 3\n');
    expect((await shown()).sort()).toEqual([
      'creo_test{instance="",job="creo"} 3',
      'creo_test{instance="studio/north",job="creo"} 2',
    ]);
    await deleteMetrics(studio);
    expect(await shown()).toEqual(['creo_test{instance="",job="creo"} 3']);
    await expect(pushMetrics(target(url), 'this is no metric\n')).rejects.toMatchObject({ code: 'PUSH_REFUSED' });
  },
);

test('a gateway that fails for a moment is tried again; one that refuses is not', async () => {
  const shaky = await fakeGateway(503, 200);
  await pushMetrics(target(shaky.url, { retries: 1 }), 'creo_test 1\n');
  expect(shaky.seen).toHaveLength(2);
  const strict = await fakeGateway(401, 200);
  const refused = pushMetrics(target(strict.url, { retries: 3 }), 'creo_test 1\n');
  await expect(refused).rejects.toMatchObject({ code: 'PUSH_REFUSED', hint: expect.stringContaining('--basic-auth') });
  expect(strict.seen).toHaveLength(1);
});

test('a gateway that is not there is an error after the last try', async () => {
  const nobody = target(`http://127.0.0.1:${await freePort()}`, { retries: 1 });
  await expect(pushMetrics(nobody, 'creo_test 1\n')).rejects.toMatchObject({
    code: 'PUSH_FAILED',
    message: expect.stringContaining('ECONNREFUSED'),
  });
});

test('the group is in the path and the password in the header', async () => {
  const { url, seen } = await fakeGateway();
  const credentials = { token: null, basicAuth: 'push:word' };
  const grouping = new Map([
    ['instance', 'a b/c'],
    ['team', 'ads & more'],
  ]);
  await pushMetrics(target(`${url}/gateway/`, { job: 'creo day', grouping, credentials }), 'creo_test 1\n');
  expect(seen).toEqual([
    {
      path: '/gateway/metrics/job/creo%20day/instance@base64/YSBiL2M/team/ads%20%26%20more',
      authorization: `Basic ${btoa('push:word')}`,
    },
  ]);
});

test('a group is never taken for another one, whatever its labels are', async () => {
  const { url, seen } = await fakeGateway();
  for (const value of ['.', '..', '?', '#']) {
    await deleteMetrics(target(url, { grouping: new Map([['instance', value]]) }));
  }
  expect(seen.map(({ path }) => path)).toEqual([
    '/metrics/job/creo/instance@base64/Lg',
    '/metrics/job/creo/instance@base64/Li4',
    '/metrics/job/creo/instance/%3F',
    '/metrics/job/creo/instance/%23',
  ]);
});

test('the textfile is replaced whole, readable by all, with nothing left beside it', () => {
  const folder = emptyFolder();
  const path = join(folder, 'creo.prom');
  writeFileSync(path, 'old', { mode: 0o600 });
  writeTextfile(path, 'creo_test 1\n');
  expect(readFileSync(path, 'utf8')).toBe('creo_test 1\n');
  expect(statSync(path).mode & 0o777).toBe(0o644);
  expect(readdirSync(folder)).toEqual(['creo.prom']);
});

test('a textfile that node_exporter would not read, or that cannot be written, is an error', () => {
  const folder = emptyFolder();
  expect(() => writeTextfile(join(folder, 'creo.txt'), '')).toThrow(expect.objectContaining({ code: 'TEXTFILE_NAME' }));
  expect(() => writeTextfile(join(folder, 'none', 'creo.prom'), '')).toThrow(
    expect.objectContaining({ code: 'TEXTFILE_UNWRITABLE' }),
  );
  mkdirSync(join(folder, 'taken.prom'));
  expect(() => writeTextfile(join(folder, 'taken.prom'), '')).toThrow(
    expect.objectContaining({ code: 'TEXTFILE_UNWRITABLE' }),
  );
  expect(readdirSync(folder)).toEqual(['taken.prom']);
});
