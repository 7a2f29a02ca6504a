/** A scrape of a large store, beside prom-client serving as many series that never change. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore, type Store } from '../../src/store/database.js';
import { startImport } from '../../src/store/imports.js';
import { type BenchLine, median } from './line.js';

const PROGRAM = fileURLToPath(new URL('../../bin/creo.js', import.meta.url));
const PROM_CLIENT = fileURLToPath(import.meta.resolve('prom-client'));
const CREATIVES = 10_000;
const CAMPAIGNS = 1_000;
const DAYS = 7;
const SCRAPES = 1_000;

export async function bench(): Promise<BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'creo-bench-'));
  const children: ChildProcess[] = [];
  try {
    const db = largeStore(join(folder, 'creo.db'));
    const exporter = await serve(children, folder, [PROGRAM, 'serve-metrics', '--port', '0', '--no-pooled']);
    const text = await (await fetch(exporter)).text();
    const series = text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
    writeFileSync(join(folder, 'metrics.txt'), text);
    const peer = await serve(children, folder, ['-e', STATIC_PEER]);

    const changed = await timesOf(20, exporter, (round) => changeDay(db, 1 + ((round * 4_999) % CREATIVES)));
    const grown = await timesOf(20, exporter, (round) => addAd(db, CREATIVES + 1 + round));
    const writing = await whileImporting(db, exporter);
    const times: { creo: number[]; peer: number[] } = { creo: [], peer: [] };
    const memory: number[] = [];
    for (let n = 0; n < SCRAPES; n += 1) {
      times.creo.push(await milliseconds(exporter));
      if (n % 10 === 0) times.peer.push(await milliseconds(peer));
      if (n % 100 === 99) memory.push(await residentMegabytes(exporter));
    }
    db.close();
    const [usual, static_] = [times.creo, times.peer].map(median);
    const ratio = (ms: number): string =>
      `${(ms / static_).toFixed(2)} of prom-client with ${series} static series, ${static_.toFixed(1)} ms`;
    const store = `${CREATIVES} creatives, ${CAMPAIGNS} campaigns, ${CREATIVES * DAYS} rows`;
    return [
      {
        part: 'scrape',
        what: `scrape, ${store}`,
        figure: `${usual.toFixed(1)} ms`,
        against: ratio(usual),
        goal: '< 100 ms',
      },
      {
        part: 'scrape',
        what: 'the first scrape after a row changed',
        figure: `${median(changed).toFixed(0)} ms`,
        against: ratio(median(changed)),
        goal: '< 100 ms',
      },
      {
        part: 'scrape',
        what: 'the first scrape after an ad, a creative and a day were added',
        figure: `${median(grown).toFixed(0)} ms`,
        against: ratio(median(grown)),
        goal: '< 100 ms',
      },
      {
        part: 'scrape',
        what: 'the slowest scrape while an import writes',
        figure: `${Math.max(...writing).toFixed(0)} ms`,
        against: `median ${median(writing).toFixed(1)} ms`,
      },
      {
        part: 'scrape',
        what: `memory after 100 and after ${SCRAPES} scrapes`,
        figure: `${memory[0].toFixed(0)} and ${memory[memory.length - 1].toFixed(0)} MB`,
        goal: 'flat',
      },
    ];
  } finally {
    for (const child of children) child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Serves the series of metrics.txt from gauges that never change. */
const STATIC_PEER = `
  const { Gauge, Registry } = require(${JSON.stringify(PROM_CLIENT)});
  const registry = new Registry();
  for (const line of require('fs').readFileSync('metrics.txt', 'utf8').split('\\n')) {
    const [, name, labelText = '', value] = /^(\\w+)(?:\\{(.*)\\})? (\\S+)$/.exec(line) ?? [];
    if (!name || /_(bucket|sum|count)$/.test(name)) continue;
    const labels = Object.fromEntries([...labelText.matchAll(/(\\w+)="([^"]*)"/g)].map((m) => [m[1], m[2]]));
    const gauge = registry.getSingleMetric(name) ?? new Gauge({ name, help: name, labelNames: Object.keys(labels), registers: [registry] });
    gauge.set(labels, Number(value));
  }
  const server = require('http').createServer(async (request, response) => response.end(await registry.metrics()));
  server.listen(0, '127.0.0.1', () => console.error('serving http://127.0.0.1:' + server.address().port + '/metrics'));`;

