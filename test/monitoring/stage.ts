/** A real Prometheus with the project's own configuration and rules, over real exporters, a Pushgateway and node_exporter. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore, type Store } from '../../src/store/database.js';
import { addDays } from '../../src/units.js';
import {
  eventually,
  freePort,
  isInstalled,
  startExporterProgram,
  startProgram,
  startPushgateway,
} from '../helpers/programs.js';
import { runCreo } from '../helpers/run-creo.js';
import {
  addTestAd,
  addTestClusters,
  addTestCreative,
  addTestDay,
  addTestImport,
  addTestPlan,
  testForecast,
} from '../helpers/store.js';

export const MONITORING = fileURLToPath(new URL('../../monitoring', import.meta.url));

export const CAN_RUN = ['prometheus', 'promtool', 'prometheus-pushgateway', 'prometheus-node-exporter'].every(
  isInstalled,
);

export interface Sample {
  labels: Record<string, string>;
  value: number;
}

export interface Stage {
  /** Runs a query as Grafana does, and gives its samples. */
  query: (expression: string) => Promise<Sample[]>;
  get: (path: string) => Promise<unknown>;
  exporterUrl: string;
  close: () => Promise<void>;
}

/** Sets everything up and waits until each target was scraped often enough for rates and each rule was evaluated. */
export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'creo-monitoring-'));
  const ends: (() => Promise<void>)[] = [];
  const options = { cwd: folder, register: (end: () => Promise<void>) => void ends.push(end) };
  const close = async (): Promise<void> => {
    await Promise.all(ends.map((end) => end()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    writeFileSync(join(folder, 'creo.token'), 'scrape-token\n');
    const withToken = ['--token-file', 'creo.token'];
    const main = await startExporterProgram(mainStore(folder), withToken, options);
    const second = await startExporterProgram(twoCurrencies(folder), [...withToken, '--max-creatives', '1'], options);
    const [gateway, node, web] = [await freePort(), await freePort(), await freePort()];
    startPushgateway(gateway, options);
    await eventually('the Pushgateway', () => fetch(`http://127.0.0.1:${gateway}/-/ready`));
    await push(folder, `http://127.0.0.1:${gateway}`);
    startProgram(
      'prometheus-node-exporter',
      [
        `--web.listen-address=127.0.0.1:${node}`,
        '--collector.disable-defaults',
        '--collector.textfile',
        `--collector.textfile.directory=${join(folder, 'textfile')}`,
      ],
      options,
    );
    const targets = [
      { targets: [new URL(main.url).host, '127.0.0.1:1'] },
      { targets: [new URL(second.url).host], labels: { job: 'creo-second' } },
    ];
    configure(folder, {
      creo: targets,
      pushgateway: [{ targets: [`127.0.0.1:${gateway}`] }],
      node: [{ targets: [`127.0.0.1:${node}`] }],
    });
    startProgram(
      'prometheus',
      [
        '--config.file=prometheus.yml',
        '--storage.tsdb.path=tsdb',
        `--web.listen-address=127.0.0.1:${web}`,
        '--log.level=warn',
      ],
      options,
    );
    const get = async (path: string): Promise<unknown> => (await fetch(`http://127.0.0.1:${web}${path}`)).json();
    const query = async (expression: string): Promise<Sample[]> => {
      const body = new URLSearchParams({ query: expression });
      const answer: unknown = await (
        await fetch(`http://127.0.0.1:${web}/api/v1/query`, { method: 'POST', body })
      ).json();
      return samplesOf(answer, expression);
    };
    await eventually('rates and rules', () => whenReady(query), 60);
    return { query, get, exporterUrl: main.url, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

/** Whether all four live targets were scraped, twice for rates, the pooled rates are worked out, and the rules ran. */
async function whenReady(query: Stage['query']): Promise<true | undefined> {
  const [targets, rates, pooled, rules] = await Promise.all([
    query('count(up == 1)'),
    query('rate(api_request_total{job="creo"}[10s])'),
    query('creo_creative_pooled_roas{job="creo"}'),
    query('count by (__name__) ({__name__=~".+:.+:.+"})'),
  ]);
  const isReady = targets[0]?.value === 4 && rates.length > 0 && pooled.length > 0 && rules.length === 5;
  return isReady ? true : undefined;
}

/** The project's configuration with these targets, scraping every second. */
function configure(folder: string, targets: Record<string, object[]>): void {
  cpSync(join(MONITORING, 'rules'), join(folder, 'rules'), { recursive: true });
  mkdirSync(join(folder, 'targets'));
  for (const [name, list] of Object.entries(targets)) {
    // JSON is YAML.
    writeFileSync(join(folder, 'targets', `${name}.yml`), JSON.stringify(list));
  }
  const text = readFileSync(join(MONITORING, 'prometheus.yml'), 'utf8');
  writeFileSync(join(folder, 'prometheus.yml'), text.replaceAll(': 30s', ': 1s'));
}

async function push(folder: string, gateway: string): Promise<void> {
  mkdirSync(join(folder, 'textfile'));
  const creo = async (...args: string[]): Promise<void> => {
    const { status, stderr } = await runCreo(['push-metrics', ...args], { cwd: folder });
    if (status !== 0) throw new Error(stderr);
  };
  const group = ['--job', 'creo-push', '--grouping', 'instance=studio'];
  await creo('--gateway', gateway, ...group, '--textfile', 'textfile/creo.prom');
  const old = '# TYPE creo_last_success_timestamp_seconds gauge\ncreo_last_success_timestamp_seconds 1000\n';
  await fetch(`${gateway}/metrics/job/creo-old`, { method: 'PUT', body: old });
}

const HOUR = 3_600_000;
const hoursAgo = (hours: number): string => new Date(Date.now() - hours * HOUR).toISOString();

/**
 * Two clusters of one creative each and one creative in none, six days after their last results. `hook`, the winner of
 * the last plan, did well before and badly in the recent days; `demo` stayed as it was.
 */
function mainStore(folder: string): string {
  const path = join(folder, 'creo.db');
  const db = openStore(path, { create: true });
  addTestImport(db, { platform: 'meta', importedAt: hoursAgo(1) });
  addTestImport(db, { platform: 'tiktok', importedAt: hoursAgo(72) });
  const recent = addDays(new Date().toISOString().slice(0, 10), -6);
  const before = addDays(recent, -20);
  const [hook, demo, loner] = ['hook', 'demo', 'loner'].map((name) => addTestCreative(db, name));
  const hookAd = addTestAd(db, { creativeId: hook, campaign: 'Spring' });
  const demoAd = addTestAd(db, { creativeId: demo, campaign: 'Summer' });
  const lonerAd = addTestAd(db, { creativeId: loner, platform: 'tiktok', utmSource: 'tt', utmCampaign: 'autumn_eu' });
  addTestDay(db, { adId: hookAd, day: before, clicks: 1000, conversions: 50, spend: 500, revenue: 2000 });
  addTestDay(db, { adId: hookAd, day: recent, clicks: 1200, conversions: 10, spend: 400, revenue: 200 });
  addTestDay(db, { adId: demoAd, day: before, clicks: 500, conversions: 10, spend: 200, revenue: 400 });
  addTestDay(db, { adId: demoAd, day: recent, clicks: 500, conversions: 10, spend: 200, revenue: 400 });
  addTestDay(db, { adId: lonerAd, day: recent, clicks: 100, conversions: 4, spend: 50, revenue: 250 });
  const clusters = [
    { clusterId: 0, label: 'faces', creativeIds: [hook] },
    { clusterId: 1, label: 'products', creativeIds: [demo] },
  ];
  addTestClusters(db, clusters, [loner]);
  addTestPlan(
    db,
    {
      currency: 'USD',
      budgetMicros: 5_000_000_000,
      allocatedMicros: 5_000_000_000,
      expectedRevenueMicros: 9_000_000_000,
      confidence: 0.9,
      items: [
        {
          creativeId: hook,
          budgetMicros: 4_000_000_000,
          cvr: 0.04,
          roas: 2,
          roasLow: 1.4,
          roasHigh: 2.7,
          probBest: 0.8,
        },
        {
          creativeId: demo,
          budgetMicros: 1_000_000_000,
          cvr: 0.02,
          roas: 1.5,
          roasLow: 0.9,
          roasHigh: 2,
          probBest: 0.2,
        },
      ],
    },
    {
      createdAt: `${addDays(recent, -1)}T08:00:00.000Z`,
      forecast: testForecast(
        [
          { creativeId: hook, budget: 400, roas: 2 },
          { creativeId: demo, budget: 100, roas: 1.5 },
        ],
        [hook, demo],
      ),
    },
  );
  db.close();
  return path;
}

function twoCurrencies(folder: string): string {
  const path = join(folder, 'second.db');
  const db: Store = openStore(path, { create: true });
  for (const currency of ['USD', 'EUR']) {
    const adId = addTestAd(db, { creativeId: addTestCreative(db, currency), campaign: currency });
    addTestDay(db, { adId, currency, clicks: 10, spend: 5 });
  }
  db.close();
  return path;
}

function samplesOf(answer: unknown, expression: string): Sample[] {
  const { status, error, data } = answer as {
    status: string;
    error?: string;
    data?: { result: { metric: Record<string, string>; value: [number, string] }[] };
  };
  if (status !== 'success' || !data) throw new Error(`${expression}: ${error}`);
  return data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
}
