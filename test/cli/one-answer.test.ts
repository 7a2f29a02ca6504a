/** One question has one answer: every command, the report, the API and the metrics give a shared figure to the last digit. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { startServer } from '../helpers/server.js';

interface Ad {
  name: string;
  angle: string;
  clicks: number;
  conversions: number;
  spend: number;
  revenue: number | null;
}

/** `cheap` converts twice as often, `dear` returns twice as much. */
const ADS: readonly Ad[] = [1, 2, 3].flatMap((n) => [
  { name: `cheap-${n}`, angle: 'cheap', clicks: 200, conversions: 20 + n, spend: 100, revenue: 10 * (20 + n) },
  { name: `dear-${n}`, angle: 'dear', clicks: 200, conversions: 10 + n, spend: 100, revenue: 40 * (10 + n) },
]);

const csvOf = (ads: readonly Ad[], { currency = 'USD', day = '2026-09-01' } = {}): string =>
  [
    'day,ad_name,campaign,impressions,clicks,conversions,spend,revenue,currency',
    ...ads.map(({ name, clicks, conversions, spend, revenue }) =>
      [day, name, 'Autumn', 50 * clicks, clicks, conversions, spend, revenue ?? '', currency].join(','),
    ),
    '',
  ].join('\n');

async function done(args: readonly string[], cwd: string): Promise<void> {
  const { status, stderr } = await runCreo(args, { cwd });
  expect({ args, status, stderr: status === 0 ? '' : stderr }).toEqual({ args, status: 0, stderr: '' });
}

/** A store of these files, tagged and grouped by angle. */
async function storeOf(files: readonly string[], ads: readonly Ad[] = ADS): Promise<string> {
  const cwd = emptyFolder();
  for (const [at, text] of files.entries()) {
    writeFileSync(join(cwd, `results-${at}.csv`), text);
    await done(['import', `results-${at}.csv`], cwd);
  }
  for (const { name, angle } of ads) await done(['tag', name, `angle=${angle}`], cwd);
  return cwd;
}

type Figures = Readonly<Record<string, unknown>>;

const recordsIn = (value: unknown): Figures[] => {
  if (Array.isArray(value)) return value.flatMap(recordsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Figures, ...Object.values(value).flatMap(recordsIn)];
};

/** What the API calls otherwise, under the names of the command line. */
const NAMES: Readonly<Record<string, string>> = {
  name: 'creative',
  cvr_raw: 'cvrRaw',
  cvr_low: 'cvrLow',
  cvr_high: 'cvrHigh',
  roas_raw: 'roasRaw',
  roas_low: 'roasLow',
  roas_high: 'roasHigh',
  prob_profit: 'probProfit',
  prob_best: 'probBest',
};
const SHARED = [
  'cvr',
  'cvrRaw',
  'cvrLow',
  'cvrHigh',
  'roas',
  'roasRaw',
  'roasLow',
  'roasHigh',
  'verdict',
  'probProfit',
];

const renamed = (record: Figures): Figures =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [NAMES[key] ?? key, value]));

/** Every value of the shared figures of each creative and each cluster, with where it stood. */
function gathered(answers: ReadonlyMap<string, unknown>): Map<string, Map<unknown, string[]>> {
  const found = new Map<string, Map<unknown, string[]>>();
  for (const [where, answer] of answers) {
    for (const record of recordsIn(answer).map(renamed)) {
      const who = typeof record.creative === 'string' ? record.creative : record.label;
      if (typeof who !== 'string') continue;
      for (const key of SHARED.filter((shared) => record[shared] !== undefined)) {
        const values = found.get(`${who} ${key}`) ?? new Map<unknown, string[]>();
        found.set(`${who} ${key}`, values.set(record[key], [...(values.get(record[key]) ?? []), where]));
      }
    }
  }
  return found;
}

/** The answers of every face of the store; `flags` go with each command that knows of results. */
async function facesOf(cwd: string, flags: readonly string[]): Promise<Map<string, unknown>> {
  const answers = new Map<string, unknown>();
  const ask = async (...args: string[]): Promise<unknown> => {
    const answer = await creoJson([...args, ...flags], { cwd });
    answers.set(args.slice(0, 2).join(' '), answer);
    return answer;
  };
  const clustered = await ask('cluster', '--by', 'angle');
  for (const { clusterId } of Object(clustered).clusters) await ask('cluster', 'show', String(clusterId));
  await ask('winners');
  await ask('recommend', '--budget', '900');
  await ask('next', '--budget', '100');
  await ask('list', '--columns', 'creative,cvr,roas,verdict');
  await ask('report', '--budget', '900', '--pictures', '0');
  await ask('tags', '--tag', 'angle');
  return answers;
}

function expectOneAnswer(answers: ReadonlyMap<string, unknown>): void {
  const figures = gathered(answers);
  const torn = [...figures].filter(([, values]) => values.size > 1).map(([who, values]) => [who, [...values]]);
  expect(torn).toEqual([]);
  const places = [...figures.values()].map((values) => Math.max(...[...values.values()].map(({ length }) => length)));
  expect(Math.max(...places)).toBeGreaterThan(3);
}

