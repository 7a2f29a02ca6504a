/** Every flag of the commands that answer changes what it says it changes; and no flag is without a test. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandTree } from '../../src/cli/command-tree.js';
import { buildProgram } from '../../src/cli/program.js';
import { commandPaths } from '../../src/guide/command-tree.js';
import { saveClusterRun } from '../../src/store/clusters.js';
import { savePersonTag } from '../../src/store/tags.js';
import { storeIn } from '../helpers/campaign.js';
import { answered } from '../helpers/in-process.js';
import { emptyFolder } from '../helpers/run-creo.js';
import { addTestAd, addTestCreative, addTestDay } from '../helpers/store.js';

type Figures = Record<string, unknown>;

/** Conversions of the two days of each creative, of 200 clicks for 100 of money a day, each worth 20. */
const ADS: readonly (readonly [name: string, angle: string, conversions: readonly [number, number]])[] = [
  ['talk-1', 'talk', [16, 14]],
  ['talk-2', 'talk', [13, 15]],
  ['talk-3', 'talk', [9, 12]],
  ['card-1', 'card', [6, 4]],
  ['card-2', 'card', [5, 3]],
  ['card-3', 'card', [1, 1]],
];
const DAYS = ['2026-03-02', '2026-03-09'];

/** A folder with a store of these ads on Meta, the last of each day also on TikTok; the second run is not in use. */
function folderOf(currencies: readonly string[] = ['USD']): string {
  const folder = emptyFolder();
  const db = storeIn(folder);
  const ids = ADS.map(([name, angle, conversions], at) => {
    const creativeId = addTestCreative(db, name);
    savePersonTag(db, creativeId, 'angle', angle);
    for (const [nth, currency] of currencies.entries()) {
      for (const platform of at % 3 === 2 ? ['meta', 'tiktok'] : ['meta']) {
        const adId = addTestAd(db, { creativeId, platform, adName: `${name} ${currency}` });
        for (const [on, made] of conversions.entries()) {
          const counts = { impressions: 10_000 - 1000 * on, clicks: 200 - 20 * nth, conversions: made };
          addTestDay(db, { adId, day: DAYS[on] ?? '', currency, ...counts, spend: 100, revenue: (20 + nth) * made });
        }
      }
    }
    return creativeId;
  });
  cutByAge(db);
  for (const split of [3, 2]) {
    saveClusterRun(db, {
      kind: 'tag',
      tag: split === 3 ? 'angle' : 'shelf',
      algorithm: 'tag',
      k: 2,
      seed: 1,
      silhouette: null,
      modelId: null,
      createdAt: '2026-03-10T07:00:00.000Z',
      clusters: [
        { clusterId: 1, label: 'first', creativeIds: ids.slice(0, split) },
        { clusterId: 2, label: 'second', creativeIds: ids.slice(split) },
      ],
      noise: [],
    });
  }
  db.close();
  return folder;
}

/** Parts of the rows by age, half of the clicks each, of which the older buy all. */
const cutByAge = (db: ReturnType<typeof storeIn>): void => {
  for (const [age, share] of [
    ['18-24', 0],
    ['25-34', 1],
  ]) {
    db.prepare(
      `INSERT INTO ad_segments (import_id, date_start, ad_id, date_end, dimension, value, currency, clicks, conversions)
       SELECT import_id, date_start, ad_id, date_end, 'Age', :age, currency, clicks / 2, conversions * :share FROM ad_days`,
    ).run({ age, share });
  }
};

const ask = (folder: string, line: string): Promise<Figures> =>
  answered(join(folder, 'creo.db'), line.split(' ')).then(Object);

const recommend = 'recommend --budget 900 --no-keep';
const ECONOMICS = '--cpm 12 --ctr 1.2% --cvr 2.5% --aov 60';
const reportPath = join(tmpdir(), `creo-flags-${process.pid}.html`);
const report = `report --pictures 0 --out ${reportPath}`;
const plan = `plan --creatives 6 --scale-budget 2000`;

const records = (value: unknown): Figures[] => (Array.isArray(value) ? value.map(Object) : []);
const pick = (answer: Figures, list: string, key: string): unknown[] => records(answer[list]).map((each) => each[key]);
const widths = (rows: readonly Figures[]): number[] =>
  rows.map(({ roasLow, roasHigh }) => Number(roasHigh) - Number(roasLow));
