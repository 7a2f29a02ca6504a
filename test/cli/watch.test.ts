/** `creo watch`: exports that arrive in a folder, as a buyer, a script or a browser leaves them there. */
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { eventually, type RunningProgram, startProgram } from '../helpers/programs.js';
import { creoJson, emptyFolder, PROGRAM, runAlone } from '../helpers/run-creo.js';

const HEADER = 'Date,Campaign,Ad name,Impressions,Clicks,Conversions,Spend,Revenue,Currency';
const report = (...rows: string[]): string => [HEADER, ...rows, ''].join('\n');
const row = (ad: string, conversions: number, day = '2026-05-01'): string =>
  `${day},launch,${ad},900,50,${conversions},50,90,USD`;

/** A folder with `inbox` in it, for files that arrive. */
function inbox(files: Record<string, string> = {}): { cwd: string; path: (...names: string[]) => string } {
  const cwd = emptyFolder();
  const path = (...names: string[]): string => join(cwd, 'inbox', ...names);
  mkdirSync(path());
  for (const [name, text] of Object.entries(files)) writeFileSync(path(name), text);
  return { cwd, path };
}

const once = (cwd: string, ...more: string[]) =>
  runAlone(['watch', 'inbox', '--once', '--settle', '0.1', ...more], { cwd });

async function conversionsOf(cwd: string): Promise<Record<string, number | null>> {
  const { creatives } = (await creoJson(['list'], { cwd })) as {
    creatives: { creative: string; conversions: number | null }[];
  };
  return Object.fromEntries(creatives.map(({ creative, conversions }) => [creative, conversions]));
}

/** A watch that looks often, and has begun. */
async function watching(cwd: string): Promise<RunningProgram> {
  const args = [PROGRAM, 'watch', 'inbox', '--settle', '0.2', '--every', '0.1'];
  const program = startProgram(process.execPath, args, { cwd });
  await said(program, /^watching /m);
  return program;
}

const said = (program: RunningProgram, what: RegExp): Promise<RegExpExecArray> =>
  eventually(String(what), async () => what.exec(program.stderr()) ?? undefined);

test('--once takes what is there, each file by itself, and says why others were not', async () => {
  const { cwd, path } = inbox({
    'good.csv': report(row('hook', 5)),
    'bad.csv': report('soon,launch,meme,900,50,1,50,90,USD'),
    'letter.txt': 'Dear Anna,\nhere are the numbers.\n',
    'page.csv.crdownload': report(row('half', 1)),
  });
  const { status, stdout, stderr } = await once(cwd);
  expect([status, stdout]).toEqual([
    1,
    expect.stringMatching(/^imported 1 file, rejected 2\n[\s\S]*good\.csv +│ imported │ +1 │ +0 │ 1/),
  ]);
  expect(stderr).toMatch(/^rejected bad\.csv: .*line 2/m);
  expect(readdirSync(path()).sort()).toEqual(['imported', 'page.csv.crdownload', 'rejected']);
  expect(readdirSync(path('rejected')).sort()).toEqual(['bad.csv', 'bad.csv.txt', 'letter.txt', 'letter.txt.txt']);
  const reason = readFileSync(path('rejected', 'bad.csv.txt'), 'utf8');
  expect(reason).toMatch(/^error: .*line 2[\s\S]*^hint: [\s\S]*^creo import 'bad\.csv' --db /m);
  expect(await conversionsOf(cwd)).toEqual({ hook: 5 });
  const again = await once(cwd);
  expect([again.status, again.stdout]).toEqual([0, 'imported 0 files\n']);
});

test('a file comes in once by its bytes: an old report dropped again does not undo its revision', async () => {
  const { cwd, path } = inbox({ 'monday.csv': report(row('hook', 5)) });
  await once(cwd);
  writeFileSync(path('tuesday.csv'), report(row('hook', 7)));
  await once(cwd);
  writeFileSync(path('monday.csv'), report(row('hook', 5)));
  const answer = await runAlone(['watch', 'inbox', '--once', '--settle', '0', '--json'], { cwd });
  expect(JSON.parse(answer.stdout)).toMatchObject({
    known: 1,
    files: [{ file: 'monday.csv', outcome: 'known', importIds: [1], movedTo: path('imported', 'monday-2.csv') }],
  });
  expect(await conversionsOf(cwd)).toEqual({ hook: 7 });
  // What was undone is unknown again.
  await runAlone(['import', 'undo', '1'], { cwd });
  await runAlone(['import', 'undo', '2'], { cwd });
  renameSync(path('imported', 'monday-2.csv'), path('monday.csv'));
  expect((await once(cwd)).stdout).toMatch(/^imported 1 file\n/);
  expect(await conversionsOf(cwd)).toEqual({ hook: 5 });
});