/** What the effects of `angle` say of a value, beside what its cluster says. */
function expectTagsLikeClusters(answers: ReadonlyMap<string, unknown>): void {
  for (const { label, cvr, roas } of Object(answers.get('cluster --by')).clusters) {
    for (const { metric, rate } of Object(answers.get('tags --tag')).effects.filter(
      (effect: Figures) => effect.value === label,
    )) {
      if (metric !== 'ctr') expect([label, metric, rate]).toEqual([label, metric, metric === 'cvr' ? cvr : roas]);
    }
  }
}

test('the ads that return more win everywhere, though others convert more often', async () => {
  const cwd = await storeOf([csvOf(ADS)]);
  const answers = await facesOf(cwd, []);
  const server = await startServer(['serve'], cwd);
  const json = async (path: string, init?: RequestInit): Promise<unknown> =>
    (await fetch(`${server.url}/api/v1/creative/${path}`, init)).json();
  answers.set('API winning', await json('cluster/winning'));
  const scaling = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"budget": 90000}' };
  answers.set('API scaling', await json('recommend/scaling', scaling));
  expectOneAnswer(answers);
  expectTagsLikeClusters(answers);
  for (const where of ['cluster --by', 'winners', 'report --budget', 'API winning']) {
    const winner = recordsIn(answers.get(where)).find(
      ({ label, winner: wins }) => label !== undefined && wins === true,
    );
    expect([where, winner?.label]).toEqual([where, 'dear']);
  }
  const { stdout } = await runCreo(['push-metrics', '--stdout'], { cwd });
  const pooled = new Map(
    [...stdout.matchAll(/^creo_creative_pooled_(\w+)\{.*creative_name="([^"]+)".*\} (\S+)$/gm)].map(
      ([, key, name, value]) => [`${name} ${key}`, Number(value)],
    ),
  );
  for (const { creative, cvr, roasLow } of Object(answers.get('winners')).creatives) {
    expect([pooled.get(`${creative} cvr`), pooled.get(`${creative} roas_low`)]).toEqual([cvr, roasLow]);
  }
});

test('the defaults of creo init hold in every answer', async () => {
  const ads = ADS.map((ad) => ({ ...ad, revenue: null }));
  const cwd = await storeOf([csvOf(ads)], ads);
  await done(['init', '--value', '12', '--target-roas', '3'], cwd);
  const answers = await facesOf(cwd, []);
  expectOneAnswer(answers);
  expectTagsLikeClusters(answers);
  for (const where of ['winners', 'recommend --budget']) {
    expect(answers.get(where)).toMatchObject({ breakEvenRoas: 3, conversionValueMicros: 12_000_000 });
  }
  expect(recordsIn(answers.get('cluster --by')).filter(({ roas }) => typeof roas === 'number')).not.toEqual([]);
  const plan = ['plan', '--creatives', '20', '--scale-budget', '5000', '--cpm', '12', '--ctr', '1.2%', '--cvr', '2.5%'];
  const economics = [...plan, '--aov', '200'];
  const target = await creoJson(economics, { cwd });
  expect(target).toEqual(await creoJson([...economics, '--break-even', '3'], { cwd }));
  expect(target).not.toEqual(await creoJson([...economics, '--break-even', '1'], { cwd }));
});

test('of results in two currencies every command takes the one that is named', async () => {
  const abroad = ADS.map((ad) => ({ ...ad, name: `${ad.name}-eu` }));
  const cwd = await storeOf([csvOf(ADS), csvOf(abroad, { currency: 'EUR' })], [...ADS, ...abroad]);
  expectOneAnswer(await facesOf(cwd, ['--currency', 'EUR']));
  for (const args of [
    ['scale', 'dear-1-eu', '--to', '1000'],
    ['plan', '--creatives', '20', '--scale-budget', '5000'],
    ['trend', '--from', '2026-01-01'],
  ]) {
    const { status, stderr } = await runCreo(args, { cwd });
    expect([status, stderr]).toEqual([1, expect.stringContaining('--currency EUR')]);
    if (args[0] !== 'trend')
      expect(await creoJson([...args, '--currency', 'EUR'], { cwd })).toMatchObject({ currency: 'EUR' });
  }
});

test('what a report does not know moves no rate, no verdict and no plan', async () => {
  const known = await storeOf([csvOf(ADS)]);
  const blind = csvOf(ADS, { day: '2026-09-02' }).replace(/,(\d+),(\d+),(\d+),(\d*),USD/g, ',$1,,100,,USD');
  const clickless = csvOf(ADS, { day: '2026-09-03' }).replace(/,\d+,\d+,(\d+),(\d+),(\d*),USD/g, ',,,$1,$2,$3,USD');
  const mixed = await storeOf([csvOf(ADS), blind, clickless]);
  const [before, after] = await Promise.all([facesOf(known, []), facesOf(mixed, [])]);
  expectOneAnswer(after);
  const ratesIn = (answers: Map<string, unknown>) =>
    Object(answers.get('winners')).creatives.map(({ creative, cvrRaw, verdict }: Figures) => [
      creative,
      cvrRaw,
      verdict,
    ]);
  expect(ratesIn(after).sort()).toEqual(ratesIn(before).sort());
  expect(Object(after.get('winners')).warnings.join(' ')).toContain('CVR rests on 33% of the spend');
});
