/** `creo doctor` on a sound machine, without a store, with a broken ffmpeg and with a damaged store. */
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, type Run, runCreo } from '../helpers/run-creo.js';
import { sampleStore } from '../helpers/sample-store.js';

interface Answer {
  ok: boolean;
  checks: { check: string; verdict: string; found: string; mend: string | null }[];
}

const answerOf = ({ stdout }: Run): Answer => JSON.parse(stdout);

/** A system's own is ok, a packaged one old. */
const WORKS = expect.stringMatching(/^(ok|old)$/);

const verdictsOf = (run: Run): Record<string, string> =>
  Object.fromEntries(answerOf(run).checks.map(({ check, verdict }) => [check, verdict]));

test('a machine with all that is needed passes, with a store or without one', async () => {
  const cwd = emptyFolder();
  const without = await runCreo(['doctor', '--json'], { cwd });
  expect(without.status).toBe(0);
  expect(verdictsOf(without)).toMatchObject({
    node: 'ok',
    ffmpeg: WORKS,
    'bundled model': 'ok',
    store: 'optional',
  });
  await sampleStore(cwd);
  const withStore = await runCreo(['doctor', '--json'], { cwd });
  expect(verdictsOf(withStore).store).toBe('ok');
  expect(answerOf(withStore).checks.find(({ check }) => check === 'store')?.found).toContain(
    '10 creatives, 50 results',
  );
});

test('an ffmpeg that does not run is a finding with a way to mend it, and exit status 1', async () => {
  const cwd = emptyFolder();
  const broken = join(cwd, 'ffmpeg');
  writeFileSync(broken, '#!/bin/sh\nexit 3\n', { mode: 0o755 });
  const run = await runCreo(['doctor', '--json'], { cwd, environment: { CREO_FFMPEG: broken } });
  expect(run.status).toBe(1);
  expect(verdictsOf(run)).toMatchObject({ ffmpeg: 'broken', ffprobe: WORKS });
});

test('a damaged store is said, with the way back from a backup', async () => {
  const cwd = emptyFolder();
  const path = await sampleStore(cwd);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(12 * 4096, 0xa5), 0, 12 * 4096, 3 * 4096);
  closeSync(file);
  const run = await runCreo(['doctor', '--json'], { cwd });
  expect(run.status).toBe(1);
  const store = answerOf(run).checks.find(({ check }) => check === 'store');
  expect(store).toMatchObject({ verdict: 'broken', mend: expect.stringContaining('creo restore') });
  const list = await runCreo(['list'], { cwd });
  expect(list.status).toBe(1);
  expect(list.stderr).toContain('creo restore');
});

test('a file that is no store at all is said', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'creo.db'), 'this is not a database, but it is long enough to look at'.repeat(50));
  const run = await runCreo(['doctor', '--json'], { cwd });
  expect(run.status).toBe(1);
  expect(verdictsOf(run).store).toBe('broken');
});
