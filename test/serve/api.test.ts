/** The HTTP API of the real program, called by a client made from its OpenAPI description. */
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { openPage } from '../helpers/browser.js';
import { makeClip } from '../helpers/clips.js';
import { type Client, clientOf } from '../helpers/openapi-client.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { sampleStore } from '../helpers/sample-store.js';
import { startServer } from '../helpers/server.js';

const SAVE = 'POST /api/v1/creative/save';
const PERFORMANCE = 'POST /api/v1/creative/update-performance';
const VISUAL = 'POST /api/v1/creative/cluster/visual';
const PATTERNS = 'POST /api/v1/creative/cluster/patterns';
const WINNING = 'GET /api/v1/creative/cluster/winning';
const SCALING = 'POST /api/v1/creative/recommend/scaling';

/** The API over the sample store. */
async function served(
  ...flags: string[]
): Promise<{ cwd: string; url: string; api: Client; stop: () => Promise<unknown> }> {
  const cwd = emptyFolder();
  await sampleStore(cwd);
  const server = await startServer(['serve', '--patience', '600', ...flags], cwd);
  return { cwd, url: server.url, api: await clientOf(server.url), stop: server.stop };
}

const recordOf = (value: unknown): Record<string, unknown> => value as Record<string, unknown>;

test('the description holds the six operations of the contract, and a page shows them from this server alone', async () => {
  const { url, api } = await served();
  expect(api.operations).toEqual(expect.arrayContaining([SAVE, PERFORMANCE, VISUAL, PATTERNS, WINNING, SCALING]));
  const { page, complaints, requests } = await openPage(`${url}/`);
  await page.locator('[data-path="/api/v1/creative/save"]').waitFor();
  expect(complaints).toEqual([]);
  expect(requests.every((address) => address.startsWith(url))).toBe(true);
  await page.close();
});

test('a creative is saved by name, by file and twice; its results are set in cents and read back in micros', async () => {
  const { cwd, api } = await served('--media-root', '.');
  const path = makeClip(cwd, 'fresh.mp4');
  const saved = await api.call(SAVE, { body: { name: 'fresh', path, product_category: 'lootbox' } });
  expect(saved).toMatchObject({ status: 201, mismatch: null, body: { name: 'fresh', status: 'added', kind: 'video' } });
  const again = await api.call(SAVE, { body: { name: 'fresh', path } });
  expect(again).toMatchObject({ status: 201, body: { id: recordOf(saved.body).id, status: 'same' } });
  const bare = await api.call(SAVE, { body: { name: 'by name only' } });
  expect(bare).toMatchObject({ status: 201, mismatch: null, body: { status: 'added' } });
  const body = {
    creative_id: recordOf(saved.body).id,
    impressions: 900,
    clicks: 40,
    conversions: 2,
    spend: 5012,
    revenue: 8000,
  };
  const updated = await api.call(PERFORMANCE, { body });
  expect(updated).toMatchObject({
    status: 200,
    mismatch: null,
    body: { name: 'fresh', spend: 5012, revenue: 8000, currency: 'USD' },
  });
  const { revenue: _, ...rest } = body;
  expect((await api.call(PERFORMANCE, { body: { ...rest, spend: 5013 } })).body).toMatchObject({
    spend: 5013,
    revenue: 8000,
  });
  await api.call(PERFORMANCE, { body });
  const { results } = (await creoJson(['show', 'fresh'], { cwd })) as { results: Record<string, number> };
  expect(results).toMatchObject({ clicks: 40, spendMicros: 50_120_000, revenueMicros: 80_000_000 });
});

test('what a client sends wrong is said, never guessed around', async () => {
  const { api } = await served();
  const code = async (operation: string, body: unknown): Promise<[number, unknown, string | null]> => {
    const answer = await api.call(operation, { body });
    return [answer.status, recordOf(recordOf(answer.body).error).code, answer.mismatch];
  };
  expect(await code(SAVE, { name: '' })).toEqual([400, 'FST_ERR_VALIDATION', null]);
  expect(await code(SAVE, { name: 'a', surprise: 1 })).toEqual([400, 'FST_ERR_VALIDATION', null]);
  expect(await code(PERFORMANCE, { creative_id: 1, impressions: null, clicks: 1, conversions: 0, spend: 1 })).toEqual([
    400,
    'FST_ERR_VALIDATION',
    null,
  ]);
  expect(await code(PERFORMANCE, { creative_id: 1, impressions: 1, clicks: 1, conversions: 0, spend: 1.5 })).toEqual([
    400,
    'FST_ERR_VALIDATION',
    null,
  ]);
  expect(await code(PERFORMANCE, { creative_id: 999, impressions: 1, clicks: 1, conversions: 0, spend: 1 })).toEqual([
    404,
    'NO_SUCH_CREATIVE',
    null,
  ]);
  expect(await code(SAVE, { name: 'x', path: '/no/such/file.mp4' })).toEqual([422, 'NO_MEDIA_ROOT', null]);
  expect(await code(SAVE, { name: 'x', video_url: 'file:///etc/passwd' })).toEqual([422, 'NOT_A_URL', null]);
  expect(await code(SAVE, { name: 'x'.repeat(100_000) })).toEqual([413, 'FST_ERR_CTP_BODY_TOO_LARGE', null]);
});