/** Starts a server that says where it serves, and gives the URL of its metrics. */
async function serve(children: ChildProcess[], cwd: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  children.push(child);
  for (let said = ''; ; ) {
    const [chunk] = await once(child.stderr, 'data');
    said += String(chunk);
    const url = /serving (\S+\/metrics)/.exec(said)?.[1];
    if (url) return url;
  }
}

async function milliseconds(url: string): Promise<number> {
  const started = performance.now();
  await (await fetch(url)).text();
  return performance.now() - started;
}

async function timesOf(rounds: number, url: string, before: (round: number) => void): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    before(round);
    times.push(await milliseconds(url));
  }
  return times;
}

/** Scrapes between the batches of one long transaction. */
async function whileImporting(db: Store, url: string): Promise<number[]> {
  const add = db.prepare('UPDATE ad_days SET clicks = clicks + 1 WHERE date_start = :day');
  db.exec('BEGIN IMMEDIATE');
  const times = await timesOf(DAYS, url, () => add.run({ day: 20_000 }));
  db.exec('COMMIT');
  return times;
}

const changeDay = (db: Store, adId: number): unknown =>
  db.prepare('UPDATE ad_days SET clicks = clicks + 1 WHERE date_start = 20000 AND ad_id = :adId').run({ adId });

/** Adds an ad and its creative, as the first ones are, with results on the last of the days. */
const addAd = (db: Store, adId: number): unknown =>
  db.exec(`
    INSERT INTO creatives (creative_id, name, created_at) VALUES (${adId}, 'creative ${adId}', '2026-03-01T00:00:00.000Z');
    INSERT INTO ads (ad_id, platform, account, level, ad_key, name_key, campaign, creative_id)
    VALUES (${adId}, 'meta', 'Main', 'ad', ${adId}, ${adId}, 'campaign ${adId % CAMPAIGNS}', ${adId});
    INSERT INTO ad_days (date_start, ad_id, date_end, currency, impressions, clicks, conversions, spend_micros, revenue_micros, import_id)
    VALUES (${20_000 + DAYS - 1}, ${adId}, ${20_000 + DAYS - 1}, 'USD', 1000, 20, 1, 5000000, 30000000, 1);`);

async function residentMegabytes(url: string): Promise<number> {
  const text = await (await fetch(url)).text();
  return Number(/^creo_process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]) / 1e6;
}

function largeStore(path: string): Store {
  const db = openStore(path, { create: true });
  db.transaction(() => {
    const importedAt = '2026-03-10T06:00:00.000Z';
    const made = {
      file: 'export.csv',
      fileHash: 'hash',
      platform: 'meta',
      account: 'Main',
      level: 'ad',
      decisions: '{}',
    };
    const importId = startImport(db, { ...made, importedAt });
    db.exec(`
      INSERT INTO cluster_runs (kind, algorithm, k, seed, options, created_at) VALUES ('visual', 'kmeans', 20, 1, '{}', '2026-03-10T07:00:00.000Z');
      WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19)
      INSERT INTO clusters (run_id, cluster_id, label) SELECT 1, i, 'cluster ' || i FROM n;
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${CREATIVES})
      INSERT INTO creatives (creative_id, name, created_at) SELECT i, 'creative ' || i, '2026-03-01T00:00:00.000Z' FROM n;
      INSERT INTO cluster_members (run_id, creative_id, cluster_id) SELECT 1, creative_id, creative_id % 20 FROM creatives;
      INSERT INTO ads (ad_id, platform, account, level, ad_key, name_key, campaign, creative_id)
      SELECT creative_id, 'meta', 'Main', 'ad', creative_id, creative_id, 'campaign ' || (creative_id % ${CAMPAIGNS}), creative_id FROM creatives;
      WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${DAYS - 1})
      INSERT INTO ad_days (date_start, ad_id, date_end, currency, impressions, clicks, conversions, spend_micros, revenue_micros, import_id)
      SELECT 20000 + i, ad_id, 20000 + i, 'USD', 1000, 20 + ad_id % 7, ad_id % 3, 5000000 + ad_id, ad_id % 3 * 30000000, ${importId} FROM n, ads;`);
  })();
  return db;
}
