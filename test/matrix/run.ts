/**
 * `npm run matrix`: the README's two commands and the media, store and command-line tests from a fresh clone with an empty
 * npm cache, on each Node; and on the first of them with another ffmpeg where CREO_FFMPEG_OTHER names one.
 *
 *   npm run matrix -- --node own,22,24,26 --tests test/media,test/store,test/cli
 *
 * `own` is the Node that runs this. A Node takes about ten minutes on two cores; committed files alone are tried.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import { environmentOf, fetchNode, freshClone, npm, type Ran, run, say } from './programs.js';

const { values } = parseArgs({
  options: {
    node: { type: 'string', default: 'own,22,24,26' },
    tests: { type: 'string', default: 'test/media,test/store,test/cli' },
    keep: { type: 'boolean', default: false },
  },
});
const tests = values.tests.split(',');
const work = mkdtempSync(join(tmpdir(), 'creo-matrix-'));

interface Row {
  node: string;
  ffmpeg: string;
  step: string;
  ran: Ran;
}
const rows: Row[] = [];

function step(node: string, ffmpeg: string, name: string, ran: Ran): boolean {
  rows.push({ node, ffmpeg, step: name, ran });
  say(`node ${node}, ffmpeg ${ffmpeg}: ${name}: ${ran.ok ? 'ok' : 'failed'} (${ran.seconds.toFixed(0)} s)`);
  if (!ran.ok) {
    const log = join(tmpdir(), `creo-matrix-${node}-${name.replace(/\W+/g, '-')}.log`);
    writeFileSync(log, ran.output);
    say(`${ran.output.slice(-1500)}\n(all of it: ${log})`);
  }
  return ran.ok;
}

const versionOf = (ffmpeg: string): string =>
  /version (\S+)/.exec(run(ffmpeg, ['-version'], { cwd: work, env: process.env }).output)?.[1] ?? 'packaged';

function demoAndTests(node: string, ffmpeg: string, place: { cwd: string; env: NodeJS.ProcessEnv }): void {
  step(node, ffmpeg, 'npm run demo', npm(['run', 'demo', '--silent'], place));
  step(node, ffmpeg, tests.join(' '), run('node', ['node_modules/vitest/vitest.mjs', 'run', ...tests], place));
}

const own = versionOf('ffmpeg');
const other = process.env.CREO_FFMPEG_OTHER;
for (const [index, wanted] of values.node.split(',').entries()) {
  const node = fetchNode(wanted, work);
  const env = environmentOf(node, join(work, `home-${node.version}`));
  const cwd = join(work, `clone-${node.version}`);
  freshClone(cwd);
  if (!step(node.version, own, 'npm ci', npm(['ci'], { cwd, env }))) continue;
  demoAndTests(node.version, own, { cwd, env });
  if (other && index === 0) {
    const media = { CREO_FFMPEG: other, CREO_FFPROBE: join(dirname(other), 'ffprobe') };
    demoAndTests(node.version, versionOf(other), { cwd, env: { ...env, ...media } });
  }
  if (!values.keep) rmSync(cwd, { recursive: true, force: true });
}

const table = new Table({ head: ['Node', 'ffmpeg', 'What', 'Result', 'Seconds', 'Tests'], style: { head: [] } });
for (const { node, ffmpeg, step: name, ran } of rows) {
  const counts = /Tests\s+(.*)/.exec(stripVTControlCharacters(ran.output))?.[1]?.trim() ?? '';
  table.push([node, ffmpeg, name, ran.ok ? 'ok' : 'failed', ran.seconds.toFixed(0), counts]);
}
say(table.toString());
if (values.keep) say(`Kept: ${work}`);
else rmSync(work, { recursive: true, force: true });
process.exitCode = rows.every(({ ran }) => ran.ok) ? 0 : 1;
