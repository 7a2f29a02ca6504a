/** Keeps the documentation whole: commands, flags and fields each say what they are, and the help has examples that parse. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { commandTree } from '../src/cli/command-tree.js';
import { buildProgram } from '../src/cli/program.js';
import { FIELDS, type Field } from '../src/fields.js';
import { type CommandNode, commandAt, commandPaths } from '../src/guide/command-tree.js';

const program = commandTree(buildProgram());
const commands = [...commandPaths(program)].filter(([path]) => path.length > 0);

/** Commands that only hold others. */
const isGroup = ({ commands: children, usage }: CommandNode): boolean => children.length > 0 && usage === '';

test('every command and every flag says what it does', () => {
  for (const [path, { description, flags }] of commands) {
    expect(`${path.join(' ')}: ${description}`).toMatch(/: .{10}/);
    for (const flag of flags) expect(`${path.join(' ')} ${flag.long}: ${flag.description}`).toMatch(/: .{4}/);
  }
});

test('every field has a title and a meaning of its own', () => {
  const fields: [string, Field][] = Object.entries(FIELDS);
  for (const [key, { title, meaning }] of fields) {
    expect(title.length, key).toBeGreaterThan(0);
    expect(meaning.length, key).toBeGreaterThan(5);
  }
});

test.each(['README.md', 'README.ru.md', 'docs/reference.md'])('%s names every command, and no other', (file) => {
  const text = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  const missing = commands
    .filter(([path, node]) => path.length === 1 || !isGroup(node))
    .map(([path]) => `creo ${path[0]}`)
    .filter((name) => !text.includes(`\`${name}`));
  expect([...new Set(missing)]).toEqual([]);
  const unknown = [...text.matchAll(/(?:`|\$ )creo ([a-z][a-z-]*)/g)]
    .map(([, name]) => name)
    .filter((name) => !program.commands.some((command) => command.name === name));
  expect(unknown).toEqual([]);
});

test('what is written in Russian shows the same run, and has the same terms', () => {
  const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  const runOf = (text: string): string => /```text\n\$ creo import[\s\S]*?```/.exec(text)?.[0] ?? '';
  expect(runOf(read('README.ru.md'))).toBe(runOf(read('README.md')));
  const keysOf = (text: string): string[] => [...text.matchAll(/^\|[^|]*\| (`[^|]*) \|/gm)].map(([, keys]) => keys);
  const terms = keysOf(read('docs/decide.md'));
  expect(terms.length).toBeGreaterThan(7);
  expect(keysOf(read('docs/ru/guide.md'))).toEqual(expect.arrayContaining(terms));
});

/** What `creo … --help` prints. */
function helpOf(path: readonly string[]): string {
  const command = path.reduce<Command | undefined>(
    (at, name) => at?.commands.find((child) => child.name() === name),
    buildProgram(),
  );
  const parts: string[] = [];
  command?.configureOutput({ writeOut: (part) => parts.push(part) }).outputHelp();
  return parts.join('');
}

test('the help of every command has examples, of commands and flags that exist', () => {
  const missing: string[] = [];
  for (const [path, node] of commands) {
    if (isGroup(node)) continue;
    const examples = [...helpOf(path).matchAll(/^ {2}\$ creo ?(.*)$/gm)].map(([, line]) => line.split(/ [|>] /)[0]);
    if (examples.length === 0 && node.commands.length === 0) missing.push(path.join(' '));
    for (const example of examples) missing.push(...unknownFlags(example));
  }
  expect(missing).toEqual([]);
});

/** Flags in an example that its command does not have. */
function unknownFlags(example: string): string[] {
  const words = example.split(/\s+/);
  const path: string[] = [];
  let node: CommandNode = program;
  for (const word of words) {
    const child = commandAt(program, [...path, word]);
    if (!child) break;
    path.push(word);
    node = child;
  }
  const known = [...node.flags, ...program.flags].flatMap(({ long, short }) => [long, short]);
  return words
    .filter((word) => /^--?[a-z]/.test(word))
    .map((word) => word.split('=')[0])
    .filter((word) => !known.includes(word))
    .map((word) => `creo ${example}: ${word}`);
}

test('every page that a page names is there', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const pages = [
    'README.md',
    'README.ru.md',
    ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => join('docs', name)),
  ];
  const gone = pages.flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map(([, target]) => join(dirname(page), target))
      .filter((target) => !existsSync(join(root, target)))
      .map((target) => `${page}: ${target}`),
  );
  expect(gone).toEqual([]);
});
