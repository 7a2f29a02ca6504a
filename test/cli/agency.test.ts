/** Three clients in three currencies on two platforms, with a second source of conversions: held against plain sums of the same files. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AGENCY_COMMANDS, writeAgencyFiles } from '../helpers/agency.js';
import { agencyFigures, type FigureOptions, type Sums } from '../helpers/agency-figures.js';
import { assistant } from '../helpers/mcp-client.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';

let made = '';

beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), 'creo-agency-'));
  writeAgencyFiles(made);
  for (const args of AGENCY_COMMANDS) {
    const { status, stderr } = await runCreo(args, { cwd: made });
    expect({ args, status, stderr: status === 0 ? '' : stderr }).toEqual({ args, status: 0, stderr: '' });
  }
}, 60_000);

afterAll(() => rmSync(made, { recursive: true, force: true }));

/** A folder with a store of its own, as all was imported. */
function agency(): string {
  const cwd = emptyFolder();
  writeAgencyFiles(cwd);
  copyFileSync(join(made, 'creo.db'), join(cwd, 'creo.db'));
  return cwd;
}

type Rows = Readonly<Record<string, unknown>>[];

/** The creatives of an answer by the name of their ads: those of a second client carry it in brackets. */
function sumsIn(answer: unknown): Map<string, Partial<Sums>> {
  const { creatives = [] } = answer as { creatives?: Rows };
  return new Map(
    creatives.map(({ creative, clicks, conversions, spendMicros, revenueMicros }) => [
      String(creative).replace(/ \(\w+\)$/, ''),
      { clicks, conversions, spendMicros, revenueMicros } as Partial<Sums>,
    ]),
  );
}

const whole = (sums: Map<string, Partial<Sums>>): object =>
  Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));

async function expectFigures(cwd: string, command: readonly string[], options: FigureOptions): Promise<void> {
  const flags = ['--client', options.client, ...(options.convert === undefined ? [] : ['--convert', options.convert])];
  expect(whole(sumsIn(await creoJson([...command, ...flags], { cwd })))).toEqual(whole(agencyFigures(options)));
}

test('every client has the figures of its own files, in its own currency and converted by day', async () => {
  for (const client of ['acme', 'globex', 'initech']) {
    await expectFigures(made, ['list'], { client });
    await expectFigures(made, ['winners'], { client, convert: 'USD' });
  }
});

test('a source of truth stands in place of the platform, and its days without a word are days of none', async () => {
  const cwd = agency();
  for (const account of ['Acme Meta', 'Acme TikTok'])
    await runCreo(['accounts', 'set', account, '--truth', 'ga4'], { cwd });
  await runCreo(['accounts', 'set', 'Globex US', '--truth', 'keitaro'], { cwd });
  await expectFigures(cwd, ['winners'], { client: 'acme', truth: 'ga4.csv' });
  await expectFigures(cwd, ['winners'], { client: 'globex', truth: 'keitaro.csv', convert: 'EUR' });
  const { stdout } = await runCreo(['winners', '--client', 'acme'], { cwd });
  expect(stdout).toContain('Conversions and revenue of Acme Meta, Acme TikTok are those of ga4');
  const plan = (await creoJson(['recommend', '--budget', '1000', '--break-even', '0.2', '--client', 'acme'], {
    cwd,
  })) as { items: Rows };
  const figures = agencyFigures({ client: 'acme', truth: 'ga4.csv' });
  expect(plan.items.length).toBeGreaterThan(0);
  for (const { creative, roasRaw } of plan.items) {
    const sums = figures.get(String(creative));
    expect(roasRaw).toBeCloseTo((sums?.revenueMicros ?? 0) / (sums?.spendMicros ?? 1), 12);
  }
  await runCreo(['accounts', 'set', 'Acme Meta', '--truth', 'platform'], { cwd });
  await runCreo(['accounts', 'set', 'Acme TikTok', '--truth', 'platform'], { cwd });
  await expectFigures(cwd, ['winners'], { client: 'acme' });
});