test('of files that come together the one written last has the last word, and conversions wait for their spend', async () => {
  const { cwd, path } = inbox({
    'a.csv': report(row('hook', 7)),
    'b.csv': report(row('hook', 5)),
    'tracker.csv': 'Date,Campaign,Ad name,Conversions,Currency\n2026-05-02,launch,meme,3,USD\n',
    'z.csv': report('2026-05-02,launch,meme,900,50,,50,90,USD'),
  });
  utimesSync(path('tracker.csv'), 1_790_000_000, 1_790_000_000);
  utimesSync(path('b.csv'), 1_790_000_001, 1_790_000_001);
  utimesSync(path('a.csv'), 1_790_000_002, 1_790_000_002);
  const { status, stdout, stderr } = await once(cwd, '--platform', 'generic');
  expect([status, stdout, stderr]).toEqual([
    0,
    expect.stringMatching(/^imported 4 files\n/),
    expect.stringContaining('started a new store'),
  ]);
  expect(await conversionsOf(cwd)).toEqual({ hook: 7, meme: 3 });
});

test('a file that is still being written is waited for, also where its writer pauses', async () => {
  const { cwd, path } = inbox();
  const program = await watching(cwd);
  const file = openSync(path('slow.csv'), 'w');
  writeSync(file, report(row('hook', 5)));
  await pause(1000);
  const early = program.stderr();
  // By its quiet alone it would have been taken by now, with a part of its rows.
  if (process.platform === 'linux') expect(early).not.toContain('slow.csv');
  writeSync(file, `${row('meme', 2)}\n`);
  closeSync(file);
  await said(program, /^imported slow\.csv: 2 new rows/m);
  expect(await program.end('SIGTERM')).toBe(0);
  expect(program.stdout()).toBe('imported 1 file\n');
  expect(await conversionsOf(cwd)).toEqual({ hook: 5, meme: 2 });
});

test('a folder that is swept away is waited for, and Ctrl-C ends the watch with status 0', async () => {
  const { cwd, path } = inbox();
  const program = await watching(cwd);
  renameSync(path(), join(cwd, 'gone'));
  await said(program, /inbox cannot be read: no such file; waiting for the folder/);
  mkdirSync(path());
  await said(program, /inbox is there again/);
  writeFileSync(path('week.csv'), report(row('hook', 5)));
  await said(program, /^imported week\.csv/m);
  expect(await program.end('SIGINT')).toBe(0);
});

test('two watches of one folder, such as a service and cron, count nothing twice and lose nothing', async () => {
  const { cwd, path } = inbox({ 'first.csv': report(row('hook', 5)) });
  await once(cwd);
  // Figures of their own: an ad without an id that has another's is taken for it under a new name.
  for (const [at, ad] of ['a', 'b', 'c', 'd'].entries()) {
    writeFileSync(
      path(`${ad}.csv`),
      report(`2026-05-01,launch,${ad},${700 + 31 * at},${40 + at},2,${31 + 7 * at},60,USD`),
    );
  }
  const runs = await Promise.all([once(cwd), once(cwd)]);
  expect(runs.map(({ status, stderr }) => [status, stderr])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect(await conversionsOf(cwd)).toEqual({ hook: 5, a: 2, b: 2, c: 2, d: 2 });
  expect(readdirSync(path()).sort()).toEqual(['imported']);
  expect(readdirSync(path('imported')).sort()).toEqual(['a.csv', 'b.csv', 'c.csv', 'd.csv', 'first.csv']);
});

test('a file that cannot be moved is imported once, and said', async () => {
  const { cwd, path } = inbox({ imported: 'not a folder', 'week.csv': report(row('hook', 5)) });
  const program = await watching(cwd);
  await said(program, /^imported week\.csv: .*could not be moved to imported/m);
  await pause(500);
  expect(program.stderr().match(/week\.csv/g)).toHaveLength(1);
  expect(readdirSync(path())).toContain('week.csv');
  await program.end();
});

test('a watch of what is no folder, or with flags that are none, does not begin', async () => {
  const { cwd, path } = inbox({ 'week.csv': '' });
  const missing = await runAlone(['watch', 'inbocks'], { cwd });
  expect([missing.status, missing.stderr]).toEqual([
    1,
    expect.stringMatching(/^error: There is no folder .*inbocks\n/),
  ]);
  expect((await runAlone(['watch', path('week.csv')], { cwd })).stderr).toContain('There is no folder');
  expect((await runAlone(['watch', 'inbox', '--every', '0'], { cwd })).status).toBe(2);
});
