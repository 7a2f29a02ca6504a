/** The real program: serve-metrics, push-metrics, backup and restore, as a person, cron or systemd runs them. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually, freePort, startExporterProgram } from '../helpers/programs.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { addTestAd, addTestCreative, addTestDay, temporaryStore } from '../helpers/store.js';

/** A folder with a small creo.db in it. */
function folderWithStore() {
  const { db, path } = temporaryStore();
  addTestDay(db, { adId: addTestAd(db, { creativeId: addTestCreative(db, 'hook') }), clicks: 10, conversions: 1 });
  return { db, path, cwd: join(path, '..') };
}

const scrape = async (url: string, headers: Record<string, string> = {}): Promise<[number, string]> => {
  const answer = await fetch(`${url}/metrics`, { headers });
  return [answer.status, await answer.text()];
};

/** On a busy machine a scrape may get the figures of the reading before it. */
const AT_MOST_OLD = { timeout: 10_000 };

test('serve-metrics serves what the store holds now, and SIGTERM is a normal end', async () => {
  const { db, path, cwd } = folderWithStore();
  const exporter = await startExporterProgram(path, [], { cwd });
  const clicks = async (): Promise<string | undefined> =>
    /^utm_clicks_total.*$/m.exec((await scrape(exporter.url))[1])?.[0];
  expect(await clicks()).toBe('utm_clicks_total{utm_source="meta",utm_campaign="Spring"} 10');
  addTestDay(db, { adId: 1, day: '2026-03-10', clicks: 5 });
  await expect.poll(clicks, AT_MOST_OLD).toBe('utm_clicks_total{utm_source="meta",utm_campaign="Spring"} 15');
  expect(await exporter.end('SIGTERM')).toBe(0);
  expect(exporter.stdout()).toMatch(/^answered \d+ scrapes\n$/);
});

