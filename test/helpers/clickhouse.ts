/** Real ClickHouse servers for tests: own folders and ports on loopback, ended by pid. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, freePort } from './waiting.js';

export interface ClickHouseServer {
  /** The HTTP port. */
  port: number;
  child: ChildProcess;
  /** Runs one statement and gives its answer as text. Throws with the server's words. */
  run(sql: string): Promise<string>;
  end(): Promise<void>;
}

/** The password of the user `guarded`; `default` has none, `reader` may only read, to `lax` and
 * `laxreader` a shard may be missing. */
export const PASSWORD = "p'w\\d%20";

function configOf(folder: string, http: number, tcp: number, interserver: number, shards: readonly number[]): string {
  const replicas = shards
    .map((port) => `<shard><replica><host>127.0.0.1</host><port>${port}</port></replica></shard>`)
    .join('');
  return `<yandex>
  <logger><level>warning</level><log>${folder}/server.log</log><errorlog>${folder}/error.log</errorlog></logger>
  <http_port>${http}</http_port><tcp_port>${tcp}</tcp_port><interserver_http_port>${interserver}</interserver_http_port>
  <listen_host>127.0.0.1</listen_host>
  <path>${folder}/data/</path><tmp_path>${folder}/tmp/</tmp_path><users_config>${folder}/users.xml</users_config>
  <default_profile>default</default_profile><default_database>default</default_database>
  <mark_cache_size>67108864</mark_cache_size><timezone>UTC</timezone>
  <remote_servers><creo>${replicas}</creo></remote_servers>
</yandex>`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const USERS = `<yandex>
  <profiles><default><max_memory_usage>8000000000</max_memory_usage></default><readonly><readonly>1</readonly></readonly>
    <lax><skip_unavailable_shards>1</skip_unavailable_shards></lax><laxreader><readonly>1</readonly><skip_unavailable_shards>1</skip_unavailable_shards></laxreader></profiles>
  <users>
    <default><password></password><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota></default>
    <guarded><password>${escaped(PASSWORD)}</password><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota></guarded>
    <reader><password></password><networks><ip>::/0</ip></networks><profile>readonly</profile><quota>default</quota></reader>
    <lax><password></password><networks><ip>::/0</ip></networks><profile>lax</profile><quota>default</quota></lax>
    <laxreader><password></password><networks><ip>::/0</ip></networks><profile>laxreader</profile><quota>default</quota></laxreader>
  </users>
  <quotas><default></default></quotas>
</yandex>`;

/** Starts servers that know each other as the shards of the cluster `creo`. */
export async function startClickHouse(count: number): Promise<ClickHouseServer[]> {
  const ports: [number, number, number][] = [];
  for (let at = 0; at < count; at += 1) ports.push([await freePort(), await freePort(), await freePort()]);
  const shards = ports.map(([, tcp]) => tcp);
  return Promise.all(ports.map(([http, tcp, interserver]) => startOne(http, tcp, interserver, shards)));
}

async function startOne(
  http: number,
  tcp: number,
  interserver: number,
  shards: readonly number[],
): Promise<ClickHouseServer> {
  const folder = mkdtempSync(join(tmpdir(), 'creo-clickhouse-'));
  for (const name of ['data', 'tmp']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'config.xml'), configOf(folder, http, tcp, interserver, shards));
  writeFileSync(join(folder, 'users.xml'), USERS);
  const child = spawn('clickhouse-server', [`--config-file=${join(folder, 'config.xml')}`], {
    stdio: 'ignore',
    cwd: folder,
  });
  const closed = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
  const run = async (sql: string): Promise<string> => {
    const answer = await fetch(`http://127.0.0.1:${http}/`, { method: 'POST', body: sql });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return text;
  };
  const end = async (): Promise<void> => {
    child.kill('SIGKILL');
    await closed;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await eventually('ClickHouse to answer', async () => {
      if (child.exitCode !== null) throw new Error(readFileSync(join(folder, 'error.log'), 'utf8'));
      return (await run('SELECT 1')) === '1\n' ? true : undefined;
    });
  } catch (thrown) {
    await end();
    throw thrown;
  }
  return { port: http, child, run, end };
}
