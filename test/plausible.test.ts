import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  conversionsProblem,
  countProblem,
  dayProblem,
  microsProblem,
  nameProblem,
  plausibleDay,
  requirePlausible,
} from '../src/plausible.js';
import { dayNumber } from '../src/units.js';
import { creoJson, emptyFolder, runCreo } from './helpers/run-creo.js';

const UNKNOWN = { impressions: null, clicks: null, conversions: null, spendMicros: null, revenueMicros: null };

test('figures that no ad can have are told apart by what is wrong with them', () => {
  const codes = (problems: readonly ({ code: string } | null)[]) => problems.map((problem) => problem?.code ?? null);
  expect(codes([0, 7, 9e9].map(countProblem))).toEqual([null, null, null]);
  expect(codes([-1, 0.5, 1e12, Number.NaN, Number.POSITIVE_INFINITY].map(countProblem))).toEqual([
    ...['NEGATIVE', 'NOT_WHOLE', 'TOO_LARGE', 'BAD_NUMBER', 'BAD_NUMBER'],
  ]);
  expect(codes([0, 1e-6, 2.5].map(conversionsProblem))).toEqual([null, null, null]);
  expect(codes([1e-320, 1e-7, 1e12, -1].map(conversionsProblem))).toEqual([
    ...['TOO_SMALL', 'TOO_SMALL', 'TOO_LARGE', 'NEGATIVE'],
  ]);
  expect(codes([microsProblem(-1, true), microsProblem(-1, false), microsProblem(1e16, false)])).toEqual([
    ...[null, 'NEGATIVE', 'BAD_NUMBER'],
  ]);
  expect(() => requirePlausible({ ...UNKNOWN, conversions: 1e-320 })).toThrow('conversions is less than a millionth');
});

test('days are those in which ads were and will be shown online', () => {
  const problems = ['1990-01-01', '2099-12-31', '1989-12-31', '2100-01-01'].map((day) =>
    dayProblem(dayNumber(day) ?? 0),
  );
  expect(problems.map((problem) => problem?.code ?? null)).toEqual([null, null, 'BAD_DATE', 'BAD_DATE']);
  for (const day of ['0001-01-01', '9999-12-31', '2026-02-30', 'soon']) expect(() => plausibleDay(day)).toThrow(day);
});

test('a name has something to see', () => {
  for (const name of ['a', '-', '👍', 'שלום', ' x ']) expect(nameProblem(name)).toBe(null);
  for (const name of [
    '',
    '   ',
    '\u00a0\u3000',
    '\u200b\u200d',
    '\u202e\u202c',
    '\u3164',
    '\u2800',
    '\t\n',
    '\ufe0f',
  ]) {
    expect(nameProblem(name)?.code).toBe('BAD_NAME');
  }
  expect([nameProblem('x'.repeat(2001))?.code, nameProblem('a\0b')?.code, nameProblem('\ud800')?.code]).toEqual([
    ...['BAD_NAME', 'BAD_NAME', 'BAD_NAME'],
  ]);
});

test('an import refuses what an entry by hand refuses, and the other way round', async () => {
  const cwd = emptyFolder();
  const header = 'Date,Campaign,Ad name,Impressions,Clicks,Conversions,Spend,Currency';
  const good = '2026-05-01,C,a,100,10,1,5.00,USD';
  const bad: [row: string, reason: string, flags: string[]][] = [
    ['0001-01-01,C,a,100,10,1,5.00,USD', 'is not between', ['--clicks', '1', '--date', '0001-01-01']],
    ['9999-12-31,C,a,100,10,1,5.00,USD', 'is not between', ['--clicks', '1', '--date', '9999-12-31']],
    ['2026-05-01,C,a,9000000001,10,1,5.00,USD', 'is more than an ad can have', ['--impressions', '9000000001']],
    ['2026-05-01,C,a,1000000000000,10,1,5.00,USD', 'is too large', ['--impressions', '1000000000000']],
    ['2026-05-01,C,a,100,10,9000000001,5.00,USD', 'is more than an ad can have', ['--conversions', '9000000001']],
  ];
  for (const [row, reason, flags] of bad) {
    writeFileSync(join(cwd, 'bad.csv'), [header, good, row, ''].join('\n'));
    const { status, stdout, stderr } = await runCreo(['import', 'bad.csv', '--json'], { cwd });
    expect({ status, row, found: `${stdout}${stderr}`.includes(reason) }).toEqual({ status: 1, row, found: true });
    const byHand = await runCreo(['perf', 'set', 'a', '--currency', 'USD', ...flags], { cwd });
    expect({ status: byHand.status, flags }).toEqual({ status: 1, flags });
  }
});

test('names of nothing are no names, and others are shown harmlessly and kept as they are', async () => {
  const cwd = emptyFolder();
  const name = '\u001b[31mred\u202eder';
  const rows = ['Date,Campaign,Ad name,Impressions,Clicks,Spend,Currency', `2026-05-01,C,${name},100,10,5.00,USD`];
  rows.push('2026-05-01,C,\u200b\u202e,100,10,5.00,USD', '2026-05-01,C,"two\nlines",100,10,5.00,USD', '');
  writeFileSync(join(cwd, 'names.csv'), rows.join('\n'));
  expect(await runCreo(['import', 'names.csv'], { cwd })).toMatchObject({ status: 0 });
  const { creatives } = (await creoJson(['list'], { cwd })) as { creatives: { creative: string }[] };
  expect(creatives.map(({ creative }) => creative)).toEqual(expect.arrayContaining([name, 'two lines']));
  const { stdout } = await runCreo(['list'], { cwd });
  expect(stdout).toContain('\\x1b[31mred\\u202eder');
  expect(stdout.includes('\u001b') || stdout.includes('\u202e')).toBe(false);
  for (const args of [
    ['perf', 'set', ' ', '--clicks', '1'],
    ['rename', name, '\u200b'],
    ['perf', 'set', '\u202e', '--clicks', '1'],
  ]) {
    const { status, stderr } = await runCreo(args, { cwd });
    expect({ status, isSaid: stderr.includes('nothing to see') }).toEqual({ status: 1, isSaid: true });
  }
});
