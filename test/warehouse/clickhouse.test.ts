/** `creo import clickhouse://…` against two real servers: one process each, a distributed table over both. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quoteName, quoteText } from '../../src/warehouse/clickhouse-sql.js';
import { type ClickHouseServer, PASSWORD, startClickHouse } from '../helpers/clickhouse.js';
import { isInstalled } from '../helpers/programs.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { sampleStore } from '../helpers/sample-store.js';

const isThere = isInstalled('clickhouse-server');
if (!isThere) process.stderr.write('clickhouse-server is not installed: its tests are skipped (.ci/run installs it)\n');

interface Imported {
  imports: {
    file: string;
    platform: string;
    rowsRead: number;
    rowsNew: number;
    rowsReplaced: number;
    rowsUnchanged: number;
    rowsSkipped: number;
    dateStart: string;
    dateEnd: string;
    currency: string;
    columns: Record<string, string>;
    totals: Record<string, number | null>;
    warnings: { code: string; message: string }[];
  }[];
}

describe.skipIf(!isThere)('a ClickHouse warehouse', () => {
  let servers: ClickHouseServer[];
  let server: ClickHouseServer;
  let second: ClickHouseServer;

  beforeAll(async () => {
    servers = await startClickHouse(2);
    [server, second] = servers as [ClickHouseServer, ClickHouseServer];
    await server.run('CREATE TABLE money (day Date, ad String, cost Float64, currency String) ENGINE = Memory');
    await server.run(`INSERT INTO money VALUES ('2026-09-01', 'a', 1, 'EUR'), ('2026-09-01', 'b', 1, 'USD')`);
    await server.run('CREATE TABLE safe (day Date, ad String, spend Float64) ENGINE = Memory');
    await server.run(`INSERT INTO safe VALUES ('2026-09-01', 'a', 1)`);
  });
  afterAll(async () => {
    await Promise.all(servers.map((one) => one.end()));
  });

  const address = (table: string, user = ''): string =>
    `clickhouse://${user === '' ? '' : `${user}@`}127.0.0.1:${server.port}/default${table === '' ? '' : `/${table}`}`;

  /** One import that must succeed. */
  async function imported(cwd: string, args: readonly string[]): Promise<Imported['imports'][number]> {
    const { imports } = (await creoJson(['import', ...args], { cwd })) as Imported;
    const [one] = imports;
    if (one === undefined) throw new Error('nothing was imported');
    return one;
  }

  const refused = async (args: readonly string[], environment = {}): Promise<string> => {
    const { status, stderr } = await runCreo(['import', ...args], { cwd: emptyFolder(), environment });
    expect(status).toBe(1);
    return stderr;
  };

  test("fivetran's ad report is read without a map, its ids to the last digit, hours and ages summed by the engine", async () => {
    await server.run(
      `CREATE TABLE ad_report (date_day Date, platform String, account_id UInt64, account_name String, campaign_id UInt64,
       campaign_name String, ad_group_id UInt64, ad_group_name String, ad_id UInt64, ad_name Nullable(String), clicks UInt32,
       impressions UInt64, spend Nullable(Decimal(18, 6)), conversions Float64, conversions_value Nullable(Float64), age String, hour UInt8)
       ENGINE = MergeTree() PARTITION BY toYYYYMM(date_day) ORDER BY (date_day, ad_id)`,
    );
    await server.run(
      `INSERT INTO ad_report SELECT toDate('2026-09-01') + intDiv(number, 96), 'facebook_ads', 12, 'Acme', 5, 'C, "1"', 7, 'G',
       18446744073709551000 + number % 2, 'hook\\t\\'a\\'', 3, 100, 1.25, 0.1, if(number % 2 = 0, NULL, 2.5), toString(number % 4), number % 24
       FROM numbers(192)`,
    );
    const cwd = emptyFolder();
    const first = await imported(cwd, [address('ad_report'), '--currency', 'USD']);
    expect(first).toMatchObject({ rowsRead: 4, rowsNew: 4, dateStart: '2026-09-01', dateEnd: '2026-09-02' });
    expect(first.file).toBe(address('ad_report'));
    expect(first.totals).toEqual({
      impressions: 19_200,
      clicks: 576,
      conversions: 19.2,
      spendMicros: 240_000_000,
      revenueMicros: 240_000_000,
    });
    expect(first.warnings.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        'the warehouse summed 192 rows to 4',
        'summed over age, hour; --column segment=age keeps one apart',
      ]),
    );
    const { stdout } = await runCreo(['export', 'ads', '--csv'], { cwd });
    expect(stdout).toContain('18446744073709551000');
    expect(stdout).toContain('18446744073709551001');
    expect(stdout).toContain("hook 'a'");
  });

  test('the newest days are read again, what was revised replaces, and each import is listed and undone', async () => {
    await server.run(
      'CREATE TABLE daily (day Date, ad String, spend Float64, clicks UInt32) ENGINE = MergeTree() PARTITION BY toYYYYMM(day) ORDER BY day',
    );
    await server.run(`INSERT INTO daily SELECT toDate('2026-07-01') + number, 'a', 10, 1 FROM numbers(60)`);
    const cwd = emptyFolder();
    const source = [address('daily'), '--currency', 'EUR'];
    expect(await imported(cwd, source)).toMatchObject({ rowsRead: 60, rowsNew: 60 });
    expect(await imported(cwd, source)).toMatchObject({ rowsRead: 28, rowsNew: 0, rowsUnchanged: 28 });
    await server.run(`INSERT INTO daily VALUES ('2026-08-20', 'a', 5, 1), ('2026-08-30', 'a', 7, 2)`);
    expect(await imported(cwd, [...source, '--days', '10'])).toMatchObject({
      rowsNew: 1,
      rowsReplaced: 1,
      dateStart: '2026-08-20',
      dateEnd: '2026-08-30',
    });
    const list = (await creoJson(['import', 'list'], { cwd })) as { imports: { importId: number; file: string }[] };
    expect(list.imports.map(({ file }) => file)).toEqual([address('daily'), address('daily')]);
    await runCreo(['import', 'undo', String(list.imports[0]?.importId)], { cwd });
    const facts = (await creoJson(['export'], { cwd })) as { dateStart: string; spendMicros: number }[];
    expect(facts).toHaveLength(60);
    expect(facts.every(({ spendMicros }) => spendMicros === 10_000_000)).toBe(true);
    expect(await imported(emptyFolder(), [...source, '--days', '3'])).toMatchObject({
      rowsRead: 3,
      dateStart: '2026-08-28',
    });
    expect(await imported(cwd, [...source, '--from', '2026-07-02', '--to', '2026-07-05'])).toMatchObject({
      rowsRead: 4,
    });
  });

  test('only the newest version of a row counts, also where shards hold one version each', async () => {
    for (const one of servers) {
      await one.run(
        'CREATE TABLE revised (day Date, ad_id UInt64, spend Nullable(Float64), clicks Nullable(UInt32), seen UInt32) ENGINE = ReplacingMergeTree(seen) PARTITION BY toYYYYMM(day) ORDER BY (day, ad_id)',
      );
    }
    await server.run('CREATE TABLE revised_all AS revised ENGINE = Distributed(creo, default, revised, rand())');
    await server.run(`INSERT INTO revised VALUES ('2026-09-01', 1, 10, 5, 1), ('2026-09-01', 2, 1, 1, 1)`);
    await server.run(`INSERT INTO revised VALUES ('2026-09-01', 1, 12, NULL, 2)`);
    await second.run(`INSERT INTO revised VALUES ('2026-09-01', 1, 14, NULL, 3)`);
    const here = await imported(emptyFolder(), [address('revised'), '--currency', 'USD']);
    expect(here.totals).toMatchObject({ spendMicros: 13_000_000, clicks: 1 });
    const all = await imported(emptyFolder(), [address('revised_all'), '--currency', 'USD']);
    expect(all.totals).toMatchObject({ spendMicros: 15_000_000, clicks: 1 });
    expect(all.warnings.map(({ code }) => code)).toContain('NEWEST_VERSION');
  });

  test('versions by the load time of an Airbyte table; rows that could be parts or versions are not decided by a guess', async () => {
    await server.run(
      `CREATE TABLE ads_insights (date_start Date, date_stop Date, account_currency String, adset_id String, ad_id String, ad_name String,
       impressions Nullable(Int64), inline_link_clicks Nullable(Int64), spend Nullable(Float64), actions String, region String,
       _airbyte_extracted_at DateTime, _airbyte_raw_id String) ENGINE = MergeTree() PARTITION BY toYYYYMM(date_start) ORDER BY date_start`,
    );
    const row = (spend: string, loaded: string, rest = "'x'"): string =>
      `('2026-09-01', '2026-09-01', 'EUR', '5', '1202', 'renamed ${loaded}', 10, 2, ${spend}, '[${spend}]', ${rest}, '2026-09-0${loaded} 00:00:00', '${loaded}')`;
    await server.run(`INSERT INTO ads_insights VALUES ${row('1', '2')}, ${row('2.5', '3')}, ${row('2.5', '3')}`);
    const cwd = emptyFolder();
    const found = await imported(cwd, [address('ads_insights')]);
    expect(found).toMatchObject({
      platform: 'meta',
      currency: 'EUR',
      totals: { impressions: 10, clicks: 2, spendMicros: 2_500_000 },
    });
    await server.run(`CREATE TABLE parts AS ads_insights`);
    await server.run(`INSERT INTO parts VALUES ${row('1', '3')}, ${row('3', '3')}`);
    expect(await refused([address('parts')])).toContain('but not in their figures: none of them is the newest');
    expect((await imported(emptyFolder(), [address('parts'), '--column', 'version=none'])).totals).toMatchObject({
      spendMicros: 4_000_000,
    });
  });

  test('rows without an id are told apart by their names, and a deleted row does not count', async () => {
    await server.run(
      'CREATE TABLE synced (day Date, ad_id Nullable(String), ad_name String, spend Float64, _fivetran_deleted UInt8, _fivetran_synced DateTime) ENGINE = Memory',
    );
    await server.run(
      `INSERT INTO synced VALUES ('2026-09-01', '1', 'old name', 1, 0, '2026-09-02 00:00:00'), ('2026-09-01', '1', 'new name', 2, 0, '2026-09-03 00:00:00'),
       ('2026-09-01', NULL, 'b', 4, 0, '2026-09-02 00:00:00'), ('2026-09-01', NULL, 'c', 8, 0, '2026-09-03 00:00:00'), ('2026-09-01', '2', 'd', 16, 1, '2026-09-03 00:00:00')`,
    );
    const found = await imported(emptyFolder(), [address('synced'), '--currency', 'USD']);
    expect(found.totals).toMatchObject({ spendMicros: 14_000_000 });
  });

  test('a quoted value gives back every sign', async () => {
    const signs = `'"\`\\ \\n \\' -- /* ; \n \t \0 $1 {x:String} é 😀`;
    expect(await server.run(`SELECT ${quoteText(signs)} FORMAT RowBinary`)).toContain(signs);
    await server.run(`CREATE TABLE ${quoteName('od`d "t\\able')} (${quoteName("co`l'\\umn")} String) ENGINE = Memory`);
    expect(await server.run('SHOW TABLES FORMAT RowBinary')).toContain('od`d "t\\able');
  });

  test('days are those of the column in its own time zone', async () => {
    await server.run(
      `CREATE TABLE hours (hour DateTime('Asia/Tokyo'), ad String, spend Float32) ENGINE = MergeTree() ORDER BY hour`,
    );
    await server.run(
      `INSERT INTO hours SELECT toDateTime('2026-09-01 14:00:00', 'UTC') + number * 3600, 'a', 1 FROM numbers(2)`,
    );
    const found = await imported(emptyFolder(), [address('hours'), '--currency', 'JPY', '--column', 'day=hour']);
    expect(found).toMatchObject({ rowsRead: 2, dateStart: '2026-09-01', dateEnd: '2026-09-02' });
    expect(found.warnings).toContainEqual({
      code: 'DAY_TIME_ZONE',
      message: 'the days are those of "hour" in Asia/Tokyo',
    });
  });

  test('rows that cannot be refuse the import, or are left out when told so', async () => {
    await server.run('CREATE TABLE bad (day Nullable(Date), ad String, spend Float64, clicks Float64) ENGINE = Memory');
    await server.run(
      `INSERT INTO bad VALUES ('2026-09-01', 'a', 5, 1), ('2026-09-01', 'a', -2, 1), (NULL, 'b', 1, 1), ('2026-09-01', 'c', nan, 1), ('2026-09-01', 'd', 1, 0.5)`,
    );
    const words = await refused([address('bad'), '--currency', 'USD']);
    expect(words).toContain('3 rows hold what cannot be');
    expect(words).toContain('nothing was imported');
    const left = await imported(emptyFolder(), [address('bad'), '--currency', 'USD', '--skip-bad-rows']);
    expect(left).toMatchObject({ rowsSkipped: 3, totals: { spendMicros: 3_000_000, clicks: 2 } });
  });

  test('what stands in the way is said in one line', async () => {
    await server.run(
      'CREATE TABLE odd (day Date, ad_id Float64, ad String, spend String, cost Float64) ENGINE = Memory',
    );
    await server.run('CREATE TABLE bare (ad String, cost Float64) ENGINE = Memory');
    await server.run(`INSERT INTO odd VALUES ('2026-09-01', 1e17, 'a', '5', 5)`);
    expect(await refused([address('nothing')])).toContain("Table default.nothing doesn't exist");
    expect(await refused([address('odd'), '--currency', 'USD'])).toContain('ids above 2^53');
    expect(await refused([address('bare'), '--currency', 'USD'])).toContain('no column of days');
    expect(await refused([address('money')])).toContain('amounts in EUR');
    expect(await refused([address('money'), '--from', '2027-01-01'])).toContain('no rows from 2027-01-01');
    expect(await refused(['clickhouse://127.0.0.1:1/default/x'])).toContain('cannot be reached (ECONNREFUSED)');
    // A ClickHouse port may also stay silent at the first bytes of TLS, depending on what they are.
    const plain = createServer((client) =>
      client.on('error', () => {}).once('data', () => client.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    );
    expect(await refused([`clickhouses://127.0.0.1:${await listening(plain)}/default/money`])).toContain(
      'does not answer over TLS',
    );
    plain.close();
  });

  test('a query of its own in a file, and nothing is written to a warehouse while it is read', async () => {
    const cwd = emptyFolder();
    writeFileSync(
      join(cwd, 'q.sql'),
      `SELECT day, ad, cost * 2 AS spend, currency FROM money WHERE currency = 'EUR'; -- half`,
    );
    const found = await imported(cwd, [address(''), '--query', 'q.sql']);
    expect(found).toMatchObject({ file: `${address('')}?query=q.sql`, totals: { spendMicros: 2_000_000 } });
    writeFileSync(join(cwd, 'drop.sql'), 'DROP TABLE money');
    const { status } = await runCreo(['import', address(''), '--query', 'drop.sql'], { cwd });
    expect(status).toBe(1);
    expect(await server.run('EXISTS TABLE money')).toBe('1\n');
  });

  test('a password opens the warehouse from the address or the environment, and is shown and kept nowhere', async () => {
    const cwd = emptyFolder();
    const secret = encodeURIComponent(PASSWORD);
    const wrong = await runCreo(['import', address('money', 'guarded:geheim42')], { cwd });
    expect(wrong.stderr).not.toContain('geheim42');
    expect(wrong.status).toBe(1);
    const source = address('safe', `guarded:${secret}`);
    const run = await runCreo(['import', source, '--currency', 'EUR', '--days', '3', '--json'], { cwd });
    expect(run.stderr).toContain('the password stood in the address');
    expect(run.status).toBe(0);
    const list = await runCreo(['import', 'list', '--json'], { cwd });
    for (const text of [run.stdout, run.stderr, list.stdout, readFileSync(join(cwd, 'creo.db'), 'latin1')]) {
      expect(text).not.toContain(PASSWORD);
      expect(text).not.toContain(secret);
    }
    writeFileSync(join(cwd, 'password'), `${PASSWORD}\n`);
    for (const environment of [
      { CREO_CLICKHOUSE_PASSWORD: PASSWORD },
      { CREO_CLICKHOUSE_PASSWORD_FILE: join(cwd, 'password') },
    ]) {
      expect(await refused([address('money', 'guarded')], environment)).toContain('amounts in EUR');
    }
    expect(await refused([address('money', 'reader')])).toContain('amounts in EUR');
  });

  test('a store goes to the warehouse, and the tables of a run are exchanged by its next export', async () => {
    const cwd = emptyFolder();
    await sampleStore(cwd);
    const environment = { CREO_CLICKHOUSE_PASSWORD: PASSWORD };
    const to = ['export', '--to', address('bi_', 'guarded')];
    const written = await creoJson(to, { cwd, environment });
    expect(written).toMatchObject({ to: address('bi_', 'guarded'), runId: 1 });
    await runCreo(['tag', 'problem-1', 'hook=story'], { cwd });
    await creoJson(to, { cwd, environment });
    expect(
      await server.run(
        'SELECT run_id, count(), countIf(cvr_low > 0) FROM bi_posteriors GROUP BY run_id ORDER BY run_id',
      ),
    ).toBe('1\t10\t10\n');
    expect(await server.run('SELECT value FROM bi_tags WHERE run_id = 1 AND creative_id = 1')).toBe('story\n');
    expect(
      await server.run(
        "SELECT creative, label FROM bi_creatives ALL INNER JOIN bi_clusters USING (run_id, cluster_id) WHERE run_id = 1 AND creative = 'meme-1'",
      ),
    ).toBe('meme-1\tmeme\n');
    expect(await server.run("SHOW TABLES LIKE '%draft%'")).toBe('');
    const noRights = await runCreo(['export', '--to', address('bi_', 'reader')], { cwd });
    expect(noRights).toMatchObject({ status: 1, stderr: expect.stringContaining('readonly mode') });
  });

  test('over TLS a certificate that nobody vouches for is refused, and one whose authority is named is taken', async () => {
    const cwd = emptyFolder();
    const made = spawnSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=localhost',
        '-addext',
        'subjectAltName=DNS:localhost',
        '-keyout',
        'key.pem',
        '-out',
        'cert.pem',
      ],
      { cwd },
    );
    expect(made.status).toBe(0);
    const front = createTlsServer(
      { key: readFileSync(join(cwd, 'key.pem')), cert: readFileSync(join(cwd, 'cert.pem')) },
      (client) => {
        const upstream = connect(server.port, '127.0.0.1');
        client.pipe(upstream).pipe(client);
        for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
      },
    );
    const port = await listening(front);
    const secure = `clickhouses://localhost:${port}/default/safe`;
    const { stderr } = await runCreo(['import', secure, '--currency', 'EUR'], { cwd });
    expect(stderr).toMatch(/^error: The certificate of localhost:\d+ cannot be verified/);
    const trusted = `${secure}?sslrootcert=${encodeURIComponent(join(cwd, 'cert.pem'))}`;
    expect(await imported(cwd, [trusted, '--currency', 'EUR'])).toMatchObject({ file: secure, dateEnd: '2026-09-01' });
    front.close();
  });

  test('a shard that is away is no reason to sum the others, whatever the profile of the user allows', async () => {
    const [here, gone] = await startClickHouse(2);
    if (here === undefined || gone === undefined) throw new Error('no servers');
    try {
      for (const one of [here, gone]) {
        await one.run(
          'CREATE TABLE part (day Date, ad String, spend Float64) ENGINE = MergeTree() PARTITION BY day ORDER BY ad',
        );
        await one.run(`INSERT INTO part VALUES ('2026-09-01', 'a', 1)`);
      }
      await here.run('CREATE TABLE whole AS part ENGINE = Distributed(creo, default, part)');
      await gone.end();
      const lax = (user: string): string => `clickhouse://${user}@127.0.0.1:${here.port}/default/whole`;
      expect(await refused([lax('lax'), '--currency', 'USD'])).toMatch(/^error: The warehouse answers: /);
      expect(await refused([lax('laxreader'), '--currency', 'USD'])).toContain(
        'lets the server leave rows out (skip_unavailable_shards = 1)',
      );
    } finally {
      await Promise.all([here.end(), gone.end()]);
    }
  });

  test('a server that dies after half of its rows leaves the store as it was', async () => {
    const [mortal] = await startClickHouse(1);
    if (mortal === undefined) throw new Error('no server');
    const cwd = emptyFolder();
    try {
      await mortal.run('CREATE TABLE wide (day Date, ad String, spend Float64) ENGINE = Memory');
      await mortal.run(
        `INSERT INTO wide SELECT toDate('2026-09-01') + number % 30, toString(number % 20000), 1 FROM numbers(120000)`,
      );
      const proxy = await killingProxy(mortal, 500_000);
      const { status, stderr } = await runCreo(
        ['import', `clickhouse://127.0.0.1:${proxy.port}/default/wide`, '--currency', 'USD'],
        { cwd },
      );
      expect(stderr).toMatch(/stopped before its answer was complete|cannot be reached/);
      expect(stderr).toContain('nothing was written');
      expect(status).toBe(1);
      const after = await runCreo(['import', 'list'], { cwd });
      expect(after.stderr).toContain('There is no store');
      proxy.close();
    } finally {
      await mortal.end();
    }
  });
});

/** Passes everything on to a server and kills it once it has answered with this many bytes. */
async function killingProxy(server: ClickHouseServer, bytes: number): Promise<{ port: number; close: () => void }> {
  let passed = 0;
  const proxy = createServer((client) => {
    const upstream = connect(server.port, '127.0.0.1');
    client.pipe(upstream).on('error', () => client.destroy());
    upstream.on('data', (chunk: Buffer) => {
      passed += chunk.length;
      if (passed <= bytes) client.write(chunk);
      else {
        // What was still on its way is lost with the server.
        server.child.kill('SIGKILL');
        client.destroy();
      }
    });
    upstream.on('close', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  return { port: await listening(proxy), close: () => proxy.close() };
}

/** The port that a server listens on, once it does. */
function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const at = server.address();
      resolve(typeof at === 'object' && at !== null ? at.port : 0);
    });
  });
}