const budgets = (answer: Figures): number[] => pick(answer, 'items', 'budgetMicros').map(Number);
const named = (answer: Figures): unknown[] => pick(answer, 'items', 'creative');

/** What a flag does to an answer: the command, the flag, and what is then so. */
type Case = readonly [command: string, flag: string, so: (now: Figures, before: Figures) => void];

const differs =
  (key: string): Case[2] =>
  (now, before) =>
    expect(now[key]).not.toEqual(before[key]);
const is =
  (known: object): Case[2] =>
  (now, before) => {
    expect(now).toMatchObject(known);
    expect(before).not.toMatchObject(known);
  };
/** Wider intervals around the same expectation. */
const widens =
  (list: string): Case[2] =>
  (now, before) => {
    const [wide, narrow] = [widths(records(now[list])), widths(records(before[list]))];
    expect(wide.every((width, at) => width > (narrow[at] ?? 0))).toBe(true);
  };
const both =
  (...cases: Case[2][]): Case[2] =>
  (now, before) => {
    for (const so of cases) so(now, before);
  };

const CASES: readonly Case[] = [
  ['winners', '--level 0.95', both(is({ level: 0.95 }), widens('creatives'))],
  ['winners', '--seed 7', both(is({ seed: 7 }), differs('creatives'))],
  ['winners', '--value 30', both(is({ conversionValueMicros: 30_000_000 }), differs('creatives'))],
  ['winners', '--metric cvr', is({ metric: 'cvr' })],
  ['winners', '--from 2026-03-09', differs('creatives')],
  ['winners', '--to 2026-03-02', differs('creatives')],
  [
    'winners',
    '--platform tiktok',
    (now) => expect(pick(now, 'creatives', 'creative').sort()).toEqual(['card-3', 'talk-3']),
  ],
  [
    'winners',
    '--break-even 2.9',
    (now, before) => {
      expect(now.breakEvenRoas).toBe(2.9);
      const chance = (answer: Figures) => pick(answer, 'creatives', 'probAboveLine').map(Number);
      expect(chance(before).every((each, at) => each >= (chance(now)[at] ?? 1))).toBe(true);
      expect(pick(before, 'creatives', 'verdict')).toContain('scale');
      expect(pick(now, 'creatives', 'verdict')).not.toContain('scale');
    },
  ],
  [
    'winners --metric cvr',
    '--min-cvr 5.5%',
    (now, before) => {
      expect(now.minCvr).toBe(0.055);
      expect(new Set(pick(before, 'creatives', 'verdict'))).toEqual(new Set(['keep-testing']));
      const verdicts = new Map(records(now.creatives).map(({ creative, verdict }) => [creative, verdict]));
      expect([verdicts.get('talk-1'), verdicts.get('card-3')]).toEqual(['keep-testing', 'stop']);
    },
  ],
  [recommend, '--level 0.95', both(is({ level: 0.95 }), widens('items'))],
  [recommend, '--seed 7', both(is({ seed: 7 }), differs('items'))],
  [recommend, '--break-even 2.9', both(is({ breakEvenRoas: 2.9 }), differs('confidence'))],
  [recommend, '--value 30', both(is({ conversionValueMicros: 30_000_000 }), differs('items'))],
  [recommend, '--elasticity 0.5', both(is({ elasticity: 0.5 }), differs('expectedRevenueMicros'))],
  [recommend, '--goal revenue', is({ goal: 'revenue' })],
  [recommend, '--goal conversions', is({ goal: 'conversions' })],
  [
    recommend,
    '--goal roas=2.5',
    (now) => expect(Number(now.expectedRevenueMicros) / Number(now.allocatedMicros)).toBeGreaterThan(2.49),
  ],
  [
    recommend,
    '--goal cpa=8',
    (now) => expect(Number(now.allocatedMicros) / Number(now.expectedConversions)).toBeLessThan(8.01e6),
  ],
  [recommend, '--strategy equal', (now) => expect(new Set(budgets(now))).toEqual(new Set([180_000_000]))],
  // The best stay, not the first or the last.
  [recommend, '--top 2', (now) => expect(named(now).sort()).toEqual(['talk-1', 'talk-2'])],
  [
    recommend,
    '--max-share 20%',
    (now, before) => {
      expect(Math.max(...budgets(before))).toBeGreaterThan(180_000_000);
      expect(Math.max(...budgets(now))).toBeLessThanOrEqual(180_000_000);
    },
  ],
  [
    recommend,
    '--min-spend 200',
    (now, before) => {
      expect(Math.min(...budgets(before))).toBeLessThan(200_000_000);
      expect(Math.min(...budgets(now))).toBeGreaterThanOrEqual(200_000_000);
    },
  ],
  [
    recommend,
    '--pin card-1=77',
    (now) =>
      expect(now.items).toContainEqual(expect.objectContaining({ creative: 'card-1', budgetMicros: 77_000_000 })),
  ],
  [recommend, '--min-cvr 6%', (now) => expect(named(now)).not.toContain('card-1')],
  [recommend, '--explore 40%', differs('items')],
  [
    recommend,
    '--over 30d',
    both(is({ horizonDays: 30, dailyBudgetMicros: 30_000_000 }), differs('expectedRevenueMicros')),
  ],
  [
    recommend,
    '--explain talk-2',
    (now, before) => {
      expect(before.explain).toBeUndefined();
      expect(records(now.explain).length).toBeGreaterThan(3);
    },
  ],
  [plan, '--elasticity 0.5', differs('tests')],
  [plan, '--seed 7', differs('tests')],
  [plan, '--break-even 2', differs('tests')],
  [plan, '--from 2026-03-09', differs('tests')],
  [plan, '--to 2026-03-02', differs('tests')],
  [plan, '--platform tiktok', differs('tests')],
  [plan, ECONOMICS, differs('tests')],
  [`${plan} ${ECONOMICS}`, '--full-test 123', is({ fullTest: { perCreativeMicros: 123_000_000 } })],
  ['next --budget 300', '--seed 7', differs('tests')],
  ['next --budget 300', '--break-even 2', differs('tests')],
  ['next --budget 300', '--value 30', is({ conversionValueMicros: 30_000_000 })],
  ['next --budget 300 --scale-budget 50000', '--elasticity 0.5', differs('tests')],
  ['next --budget 300', '--scale-budget 50000', is({ scaleBudgetMicros: 50_000_000_000 })],
  ['next --budget 300', '--platform tiktok', (now) => expect(records(now.tests)).toHaveLength(2)],
  ['scale talk-1 --to 3000', '--level 0.95', both(is({ level: 0.95 }), differs('steps'))],
  ['scale talk-1 --to 3000', '--seed 7', both(is({ seed: 7 }), differs('steps'))],
  ['scale talk-1 --to 3000', '--break-even 2', both(is({ breakEvenRoas: 2 }), differs('steps'))],
  ['scale talk-1 --to 3000', '--value 30', differs('steps')],
  ['scale talk-1 --to 3000', '--elasticity 0.5', both(is({ elasticity: 0.5 }), differs('steps'))],
  ['scale talk-1 --to 3000', '--per day', both(is({ per: 'day' }), differs('steps'))],
  ['scale talk-3 --to 3000', '--platform tiktok', differs('steps')],
  ['tags', '--level 0.95', differs('effects')],
  ['tags', '--seed 7', differs('effects')],
  ['tags', '--fdr 0.9', (now, before) => expect(found(now)).toBeGreaterThan(found(before))],
  ['tags', '--metric cvr', (now) => expect(new Set(pick(now, 'effects', 'metric'))).toEqual(new Set(['cvr']))],
  ['tags', '--platform tiktok', differs('effects')],
  ['tags', '--from 2026-03-09', differs('effects')],
  ['tags', '--to 2026-03-02', differs('effects')],
  ['cluster --by angle', '--platform tiktok', differs('clusters')],
  ['cluster show 1', '--run 1', is({ runId: 1 })],
  ['cluster show 1', '--from 2026-03-09', differs('creatives')],
  ['cluster show 1', '--to 2026-03-02', differs('creatives')],
  ['trend', '--platform tiktok', differs('days')],
  ['winners', '--adjust age', is({ adjust: { by: ['age'], known: 6, unknown: 0 } })],
  ['signals --early 1', '--platform tiktok', differs('signals')],
  ['signals --early 1', '--metric cpa', is({ metric: 'cpa' })],
  ['signals --early 1', '--early 3', is({ earlyDays: 3 })],
  ['signals --early 1', '--fdr 0.3', is({ limit: 0.3 })],
  ['signals --early 1', '--level 0.95', is({ level: 0.95 })],
  [report, '--break-even 2.9', differs('creatives')],
  [report, '--value 30', differs('creatives')],
  [report, '--language ru', is({ title: 'Отчёт по креативам' })],
  [report, '--previews', is({ previews: { count: 0 } })],
  [report, '--level 0.95', both(is({ level: 0.95 }), widens('creatives'))],
  [report, '--seed 7', differs('creatives')],
  [report, '--platform tiktok', differs('totals')],
  [`${report} --budget 900`, '--over 30d', is({ plan: { horizonDays: 30 } })],
  ['list', '--limit 2', (now) => expect(records(now.creatives)).toHaveLength(2)],
];

