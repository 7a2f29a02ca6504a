/** The pages of `creo help TOPIC`: how creo decides, what each field means, what it reads from each platform. */
import { FIELDS, type Field } from '../fields.js';
import { type CommandNode, commandPaths } from './command-tree.js';
import { METHOD } from './method.js';
import { platformsPage } from './platforms.js';

export interface Topic {
  name: string;
  title: string;
  text: (root: CommandNode) => string;
}

export const TOPICS: readonly Topic[] = [
  { name: 'method', title: 'how creo gets from reports to a split, and what it does not know', text: () => METHOD },
  { name: 'metrics', title: 'every reported field: its key, title, unit and meaning', text: metricsPage },
  { name: 'platforms', title: 'which exports are read, and how to get them', text: platformsPage },
  { name: 'commands', title: 'every command with its flags', text: commandsPage },
];

const UNIT_WORDS: Record<Field['unit'], string> = {
  text: 'text',
  prose: 'text',
  count: 'whole number',
  number: 'number',
  money: 'integer micros (1 unit = 1,000,000)',
  rate: 'fraction',
  probability: 'fraction, 0 to 1',
  multiple: 'ratio',
  exchange: 'units for one euro',
  seconds: 'seconds',
  bytes: 'bytes',
  day: 'YYYY-MM-DD',
  instant: 'ISO 8601, UTC',
  flag: 'true or false',
};

function metricsPage(): string {
  const fields: [string, Field][] = Object.entries(FIELDS);
  const widest = Math.max(...fields.map(([key]) => key.length));
  return [
    'Fields: the keys of --json and the heads of --csv, with what they mean.',
    'Null means that no report said: it is never taken for 0. Groups sum counts first and divide after.',
    '',
    ...fields.map(
      ([key, { title, unit, meaning }]) => `${key.padEnd(widest)}  ${title}: ${meaning} [${UNIT_WORDS[unit]}]`,
    ),
    '',
  ].join('\n');
}

function commandsPage(root: CommandNode): string {
  return [...commandPaths(root)]
    .flatMap(([path, { description, usage, flags }]) => [
      `creo ${[...path, usage].filter((word) => word !== '').join(' ')}`.trim(),
      `    ${description}`,
      ...flags.map(
        (flag) => `      ${[flag.long, flag.value].filter((part) => part !== null).join(' ')}  ${flag.description}`,
      ),
      '',
    ])
    .join('\n');
}

/** The list of the pages, for `creo help` without a topic. */
export const topicList = (): string =>
  ['Pages:', ...TOPICS.map(({ name, title }) => `  creo help ${name.padEnd(10)} ${title}`), ''].join('\n');
