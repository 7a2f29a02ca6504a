/**
 * `npm run package-test`: packs creo, installs the package into an empty folder with an empty npm cache, as a stranger
 * would, runs the demo there, and does the same with `npm install -g .` of a clone. Prints sizes; fails above the limit, or
 * when anything looks for CUDA. Needs the npm registry and no other address.
 */
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentOf, fetchNode, freshClone, npm, type Ran, run, say } from './programs.js';

/** Installed, with ONNX Runtime. */
const MOST_MEGABYTES = 400;

const work = mkdtempSync(join(tmpdir(), 'creo-package-'));
const env = environmentOf(fetchNode('own', work), join(work, 'home'));

function must(what: string, ran: Ran): Ran {
  if (!ran.ok) throw new Error(`${what} failed:\n${ran.output.slice(-2000)}`);
  if (/nuget|cuda/i.test(ran.output)) throw new Error(`${what} looked for CUDA:\n${ran.output.slice(-2000)}`);
  say(`${what}: ok (${ran.seconds.toFixed(0)} s)`);
  return ran;
}

function megabytes(path: string): number {
  const bytes = (at: string): number => {
    const status = lstatSync(at);
    if (!status.isDirectory()) return status.size;
    return readdirSync(at).reduce((sum, name) => sum + bytes(join(at, name)), 0);
  };
  return Math.round(bytes(path) / 1e6);
}

try {
  const clone = join(work, 'clone');
  freshClone(clone);
  must('npm ci', npm(['ci'], { cwd: clone, env }));
  must('npm pack', npm(['pack', '--ignore-scripts', '--pack-destination', work], { cwd: clone, env }));
  const file = readdirSync(work).find((name) => name.endsWith('.tgz')) ?? '';
  say(`${file}: ${megabytes(join(work, file))} MB`);

  const empty = join(work, 'empty');
  mkdirSync(empty);
  writeFileSync(join(empty, 'package.json'), '{ "private": true }\n');
  must(`npm install ${file}`, npm(['install', join(work, file)], { cwd: empty, env }));
  say(`installed: ${megabytes(empty)} MB`);
  const creo = join(empty, 'node_modules', '.bin', 'creo');
  must('creo --version', run(creo, ['--version'], { cwd: empty, env }));
  must('creo demo', run(creo, ['demo'], { cwd: mkdtempSync(join(work, 'demo-')), env }));
  const size = megabytes(join(empty, 'node_modules'));
  say(`with ONNX Runtime: ${size} MB`);
  if (size > MOST_MEGABYTES) throw new Error(`${size} MB are more than ${MOST_MEGABYTES}`);

  const prefix = join(work, 'global');
  mkdirSync(prefix);
  must('npm install -g .', npm(['install', '-g', '--prefix', prefix, '.'], { cwd: clone, env }));
  const globally = join(prefix, 'bin', 'creo');
  must('creo demo, installed globally', run(globally, ['demo'], { cwd: mkdtempSync(join(work, 'demo-')), env }));
} finally {
  rmSync(work, { recursive: true, force: true });
}
