/** DEPLOYMENT.md: its blocks are run in order, as one session, in a folder that stands in for the file system. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildProgram } from '../../src/cli/program.js';
import { freePort, isInstalled } from '../helpers/programs.js';
import { emptyFolder, PROGRAM } from '../helpers/run-creo.js';
import { CAN_RUN, MONITORING } from './stage.js';

const ROOT = dirname(MONITORING);
const GUIDE = readFileSync(join(MONITORING, 'DEPLOYMENT.md'), 'utf8');
const blocks = [...GUIDE.matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map((match) => match[1]);
const tested = blocks.filter((block) => block.startsWith('# run by the tests\n'));

/** Folders of the guide that get a stand-in. */
const FOLDERS = [
  '/var/lib/creo',
  '/var/backups/creo',
  '/etc/creo',
  '/etc/prometheus',
  '/var/lib/prometheus',
  '/opt/creo',
];
const PORTS = ['9464', '9090', '9091', '9100'];

/** Replaces the guide's folders and ports by ones of this test's own. */
function inSandbox(text: string, sandbox: string, ports: ReadonlyMap<string, number>): string {
  const moved = FOLDERS.reduce((result, folder) => result.replaceAll(folder, `${sandbox}${folder}`), text);
  return PORTS.reduce((result, port) => result.replaceAll(`127.0.0.1:${port}`, `127.0.0.1:${ports.get(port)}`), moved);
}

/** The repository as the guide installs it, with ports of the sandbox and a quicker Prometheus. */
function install(sandbox: string, ports: ReadonlyMap<string, number>): void {
  for (const folder of [...FOLDERS, '/var/lib/creo/exports', '/var/lib/prometheus/node-exporter']) {
    mkdirSync(sandbox + folder, { recursive: true });
  }
  for (const name of ['bin', 'dist', 'node_modules', 'package.json']) {
    symlinkSync(join(ROOT, name), join(sandbox, 'opt/creo', name));
  }
  const monitoring = join(sandbox, 'opt/creo/monitoring');
  cpSync(MONITORING, monitoring, { recursive: true });
  for (const name of readdirSync(join(monitoring, 'targets/host'))) {
    const file = join(monitoring, 'targets/host', name);
    writeFileSync(file, inSandbox(readFileSync(file, 'utf8'), sandbox, ports));
  }
  const configuration = join(monitoring, 'prometheus.yml');
  writeFileSync(configuration, readFileSync(configuration, 'utf8').replaceAll(': 30s', ': 1s'));
  const export_ = join(ROOT, 'test/fixtures/exports/meta-ads-by-day.csv');
  cpSync(export_, join(sandbox, 'var/lib/creo/exports/meta.csv'));
}

/**
 * Stand-ins for what the guide installs: creo on the path, and sudo on a machine where everything is one's own. Like the
 * real one, it hands on the path, which has the stand-ins, and none of the caller's other variables.
 */
function standIns(sandbox: string, port: number | undefined): void {
  const bin = join(sandbox, 'bin');
  mkdirSync(bin);
  const onPort = `if [ "$1" = serve-metrics ]; then set -- "$@" --port ${port}; fi`;
  const executable = { mode: 0o755 };
  writeFileSync(join(bin, 'creo'), `#!/bin/bash\n${onPort}\nexec ${process.execPath} ${PROGRAM} "$@"\n`, executable);
  writeFileSync(
    join(bin, 'sudo'),
    '#!/bin/bash\nif [ "$1" = -u ]; then shift 2; fi\nexec env -i PATH="$PATH" "$@"\n',
    executable,
  );
}

/** Runs a script of bash, and ends with the test whatever it left running. */
function runScript(script: string, cwd: string): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const env = { PATH: `${join(cwd, 'bin')}:${process.env.PATH}`, HOME: cwd };
    const child = spawn('bash', ['-euo', 'pipefail', '-c', script], { cwd, env, detached: true });
    onTestFinished(() => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // Nothing was left.
      }
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', reject);
    child.once('exit', (status) => resolve({ status, output }));
  });
}

test('every block says whether the tests run it or what it needs, and is proper bash', () => {
  expect(blocks.length).toBeGreaterThan(15);
  expect(tested.length).toBeGreaterThan(8);
  for (const block of blocks) {
    expect(block).toMatch(/^# (run by the tests|needs [a-zA-Z, ]+)\n/);
    const { status, stderr } = spawnSync('bash', ['--norc', '-n', '-c', block], { encoding: 'utf8' });
    expect([block, status, stderr]).toEqual([block, 0, '']);
  }
});

test.skipIf(!CAN_RUN || !['curl', 'openssl', 'systemd-analyze'].every(isInstalled))(
  'the blocks that the tests run lead from an empty machine to metrics in Prometheus, a backup and a restore',
  async () => {
    const sandbox = emptyFolder();
    const ports = new Map<string, number>();
    for (const port of PORTS) ports.set(port, await freePort());
    install(sandbox, ports);
    const script = tested
      .map((block, index) => `echo "== block ${index}"\n${inSandbox(block, sandbox, ports)}`)
      .join('\n');
    standIns(sandbox, ports.get('9464'));
    const { status, output } = await runScript(script, sandbox);
    expect({ status, output }).toEqual({ status: 0, output: expect.any(String) });
    expect(output).toMatch(/^utm_clicks_total\{/m);
    expect(output).toContain('"instance":');
    expect(output).toContain(`wrote ${sandbox}/var/backups/creo/creo-`);
    expect(output).toContain('the store that was there is now');
    expect(readdirSync(join(sandbox, 'var/lib/prometheus/node-exporter'))).toEqual(['creo.prom']);
  },
  120_000,
);

test('every variable and flag that the guide names exists', () => {
  const options = buildProgram().commands.flatMap((command) => command.options);
  const settings = readFileSync(join(ROOT, 'src/config.ts'), 'utf8');
  const isVariable = (name: string): boolean =>
    settings.includes(name) || options.some((option) => option.envVar === name);
  const variables = new Set([...GUIDE.matchAll(/\bCREO_[A-Z_]+\b/g)].map((match) => match[0]));
  variables.delete('CREO_DOMAIN');
  expect([...variables].filter((name) => !isVariable(name))).toEqual([]);
  const flags = ['--max-campaigns', '--max-creatives', '--currency', '--token-file', '--host', '--job', '--textfile'];
  expect(flags.filter((flag) => !GUIDE.includes(flag) || !options.some((option) => option.long === flag))).toEqual([]);
});