test('clusters are those of the command line, in cents and snake_case', async () => {
  const { cwd, api } = await served();
  makeClip(cwd, 'problem-1.mp4');
  makeClip(cwd, 'meme-1.mp4', { source: 'testsrc' });
  makeClip(cwd, 'meme-2.mp4', { source: 'smptebars' });
  await runCreo(['add', '.', '--quiet'], { cwd });
  const { status, body, mismatch } = await api.call(VISUAL, { query: { n_clusters: 2 } });
  expect({ status, mismatch }).toEqual({ status: 200, mismatch: null });
  const info = recordOf(recordOf(body).cluster_info);
  const cli = recordOf(await creoJson(['cluster', '--visual', '-k', '2'], { cwd }));
  const clusters = info.clusters as Record<string, unknown>[];
  const expected = cli.clusters as Record<string, unknown>[];
  expect(info).toMatchObject({ kind: 'visual', k: 2, silhouette: cli.silhouette });
  expect(clusters.map(({ creatives, cvr, prob_best, spend }) => [creatives, cvr, prob_best, spend])).toEqual(
    expected.map(({ creatives, cvr, probBest, spendMicros }) => [
      creatives,
      cvr,
      probBest,
      Number(spendMicros) / 10_000,
    ]),
  );
  const tooMany = await api.call(VISUAL, { query: { n_clusters: 0 } });
  expect(tooMany).toMatchObject({ status: 400, mismatch: null });
});

test('winners and the split are those of the command line, in cents', async () => {
  const { cwd, api } = await served();
  const winning = await api.call(WINNING, { query: { min_cvr: 0.01 } });
  expect(winning).toMatchObject({ status: 200, mismatch: null });
  const winners = recordOf(await creoJson(['winners', '--min-cvr', '0.01'], { cwd }));
  const [best] = winners.clusters as Record<string, unknown>[];
  const members = (winners.creatives as Record<string, unknown>[]).filter(
    ({ clusterId }) => clusterId === best.clusterId,
  );
  const recommended = recordOf(winning.body).recommended_creatives as Record<string, unknown>[];
  expect(recommended.map(({ name, cvr }) => [name, cvr])).toEqual(members.map(({ creative, cvr }) => [creative, cvr]));
  expect(recordOf(winning.body).confidence).toBe(best.probBest);

  const scaling = await api.call(SCALING, { body: { budget: 200_000 } });
  expect(scaling).toMatchObject({ status: 200, mismatch: null });
  const plan = recordOf(await creoJson(['recommend', '--budget', '2000'], { cwd }));
  const { recommended_creatives: split, ...figures } = recordOf(scaling.body);
  const cents = (micros: unknown): number => Math.floor(Number(micros) / 10_000);
  expect(
    (split as Record<string, unknown>[]).map(({ name, cvr, roas, recommended_budget }) => [
      name,
      cvr,
      roas,
      recommended_budget,
    ]),
  ).toEqual(
    (plan.items as Record<string, unknown>[]).map(({ creative, cvr, roas, budgetMicros }) => [
      creative,
      cvr,
      roas,
      cents(budgetMicros),
    ]),
  );
  expect(figures).toMatchObject({
    budget: 200_000,
    expected_revenue: cents(plan.expectedRevenueMicros),
    expected_revenue_low: cents(plan.expectedRevenueLowMicros),
    expected_roi: plan.expectedRoi,
    confidence: plan.confidence,
    verdict: plan.verdict,
  });
});

test('work that takes longer than the patience is answered with a job, whose answer comes later', async () => {
  const { cwd, url, api } = await served('--patience', '0');
  makeClip(cwd, 'problem-1.mp4');
  makeClip(cwd, 'meme-1.mp4', { source: 'testsrc' });
  await runCreo(['add', '.', '--quiet'], { cwd });
  const { status, body, headers, mismatch } = await api.call(VISUAL, { query: { n_clusters: 2 } });
  expect({ status, mismatch }).toEqual({ status: 202, mismatch: null });
  const location = headers.get('location');
  const states = new Set([recordOf(body).status]);
  let answer: Record<string, unknown> = {};
  while (answer.status !== 'done' && answer.status !== 'failed') {
    await new Promise((resolve) => setTimeout(resolve, 50));
    answer = recordOf(await (await fetch(`${url}${location}`)).json());
    states.add(answer.status);
  }
  expect([...states]).toContain('running');
  expect(answer).toMatchObject({ status: 'done', answer: { cluster_info: { k: 2 } } });
  expect((await fetch(`${url}/api/v1/jobs/99`)).status).toBe(404);
});