test('serve-metrics works out pooled rates beside the scrapes, the same as a push does', async () => {
  const { db, path, cwd } = folderWithStore();
  addTestDay(db, { adId: 1, day: '2026-03-10', clicks: 90, conversions: 2, spend: 50, revenue: 120 });
  const exporter = await startExporterProgram(path, [], { cwd });
  const pooledIn = (text: string): string | undefined => /^creo_creative_pooled_cvr\{.*$/m.exec(text)?.[0];
  const served = await eventually('the pooled rates', async () => pooledIn((await scrape(exporter.url))[1]));
  const pushed = await runCreo(['push-metrics', '--stdout'], { cwd });
  expect(pooledIn(pushed.stdout)).toBe(served);
  const without = await runCreo(['push-metrics', '--stdout', '--no-pooled'], { cwd });
  expect(pooledIn(without.stdout)).toBeUndefined();
  expect(exporter.stderr()).not.toContain('could not be worked out');
  expect(await exporter.end('SIGINT')).toBe(0);
});

test('serve-metrics outlives a store that goes away and comes back', async () => {
  const { db, path, cwd } = folderWithStore();
  const exporter = await startExporterProgram(path, [], { cwd });
  const status = async (): Promise<number> => (await scrape(exporter.url))[0];
  expect(await status()).toBe(200);
  db.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  await expect.poll(status, AT_MOST_OLD).toBe(503);
  expect(exporter.stderr()).toContain(`cannot read the store: There is no store at ${path} (NO_STORE)`);
  await runCreo(['restore', (await backupOf(folderWithStore().path)).file, '--db', path], { cwd });
  expect(await status()).toBe(200);
});

async function backupOf(path: string): Promise<{ file: string }> {
  const file = join(emptyFolder(), 'copy.db');
  await creoJson(['backup', file, '--db', path], { cwd: join(path, '..') });
  return { file };
}

test('serve-metrics beyond this machine wants a token, from a file or a variable', async () => {
  const { path, cwd } = folderWithStore();
  const refused = await runCreo(['serve-metrics', '--host', '0.0.0.0', '--port', '0'], { cwd });
  expect([refused.status, refused.stderr]).toEqual([
    1,
    'error: On 0.0.0.0 others can reach the server, so it needs a token\n' +
      'hint: Give one with --token-file FILE (or --token, --basic-auth), or stay on 127.0.0.1 behind a proxy\n',
  ]);
  const empty = await runCreo(['serve-metrics', '--host', '0.0.0.0'], { cwd, environment: { CREO_METRICS_TOKEN: '' } });
  expect(empty.status).toBe(1);
  writeFileSync(join(cwd, 'token'), 'from-file\n');
  const byFile = await startExporterProgram(path, ['--host', '0.0.0.0', '--token-file', 'token'], { cwd });
  expect((await scrape(byFile.url, { authorization: 'Bearer from-file' }))[0]).toBe(200);
  const environment = { CREO_METRICS_TOKEN: 'from-variable' };
  const byVariable = await startExporterProgram(path, [], { cwd, environment });
  expect((await scrape(byVariable.url))[0]).toBe(401);
  expect((await scrape(byVariable.url, { authorization: 'Bearer from-variable' }))[0]).toBe(200);
});

test('serve-metrics says which flag to change when it cannot start', async () => {
  const { cwd } = folderWithStore();
  const noToken = await runCreo(['serve-metrics', '--token-file', 'none'], { cwd });
  expect([noToken.status, noToken.stderr]).toEqual([1, expect.stringContaining('The token cannot be read')]);
  const badPort = await runCreo(['serve-metrics', '--port', '70000'], { cwd });
  expect([badPort.status, badPort.stderr]).toEqual([2, expect.stringContaining('a port from 0 to 65535')]);
});

test('push-metrics prints the same metrics, and reports its own success', async () => {
  const { cwd } = folderWithStore();
  const { status, stdout } = await runCreo(['push-metrics', '--stdout'], { cwd });
  expect(status).toBe(0);
  expect(stdout).toContain('creative_cvr{creative_id="1",creative_name="hook",cluster_id="none"} 0.1\n');
  const success = Number(/^creo_last_success_timestamp_seconds (\S+)$/m.exec(stdout)?.[1]);
  expect(Math.abs(success - Date.now() / 1000)).toBeLessThan(60);
});

test('push-metrics writes a textfile, and its exit status says whether all worked', async () => {
  const { cwd } = folderWithStore();
  const answer = await creoJson(['push-metrics', '--textfile', 'creo.prom'], { cwd });
  expect(answer).toMatchObject({ textfile: 'creo.prom', gateway: null });
  expect(readFileSync(join(cwd, 'creo.prom'), 'utf8')).toContain('utm_clicks_total');
  const gateway = `http://127.0.0.1:${await freePort()}`;
  const failed = await runCreo(['push-metrics', '--gateway', gateway, '--retries', '0'], { cwd });
  expect([failed.status, failed.stderr]).toEqual([1, expect.stringContaining('cannot be reached')]);
  const nowhere = await runCreo(['push-metrics'], { cwd });
  expect([nowhere.status, nowhere.stderr]).toEqual([
    2,
    expect.stringContaining('--gateway URL, --textfile PATH or --stdout'),
  ]);
  const noStore = await runCreo(['push-metrics', '--stdout'], { cwd: emptyFolder() });
  expect([noStore.status, noStore.stderr]).toEqual([1, expect.stringContaining('There is no store')]);
});

test('push-metrics takes only labels that Prometheus knows into the group', async () => {
  const cwd = emptyFolder();
  for (const label of ['job=other', 'in/stance=a', '1st=a', '=a']) {
    const push = ['push-metrics', '--gateway', 'http://127.0.0.1:1', '--grouping', label];
    const { status, stderr } = await runCreo(push, { cwd });
    expect([label, status, stderr]).toEqual([label, 2, expect.stringContaining('Its key must be a label')]);
  }
});

test('a backup into a folder is named after the moment, and restores', async () => {
  const { db, cwd, path } = folderWithStore();
  const folder = emptyFolder();
  const answer = await creoJson(['backup', folder], { cwd });
  expect(answer).toMatchObject({
    file: expect.stringMatching(/\/creo-\d{4}-\d\d-\d\dT\d{6}Z\.db$/),
    rows: { creatives: 1, ads: 1, ad_days: 1 },
  });
  const { file } = answer as { file: string };
  addTestCreative(db, 'later');
  const refused = await runCreo(['restore', file], { cwd });
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('There is a store at')]);
  const restored = await creoJson(['restore', file, '--force'], { cwd });
  expect(restored).toMatchObject({
    file: path,
    rows: { creatives: 1 },
    keptAt: expect.stringContaining('before-restore-'),
  });
  expect(existsSync((restored as { keptAt: string }).keptAt)).toBe(true);
  expect(await creoJson(['list'], { cwd })).toMatchObject({ creatives: [{ creative: 'hook' }] });
});

test('a backup replaces a file only with --force, and never the store', async () => {
  const { cwd } = folderWithStore();
  expect((await runCreo(['backup', 'copy.db'], { cwd })).status).toBe(0);
  const again = await runCreo(['backup', 'copy.db'], { cwd });
  expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('is there already')]);
  expect((await runCreo(['backup', 'copy.db', '--force'], { cwd })).status).toBe(0);
  const itself = await runCreo(['backup', 'creo.db', '--force'], { cwd });
  expect([itself.status, itself.stderr]).toEqual([1, expect.stringContaining('the store itself')]);
});
