/** The commands around imports, by the real program: list, undo, perf set, match, naming, stdin, maps. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/exports/${name}`, import.meta.url));

test('imports are listed and undone', async () => {
  const cwd = emptyFolder();
  await creoJson(['import', fixture('generic-daily.csv')], { cwd });
  expect(await creoJson(['import', 'list'], { cwd })).toMatchObject({
    imports: [{ importId: 1, platform: 'generic', rowsRead: 3, undoneAt: null }],
  });
  await creoJson(['import', 'undo', '1'], { cwd });
  expect(await creoJson(['list'], { cwd })).toMatchObject({ creatives: [] });
  expect((await runCreo(['import', 'undo', '1'], { cwd })).status).toBe(1);
  expect((await runCreo(['import', 'undo', 'x'], { cwd })).status).toBe(2);
});

test('results by hand replace the figures that are given and keep the others', async () => {
  const cwd = emptyFolder();
  const day = ['--date', '2026-09-01'];
  await creoJson(['perf', 'set', 'hook a', '--spend', '50', '--clicks', '40', '--currency', 'USD', ...day], { cwd });
  await creoJson(['perf', 'set', 'hook a', '--clicks', '42', '--conversions', '1.5', ...day], { cwd });
  expect(await creoJson(['list'], { cwd })).toMatchObject({
    currency: 'USD',
    creatives: [{ creative: 'hook a', spendMicros: 50_000_000, clicks: 42, conversions: 1.5 }],
  });
  const { status, stderr } = await runCreo(['perf', 'set', 'hook a'], { cwd });
  expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('hint: ') });
});

test('a naming convention tags the names that fit, also those of later imports, and lists the others', async () => {
  const cwd = emptyFolder();
  await creoJson(['import', fixture('tiktok-ads-by-day.csv')], { cwd });
  await creoJson(['import', fixture('generic-daily.csv')], { cwd });
  expect(await creoJson(['naming', 'set', '{format}_{who}_{letter}'], { cwd })).toMatchObject({
    fits: 2,
    misfits: [
      { creative: 'blue bottle', failsAt: 'format' },
      { creative: 'red bottle', failsAt: 'format' },
    ],
  });
  expect(await creoJson(['naming', 'check'], { cwd })).toMatchObject({ fits: 2 });
  expect((await runCreo(['naming', 'set', 'plain'], { cwd })).status).toBe(1);
});

test('an export comes through a pipe', async () => {
  const cwd = emptyFolder();
  const { status, stdout } = await runCreo(['import', '-', '--json'], {
    cwd,
    input: readFileSync(fixture('meta-ru-excel.csv')),
  });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ imports: [{ file: 'stdin', encoding: 'windows-1251', currency: 'KZT' }] });
});

test('a file that nobody knows prints a map to fill in, and the map reads it', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'own.csv'), 'Clip;Wann;Ausgabe EUR;Gesehen\nA;01.09.2026;10,50;1000\n');
  const refused = await runCreo(['import', 'own.csv'], { cwd });
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('Clip | Wann | Ausgabe EUR | Gesehen') });
  const map = {
    platform: 'own',
    currency: 'EUR',
    columns: { ad: 'Clip', day: 'Wann', spend: 'Ausgabe EUR', impressions: 'Gesehen' },
  };
  writeFileSync(join(cwd, 'map.json'), JSON.stringify(map));
  expect(await creoJson(['import', 'own.csv', '--map', 'map.json'], { cwd })).toMatchObject({
    imports: [
      { platform: 'own', level: 'ad', dateStart: '2026-09-01', totals: { spendMicros: 10_500_000, impressions: 1000 } },
    ],
  });
  const byFlags = [
    '--column',
    'ad=Clip',
    '--column',
    'day=Wann',
    '--column',
    'spend=Ausgabe EUR',
    '--currency',
    'EUR',
    '--dry-run',
  ];
  expect(await creoJson(['import', 'own.csv', ...byFlags], { cwd })).toMatchObject({
    imports: [{ totals: { spendMicros: 10_500_000 } }],
  });
});

test('bad rows are left out only when that is asked for, and a dry run lists them', async () => {
  const cwd = emptyFolder();
  writeFileSync(
    join(cwd, 'bad.csv'),
    'date,campaign,spend,currency\n2026-09-01,a,1.00,USD\n2026-09-31,b,2.00,USD\n2026-09-02,c,x,USD\n',
  );
  expect((await runCreo(['import', 'bad.csv'], { cwd })).stderr).toContain(
    '2 cells cannot be read, first line 3, column "date"',
  );
  const problems = [
    { line: 3, column: 'date', code: 'BAD_DATE' },
    { line: 4, column: 'spend', code: 'BAD_NUMBER' },
  ];
  expect(await creoJson(['import', 'bad.csv', '--dry-run'], { cwd })).toMatchObject({ imports: [{ problems }] });
  expect(await creoJson(['import', 'bad.csv', '--skip-bad-rows'], { cwd })).toMatchObject({
    imports: [{ rowsRead: 3, rowsNew: 1, rowsSkipped: 2, totals: { spendMicros: 1_000_000 }, problems }],
  });
});

test('the choice of conversion is remembered for the next file', async () => {
  const cwd = emptyFolder();
  const header = 'Day,Campaign name,Ad name,Amount spent (USD),Impressions,Results';
  writeFileSync(join(cwd, 'a.csv'), `${header}\n2026-09-01,c,a,1,10,3\n`);
  writeFileSync(join(cwd, 'b.csv'), `${header}\n2026-09-02,c,a,1,10,4\n`);
  expect(await creoJson(['import', 'a.csv', '--conversion', 'Results'], { cwd })).toMatchObject({
    imports: [{ totals: { conversions: 3 } }],
  });
  expect(await creoJson(['import', 'b.csv'], { cwd })).toMatchObject({ imports: [{ totals: { conversions: 4 } }] });
});

test('a folder of many files that are no reports is summed up in one line, and the report among them imported', async () => {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'reports'));
  for (let file = 0; file < 30; file += 1) writeFileSync(join(cwd, 'reports', `notes-${file}.csv`), 'one;two\n');
  writeFileSync(join(cwd, 'reports', 'empty.csv'), '');
  const none = await runCreo(['import', 'reports'], { cwd });
  expect(none.status).toBe(1);
  expect(none.stderr.trim().split('\n')).toHaveLength(3);
  expect(none.stderr).toContain('None of the 31 files is an export of ads');
  writeFileSync(
    join(cwd, 'reports', 'ads.csv'),
    'Ad name,Day,Amount spent (USD),Impressions\nclip,2026-07-14,10,1000\n',
  );
  const some = await runCreo(['import', 'reports'], { cwd });
  expect(some.status).toBe(0);
  expect(some.stderr.match(/skipped/g)).toHaveLength(1);
});

test('zero bytes through a pipe are refused at once', async () => {
  const { status, stderr } = await runCreo(['import', '-'], { cwd: emptyFolder(), input: '\0'.repeat(70_000) });
  expect(status).toBe(1);
  expect(stderr).toContain('is not a table');
});

test('a table that names no platform is of the one that another file of the folder names, in whatever order they lie', async () => {
  const marked =
    'Campaign name,Ad name,By Day,Cost,Currency,Impressions,2-second video views\nSpring,hook a,2026-03-01,10,USD,1000,300\n';
  const plain = 'Date,Campaign name,Ad name,Cost,Currency,Impressions\n2026-03-02,Spring,hook a,11,USD,1100\n';
  for (const [first, second] of [
    [marked, plain],
    [plain, marked],
  ]) {
    const cwd = emptyFolder();
    mkdirSync(join(cwd, 'in'));
    writeFileSync(join(cwd, 'in', '1.csv'), first ?? '');
    writeFileSync(join(cwd, 'in', '2.csv'), second ?? '');
    expect(await creoJson(['import', 'in'], { cwd })).toMatchObject({
      imports: [{ platform: 'tiktok' }, { platform: 'tiktok' }],
    });
  }
});
