/** Three clients in three currencies on two platforms, with a second source of conversions: held against plain sums of the same files. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { writeAgencyFiles } from '../helpers/agency.js';
import { agencyFigures, type FigureOptions, type Sums } from '../helpers/agency-figures.js';
import { ownAgency, sharedAgency } from '../helpers/agency-store.js';
import { assistant } from '../helpers/mcp-client.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';

let made = '';

beforeAll(async () => {
  made = await sharedAgency();
}, 60_000);

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
  expect(whole(sumsIn(await creoJson([...command, ...flags], { cwd })))).toEqual(whole(agencyFigures(made, options)));
}

test('a source of truth stands in place of the platform, and its days without a word are days of none', async () => {
  const cwd = await ownAgency();
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
  const figures = agencyFigures(made, { client: 'acme', truth: 'ga4.csv' });
  expect(plan.items.length).toBeGreaterThan(0);
  for (const { creative, roasRaw } of plan.items) {
    const sums = figures.get(String(creative));
    expect(roasRaw).toBeCloseTo((sums?.revenueMicros ?? 0) / (sums?.spendMicros ?? 1), 12);
  }
  const { call } = await assistant(cwd);
  for (const convert of [undefined, 'USD']) {
    const flags = ['--client', 'acme', ...(convert === undefined ? [] : ['--convert', convert])];
    const shown = await call('show', { creative: 'acme_story', client: 'acme', ...(convert && { convert }) });
    const own = agencyFigures(cwd, { client: 'acme', truth: 'ga4.csv', convert }).get('acme_story');
    expect(shown.answer.results).toMatchObject({ ...own });
    expect(await creoJson(['show', 'acme_story', ...flags], { cwd })).toMatchObject({ results: { ...own } });
  }
  await runCreo(['accounts', 'set', 'Acme Meta', '--truth', 'platform'], { cwd });
  await runCreo(['accounts', 'set', 'Acme TikTok', '--truth', 'platform'], { cwd });
  await expectFigures(cwd, ['winners'], { client: 'acme' });
});

test('an assistant is asked which client is meant', async () => {
  const { call } = await assistant(made);
  expect((await call('winners', { convert: 'EUR' })).error).toMatchObject({
    code: 'SEVERAL_CLIENTS',
    hint: expect.stringContaining('`client`'),
  });
  expect((await call('recommend', { budget: 1000, client: 'acme' })).text).not.toContain('globex');
  // However few rows it asks for, it is told how their amounts came about.
  const few = await call('winners', { client: 'acme', convert: 'USD', limit: 1 });
  expect(few.text).toContain('Amounts are in USD');
  expect(few.answer.creatives).toHaveLength(1);
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
    ['winners', { account: 'nobody' }],
  ];
  for (const [name, said] of calls) {
    const { text, answer, error } = await call(name, said);
    const all = `${text} ${JSON.stringify(answer)} ${JSON.stringify(error)}`.replaceAll('globex_loop', '');
    expect([name, /globex|initech/i.exec(all)?.[0]]).toEqual([name, undefined]);
  }
  expect(whole(sumsIn((await call('list', { limit: 200 })).answer))).toEqual(
    whole(agencyFigures(made, { client: 'acme' })),
  );
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
    ...agencyFigures(made, { client, convert: 'EUR' }).values(),
  ]);
  expect(sum).toBe(own.reduce((total, { spendMicros }) => total + spendMicros, 0));
});

test('of a client without results that is said, by its name', async () => {
  const cwd = await ownAgency();
  await runCreo(['accounts', 'set', 'Umbrella US', '--client', 'umbrella'], { cwd });
  for (const [args, said] of [
    [['winners'], 'No creative of umbrella has results'],
    [['recommend', '--budget', '100'], 'No creative of umbrella has results'],
    [['sources'], 'No conversions of a second source were imported for umbrella'],
  ] as const) {
    const { status, stderr } = await runCreo([...args, '--client', 'umbrella'], { cwd });
    expect(status).toBe(1);
    expect(stderr).toContain(said);
  }
  expect((await runCreo(['list', '--client', 'umbrella'], { cwd })).stdout).toContain('0 creatives');
});

test('what a conversion did is said of the rows that are shown alone, also beside an export', async () => {
  const shown = (await runCreo(['show', 'initech_desk', '--convert', 'USD'], { cwd: made })).stdout;
  expect(shown).toContain('Amounts are in USD: 100% of the spend from JPY');
  const exported = await runCreo(['export', '--client', 'initech', '--convert', 'USD'], { cwd: made });
  expect(exported.stderr).toContain('Amounts are in USD: 100% of the spend from JPY');
  expect(exported.stdout).not.toContain('Amounts');
});

test('a day before the first rate is refused, with the currency and the day', async () => {
  const cwd = await ownAgency();
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
    sources: string[];
    creatives: Rows;
    unjoined: Rows;
    total: { platformConversions: number; sourceConversions: number };
  };
  const platform = agencyFigures(made, { client: 'acme' });
  const ga4 = agencyFigures(made, { client: 'acme', truth: 'ga4.csv' });
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
  expect(answer.sources).toEqual(['ga4']);
  expect(await creoJson(['sources', '--account', 'Globex US'], { cwd: made })).toMatchObject({
    sources: ['keitaro'],
    unjoined: [],
  });
  expect(answer.unjoined.map(({ conversions }) => conversions)).toEqual([7, 3, 2]);
  expect(answer.unjoined.at(-1)).toMatchObject({
    reason: 'before the first result of the ad',
    revenueMicros: 34_700_000,
  });
});

test('the same orders twice change nothing, a corrected file replaces, and undo puts back', async () => {
  const cwd = await ownAgency();
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
  const cwd = await ownAgency();
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
  const cwd = await ownAgency();
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
