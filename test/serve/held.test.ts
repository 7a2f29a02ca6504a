/** Nothing holds the thread that takes requests: neither another writer nor long work. */
import { expect, onTestFinished, test } from 'vitest';
import { Sqlite } from '../../src/store/sqlite.js';
import { makeClip } from '../helpers/clips.js';
import { emptyFolder, runCreo } from '../helpers/run-creo.js';
import { sampleStore } from '../helpers/sample-store.js';
import { startServer } from '../helpers/server.js';

const post = (url: string, path: string, body: object): Promise<Response> =>
  fetch(`${url}/api/v1/creative/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const results = (date: string) => ({ creative_id: 1, impressions: 10, clicks: 2, conversions: 1, spend: 100, date });

/** A server over the sample store, with a connection of the test's own beside it. */
async function servedStore(...flags: string[]) {
  const cwd = emptyFolder();
  const path = await sampleStore(cwd);
  const server = await startServer(['serve', ...flags], cwd);
  const db = new Sqlite(path);
  onTestFinished(() => void db.close());
  const entered = () => db.prepare(`SELECT COUNT(*) FROM imports WHERE platform = 'manual'`).pluck().get();
  return { cwd, db, entered, ...server };
}

/** Answers of everything that writes nothing, in turn. */
async function shortAnswers(url: string): Promise<number[]> {
  const statuses: number[] = [];
  for (const path of ['/healthz', '/metrics', '/docs/json', '/healthz', '/api/v1/jobs/99']) {
    statuses.push((await fetch(url + path)).status);
  }
  return statuses;
}

test('a write waits for another writer and is kept, while everything else is answered', async () => {
  const { url, db, entered } = await servedStore();
  db.exec('BEGIN IMMEDIATE');
  let answered = 0;
  const writes = [
    post(url, 'update-performance', results('2026-06-01')),
    post(url, 'save', { name: 'meanwhile' }),
    post(url, 'update-performance', results('2026-06-02')),
  ].map(async (write) => {
    const { status } = await write;
    answered += 1;
    return status;
  });
  expect(await shortAnswers(url)).toEqual([200, 200, 200, 200, 404]);
  expect(answered).toBe(0);
  db.exec('COMMIT');
  expect(await Promise.all(writes)).toEqual([200, 201, 200]);
  expect(entered()).toBe(2);
});

test('writes that wait ten seconds for another writer are all told to try again, and none is kept', {
  timeout: 40_000,
}, async () => {
  const { url, db, entered } = await servedStore();
  await post(url, 'save', { name: 'first' });
  db.exec('BEGIN IMMEDIATE');
  const started = performance.now();
  const answers = await Promise.all(
    ['2026-06-01', '2026-06-02', '2026-06-03'].map((date) => post(url, 'update-performance', results(date))),
  );
  // One after the other they would take half a minute.
  expect(performance.now() - started).toBeLessThan(20_000);
  expect(performance.now() - started).toBeGreaterThan(9_000);
  for (const answer of answers) {
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await answer.json()).toMatchObject({ error: { code: 'STORE_BUSY' } });
  }
  db.exec('ROLLBACK');
  expect(entered()).toBe(0);
  expect((await post(url, 'update-performance', results('2026-06-01'))).status).toBe(200);
});

test('scrapes and writes are answered while long work runs, and the next scrape has what was written', async () => {
  const { cwd, url } = await servedStore('--patience', '0');
  for (const [at, source] of ['testsrc', 'smptebars', 'rgbtestsrc'].entries()) {
    makeClip(cwd, `problem-${at + 1}.mp4`, { source, seconds: 20 });
  }
  await runCreo(['add', '.', '--quiet'], { cwd });
  const started = await post(url, 'cluster/visual', {});
  expect(started.status).toBe(202);
  const job = `${url}${started.headers.get('location')}`;
  expect(await shortAnswers(url)).toEqual([200, 200, 200, 200, 404]);
  expect((await post(url, 'update-performance', results('2026-06-01'))).status).toBe(200);
  expect(await (await fetch(job)).json()).toMatchObject({ status: 'running' });
  await fetch(job, { method: 'DELETE' });
  const rows = async (): Promise<string | undefined> =>
    /^creo_store_rows\{table="imports"\} (\d+)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1];
  await expect.poll(rows, { timeout: 10_000 }).toBe('2');
});
