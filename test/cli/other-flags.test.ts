/** Flags that show elsewhere than in an answer: in the metrics, on the wire, in the store, in colour. */
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { storeIn } from '../helpers/campaign.js';
import { makePicture } from '../helpers/clips.js';
import { serveFiles } from '../helpers/file-server.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { addTestAd, addTestClusters, addTestCreative, addTestDay } from '../helpers/store.js';
import { atTerminal } from '../helpers/terminal.js';
import { writeClip } from '../helpers/tiny-clip.js';

/** Two creatives in a cluster each, with a result a week apart. */
function folderWithTwo(): string {
  const cwd = emptyFolder();
  const db = storeIn(cwd);
  const ids = ['old', 'new'].map((name, at) => {
    const creativeId = addTestCreative(db, name);
    const counts = { impressions: 1000, clicks: 100, conversions: 5, spend: 50 + at, revenue: 90 };
    addTestDay(db, { adId: addTestAd(db, { creativeId }), day: at === 0 ? '2026-03-01' : '2026-03-15', ...counts });
    return creativeId;
  });
  addTestClusters(
    db,
    ids.map((id, at) => ({ clusterId: at + 1, label: `group ${at + 1}`, creativeIds: [id] })),
  );
  db.close();
  return cwd;
}

test('metrics are of as many clusters and recent days as asked', async () => {
  const cwd = folderWithTwo();
  const pushed = async (...args: string[]): Promise<string> =>
    (await runCreo(['push-metrics', '--stdout', '--no-pooled', ...args], { cwd })).stdout;
  const usual = await pushed();
  const series = (text: string): number => [...text.matchAll(/^cluster_size\{/gm)].length;
  expect([series(usual), series(await pushed('--max-clusters', '1'))]).toEqual([2, 1]);
  const recent = (text: string): string[] => text.split('\n').filter((line) => /^creo_\w*recent/.test(line));
  expect(recent(usual)).not.toEqual([]);
  expect(recent(await pushed('--recent-days', '30'))).not.toEqual(recent(usual));
});

test('a push has its patience, and --delete takes the group away', async () => {
  const cwd = folderWithTwo();
  const asked: string[] = [];
  const gateway = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.method === 'DELETE') response.writeHead(202).end();
  });
  await once(gateway.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    gateway.closeAllConnections();
    gateway.close();
  });
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  const push = ['push-metrics', '--gateway', url, '--job', 'ads', '--retries', '0'];
  expect((await runCreo([...push, '--timeout', '1'], { cwd })).status).toBe(1);
  expect(await creoJson([...push, '--delete'], { cwd })).toEqual({ deleted: 'ads' });
  expect(asked.at(-1)).toBe('DELETE /metrics/job/ads');
});

test('no more is downloaded than --max-download allows', async () => {
  const cwd = emptyFolder();
  const { url } = await serveFiles({ '/big.mp4': { content: Buffer.alloc(1_500_000) } });
  const { status, stderr } = await runCreo(['add', `${url}/big.mp4`, '--allow-private', '--max-download', '1'], {
    cwd,
  });
  expect([status, stderr]).toEqual([1, expect.stringContaining('larger than the limit of 1 MB')]);
});

test('an import takes the account that is named, and init the convention of names', async () => {
  const cwd = emptyFolder();
  writeFileSync(
    join(cwd, 'day.csv'),
    'day,ad_name,clicks,conversions,spend,currency\n2026-03-01,hook_anna,10,1,5,USD\n',
  );
  await creoJson(['import', 'day.csv', '--account', 'Client A'], { cwd });
  const db = storeIn(cwd);
  expect(db.prepare('SELECT DISTINCT account FROM ads').pluck().all()).toEqual(['Client A']);
  db.close();
  expect(await creoJson(['init', '--naming', '{hook}_{creator}'], { cwd })).toMatchObject({
    naming: '{hook}_{creator}',
  });
  expect(JSON.stringify(await creoJson(['show', 'hook_anna'], { cwd }))).toContain('"anna"');
});

test('the weights of a model are taken in the precision that is asked for', async () => {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'ads'));
  makePicture(join(cwd, 'ads'), 'one.png');
  writeClip(join(cwd, 'model'));
  await creoJson(['add', 'ads'], { cwd });
  const modelOf = async (precision: string): Promise<string> =>
    Object(await creoJson(['embed', '--model', 'model', '--precision', precision], { cwd })).modelId;
  expect([await modelOf('q8'), await modelOf('fp32')]).toEqual([
    expect.stringMatching(/#q8$/),
    expect.stringMatching(/#fp32$/),
  ]);
});

test('a terminal gets colour unless told otherwise', async () => {
  const cwd = folderWithTwo();
  const shown = (flags: string): Promise<string> => atTerminal(cwd, [], `list ${flags}`, { NO_COLOR: '' });
  const sequence = '\u001b[';
  expect(await shown('')).toContain(sequence);
  expect(await shown('--no-color')).not.toContain(sequence);
});