test('an assistant gets the figures of one client, in its currency or converted, and is asked which', async () => {
  const { call } = await assistant(made);
  for (const client of ['acme', 'globex', 'initech']) {
    const listed = await call('list', { client, limit: 200 });
    expect(whole(sumsIn(listed.answer))).toEqual(whole(agencyFigures({ client })));
    const converted = await call('winners', { client, convert: 'USD', limit: 200 });
    expect(whole(sumsIn(converted.answer))).toEqual(whole(agencyFigures({ client, convert: 'USD' })));
  }
  expect((await call('winners', { convert: 'EUR' })).error).toMatchObject({
    code: 'SEVERAL_CLIENTS',
    hint: expect.stringContaining('`client`'),
  });
  expect((await call('recommend', { budget: 1000, client: 'acme' })).text).not.toContain('globex');
  const beside = await creoJson(['sources', '--client', 'acme'], { cwd: made });
  expect((await call('sources', { client: 'acme', limit: 200 })).answer).toEqual(beside);
}, 30_000);

test('an assistant of one client is shown nothing of the others, whatever it asks', async () => {
  const { call } = await assistant(made, '--client', 'acme');
  const calls: [string, Record<string, unknown>][] = [
    ['list', { limit: 200 }],
    ['imports', { limit: 200 }],
    ['winners', { limit: 200, convert: 'USD' }],
    ['recommend', { budget: 1000, limit: 200 }],
    ['trend', {}],
    ['signals', { earlyDays: 1 }],
    ['score', {}],
    ['clusters', {}],
    ['tags', {}],
    ['sources', { limit: 200 }],
    ['show', { creative: 'hook_a' }],
    ['show', { creative: 'globex_loop' }],
    ['list', { client: 'globex' }],
    ['winners', { acrossClients: true, convert: 'EUR' }],
  ];
  for (const [name, said] of calls) {
    const { text, answer, error } = await call(name, said);
    const all = `${text} ${JSON.stringify(answer)} ${JSON.stringify(error)}`.replaceAll('globex_loop', '');
    expect([name, /globex|initech/i.exec(all)?.[0]]).toEqual([name, undefined]);
  }
  expect(whole(sumsIn((await call('list', { limit: 200 })).answer))).toEqual(whole(agencyFigures({ client: 'acme' })));
  expect((await call('list', { client: 'globex' })).error?.code).toBe('OTHER_CLIENT');
  expect((await call('show', { creative: 'globex_loop' })).error?.code).toBe('NO_SUCH_CREATIVE');
}, 30_000);

test('clients are not pooled unasked, and are where that is asked for', async () => {
  const refused = await runCreo(['winners', '--convert', 'EUR'], { cwd: made });
  expect(refused.stderr).toContain('acme and globex and initech');
  expect(refused.stderr).toContain('--across-clients');
  expect(refused.status).toBe(1);
  const { creatives } = (await creoJson(['winners', '--convert', 'EUR', '--across-clients'], { cwd: made })) as {
    creatives: Rows;
  };
  const sum = creatives.reduce((total, { spendMicros }) => total + Number(spendMicros), 0);
  const own = ['acme', 'globex', 'initech'].flatMap((client) => [
    ...agencyFigures({ client, convert: 'EUR' }).values(),
  ]);
  expect(sum).toBe(own.reduce((total, { spendMicros }) => total + spendMicros, 0));
});

test('a day before the first rate is refused, with the currency and the day', async () => {
  const cwd = agency();
  writeFileSync(
    join(cwd, 'early.csv'),
    'day,account,ad_name,campaign,clicks,impressions,conversions,spend,currency\n2026-08-01,Initech KK,initech_desk,initech autumn,10,400,1,900,JPY\n',
  );
  expect((await runCreo(['import', 'early.csv', '--platform', 'generic'], { cwd })).status).toBe(0);
  const { stderr, status } = await runCreo(['winners', '--client', 'initech', '--convert', 'USD'], { cwd });
  expect(status).toBe(1);
  expect(stderr).toContain('no rate of JPY on or before 2026-08-01');
  await runCreo(['rates', 'set', 'JPY=157', 'USD=1.09', '--from', '2026-08-01'], { cwd });
  expect((await runCreo(['winners', '--client', 'initech', '--convert', 'USD'], { cwd })).status).toBe(0);
});

