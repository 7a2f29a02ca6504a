/** The HTTP API over a store of several clients: each request says whose results it is about, and gets nothing of the others. */
import { beforeAll, expect, test } from 'vitest';
import { agencyFigures } from '../helpers/agency-figures.js';
import { ownAgency, sharedAgency } from '../helpers/agency-store.js';
import { makeClip } from '../helpers/clips.js';
import { type Answer, type Client, clientOf } from '../helpers/openapi-client.js';
import { creoJson, runCreo } from '../helpers/run-creo.js';
import { startServer } from '../helpers/server.js';

const WINNING = 'GET /api/v1/creative/cluster/winning';
const SCALING = 'POST /api/v1/creative/recommend/scaling';
const VISUAL = 'POST /api/v1/creative/cluster/visual';
const PERFORMANCE = 'POST /api/v1/creative/update-performance';

beforeAll(async () => {
  await sharedAgency();
}, 60_000);

async function served(cwd: string, ...flags: string[]): Promise<Client> {
  const { url } = await startServer(['serve', '--patience', '600', ...flags], cwd);
  return clientOf(url);
}

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields => value as Fields;

const failure = ({ status, body, mismatch }: Answer): unknown[] => [
  status,
  fieldsOf(fieldsOf(body).error).code,
  mismatch,
];

const hint = ({ body }: Answer): string => String(fieldsOf(fieldsOf(body).error).hint);

const creativesOf = ({ body }: Answer): Fields[] => fieldsOf(body).recommended_creatives as Fields[];

test('a request for a client gets the figures of its own files, in its currency or converted', async () => {
  const cwd = await sharedAgency();
  const api = await served(cwd);
  for (const [client, convert] of [
    ['acme', undefined],
    ['globex', 'EUR'],
    ['initech', 'USD'],
  ] as const) {
    const scope = { client, ...(convert === undefined ? {} : { convert }) };
    const flags = ['--client', client, ...(convert === undefined ? [] : ['--convert', convert])];
    const winning = await api.call(WINNING, { query: scope });
    expect(winning).toMatchObject({ status: 200, mismatch: null });
    const figures = agencyFigures(cwd, { client, convert });
    const rows = creativesOf(winning);
    expect(rows.length).toBeGreaterThan(0);
    for (const { name, roas_raw, clicks } of rows) {
      const own = figures.get(String(name).replace(/ \(\w+\)$/, ''));
      expect([clicks, roas_raw]).toEqual([own?.clicks, (own?.revenueMicros ?? 0) / (own?.spendMicros ?? 0)]);
    }
    const scaling = await api.call(SCALING, { body: { budget: 100_000, ...scope } });
    const plan = fieldsOf(await creoJson(['recommend', '--budget', '1000', ...flags], { cwd }));
    expect(scaling).toMatchObject({ status: 200, mismatch: null, body: { currency: plan.currency } });
    expect(creativesOf(scaling).map(({ id, roas }) => [id, roas])).toEqual(
      (plan.items as Fields[]).map(({ creativeId, roas }) => [creativeId, roas]),
    );
  }
  const account = await api.call(WINNING, { query: { account: 'Globex US' } });
  expect(creativesOf(account).map(({ roas }) => roas)).toEqual(
    creativesOf(await api.call(WINNING, { query: { client: 'globex' } })).map(({ roas }) => roas),
  );
});

test('whose results are meant is asked for in the words of the API, and what cannot be is refused', async () => {
  const api = await served(await sharedAgency());
  const several = await api.call(WINNING);
  expect(failure(several)).toEqual([422, 'SEVERAL_CLIENTS', null]);
  expect(hint(several)).toBe('Send the client that is meant');
  expect(failure(await api.call(VISUAL))).toEqual([422, 'SEVERAL_CLIENTS', null]);
  expect(failure(await api.call(SCALING, { body: { budget: 1000, client: 'umbrella' } }))).toEqual([
    404,
    'NO_SUCH_CLIENT',
    null,
  ]);
  // A query is text: a client may be called 1001.
  expect(failure(await api.call(WINNING, { query: { client: '1001' } }))).toEqual([404, 'NO_SUCH_CLIENT', null]);
  expect(failure(await api.call(WINNING, { query: { client: 'acme', account: 'Globex US' } }))).toEqual([
    404,
    'NO_SUCH_ACCOUNT',
    null,
  ]);
  expect(failure(await api.call(WINNING, { query: { client: 'acme', convert: 'GBP' } }))).toEqual([
    422,
    'NO_RATE',
    null,
  ]);
  for (const query of [{ client: '' }, { client: 'acme', convert: 'usd' }, { customer: 'acme' }])
    expect(failure(await api.call(WINNING, { query }))).toEqual([400, 'FST_ERR_VALIDATION', null]);
});

test('a server that was started for a client tells nothing of the others, whatever a request says', async () => {
  const cwd = await ownAgency();
  makeClip(cwd, 'acme_story.mp4');
  makeClip(cwd, 'hook_a.mp4', { source: 'testsrc' });
  makeClip(cwd, 'globex_loop.mp4', { source: 'smptebars' });
  await runCreo(['add', '.', '--quiet'], { cwd });
  const { creatives } = (await creoJson(['list', '--client', 'globex'], { cwd })) as { creatives: Fields[] };
  const other = creatives.find(({ creative }) => creative === 'globex_loop')?.creativeId;
  const api = await served(cwd, '--client', 'acme');
  const results = { impressions: 1, clicks: 1, conversions: 0, spend: 1, currency: 'EUR' };
  const answers = [
    await api.call(WINNING),
    await api.call(WINNING, { query: { convert: 'USD', client: 'acme' } }),
    await api.call(SCALING, { body: { budget: 100_000, account: 'Acme Meta' } }),
    await api.call(VISUAL, { query: { n_clusters: 2 } }),
    await api.call(WINNING, { query: { client: 'globex' } }),
    await api.call(WINNING, { query: { client: 'acme', account: 'Globex US' } }),
    await api.call(PERFORMANCE, { body: { creative_id: other, ...results } }),
  ];
  expect(answers.map(({ status, mismatch }) => [status, mismatch])).toEqual(
    [200, 200, 200, 200, 403, 404, 404].map((status) => [status, null]),
  );
  // The account's name is the request's own.
  const said = JSON.stringify(answers.map(({ body }) => body)).replaceAll('Globex US', '');
  expect(/globex|initech/i.exec(said)?.[0]).toBeUndefined();
});