const found = (answer: Figures): number => records(answer.effects).filter(({ enough }) => enough === true).length;

const folder = { path: '' };
test('every flag of a command that answers changes what it says', { timeout: 240_000 }, async () => {
  folder.path = folderOf();
  const without = new Map<string, Figures>();
  const wrong: string[] = [];
  for (const [command, flag, so] of CASES) {
    const before = without.get(command) ?? (await ask(folder.path, command));
    without.set(command, before);
    try {
      so(await ask(folder.path, `${command} ${flag}`), before);
    } catch (thrown) {
      wrong.push(`creo ${command} ${flag}: ${thrown instanceof Error ? thrown.message : thrown}`);
    }
  }
  rmSync(reportPath);
  expect(wrong).toEqual([]);
});

test('the run that is taken into use pools the evidence of every answer', async () => {
  const path = folderOf();
  const groups = async (): Promise<unknown> => pick(await ask(path, 'winners'), 'clusters', 'size');
  expect(await groups()).not.toEqual([3, 3]);
  await ask(path, 'cluster use 1');
  expect(await groups()).toEqual([3, 3]);
});

test('a plan is kept when it is followed, and only then', async () => {
  const path = folderOf();
  expect(await ask(path, recommend)).toMatchObject({ recommendationId: null });
  expect(await ask(path, 'recommend --budget 900')).toMatchObject({ recommendationId: null });
  expect(await ask(path, 'recommend --budget 900 --keep')).toMatchObject({ recommendationId: 1 });
});