test('the sources stand side by side, with their ratio, and with what belongs to no ad', async () => {
  const answer = (await creoJson(['sources', '--client', 'acme'], { cwd: made })) as {
    creatives: Rows;
    unjoined: Rows;
    total: { platformConversions: number; sourceConversions: number };
  };
  const platform = agencyFigures({ client: 'acme' });
  const ga4 = agencyFigures({ client: 'acme', truth: 'ga4.csv' });
  for (const {
    creative,
    platformConversions,
    sourceConversions,
    sourceRatio,
    sourceRatioLow,
    sourceRatioHigh,
  } of answer.creatives) {
    const own = platform.get(String(creative))?.conversions ?? 0;
    const other = ga4.get(String(creative))?.conversions ?? 0;
    expect({ creative, platformConversions, sourceConversions, sourceRatio }).toEqual({
      creative,
      platformConversions: own,
      sourceConversions: other,
      sourceRatio: other / own,
    });
    expect(Number(sourceRatioLow)).toBeLessThan(other / own + 0.1);
    expect(Number(sourceRatioHigh)).toBeGreaterThan(other / own - 0.1);
  }
  expect(answer.unjoined.map(({ conversions }) => conversions)).toEqual([7, 3, 2]);
  expect(answer.unjoined.at(-1)).toMatchObject({
    reason: 'before the first result of the ad',
    revenueMicros: 34_700_000,
  });
});

test('the same orders twice change nothing, a corrected file replaces, and undo puts back', async () => {
  const cwd = agency();
  const orders = (second: string): string =>
    [
      'Name,Created at,Financial Status,Total,Currency,Lineitem name,Note Attributes',
      '#1001,2026-09-08 10:00:00 +0200,paid,50.00,EUR,Mug,utm_content: acme_unbox',
      '#1001,,,,,Plate,',
      second,
      '',
    ].join('\n');
  const importOrders = async (text: string): Promise<Rows[number] | undefined> => {
    writeFileSync(join(cwd, 'orders.csv'), text);
    const { imports } = (await creoJson(['import', 'orders.csv', '--as', 'conversions', '--client', 'acme'], {
      cwd,
    })) as { imports: Rows };
    return imports[0];
  };
  const told = async (): Promise<unknown> => {
    const { creatives } = (await creoJson(['sources', '--source', 'shopify', '--client', 'acme'], { cwd })) as {
      creatives: Rows;
    };
    const row = creatives.find(({ creative }) => creative === 'acme_unbox');
    return [row?.sourceConversions, row?.sourceRevenueMicros];
  };
  const paid = '#1002,2026-09-09 10:00:00 +0200,paid,30.00,EUR,Mug,"utm_content: acme_unbox"';
  expect(await importOrders(orders(paid))).toMatchObject({ platform: 'shopify', rowsNew: 2 });
  expect(await told()).toEqual([2, 80_000_000]);
  expect(await importOrders(orders(paid))).toMatchObject({ importId: null, rowsUnchanged: 2 });
  const corrected = await importOrders(orders(paid.replace('paid', 'refunded')));
  expect(corrected).toMatchObject({ rowsReplaced: 1, rowsUnchanged: 1 });
  expect(await told()).toEqual([1, 50_000_000]);
  expect((await runCreo(['import', 'undo', String(corrected?.importId)], { cwd })).status).toBe(0);
  expect(await told()).toEqual([2, 80_000_000]);
});

const NAMES_OF_OTHERS = [
  'globex',
  'initech',
  'hook_b (',
  'stapler',
  'other-angle',
  'Initech KK',
  'Globex US',
  'pitch of others',
];

