/** Every face of the agency's store, a client at a time, held against sums of the same files that share no code with creo. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { agencyFigures, type FigureOptions, type Sums, totalOf } from '../helpers/agency-figures.js';
import { ownAgency, sharedAgency } from '../helpers/agency-store.js';
import { assistant } from '../helpers/mcp-client.js';
import { creoJson, runCreo } from '../helpers/run-creo.js';

/** Each client in the currency of its accounts, and in one that it has no account in. */
const ASKED: readonly FigureOptions[] = [
  { client: 'acme' },
  { client: 'acme', convert: 'USD' },
  { client: 'globex' },
  { client: 'globex', convert: 'JPY' },
  { client: 'initech' },
  { client: 'initech', convert: 'USD' },
];

type Row = Readonly<Record<string, unknown>>;

let cwd = '';

beforeAll(async () => {
  cwd = await sharedAgency();
}, 60_000);

/** The ad that a creative was named after: where a second client has one of the same name, its own stands in brackets. */
const adOf = (creative: unknown): string => String(creative).replace(/ \(\w+\)$/, '');

const KEYS = ['clicks', 'conversions', 'spendMicros', 'revenueMicros'] as const;

/** The sums of an answer's rows by ad, in the shape of agencyFigures. */
const sumsOf = (rows: unknown): Map<string, unknown> =>
  new Map((rows as Row[]).map((row) => [adOf(row.creative), Object.fromEntries(KEYS.map((key) => [key, row[key]]))]));

function expectRawRoas(rows: unknown, figures: ReadonlyMap<string, Sums>): void {
  const items = rows as Row[];
  expect(items.length).toBeGreaterThan(0);
  for (const { creative, roasRaw } of items) {
    const own = figures.get(adOf(creative));
    expect([creative, roasRaw]).toEqual([creative, (own?.revenueMicros ?? 0) / (own?.spendMicros ?? 0)]);
  }
}

/** The budget asked for: what a week of the client's tests cost, in units of the currency. */
const budgetOf = (figures: ReadonlyMap<string, Sums>): number => Math.ceil(totalOf(figures).spendMicros / 1_000_000);

const flagsOf = ({ client, convert }: FigureOptions): string[] => [
  '--client',
  client,
  ...(convert === undefined ? [] : ['--convert', convert]),
];

describe.each(ASKED)('the figures of $client, converted into $convert', (asked) => {
  const flags = flagsOf(asked);

  test('the library and the ranking hold the sums of each ad', async () => {
    const figures = agencyFigures(cwd, asked);
    for (const command of ['list', 'winners']) {
      const { creatives } = (await creoJson([command, ...flags], { cwd })) as { creatives: Row[] };
      expect(sumsOf(creatives)).toEqual(figures);
    }
  });

  test('a plan stands on the return of those sums', async () => {
    const figures = agencyFigures(cwd, asked);
    const args = ['recommend', '--budget', String(budgetOf(figures)), '--break-even', '0.2', ...flags];
    expectRawRoas(((await creoJson(args, { cwd })) as { items: Row[] }).items, figures);
  });

  test('the page of the report shows the sums of each ad, of all of them, and the return of each part of the split', async () => {
    const figures = agencyFigures(cwd, asked);
    const file = join(cwd, `${asked.client}-${asked.convert ?? 'own'}.html`);
    const args = ['report', '--out', file, '--budget', String(budgetOf(figures)), '--break-even', '0.2', ...flags];
    expect((await runCreo(args, { cwd })).status).toBe(0);
    expectPage(readFileSync(file, 'utf8'), figures);
  });

  test('an assistant is told the same sums', async () => {
    const figures = agencyFigures(cwd, asked);
    const { call } = await assistant(cwd);
    const said = { client: asked.client, ...(asked.convert === undefined ? {} : { convert: asked.convert }) };
    expect(sumsOf((await call('list', { ...said, limit: 200 })).answer.creatives)).toEqual(figures);
    expect(sumsOf((await call('winners', { ...said, limit: 200 })).answer.creatives)).toEqual(figures);
    const plan = await call('recommend', { ...said, budget: budgetOf(figures), breakEvenRoas: 0.2, limit: 200 });
    expectRawRoas(plan.answer.items, figures);
  });

  test('the metrics hold the sums of each platform and the ratios of each ad', async () => {
    const { stdout } = await runCreo(['push-metrics', '--stdout', ...flags], { cwd });
    for (const [source, platform] of [
      ['meta', 'facebook'],
      ['tiktok', 'tiktok'],
    ] as const) {
      const own = totalOf(agencyFigures(cwd, { ...asked, platform }));
      const sample = (name: string): number => sampleOf(stdout, name, `utm_source="${source}"`) ?? 0;
      expect(sample('utm_clicks_total')).toBe(own.clicks);
      expect(sample('utm_conversions_total')).toBe(own.conversions);
      expect(sample('utm_revenue_cents')).toBeCloseTo(own.revenueMicros / 10_000, 6);
      expect(sample('creo_utm_spend_cents')).toBeCloseTo(own.spendMicros / 10_000, 6);
    }
    for (const [ad, { clicks, conversions, spendMicros, revenueMicros }] of agencyFigures(cwd, asked)) {
      const label = `creative_name="${ad}( \\(\\w+\\))?"`;
      expect(sampleOf(stdout, 'creative_cvr', label)).toBe(conversions / clicks);
      expect(sampleOf(stdout, 'creative_roas', label)).toBe(revenueMicros / spendMicros);
    }
  });
});

