/**
 * Importing a million daily rows, against the simple csv-parse loop and the sqlite3 shell on the same file in the same run.
 * CREO_BENCH_ROWS sets another number of rows.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse';
import { Sqlite } from '../../src/store/sqlite.js';
import { dayOf } from '../../src/units.js';
import type { BenchLine } from './line.js';

const PROGRAM = fileURLToPath(new URL('../../bin/creo.js', import.meta.url));
const ROWS = Number(process.env.CREO_BENCH_ROWS ?? 1_000_000);
const ADS = 2740;
const FIRST_DAY = 20_089;
const HEADER =
  'Day,"Campaign name","Ad set name","Ad name","Ad ID","Ad delivery",Impressions,Reach,Frequency,"Link clicks","Clicks (all)","Amount spent (USD)",Purchases,"Purchases conversion value"\n';

/** A Meta export by ad and day: names in quotes, counts with thousands separators, about 200 bytes a row. */
function writeExport(path: string, rows: number, revision: number): void {
  const file = openSync(path, 'w');
  let lines = HEADER;
  for (let row = 0; row < rows; row += 1) {
    const ad = row % ADS;
    const impressions = 1000 + ((row * 7919) % 90_000);
    const clicks = (row * 31) % 900;
    const spend = (((row * 104_729 + revision) % 250_000) / 100).toFixed(2);
    const grouped = impressions.toLocaleString('en-US');
    lines +=
      `${dayOf(FIRST_DAY + Math.floor(row / ADS))},"Campaign ${ad % 12} | Prospecting, broad | Q${ad % 4}","Ad set ${ad % 97} - lookalike 1%, ages 18-44",` +
      `"creator_${ad % 211} hook ""${ad % 17}"" angle ${ad} v${ad % 5}.mp4",1202100000${String(ad).padStart(8, '0')},active,"${grouped}",` +
      `"${Math.floor(impressions * 0.8).toLocaleString('en-US')}",1.25,${clicks},${clicks + 11},"${Number(spend).toLocaleString('en-US', { minimumFractionDigits: 2 })}",${row % 7},${((row % 7) * 39.9).toFixed(2)}\n`;
    if (lines.length > 1 << 20) {
      writeSync(file, lines);
      lines = '';
    }
  }
  writeSync(file, lines);
  closeSync(file);
}

interface Measured {
  seconds: number;
  peakMiB: number;
}

/** Runs a program under GNU time, which tells its peak memory. */
function timed(command: string, args: readonly string[], input = ''): Measured {
  const started = performance.now();
  const { status, stderr } = spawnSync('/usr/bin/time', ['-f', 'peak %M', command, ...args], {
    input,
    encoding: 'utf8',
  });
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return { seconds, peakMiB: Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024 };
}

const TYPED = `CREATE TABLE days (day TEXT, ad_id TEXT, campaign TEXT, ad_set TEXT, ad TEXT, impressions INTEGER, clicks INTEGER, spend INTEGER,
  purchases REAL, value INTEGER, PRIMARY KEY (ad_id, day)) STRICT`;

/** What anyone would write first: csv-parse, one upsert a row, a transaction every 10,000 rows. */
async function simpleLoop(csv: string, store: string): Promise<number> {
  const started = performance.now();
  const db = new Sqlite(store);
  db.pragma('journal_mode = WAL');
  db.exec(TYPED);
  const upsert = db.prepare(
    `INSERT INTO days VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ad_id, day) DO UPDATE SET impressions = excluded.impressions,
     clicks = excluded.clicks, spend = excluded.spend, purchases = excluded.purchases, value = excluded.value`,
  );
  const number = (text: string): number => Number(text.replaceAll(',', ''));
  let rows = 0;
  db.exec('BEGIN');
  for await (const r of createReadStream(csv).pipe(parse({ from_line: 2 })) as AsyncIterable<string[]>) {
    const money = Math.round(number(r[11]) * 1e6);
    upsert.run(
      r[0],
      r[4],
      r[1],
      r[2],
      r[3],
      number(r[6]),
      number(r[9]),
      money,
      number(r[12]),
      Math.round(number(r[13]) * 1e6),
    );
    rows += 1;
    if (rows % 10_000 === 0) db.exec('COMMIT; BEGIN');
  }
  db.exec('COMMIT');
  db.close();
  return (performance.now() - started) / 1000;
}

function sqliteShell(csv: string, store: string): Measured {
  const amount = (column: string): string => `CAST(round(replace("${column}", ',', '') * 1000000) AS INTEGER)`;
  const script = `PRAGMA journal_mode=WAL;
${TYPED};
.import --csv ${csv} raw
INSERT INTO days SELECT "Day", "Ad ID", "Campaign name", "Ad set name", "Ad name", CAST(replace("Impressions", ',', '') AS INTEGER),
  CAST("Link clicks" AS INTEGER), ${amount('Amount spent (USD)')}, CAST("Purchases" AS REAL), ${amount('Purchases conversion value')}
FROM raw WHERE true ON CONFLICT (ad_id, day) DO UPDATE SET impressions = excluded.impressions, clicks = excluded.clicks,
  spend = excluded.spend, purchases = excluded.purchases, value = excluded.value;
DROP TABLE raw;`;
  return timed('sqlite3', [store], script);
}

export async function bench(): Promise<BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'creo-bench-'));
  const csv = join(folder, 'export.csv');
  const revised = join(folder, 'revised.csv');
  writeExport(csv, ROWS, 0);
  writeExport(revised, ROWS, 1);
  const creo = (file: string): Measured =>
    timed(process.execPath, [PROGRAM, 'import', file, '--db', join(folder, 'creo.db'), '--json', '--quiet']);
  const first = creo(csv);
  const shell = sqliteShell(csv, join(folder, 'shell.db'));
  const loop = await simpleLoop(csv, join(folder, 'loop.db'));
  const again = creo(csv);
  const replaced = creo(revised);
  rmSync(folder, { recursive: true });
  const line = (what: string, { seconds, peakMiB }: Measured, goal?: string): BenchLine => ({
    part: 'import',
    what,
    figure: `${seconds.toFixed(1)} s, peak ${peakMiB.toFixed(0)} MiB`,
    against: `${(seconds / loop).toFixed(2)} of the simple csv-parse loop (${loop.toFixed(1)} s), ${(seconds / shell.seconds).toFixed(2)} of the sqlite3 shell (${shell.seconds.toFixed(1)} s)`,
    ...(goal === undefined ? {} : { goal }),
  });
  const rows = ROWS.toLocaleString('en-US');
  return [
    line(`${rows} rows into an empty store`, first, '<= 0.14 of the loop, under 150 MiB'),
    line('the same file again', again),
    line('a revised file: every row replaced', replaced, '<= 0.20 of the loop, under 150 MiB'),
  ];
}
