/** `creo import postgres://…` and `creo export --to postgres://…` against a real server. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quoteName, quoteText } from '../../src/warehouse/postgres-sql.js';
import { POSTGRES_PASSWORD, type PostgresServer, postgresPrograms, startPostgres } from '../helpers/postgres.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { sampleStore } from '../helpers/sample-store.js';

const isThere = postgresPrograms() !== null;
if (!isThere) process.stderr.write('PostgreSQL is not installed: its tests are skipped (.ci/run installs it)\n');

interface Imported {
  imports: {
    platform: string;
    rowsRead: number;
    dateStart: string;
    dateEnd: string;
    totals: object;
    warnings: { code: string; message: string }[];
  }[];
}

describe.skipIf(!isThere)('a PostgreSQL warehouse', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.end());

  const address = (table: string, user = 'postgres'): string =>
    `postgres://${user}@127.0.0.1:${server.port}/postgres${table === '' ? '' : `/${table}`}`;

  async function imported(cwd: string, args: readonly string[]): Promise<Imported['imports'][number]> {
    const { imports } = (await creoJson(['import', ...args], { cwd })) as Imported;
    const [one] = imports;
    if (one === undefined) throw new Error('nothing was imported');
    return one;
  }

  const refused = async (args: readonly string[]): Promise<string> => {
    const { status, stderr } = await runCreo(['import', ...args], { cwd: emptyFolder() });
    expect(status).toBe(1);
    return stderr;
  };

  test("fivetran's basic_ad of Facebook Ads is read without a map, each row once by its own number", async () => {
    await server.run(
      `CREATE SCHEMA facebook_ads;
       CREATE TABLE facebook_ads.basic_ad (ad_id text, date date, account_id bigint, ad_name text, adset_name text, impressions bigint,
         inline_link_clicks bigint, spend double precision, reach bigint, _fivetran_id text, _fivetran_synced timestamptz);
       INSERT INTO facebook_ads.basic_ad SELECT '12021000000000012' || i % 3, date '2026-09-01' + i / 3 % 4, 9007199254740993, 'n', 's', 10, 1, 0.1, 5,
         (i % 12)::text, timestamptz '2026-10-01' + i * interval '1 h' FROM generate_series(0, 23) i`,
    );
    const found = await imported(emptyFolder(), [address('facebook_ads.basic_ad'), '--currency', 'USD']);
    expect(found).toMatchObject({
      platform: 'meta',
      rowsRead: 12,
      totals: { impressions: 120, clicks: 12, spendMicros: 1_200_000 },
    });
  });

  test("days of instants are the server's; the newest version of a row counts, and in doubt nothing is guessed", async () => {
    await server.run(
      `CREATE TABLE hours (ts timestamptz, ad_name text, spend numeric(12, 4), clicks bigint, placement_id text, updated_at timestamptz, currency text);
       INSERT INTO hours VALUES ('2026-09-01 22:30+00', 'a', 1.5, 3, 'on', '2026-09-02', 'EUR'), ('2026-09-01 22:30+00', 'a', 2.5, NULL, 'on', '2026-09-03', 'EUR'),
         ('2026-09-01 20:30+00', 'a', 4, 1, 'on', '2026-09-03', 'EUR'), (NULL, NULL, NULL, NULL, NULL, NULL, NULL)`,
    );
    const args = [address('hours'), '--column', 'day=ts'];
    const found = await imported(emptyFolder(), args);
    expect(found).toMatchObject({
      dateStart: '2026-09-01',
      dateEnd: '2026-09-02',
      totals: { spendMicros: 6_500_000, clicks: 1 },
    });
    expect(found.warnings.map(({ message }) => message)).toContain('the days are those of "ts" in Europe/Kyiv');
    await server.run(`INSERT INTO hours VALUES ('2026-09-01 22:30+00', 'a', 9, 9, 'off', '2026-09-04', 'EUR')`);
    expect(await refused(args)).toContain('they could be versions of one row, or parts of it');
    expect((await imported(emptyFolder(), [...args, '--column', 'version=updated_at'])).totals).toMatchObject({
      spendMicros: 13_000_000,
    });
    expect((await imported(emptyFolder(), [...args, '--column', 'version=none'])).totals).toMatchObject({
      spendMicros: 17_000_000,
    });
  });

  test('a quoted value gives back every sign, whatever the server takes backslashes for', async () => {
    const signs = `'"\`\\ \\n \\' -- /* ; \n \t $1 $$ é 😀`;
    for (const standard of ['on', 'off']) {
      const rows = await server.run(
        `SET standard_conforming_strings = ${standard}; SELECT ${quoteText(signs)} AS text, 1 AS ${quoteName('a "b"')}`,
      );
      expect(rows).toEqual([{ text: signs, 'a "b"': 1 }]);
    }
  });

  test('a primary key that leaves the version out allows one version, and all its rows count', async () => {
    await server.run(
      `CREATE TABLE keyed (day date, ad text, part text, spend numeric, updated_at timestamptz, PRIMARY KEY (day, ad, part));
       INSERT INTO keyed SELECT date '2026-09-01', 'a', i::text, 1, timestamptz '2026-09-02' + i * interval '1 h' FROM generate_series(1, 5) i`,
    );
    expect((await imported(emptyFolder(), [address('keyed'), '--currency', 'USD'])).totals).toMatchObject({
      spendMicros: 5_000_000,
    });
  });

  test('more rows than are fetched at once all come, and NaN is no figure', async () => {
    await server.run(
      `CREATE TABLE many AS SELECT date '2026-09-01' + i % 5 AS day, 'ad ' || i AS ad, 0.5::numeric AS spend FROM generate_series(1, 12000) i;
       CREATE TABLE lost AS SELECT date '2026-09-01' AS day, 'a' AS ad, 'NaN'::numeric AS spend`,
    );
    expect(await imported(emptyFolder(), [address('many'), '--currency', 'USD'])).toMatchObject({
      rowsRead: 12_000,
      totals: { spendMicros: 6_000_000_000 },
    });
    expect(await refused([address('lost'), '--currency', 'USD'])).toContain('spend not finite: NaN');
  });

  test('nothing is written while a query is read, whatever it says', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'q.sql'), 'DELETE FROM many RETURNING day, ad, spend');
    writeFileSync(join(cwd, 'with.sql'), `SELECT day, ad, spend FROM many WHERE nextval('counter') > 0`);
    await server.run('CREATE SEQUENCE counter');
    for (const file of ['q.sql', 'with.sql']) {
      const { status, stderr } = await runCreo(['import', address(''), '--query', file, '--currency', 'USD'], { cwd });
      expect(status).toBe(1);
      expect(stderr).toMatch(/^error: The warehouse answers: /);
    }
    expect(await server.run('SELECT count(*)::int AS rows FROM many')).toEqual([{ rows: 12_000 }]);
  });

  test('what stands in the way is said in one line', async () => {
    await server.run(`CREATE TABLE texts AS SELECT '2026-09-01' AS day, 'a' AS ad, '5.00' AS spend`);
    expect(await refused([address('nothing')])).toContain('relation "nothing" does not exist');
    expect(await refused([address('texts'), '--currency', 'USD'])).toContain(
      'The column "spend" is text, not a number',
    );
    expect(await refused([`${address('texts')}?sslmode=require`])).toContain('does not answer over TLS');
    expect(await refused([address('texts', 'nobody')])).toContain('role "nobody" does not exist');
  });

  test('a store goes to the warehouse and is replaced by its next export, by run; passwords come from the address, PGPASSWORD or a password file', async () => {
    const cwd = emptyFolder();
    await sampleStore(cwd);
    await server.run(`CREATE ROLE guarded LOGIN SUPERUSER PASSWORD '${POSTGRES_PASSWORD}'`);
    const to = address('', `guarded:${encodeURIComponent(POSTGRES_PASSWORD)}`);
    const written = await creoJson(['export', '--to', to], { cwd });
    expect(written).toEqual({
      to: address('', 'guarded'),
      runId: 1,
      tables: [
        { table: 'creo_creatives', rows: 10 },
        { table: 'creo_ads', rows: 10 },
        { table: 'creo_tags', rows: 10 },
        { table: 'creo_clusters', rows: 3 },
        { table: 'creo_posteriors', rows: 10 },
      ],
    });
    await runCreo(['tag', 'problem-1', 'hook=story'], { cwd });
    const environment = { PGPASSWORD: POSTGRES_PASSWORD };
    const closed = await runCreo(['export', '--to', address('', 'guarded:wrong1234')], { cwd });
    expect(closed.stderr).toContain('password authentication failed for user "guarded"');
    expect(closed.stderr).not.toContain('wrong1234');
    await creoJson(['export', '--to', address('', 'guarded')], { cwd, environment });
    await runCreo(['cluster', '--by', 'hook'], { cwd });
    writeFileSync(join(cwd, 'pgpass'), `127.0.0.1:*:*:guarded:${POSTGRES_PASSWORD.replaceAll(':', '\\:')}\n`, {
      mode: 0o600,
    });
    await creoJson(['export', '--to', address('', 'guarded')], {
      cwd,
      environment: { PGPASSFILE: join(cwd, 'pgpass') },
    });
    const rows = await server.run(
      `SELECT run_id::int AS run, count(*)::int AS rows, min(cvr_low) > 0 AS has_rates FROM creo_posteriors GROUP BY run_id ORDER BY 1`,
    );
    expect(rows).toEqual([
      { run: 1, rows: 10, has_rates: true },
      { run: 2, rows: 10, has_rates: true },
    ]);
    expect(await server.run(`SELECT DISTINCT value FROM creo_tags WHERE run_id = 1 AND creative_id = 1`)).toEqual([
      { value: 'story' },
    ]);
    const missing = await runCreo(['export', '--to', `postgres://postgres@127.0.0.1:${server.port}/nodb`], { cwd });
    expect(missing.stderr).toContain('database "nodb" does not exist');
    const wrong = await runCreo(['export', 'ads', '--to', address('')], { cwd });
    expect(wrong.status).toBe(2);
  });
});
