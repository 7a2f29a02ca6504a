/** Several stores in one textfile folder: told apart by a label, and refused where node_exporter would drop one of them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commonLabels } from '../../src/serve/common-labels.js';
import { collisionsWith } from '../../src/serve/textfile-collisions.js';
import { eventually, freePort, isInstalled, startProgram } from '../helpers/programs.js';
import { emptyFolder, runCreo } from '../helpers/run-creo.js';

const EXPORT = (campaign: string): string =>
  `Date,Campaign,Ad name,Impressions,Clicks,Conversions,Spend,Revenue,Currency\n2026-05-01,${campaign},hook,900,50,5,50,90,USD\n`;

/** Two stores of two clients, `acme.db` and `zeta.db`, that hold the same campaign. */
async function twoStores(): Promise<string> {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'textfile'));
  writeFileSync(join(cwd, 'week.csv'), EXPORT('launch'));
  for (const client of ['acme', 'zeta']) {
    const { status, stderr } = await runCreo(['import', 'week.csv', '--platform', 'generic', '--db', `${client}.db`], {
      cwd,
    });
    expect([status, stderr]).toEqual([0, expect.anything()]);
  }
  return cwd;
}

const push = (cwd: string, client: string, ...more: string[]) =>
  runCreo(['push-metrics', '--db', `${client}.db`, '--textfile', `textfile/${client}.prom`, ...more], { cwd });

test('a second store without a label is refused, its file not written, and a label lets it in', async () => {
  const cwd = await twoStores();
  expect((await push(cwd, 'acme')).status).toBe(0);
  const refused = await push(cwd, 'zeta');
  expect([refused.status, refused.stderr]).toEqual([
    1,
    expect.stringMatching(/^error: acme\.prom beside it has \d+ series .*\nhint: .*--label client=NAME.*\n$/),
  ]);
  expect(() => readFileSync(join(cwd, 'textfile/zeta.prom'))).toThrow('ENOENT');
  expect((await push(cwd, 'zeta', '--label', 'client=zeta')).status).toBe(0);
  // Writing the same file again collides with nothing.
  expect((await push(cwd, 'zeta', '--label', 'client=zeta')).status).toBe(0);
  const series = readFileSync(join(cwd, 'textfile/zeta.prom'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(series.filter((line) => !line.includes('client="zeta"'))).toEqual([]);
});

test.skipIf(!isInstalled('prometheus-node-exporter'))(
  'node_exporter shows every series of two stores whose labels tell them apart',
  async () => {
    const cwd = await twoStores();
    expect((await push(cwd, 'acme', '--label', 'client=acme', '--label', 'team=north')).status).toBe(0);
    expect((await push(cwd, 'zeta', '--label', 'client=zeta')).status).toBe(0);
    const port = await freePort();
    startProgram(
      'prometheus-node-exporter',
      [
        `--web.listen-address=127.0.0.1:${port}`,
        '--collector.disable-defaults',
        '--collector.textfile',
        `--collector.textfile.directory=${join(cwd, 'textfile')}`,
      ],
      { cwd },
    );
    const shown = await eventually('node_exporter', async () =>
      (await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).split('\n'),
    );
    expect(shown).toContain('node_textfile_scrape_error 0');
    for (const client of ['acme', 'zeta']) {
      const written = readFileSync(join(cwd, `textfile/${client}.prom`), 'utf8').match(/^[a-z].*$/gm) ?? [];
      const ours = shown.filter((line) => line.includes(`client="${client}"`));
      expect([client, ours.length]).toEqual([client, written.length]);
    }
  },
);

test('series are the same whatever the order of their labels, and a label without a value is none', () => {
  const folder = emptyFolder();
  const path = join(folder, 'new.prom');
  const beside = (text: string) => {
    writeFileSync(join(folder, 'old.prom'), text);
    return collisionsWith(path, '# HELP a one\na{x="1",y="a\\"},b{"} 1\nb 2\n').collision;
  };
  expect(beside('a{y="a\\"},b{",x="1",z=""} 7 1700000000000\n')).toMatchObject({ file: 'old.prom', count: 1 });
  expect(beside('b{} 1\n')).toMatchObject({ count: 1 });
  expect(beside('# a{x="1"} is a comment\na{x="1"} 1\nbb 2\n')).toBeNull();
});

test('a label that the metrics or Prometheus use is refused, and one that is no label is wrong usage', async () => {
  for (const name of ['cluster_id', 'platform', 'job', 'instance', 'le']) {
    expect(() => commonLabels(new Map([[name, 'a']]))).toThrow(expect.objectContaining({ code: 'LABEL_TAKEN' }));
  }
  expect(() => commonLabels(new Map([['client', 'a']]), new Map([['client', 'b']]))).toThrow('already');
  const cwd = emptyFolder();
  for (const label of ['1st=a', 'a-b=c', '__name__=a', 'client', 'client=']) {
    const { status, stderr } = await runCreo(['push-metrics', '--stdout', '--label', label], { cwd });
    expect([label, status, stderr]).toEqual([label, 2, expect.stringContaining('is invalid')]);
  }
});