test('the report of one client holds no name of the others', async () => {
  const cwd = agency();
  for (const name of ['hook_a', 'acme_duet', 'acme_story']) await runCreo(['tag', name, 'angle=acme-angle'], { cwd });
  for (const name of ['globex_loop', 'globex_talk'])
    await runCreo(['tag', name, 'angle=other-angle', 'pitch=pitch of others'], { cwd });
  await runCreo(['cluster', '--by', 'angle', '--across-clients', '--convert', 'EUR'], { cwd });
  await runCreo(['recommend', '--budget', '500', '--client', 'globex', '--keep'], { cwd });
  const { status, stderr } = await runCreo(['report', '--client', 'acme', '--budget', '1000', '--out', 'acme.html'], {
    cwd,
  });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  const page = readFileSync(join(cwd, 'acme.html'), 'utf8');
  expect(page).toContain('acme_story');
  expect(page).toContain('acme-angle');
  for (const name of NAMES_OF_OTHERS) expect(page.toLowerCase()).not.toContain(name.toLowerCase());
  const facts = await runCreo(['export', '--client', 'acme'], { cwd });
  expect(facts.stdout.split('\n').length).toBe(1 + 49 + 1);
  for (const name of NAMES_OF_OTHERS) expect(facts.stdout.toLowerCase()).not.toContain(name.toLowerCase());
});

test('the metrics tell accounts apart, and a client alone has its own', async () => {
  const all = (await runCreo(['push-metrics', '--stdout'], { cwd: made })).stdout;
  expect(all).toMatch(/utm_clicks_total\{utm_source="tiktok",utm_campaign="globex autumn",account="Globex US"\}/);
  const one = (await runCreo(['push-metrics', '--stdout', '--client', 'initech', '--convert', 'USD'], { cwd: made }))
    .stdout;
  const sums = [...agencyFigures({ client: 'initech', convert: 'USD' }).values()];
  const total = (key: keyof Sums): number => sums.reduce((sum, each) => sum + each[key], 0);
  const sample = (name: string): number => Number(new RegExp(`^${name}\\{[^}]*\\} (.*)$`, 'm').exec(one)?.[1]);
  expect(sample('utm_clicks_total')).toBe(total('clicks'));
  expect(sample('utm_revenue_cents')).toBeCloseTo(total('revenueMicros') / 10_000, 6);
  expect(sample('creo_utm_spend_cents')).toBeCloseTo(total('spendMicros') / 10_000, 6);
  expect(one).not.toMatch(/acme|globex/i);
  expect(one).not.toContain('account=');
  expect(one.match(/^creo_creative_pooled_cvr\{/gm)?.length).toBe(3);
});

test('ads of one name of two clients show two creatives, also where the clients were said afterwards', async () => {
  const cwd = emptyFolder();
  writeAgencyFiles(cwd);
  for (const file of ['acme-meta.csv', 'globex-tiktok.csv']) await runCreo(['import', file], { cwd });
  const namesOf = async (): Promise<string[]> =>
    ((await creoJson(['list', '--across-clients', '--currency', 'EUR'], { cwd })) as { creatives: Rows }).creatives.map(
      ({ creative }) => String(creative),
    );
  expect(await namesOf()).toHaveLength(6);
  await runCreo(['accounts', 'set', 'Acme Meta', '--client', 'acme'], { cwd });
  expect(await namesOf()).toHaveLength(6);
  const { stdout } = await runCreo(['accounts', 'set', 'Globex US', '--client', 'globex'], { cwd });
  expect(stdout).toContain('"hook_a" as "hook_a (globex)"');
  expect(await namesOf()).toHaveLength(8);
  await expectFigures(cwd, ['list'], { client: 'globex' });
});

test('a tracker and a platform do not both count the same ads, whichever came first', async () => {
  const cwd = agency();
  const after = await runCreo(['import', 'keitaro.csv', '--currency', 'USD'], { cwd });
  expect(after.status).toBe(1);
  expect(after.stderr).toContain('--as conversions');
  const first = emptyFolder();
  writeFileSync(
    join(first, 'tracker.csv'),
    'campaign,ts,day,sub_id_1,utm_content,clicks,campaign_unique_clicks,conversions,leads,sales,revenue,cost\nflow,TikTok,2026-09-08,x,globex_loop,90,80,3,0,3,60,80\n',
  );
  writeAgencyFiles(first);
  expect((await runCreo(['import', 'tracker.csv', '--currency', 'USD'], { cwd: first })).status).toBe(0);
  const before = await runCreo(['import', 'globex-tiktok.csv'], { cwd: first });
  expect(before.status).toBe(1);
  expect(before.stderr).toContain('creo import undo 1');
});
