/** The files of monitoring/: what the tools that read them, or their formats, say of them. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { METRICS } from '../../src/serve/gauges.js';
import { isInstalled } from '../helpers/programs.js';
import { emptyFolder } from '../helpers/run-creo.js';

const MONITORING = fileURLToPath(new URL('../../monitoring', import.meta.url));
const ROOT = dirname(MONITORING);
const text = (...path: string[]): string => readFileSync(join(MONITORING, ...path), 'utf8');

function run(program: string, args: readonly string[], cwd = ROOT): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  return `${status}\n${stdout}${stderr}`;
}

interface Panel {
  id: number;
  title: string;
  type: string;
  description: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets: { expr: string; datasource: { uid: string } }[];
  fieldConfig: { defaults: { unit?: string; thresholds?: { steps: unknown[] } } };
}

const dashboard: {
  title: string;
  schemaVersion: number;
  panels: Panel[];
  templating: { list: { name: string; type: string }[] };
} = JSON.parse(text('grafana-dashboard.json'));

test('the dashboard has the thirteen panels, each with a unit, thresholds, a description and a place of its own', () => {
  expect(dashboard.title).toBe('UTM Tracking & Creative Clustering');
  expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(39);
  expect(dashboard.panels.map(({ title }) => title).sort()).toEqual([
    'API Latency (p95)',
    'API Requests/sec',
    'CVR by Campaign',
    'Cluster Size',
    'Creative CVR by Cluster',
    'Overall CVR',
    'Revenue by Campaign',
    'Top Performing Creatives',
    'Total Clicks',
    'Total Clicks by Campaign',
    'Total Conversions',
    'Total Conversions by Campaign',
    'Total Revenue',
  ]);
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(13);
  const taken = new Set<string>();
  for (const { title, description, gridPos, fieldConfig } of dashboard.panels) {
    expect([title, description !== '', Boolean(fieldConfig.defaults.unit)]).toEqual([title, true, true]);
    expect(fieldConfig.defaults.thresholds?.steps.length).toBeGreaterThan(0);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        expect([title, x < 24 && !taken.has(`${x} ${y}`)]).toEqual([title, true]);
        taken.add(`${x} ${y}`);
      }
    }
  }
});

test('the dashboard asks only for metrics that creo has, from the data source that the viewer chose', () => {
  const known = new Set([...Object.keys(METRICS), 'api_request_total', 'api_request_duration_seconds_bucket']);
  for (const { targets } of dashboard.panels) {
    for (const { expr, datasource } of targets) {
      expect(datasource.uid).toBe(['$', '{datasource}'].join(''));
      const names = [...expr.matchAll(/([a-z_]+)\{/g)].map((match) => match[1]);
      expect(names.filter((name) => !known.has(name))).toEqual([]);
    }
  }
  const variables = dashboard.templating.list.map(({ name, type }) => `${name} ${type}`);
  expect(variables).toEqual([
    'datasource datasource',
    'job query',
    'source query',
    'campaign query',
    'cluster query',
    'currency query',
  ]);
});

test.skipIf(!isInstalled('promtool'))(
  'promtool accepts the configuration for one machine and for Docker, and the rules',
  () => {
    for (const targets of ['host', 'docker']) {
      const folder = emptyFolder();
      cpSync(MONITORING, folder, { recursive: true });
      cpSync(join(MONITORING, 'targets', targets), join(folder, 'targets'), { recursive: true });
      writeFileSync(join(folder, 'creo.token'), 'token');
      expect(run('promtool', ['check', 'config', join(folder, 'prometheus.yml')])).toMatch(
        /^0\n[\s\S]*SUCCESS: 15 rules/,
      );
    }
    expect(run('promtool', ['check', 'rules', join(MONITORING, 'rules', 'creo.yml')])).toMatch(/^0\n/);
    expect(run('promtool', ['test', 'rules', join(ROOT, 'test/monitoring/rules.test.yml')])).toMatch(/^0\n/);
  },
);

test.skipIf(!isInstalled('systemd-analyze'))('systemd accepts the units and the timer, and finds them confined', () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'units'));
  cpSync(join(MONITORING, 'systemd'), join(folder, 'units'), { recursive: true });
  const units = readdirSync(join(folder, 'units')).map((name) => join(folder, 'units', name));
  expect(units).toHaveLength(4);
  expect(run('systemd-analyze', ['verify', '--man=no', ...units])).toBe('0\n');
  for (const service of units.filter((unit) => unit.endsWith('.service'))) {
    // The exposure, from 0 to 100, that systemd works out from what a service may do.
    const check = ['security', '--offline=true', '--threshold=25', service];
    expect(run('systemd-analyze', check)).toMatch(/^0\n/);
  }
});

test('Grafana is provisioned with the data source and the folder that the compose file mounts', () => {
  const source: { datasources: { type: string; url: string }[] } = parse(
    text('grafana/provisioning/datasources/prometheus.yml'),
  );
  expect(source.datasources).toMatchObject([{ type: 'prometheus', url: ['$', '{PROMETHEUS_URL}'].join('') }]);
  const provider: { providers: { options: { path: string } }[] } = parse(
    text('grafana/provisioning/dashboards/creo.yml'),
  );
  expect(text('docker-compose.yml')).toContain(`./grafana-dashboard.json:${provider.providers[0].options.path}/`);
});

test('the crontab has one job, which lets old copies go only after a new one, and further ones to choose from', () => {
  const lines = text('crontab.example').split('\n');
  const jobs = lines.flatMap((line) => /^(#?)((?:[\d*/]+ ){5})(.*)$/.exec(line)?.slice(1) ?? []);
  expect(jobs.filter((_, place) => place % 3 === 0)).toEqual(['', '#', '#', '#', '#']);
  const [daily, docker] = lines.filter((line) => line.includes('creo backup'));
  for (const line of [daily, docker])
    expect(line).toMatch(/backup \S+ .*&& find \S+ .*-delete && .*creo (import|watch .*--once)/);
});
