import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { servedFigures } from '../../src/answers/served-figures.js';
import { figuresText, type SeriesLimits } from '../../src/serve/exposition.js';
import { METRICS } from '../../src/serve/gauges.js';
import type { Store } from '../../src/store/database.js';
import {
  addTestAd,
  addTestClusters,
  addTestCreative,
  addTestDay,
  addTestImport,
  addTestPlan,
  temporaryStore,
  testForecast,
} from '../helpers/store.js';

const LIMITS: SeriesLimits = { campaigns: 100, creatives: 100, clusters: 100 };

/** As worked out elsewhere, for the first creative. */
const POOLED = new Map([
  [1, { creativeId: 1, cvr: 0.05, cvrLow: 0.04, cvrHigh: 0.06, roas: 2.1, roasLow: 1.5, roasHigh: 2.8 }],
]);

function textOf(db: Store, given: Partial<SeriesLimits> = {}, currency: string | null = null): Promise<string> {
  const limits = { ...LIMITS, ...given };
  const { creatives: maxCreatives, clusters: maxClusters } = limits;
  return figuresText(servedFigures(db, { currency, recentDays: 7, maxCreatives, maxClusters }), POOLED, limits);
}

/** The lines of one metric, without help and type, sorted. */
const linesOf = (text: string, name: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .map((line) => line.slice(name.length))
    .sort();

/** Two creatives in two clusters, a third one in none. */
function filledStore(): Store {
  const { db } = temporaryStore();
  const [hook, demo, loner] = ['hook', 'demo', 'loner'].map((name) => addTestCreative(db, name));
  const first = addTestAd(db, { creativeId: hook, campaign: 'Spring' });
  const second = addTestAd(db, { creativeId: demo, campaign: 'Spring' });
  const third = addTestAd(db, {
    creativeId: loner,
    platform: 'tiktok',
    campaign: 'Autumn',
    utmSource: 'tt',
    utmCampaign: 'autumn_eu',
  });
  addTestDay(db, { adId: first, day: '2026-02-01', clicks: 100, conversions: 10, spend: 50, revenue: 200 });
  addTestDay(db, { adId: first, day: '2026-03-09', clicks: 100, conversions: 2, spend: 50, revenue: 40 });
  addTestDay(db, { adId: second, day: '2026-03-09', clicks: 50, conversions: 1, spend: 20.5, revenue: 41 });
  addTestDay(db, { adId: third, day: '2026-03-03', clicks: 40, spend: 10 });
  addTestClusters(
    db,
    [
      { clusterId: 0, label: 'faces', creativeIds: [hook] },
      { clusterId: 1, label: 'products', creativeIds: [demo] },
    ],
    [loner],
  );
  return db;
}

test('campaigns are summed over their ads, with the platform and the name where UTM fields are missing', async () => {
  const text = await textOf(filledStore());
  expect(linesOf(text, 'utm_clicks_total')).toEqual([
    '{utm_source="meta",utm_campaign="Spring"} 250',
    '{utm_source="tt",utm_campaign="autumn_eu"} 40',
  ]);
  expect(linesOf(text, 'utm_conversions_total')).toEqual(['{utm_source="meta",utm_campaign="Spring"} 13']);
  expect(linesOf(text, 'utm_revenue_cents')).toEqual(['{utm_source="meta",utm_campaign="Spring"} 28100']);
  expect(text).toContain('# TYPE utm_revenue_cents counter');
});

test('a rate is of the summed counts, and there is no series where it is unknown', async () => {
  const text = await textOf(filledStore());
  expect(linesOf(text, 'creative_cvr')).toEqual([
    '{creative_id="1",creative_name="hook",cluster_id="0"} 0.06',
    '{creative_id="2",creative_name="demo",cluster_id="1"} 0.02',
  ]);
  expect(linesOf(text, 'creative_roas')).toEqual([
    '{creative_id="1",creative_name="hook",cluster_id="0"} 2.4',
    '{creative_id="2",creative_name="demo",cluster_id="1"} 2',
  ]);
  expect(linesOf(text, 'creo_creative_clicks')).toContain(
    '{creative_id="3",creative_name="loner",cluster_id="none"} 40',
  );
});

test('the average of a cluster is pooled, and its size counts creatives without results too', async () => {
  const db = filledStore();
  const quiet = addTestCreative(db, 'quiet');
  addTestClusters(db, [{ clusterId: 4, label: 'all "of" them', creativeIds: [1, 2, quiet] }]);
  const text = await textOf(db);
  expect(linesOf(text, 'cluster_avg_cvr')).toEqual(['{cluster_id="4",cluster_label="all \\"of\\" them"} 0.052']);
  expect(linesOf(text, 'cluster_size')).toEqual(['{cluster_id="4",cluster_label="all \\"of\\" them"} 3']);
});

test('the recent period is the last seven days that have results', async () => {
  const text = await textOf(filledStore());
  expect(linesOf(text, 'creo_creative_recent_clicks')).toEqual([
    '{creative_id="1",creative_name="hook",cluster_id="0"} 100',
    '{creative_id="2",creative_name="demo",cluster_id="1"} 50',
    '{creative_id="3",creative_name="loner",cluster_id="none"} 40',
  ]);
  expect(linesOf(text, 'creo_cluster_recent_conversions')).toEqual([
    '{cluster_id="0",cluster_label="faces"} 2',
    '{cluster_id="1",cluster_label="products"} 1',
  ]);
});

test('label values are on one line, escaped and bounded', async () => {
  const { db } = temporaryStore();
  addTestDay(db, { adId: addTestAd(db, { campaign: 'back\\slash "quoted"\nnew\u0000line' }), clicks: 1 });
  addTestDay(db, { adId: addTestAd(db, { campaign: `${'🎯'.repeat(300)}` }), clicks: 2 });
  const text = await textOf(db);
  expect(linesOf(text, 'utm_clicks_total')).toEqual([
    '{utm_source="meta",utm_campaign="back\\\\slash \\"quoted\\" new line"} 1',
    `{utm_source="meta",utm_campaign="${'🎯'.repeat(119)}…"} 2`,
  ]);
});

test('campaigns that are the same once cut are one series', async () => {
  const { db } = temporaryStore();
  for (const end of ['one', 'two'])
    addTestDay(db, { adId: addTestAd(db, { campaign: 'x'.repeat(200) + end }), clicks: 3 });
  expect(linesOf(await textOf(db), 'utm_clicks_total')).toEqual([
    `{utm_source="meta",utm_campaign="${'x'.repeat(119)}…"} 6`,
  ]);
});

test('series are capped by spend, the cap is a metric, and the sum over campaigns stays whole', async () => {
  const db = filledStore();
  const text = await textOf(db, { campaigns: 1, creatives: 1, clusters: 1 });
  expect(linesOf(text, 'utm_clicks_total')).toEqual([
    '{utm_source="(other)",utm_campaign="(other)"} 40',
    '{utm_source="meta",utm_campaign="Spring"} 250',
  ]);
  expect(linesOf(text, 'creative_cvr')).toEqual(['{creative_id="1",creative_name="hook",cluster_id="0"} 0.06']);
  expect(linesOf(text, 'cluster_size')).toEqual(['{cluster_id="0",cluster_label="faces"} 1']);
  expect(linesOf(text, 'creo_series_limit')).toContain('{kind="creatives"} 1');
  expect(linesOf(text, 'creo_series_found')).toEqual([
    '{kind="campaigns"} 2',
    '{kind="clusters"} 2',
    '{kind="creatives"} 3',
  ]);
});

test('amounts in two currencies are never added: they are left out until one is chosen', async () => {
  const { db } = temporaryStore();
  const adId = addTestAd(db, { creativeId: addTestCreative(db, 'hook') });
  addTestDay(db, { adId, day: '2026-03-01', currency: 'USD', clicks: 10, conversions: 1, spend: 5, revenue: 10 });
  addTestDay(db, { adId, day: '2026-03-02', currency: 'EUR', clicks: 20, conversions: 1, spend: 7, revenue: 7 });
  const both = await textOf(db);
  expect(linesOf(both, 'utm_clicks_total')).toEqual(['{utm_source="meta",utm_campaign="Spring"} 30']);
  expect(linesOf(both, 'utm_revenue_cents')).toEqual([]);
  expect(linesOf(both, 'creative_roas')).toEqual([]);
  expect(linesOf(both, 'creo_currency_info')).toEqual([
    '{currency="EUR",shown="no"} 1',
    '{currency="USD",shown="no"} 1',
  ]);
  const dollars = await textOf(db, {}, 'USD');
  expect(linesOf(dollars, 'utm_clicks_total')).toEqual(['{utm_source="meta",utm_campaign="Spring"} 10']);
  expect(linesOf(dollars, 'utm_revenue_cents')).toEqual(['{utm_source="meta",utm_campaign="Spring"} 1000']);
  expect(linesOf(dollars, 'creative_roas')).toEqual(['{creative_id="1",creative_name="hook",cluster_id="none"} 2']);
});

test('more refunds than sales give no revenue counter rather than a wrong one', async () => {
  const { db } = temporaryStore();
  addTestDay(db, { adId: addTestAd(db), clicks: 3, revenue: -5 });
  const text = await textOf(db);
  expect(linesOf(text, 'utm_clicks_total')).toHaveLength(1);
  expect(linesOf(text, 'utm_revenue_cents')).toEqual([]);
});

test('an undone import does not count as the last one', async () => {
  const { db } = temporaryStore();
  addTestImport(db, { importedAt: '2026-03-01T00:00:00.000Z' });
  addTestImport(db, { importedAt: '2026-03-05T00:00:00.000Z', undoneAt: '2026-03-05T01:00:00.000Z' });
  expect(linesOf(await textOf(db), 'creo_last_import_timestamp_seconds')).toEqual([
    `{platform="meta"} ${Date.parse('2026-03-01T00:00:00Z') / 1000}`,
  ]);
});

test('an empty store has its own figures and no others', async () => {
  const { db } = temporaryStore();
  const text = await textOf(db);
  const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map((match) => match[1]);
  expect(names).toEqual([
    'creo_store_rows',
    'creo_store_size_bytes',
    'creo_store_schema_version',
    'creo_series_limit',
    'creo_series_found',
  ]);
});

test('every metric is exported by a full store, and promtool finds only the fixed name utm_revenue_cents to object to', async () => {
  const db = filledStore();
  addTestPlan(
    db,
    {
      currency: 'USD',
      budgetMicros: 5_000_000_000,
      allocatedMicros: 4_500_000_000,
      expectedRevenueMicros: 9_000_000_000,
      expectedRevenueLowMicros: 6_000_000_000,
      expectedRevenueHighMicros: 12_000_000_000,
      confidence: 0.93,
      items: [
        { creativeId: 1, budgetMicros: 4_500_000_000, cvr: 0.05, roas: 2, roasLow: 1.4, roasHigh: 2.7, probBest: 0.8 },
      ],
    },
    {
      createdAt: '2026-03-01T08:00:00.000Z',
      forecast: testForecast([{ creativeId: 1, budget: 50, roas: 2 }], [1, 2]),
    },
  );
  const text = await textOf(db);
  const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map((match) => match[1]);
  expect([...names].sort()).toEqual(Object.keys(METRICS).sort());
  expect(linesOf(text, 'creo_plan_creative_roas_low')).toEqual([
    '{creative_id="1",creative_name="hook",cluster_id="0"} 1.4',
  ]);
  expect(linesOf(text, 'creo_plan_expected_revenue_cents')).toContain('{bound="low"} 600000');
  const { stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
  expect(`${stdout}${stderr}`.trim()).toBe('utm_revenue_cents counter metrics should have "_total" suffix');
});

test('past plans are scored by the results since, and against the naive rule by what those results tell of it', async () => {
  const db = filledStore();
  const createdAt = '2026-03-01T08:00:00.000Z';
  addTestPlan(db, {}, { createdAt, forecast: testForecast([{ creativeId: 1, budget: 50, roas: 2 }], [1, 2]) });
  const text = await textOf(db);
  const figures = Object.fromEntries(
    [...text.matchAll(/^creo_score_(\w+) (\S+)$/gm)].map(([, name, value]) => [name, Number(value)]),
  );
  // The first creative got 50 since and brought 40; the second 20.5 and 41, where the naive rule would have given 25.
  expect(figures).toEqual({
    plans: 1,
    interval_coverage_ratio: 0,
    bias_ratio: expect.closeTo(2.43, 2),
    raw_bias_ratio: expect.closeTo(150 / 40, 9),
    plans_against_naive: 1,
    gain_over_naive_cents: expect.closeTo(100 * (40 - (20 + 50)), -3),
  });
  addTestPlan(
    db,
    {},
    { createdAt: '2026-03-10T08:00:00.000Z', forecast: testForecast([{ creativeId: 1, budget: 50, roas: 2 }]) },
  );
  expect(linesOf(await textOf(db), 'creo_score_plans')).toEqual([' 1']);
});

test('plans without results since have no score but their numbers, and those of another currency none', async () => {
  const db = filledStore();
  const forecast = testForecast([{ creativeId: 1, budget: 50, roas: 2 }]);
  addTestPlan(db, {}, { createdAt: '2026-03-09T08:00:00.000Z', forecast });
  expect([...(await textOf(db)).matchAll(/^creo_score_.*$/gm)].map(([line]) => line)).toEqual([
    'creo_score_plans 0',
    'creo_score_plans_against_naive 0',
  ]);
  const other = filledStore();
  addTestPlan(other, {}, { forecast: { ...forecast, currency: 'EUR' } });
  expect(await textOf(other)).not.toContain('creo_score_');
});
