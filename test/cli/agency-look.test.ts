/** Groups by look over the creatives of several clients, and what each of the clients is shown of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { creativeNamed } from '../../src/store/creatives.js';
import { openStore } from '../../src/store/database.js';
import { saveSpoken } from '../../src/store/said.js';
import { sharedAgency } from '../helpers/agency-store.js';
import { makeClip } from '../helpers/clips.js';
import { creoJson, runCreo } from '../helpers/run-creo.js';

/** Three looks: two of all clients, and one of acme alone. */
const LOOKS: readonly (readonly [source: string, names: readonly string[]])[] = [
  ['testsrc2', ['acme_story', 'hook_a', 'globex_loop', 'initech_desk']],
  ['smptebars', ['acme_unbox', 'globex_talk', 'initech_stapler']],
  ['rgbtestsrc', ['acme_duet', 'hook_b']],
];

interface Cluster {
  clusterId: number;
  label: string;
  size: number;
  creatives: string[];
  centralCreative: string | null;
}

let cwd = '';

/** The agency with media, grouped by look over all clients. */
beforeAll(async () => {
  cwd = await sharedAgency();
  for (const [source, names] of LOOKS)
    for (const [at, name] of names.entries()) makeClip(cwd, `${name}.mp4`, { source, seconds: 2 + at });
  const visual = ['cluster', '--visual', '-k', '3', '--across-clients', '--convert', 'EUR'];
  for (const args of [['add', '.'], ['embed'], visual]) {
    const { status, stderr } = await runCreo([...args, '--quiet'], { cwd });
    if (status !== 0) throw new Error(`creo ${args.join(' ')} ended with ${status}: ${stderr}`);
  }
}, 120_000);

const OTHERS: Readonly<Record<string, RegExp>> = {
  acme: /globex|initech/i,
  globex: /acme|initech/i,
  initech: /acme|globex/i,
};

test('a group that clients share is called after the client’s own, and shows nothing of the others', async () => {
  for (const [client, others] of Object.entries(OTHERS)) {
    const { clusters } = (await creoJson(['winners', '--client', client], { cwd })) as { clusters: Cluster[] };
    expect(clusters.length).toBe(client === 'acme' ? 3 : 2);
    for (const { clusterId, label, creatives, centralCreative, size } of clusters) {
      expect(creatives).toContain(centralCreative);
      expect(label).toBe(`like ${centralCreative}`);
      expect(size).toBe(creatives.length);
      const shown = await runCreo(['cluster', 'show', String(clusterId), '--client', client], { cwd });
      expect(others.exec(shown.stdout)?.[0]).toBeUndefined();
      expect(shown.stdout).toContain(label);
    }
    const page = await runCreo(['report', '--client', client, '--budget', '1000', '--out', `${client}.html`], { cwd });
    expect(page.status).toBe(0);
    expect(others.exec(readFileSync(join(cwd, `${client}.html`), 'utf8'))?.[0]).toBeUndefined();
  }
}, 60_000);

test('lists and comparisons of runs are those of the client that is asked for', async () => {
  for (const client of ['globex', 'acme'])
    expect((await runCreo(['cluster', '--visual', '-k', '2', '--client', client, '--quiet'], { cwd })).status).toBe(0);
  const runsOf = async (...flags: string[]) =>
    (
      (await creoJson(['cluster', 'list', ...flags], { cwd })) as { runs: { runId: number; creatives: number }[] }
    ).runs.map(({ runId, creatives }) => [runId, creatives]);
  expect(await runsOf()).toEqual([
    [3, 5],
    [2, 2],
    [1, 9],
  ]);
  expect(await runsOf('--client', 'globex')).toEqual([
    [2, 2],
    [1, 2],
  ]);
  expect(await runsOf('--account', 'Initech KK')).toEqual([[1, 2]]);
  const compared = await runCreo(['cluster', 'compare', '1', '2', '--client', 'globex', '--json'], { cwd });
  expect(/acme|initech/i.exec(compared.stdout)?.[0]).toBeUndefined();
  expect(JSON.parse(compared.stdout)).toMatchObject({
    adjustedRand: expect.any(Number),
    onlyFirst: [],
    onlySecond: [],
  });
  const other = await runCreo(['cluster', 'compare', '1', '3', '--client', 'globex'], { cwd });
  expect(other.stderr).toContain('There is no clustering run 3');
}, 60_000);

test('a run is taken into use for all clients, shown with the results of the one that is asked for, or not taken at all', async () => {
  const use = (...args: string[]) => runCreo(['cluster', 'use', ...args, '--json'], { cwd });
  const own = await use('2', '--client', 'globex');
  expect([own.status, /acme|initech/i.exec(own.stdout)?.[0]]).toEqual([0, undefined]);
  const foreign = await use('3', '--client', 'globex');
  expect([foreign.status, foreign.stderr]).toEqual([1, expect.stringContaining('There is no clustering run 3')]);
  const { runs } = (await creoJson(['cluster', 'list'], { cwd })) as { runs: { runId: number; inUse: boolean }[] };
  expect(runs.filter(({ inUse }) => inUse).map(({ runId }) => runId)).toEqual([2]);
}, 60_000);

test('what is alike, an edit, or says something is looked for among the creatives of the client', async () => {
  const db = openStore(join(cwd, 'creo.db'), { create: false });
  for (const name of ['acme_story', 'globex_loop'])
    saveSpoken(db, creativeNamed(db, name).creativeId, [{ atSeconds: 1, untilSeconds: 2, text: 'Stop scrolling' }]);
  db.close();
  const ask = (...args: string[]) => runCreo([...args, '--client', 'globex', '--json'], { cwd });
  const found = await ask('search', 'stop scrolling');
  expect(JSON.parse(found.stdout)).toMatchObject({ searched: 1, results: [{ creative: 'globex_loop' }] });
  for (const answer of [await ask('similar', 'globex_loop'), await ask('duplicates')]) {
    expect([answer.status, /acme|initech/i.exec(answer.stdout)?.[0]]).toEqual([0, undefined]);
  }
  const { creatives } = (await creoJson(['list', '--client', 'globex'], { cwd })) as { creatives: unknown[] };
  expect(JSON.parse((await ask('duplicates')).stdout).creatives).toBeLessThanOrEqual(creatives.length);
  const foreign = await ask('similar', 'acme_story');
  expect([foreign.status, foreign.stderr]).toEqual([1, expect.stringContaining('no creative named acme_story')]);
}, 60_000);
