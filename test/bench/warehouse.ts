/**
 * A month of hourly facts by age, summed by two ClickHouse shards and imported, against the same facts as CSV in the same
 * run. `npm run bench warehouse 40000000` sets the number of facts.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dayOf } from '../../src/units.js';
import { startClickHouse } from '../helpers/clickhouse.js';
import type { BenchLine } from './line.js';

const PROGRAM = fileURLToPath(new URL('../../bin/creo.js', import.meta.url));
const asked = process.argv.slice(2).find((argument) => /^\d+$/.test(argument));
const DAYS = 30;
const PARTS_OF_DAY = 24 * 6;
const ADS = Math.max(1, Math.round(Number(asked ?? 4_000_000) / (DAYS * PARTS_OF_DAY)));
const ROWS = ADS * DAYS * PARTS_OF_DAY;
const FIRST_DAY = 20_697;

interface Measured {
  seconds: number;
  peakMiB: number;
}

/** Runs creo under GNU time, which tells its peak memory. */
function timed(folder: string, store: string, args: readonly string[]): Measured {
  const started = performance.now();
  const { status, stderr } = spawnSync(
    '/usr/bin/time',
    ['-f', 'peak %M', process.execPath, PROGRAM, '--db', join(folder, store), 'import', ...args, '--currency', 'USD'],
    { encoding: 'utf8' },
  );
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`creo import ${args[0]} ended with ${status}: ${stderr}`);
  return { seconds, peakMiB: Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024 };
}

const TABLE = `(date_day Date, hour UInt8, age String, account_id UInt64, campaign_id UInt64, campaign_name String, ad_group_id UInt64,
  ad_group_name String, ad_id UInt64, ad_name String, impressions UInt32, clicks UInt32, spend Decimal(18, 6), conversions UInt16,
  conversions_value Decimal(18, 6)) ENGINE = MergeTree() PARTITION BY toYYYYMM(date_day) ORDER BY (date_day, ad_id)`;

/** The rows of one shard: every second ad. `n` counts ad by ad within a day. */
const factsOf = (shard: number): string => {
  const ad = `(intDiv(number, ${PARTS_OF_DAY}) % ${Math.ceil((ADS - shard) / 2)}) * 2 + ${shard}`;
  const rows = Math.ceil((ADS - shard) / 2) * DAYS * PARTS_OF_DAY;
  return `SELECT toDate(${FIRST_DAY} + intDiv(number, ${PARTS_OF_DAY * Math.ceil((ADS - shard) / 2)})), number % 24, concat('age ', toString(intDiv(number, 24) % 6)), 12,
    ${ad} % 12, concat('Campaign ', toString(${ad} % 12), ' | Prospecting, broad'), ${ad} % 97, concat('Ad set ', toString(${ad} % 97)),
    120210000000000000 + ${ad}, concat('creator hook angle ', toString(${ad}), '.mp4'), 10 + number % 90, number % 5,
    toDecimal64(number % 250, 6) / 100, number % 97 = 0, toDecimal64(number % 97 = 0, 6) * 39 FROM numbers(${rows})`;
};

/** The same facts as an export has them, without the columns that the sums leave out. */
function writeCsv(path: string): void {
  const file = openSync(path, 'w');
  let text =
    'date_day,account_id,campaign_id,campaign_name,ad_group_id,ad_group_name,ad_id,ad_name,impressions,clicks,spend,conversions,conversions_value\n';
  for (let day = 0; day < DAYS; day += 1) {
    const date = dayOf(FIRST_DAY + day);
    for (let ad = 0; ad < ADS; ad += 1) {
      const shard = ad % 2;
      const perDay = Math.ceil((ADS - shard) / 2) * PARTS_OF_DAY;
      const first = day * perDay + ((ad - shard) / 2) * PARTS_OF_DAY;
      const names = `${date},12,${ad % 12},"Campaign ${ad % 12} | Prospecting, broad",${ad % 97},Ad set ${ad % 97},${120210000000000000n + BigInt(ad)},creator hook angle ${ad}.mp4`;
      for (let number = first; number < first + PARTS_OF_DAY; number += 1) {
        const sold = number % 97 === 0 ? 1 : 0;
        text += `${names},${10 + (number % 90)},${number % 5},${(number % 250) / 100},${sold},${sold * 39}\n`;
      }
      if (text.length > 1 << 20) {
        writeSync(file, text);
        text = '';
      }
    }
  }
  writeSync(file, text);
  closeSync(file);
}

/** The sums that an import kept, to hold two of them against each other. */
function sumsOf(folder: string, store: string): string {
  const { stdout } = spawnSync(process.execPath, [PROGRAM, '--db', join(folder, store), 'import', 'list', '--json'], {
    encoding: 'utf8',
  });
  const { imports }: { imports: { dateStart: string; dateEnd: string; spendMicros: number }[] } = JSON.parse(stdout);
  const [{ dateStart, dateEnd, spendMicros } = { dateStart: '', dateEnd: '', spendMicros: 0 }] = imports;
  return `${dateStart} ${dateEnd} ${spendMicros}`;
}

export async function bench(): Promise<BenchLine[]> {
  const hasServer = ['/usr/bin', '/usr/sbin', '/usr/local/bin'].some((folder) =>
    existsSync(join(folder, 'clickhouse-server')),
  );
  if (!hasServer)
    return [{ part: 'warehouse', what: 'facts of a warehouse', figure: 'skipped: clickhouse-server is not installed' }];
  const folder = mkdtempSync(join(tmpdir(), 'creo-bench-'));
  const servers = await startClickHouse(2);
  try {
    await Promise.all(
      servers.map(async ({ run }, shard) => {
        await run(`CREATE TABLE facts ${TABLE}`);
        await run(`INSERT INTO facts ${factsOf(shard)}`);
      }),
    );
    const [first] = servers;
    if (first === undefined) throw new Error('no server');
    await first.run('CREATE TABLE facts_all AS facts ENGINE = Distributed(creo, default, facts, rand())');
    const engine = timed(folder, 'engine.db', [`clickhouse://127.0.0.1:${first.port}/default/facts_all`]);
    const csv = join(folder, 'facts.csv');
    writeCsv(csv);
    const file = timed(folder, 'file.db', [csv]);
    if (sumsOf(folder, 'engine.db') !== sumsOf(folder, 'file.db'))
      throw new Error('the two imports hold different sums');
    return [
      {
        part: 'warehouse',
        what: `${ROWS.toLocaleString('en-US')} hourly facts through two shards, seconds`,
        figure: engine.seconds.toFixed(1),
        against: `the same as CSV ${file.seconds.toFixed(1)}, ratio ${(engine.seconds / file.seconds).toFixed(3)}`,
        goal: 'ratio <= 0.10',
      },
      {
        part: 'warehouse',
        what: 'memory of creo meanwhile, MiB',
        figure: engine.peakMiB.toFixed(0),
        against: `CSV ${file.peakMiB.toFixed(0)}`,
        goal: '<= 200',
      },
    ];
  } finally {
    await Promise.all(servers.map(({ end }) => end()));
    rmSync(folder, { recursive: true, force: true });
  }
}
