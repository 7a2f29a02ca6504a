/** The guided menu's command lines, the doctor's verdicts, and the pages of help. */
import { expect, test } from 'vitest';
import { commandTree } from '../../src/cli/command-tree.js';
import { buildProgram } from '../../src/cli/program.js';
import { FIELDS } from '../../src/fields.js';
import { diskCheck, nodeCheck, programCheck, storeCheck } from '../../src/guide/checks.js';
import { commandAt } from '../../src/guide/command-tree.js';
import { argumentsOf, commandLine, MENU, nextStep } from '../../src/guide/menu.js';
import { TOPICS } from '../../src/guide/topics.js';

const program = commandTree(buildProgram());

test('every step of the menu is a command, and each of its questions one of its flags or its argument', () => {
  for (const { command, questions } of MENU) {
    const node = commandAt(
      program,
      command.filter((word) => !word.startsWith('-')),
    );
    const known = [...(node?.flags ?? [])].flatMap(({ long, short }) => [long, short]);
    const asked = [...command.filter((word) => word.startsWith('-')), ...questions.flatMap(({ flag }) => flag ?? [])];
    expect(known).toEqual(expect.arrayContaining(asked));
    if (questions.some(({ flag }) => flag === null)) expect(node?.usage).not.toBe('');
  }
});

test('answers become the command line that the menu shows, quoted where a shell needs it', () => {
  const [add] = MENU;
  expect(argumentsOf(add, ['my ads', 'loot box'])).toEqual(['add', 'my ads', '--category', 'loot box']);
  expect(commandLine(argumentsOf(add, ["Anna's ads", '']))).toBe(`creo add 'Anna'\\''s ads'`);
});

test('the next step is the first whose outcome is not there', () => {
  const nothing = { creatives: 0, results: 0, vectors: 0, clusterings: 0 };
  expect(nextStep(nothing)).toBe('add');
  expect(nextStep({ ...nothing, creatives: 3 })).toBe('import');
  expect(nextStep({ ...nothing, creatives: 3, results: 1 })).toBe('embed');
  expect(nextStep({ creatives: 3, results: 1, vectors: 3, clusterings: 0 })).toBe('cluster');
  expect(nextStep({ creatives: 3, results: 1, vectors: 3, clusterings: 1 })).toBe('recommend');
});

test('the doctor knows an old node, a program that does not run, a full disk and a damaged store', () => {
  expect(nodeCheck('v20.19.0').verdict).toBe('ok');
  expect(nodeCheck('v20.18.3').verdict).toBe('broken');
  expect(nodeCheck('v24.0.0').verdict).toBe('ok');
  const program = { name: 'ffmpeg', path: '/usr/bin/ffmpeg', source: 'path' as const };
  expect(programCheck({ ...program, version: '7.1', failure: null }).verdict).toBe('ok');
  const packaged = programCheck({ ...program, source: 'package', version: 'N-1', failure: null });
  expect(packaged).toMatchObject({ verdict: 'old', found: expect.stringContaining('2018') });
  expect(packaged.mend).toContain('apt install ffmpeg');
  expect(programCheck({ ...program, version: null, failure: 'ENOENT' })).toMatchObject({ verdict: 'broken' });
  expect(diskCheck(5e9)).toMatchObject({ verdict: 'ok', mend: null });
  expect(diskCheck(5e7).verdict).toBe('broken');
  const store = { path: 'creo.db', sizeBytes: 1, creatives: 0, adDays: 0 };
  expect(storeCheck({ ...store, problems: [] }).verdict).toBe('ok');
  expect(storeCheck({ ...store, problems: ['page 3', 'page 4'] })).toMatchObject({
    verdict: 'broken',
    found: 'creo.db: page 3 and 1 more',
  });
});

test('the page of metrics holds every field, the page of commands every command', () => {
  const page = (name: string): string => TOPICS.find((topic) => topic.name === name)?.text(program) ?? '';
  for (const key of Object.keys(FIELDS)) expect(page('metrics')).toContain(`\n${key} `);
  for (const { name } of program.commands) expect(page('commands')).toContain(`creo ${name}`);
});