test('of two currencies the one that is named is answered', async () => {
  const path = folderOf(['USD', 'EUR']);
  for (const command of [
    'winners',
    recommend,
    plan,
    'next --budget 300',
    'scale talk-1 --to 3000',
    'tags',
    'trend',
    'signals --early 1',
  ]) {
    const [dollars, euros] = [
      await ask(path, `${command} --currency USD`),
      await ask(path, `${command} --currency EUR`),
    ];
    expect([command, JSON.stringify(euros)]).not.toEqual([command, JSON.stringify(dollars)]);
    expect([command, euros.currency]).toEqual([command, 'EUR']);
  }
});

/** Flags that a test cannot see the effect of in an answer, with where it shows instead. */
const ELSEWHERE: Readonly<Record<string, string>> = {};

test('every flag of every command is mentioned in a test', () => {
  const tests = readdirSync(join(import.meta.dirname, '..'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(import.meta.dirname, '..', name), 'utf8'))
    .join('\n');
  const mentions = (flag: string): boolean => new RegExp(`['"\`\\s]${flag}(?![a-z-])`).test(tests);
  const missing = [...commandPaths(commandTree(buildProgram()))].flatMap(([path, { flags }]) =>
    flags
      .map(({ long, short }) => (long ?? short ?? '').replace(/ .*/, ''))
      .filter((flag) => !mentions(flag) && ELSEWHERE[flag] === undefined)
      .map((flag) => `creo ${path.join(' ')} ${flag}`),
  );
  expect(missing).toEqual([]);
});