/** The value of the first sample with a label, as a number; null where there is none. */
function sampleOf(exposition: string, name: string, label: string): number | null {
  const found = new RegExp(`^${name}\\{[^}]*${label}[^}]*\\} (\\S+)$`, 'm').exec(exposition);
  return found === null ? null : Number(found.at(-1));
}

/** The raw values that a part of the page carries beside what it shows, by field. */
const valuesIn = (markup: string): Record<string, number> =>
  Object.fromEntries(
    [...markup.matchAll(/data-field="(\w+)" data-value="([^"]*)"/g)].map(([, field, value]) => [field, Number(value)]),
  );

/** The rows of a section of the page by the creative that each is about. */
const rowsIn = (page: string, section: string): Map<string, Record<string, number>> =>
  new Map(
    [
      ...(page.split(`<section id="${section}"`)[1] ?? '')
        .split('</section>')[0]
        .matchAll(/<tr data-creative="([^"]*)"(.*?)<\/tr>/gs),
    ].map(([, creative, row]) => [adOf(creative), valuesIn(row ?? '')]),
  );

function expectPage(page: string, figures: ReadonlyMap<string, Sums>): void {
  const all = totalOf(figures);
  expect(valuesIn(/<header>.*?<\/header>/s.exec(page)?.[0] ?? '')).toMatchObject({
    spendMicros: all.spendMicros,
    revenueMicros: all.revenueMicros,
    conversions: all.conversions,
    roasRaw: all.revenueMicros / all.spendMicros,
    cvrRaw: all.conversions / all.clicks,
  });
  const rows = rowsIn(page, 'creatives');
  expect([...rows.keys()].sort()).toEqual([...figures.keys()].sort());
  for (const [ad, { clicks, conversions, spendMicros, revenueMicros }] of figures)
    expect([ad, rows.get(ad)]).toEqual([
      ad,
      expect.objectContaining({
        spendMicros,
        conversions,
        cvrRaw: conversions / clicks,
        roasRaw: revenueMicros / spendMicros,
      }),
    ]);
  const split = rowsIn(page, 'split');
  expectRawRoas(
    [...split].map(([creative, { roasRaw }]) => ({ creative, roasRaw })),
    figures,
  );
}

/** Of the two clients that have a second source: its file, and who holds it to be the truth. */
const SOURCES = [
  { client: 'acme', source: 'ga4', truth: 'ga4.csv', accounts: ['Acme Meta', 'Acme TikTok'] },
  { client: 'globex', source: 'keitaro', truth: 'keitaro.csv', accounts: ['Globex US'] },
] as const;

describe.each(SOURCES)('$source of $client', ({ client, source, truth, accounts }) => {
  const expectBeside = (answer: unknown, convert: string | undefined): void => {
    const platform = agencyFigures(cwd, { client, convert });
    const told = agencyFigures(cwd, { client, convert, truth });
    const { creatives } = answer as { creatives: Row[] };
    expect(creatives.map(({ creative }) => adOf(creative)).sort()).toEqual([...platform.keys()].sort());
    for (const { creative, platformConversions, sourceConversions, sourceRatio, spendMicros } of creatives) {
      const [own, other] = [platform.get(adOf(creative)), told.get(adOf(creative))];
      expect({ creative, platformConversions, sourceConversions, sourceRatio, spendMicros }).toEqual({
        creative,
        platformConversions: own?.conversions,
        sourceConversions: other?.conversions,
        sourceRatio: (other?.conversions ?? 0) / (own?.conversions ?? 0),
        spendMicros: own?.spendMicros,
      });
    }
  };

  test.each([undefined, 'JPY'])('it stands beside the platform, converted into %s', async (convert) => {
    const args = ['sources', ...flagsOf({ client, convert })];
    expectBeside(await creoJson(args, { cwd }), convert);
    const { call } = await assistant(cwd);
    const said = { client, limit: 200, ...(convert === undefined ? {} : { convert }) };
    expectBeside((await call('sources', said)).answer, convert);
  });

  test('as the truth it stands in place of the platform on the page, in the metrics and for an assistant', async () => {
    const folder = await ownAgency();
    for (const account of accounts) await runCreo(['accounts', 'set', account, '--truth', source], { cwd: folder });
    const asked = { client, truth, convert: 'JPY' };
    const figures = agencyFigures(folder, asked);
    const page = ['report', '--out', 'page.html', '--budget', String(budgetOf(figures)), '--break-even', '0.1'];
    expect((await runCreo([...page, ...flagsOf(asked)], { cwd: folder })).status).toBe(0);
    expectPage(readFileSync(join(folder, 'page.html'), 'utf8'), figures);
    const { call } = await assistant(folder);
    const { answer } = await call('winners', { client, convert: 'JPY', limit: 200 });
    expect(sumsOf(answer.creatives)).toEqual(figures);
    const { stdout } = await runCreo(['push-metrics', '--stdout', ...flagsOf(asked)], { cwd: folder });
    for (const [ad, { conversions, clicks }] of figures)
      expect(sampleOf(stdout, 'creative_cvr', `creative_name="${ad}( \\(\\w+\\))?"`)).toBe(conversions / clicks);
  });
});