test('a job is stopped by its client, and the server by a signal though work is under way', async () => {
  const { cwd, url, api, stop } = await served('--patience', '0');
  for (const [at, source] of ['testsrc', 'smptebars', 'rgbtestsrc', 'testsrc2'].entries()) {
    makeClip(cwd, `problem-${at + 1}.mp4`, { source, seconds: 20 });
  }
  await runCreo(['add', '.', '--quiet'], { cwd });
  const { headers } = await api.call(VISUAL);
  const location = `${url}${headers.get('location')}`;
  const waiting = recordOf((await api.call(PATTERNS)).body);
  expect(waiting).toMatchObject({ status: 'waiting', deadline: expect.any(String) });
  const stopped = await fetch(location, { method: 'DELETE' });
  expect(await stopped.json()).toMatchObject({ status: 'cancelled' });
  const second = await fetch(`${url}/api/v1/jobs/${waiting.job}`, { method: 'DELETE' });
  expect(await second.json()).toMatchObject({ status: 'cancelled' });
  expect((await fetch(`${url}/api/v1/jobs/99`, { method: 'DELETE' })).status).toBe(404);
  await api.call(VISUAL);
  expect(await stop()).toMatchObject({ status: 0 });
});

test('requests at once, while the command line imports, all get answers, and nothing is lost', async () => {
  const { cwd, api } = await served();
  const { body } = await api.call(SAVE, { body: { name: 'busy' } });
  const days = Array.from({ length: 20 }, (_, day) => `2026-06-${String(day + 1).padStart(2, '0')}`);
  const results = { creative_id: recordOf(body).id, impressions: 10, clicks: 2, conversions: 1, spend: 100 };
  const [imported, ...answers] = await Promise.all([
    runCreo(['perf', 'set', 'problem-1', '--clicks', '3', '--date', '2026-07-01', '--quiet'], { cwd }),
    ...days.map((date) => api.call(PERFORMANCE, { body: { ...results, date } })),
  ]);
  expect(imported.status).toBe(0);
  expect(answers.map(({ status }) => status)).toEqual(days.map(() => 200));
  const { results: sums } = (await creoJson(['show', 'busy'], { cwd })) as { results: Record<string, number> };
  expect(sums).toMatchObject({ clicks: 40, conversions: 20, spendMicros: 20_000_000 });
});

test('beyond this machine a token is needed, and without it nothing of the store is told', async () => {
  const cwd = emptyFolder();
  await sampleStore(cwd);
  const open = await runCreo(['serve', '--host', '0.0.0.0', '--port', '0'], { cwd });
  expect(open.status).toBe(1);
  expect(open.stderr).toContain('needs a token');
  const { url } = await startServer(['serve', '--token', 'secret'], cwd);
  const api = await clientOf(url);
  const body = { name: 'a' };
  expect(await api.call(SAVE, { body })).toMatchObject({ status: 401, mismatch: null });
  expect(await api.call(SAVE, { body, token: 'wrong' })).toMatchObject({ status: 401 });
  expect(await api.call(SAVE, { body, token: 'secret' })).toMatchObject({ status: 201 });
  expect((await fetch(`${url}/metrics`)).status).toBe(401);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('a page elsewhere that points its name at this machine is refused', async () => {
  const { url } = await served();
  const status = await new Promise((resolve) => {
    request(`${url}/metrics`, { headers: { host: 'evil.example' } }, (response) => resolve(response.statusCode)).end();
  });
  expect(status).toBe(403);
});

test('a client that asks too often is told to wait', async () => {
  const { url } = await served('--rate-limit', '5');
  const statuses: number[] = [];
  for (let asked = 0; asked < 8; asked += 1) statuses.push((await fetch(`${url}/healthz`)).status);
  expect(statuses).toContain(429);
});

test('requests are metrics, and the server stops in order when it is told', async () => {
  const { url, api, stop } = await served('--json');
  await api.call(SAVE, { body: { name: 'counted' } });
  const text = await (await fetch(`${url}/metrics`)).text();
  expect(text).toContain('api_request_total{method="POST",endpoint="/api/v1/creative/save",status_code="201"} 1');
  expect(text).toContain('utm_clicks_total');
  const { status, stdout } = (await stop()) as { status: number; stdout: string };
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ url });
});
