/** A real PostgreSQL server for tests: its own folder and port on loopback, ended by pid. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { eventually, freePort } from './waiting.js';

export interface PostgresServer {
  port: number;
  child: ChildProcess;
  /** Runs statements as the superuser `postgres` and gives the rows of the last. */
  run(sql: string): Promise<Record<string, unknown>[]>;
  end(): Promise<void>;
}

const VERSIONS = '/usr/lib/postgresql';

/** The folder of the newest server on this machine; null when there is none. */
export function postgresPrograms(): string | null {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).map(Number) : [];
  const folder = join(VERSIONS, String(Math.max(...versions)), 'bin');
  return existsSync(join(folder, 'initdb')) ? folder : null;
}

/** What the role `guarded` needs, once a test has made it; the others need none. */
export const POSTGRES_PASSWORD = 'gr#een/@:%';

/** The server refuses to run as root: root hands it over to the user that its package made. */
function asServerUser(program: string, args: readonly string[]): [string, string[]] {
  return process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', program, ...args]] : [program, [...args]];
}

export async function startPostgres(): Promise<PostgresServer> {
  const programs = postgresPrograms();
  if (programs === null) throw new Error('PostgreSQL is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'creo-postgres-'));
  chmodSync(folder, 0o777);
  const data = join(folder, 'data');
  const [init, initArgs] = asServerUser(join(programs, 'initdb'), [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-N',
    '-E',
    'UTF8',
    '--locale=C',
  ]);
  const made = spawnSync(init, initArgs, { encoding: 'utf8', cwd: folder });
  if (made.status !== 0) throw new Error(made.stderr);
  writeFileSync(
    join(data, 'pg_hba.conf'),
    'host all guarded 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n',
  );
  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'timezone=Europe/Kyiv',
  ];
  const [program, args] = asServerUser(join(programs, 'postgres'), [
    '-D',
    data,
    ...settings.flatMap((one) => ['-c', one]),
  ]);
  const child = spawn(program, args, { stdio: 'ignore', cwd: folder });
  const closed = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
  const run = async (sql: string): Promise<Record<string, unknown>[]> => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
    client.on('error', () => {});
    await client.connect();
    try {
      const answer: unknown = await client.query(sql);
      const last = Array.isArray(answer) ? answer.at(-1) : answer;
      return last.rows;
    } finally {
      await client.end();
    }
  };
  const end = async (): Promise<void> => {
    // An immediate shutdown: the server ends its own children, which a signal to `runuser` alone would leave behind.
    const [stop, stopArgs] = asServerUser(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-W', 'stop']);
    spawnSync(stop, stopArgs);
    await closed;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await eventually('PostgreSQL to answer', async () => (await run('SELECT 1 AS one'))[0]);
  } catch (thrown) {
    await end();
    throw thrown;
  }
  return { port, child, run, end };
}
