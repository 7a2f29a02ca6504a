/** The guided menu as data: each step asks what its command needs, and every answer is a flag or an argument of it. */

export interface MenuQuestion {
  message: string;
  /** Null: the answer is an argument. */
  flag: string | null;
  /** Offered as the answer. */
  initial?: string;
  /** An empty answer leaves the flag out. */
  optional?: boolean;
}

export interface MenuStep {
  name: string;
  title: string;
  command: readonly string[];
  questions: readonly MenuQuestion[];
}

export const MENU: readonly MenuStep[] = [
  {
    name: 'add',
    title: 'Add creatives (a folder of videos and pictures)',
    command: ['add'],
    questions: [
      { message: 'Folder or file', flag: null, initial: '.' },
      { message: 'Product category (may stay empty)', flag: '--category', optional: true },
    ],
  },
  {
    name: 'import',
    title: 'Import a report of an ad platform',
    command: ['import'],
    questions: [{ message: 'File, or folder of files', flag: null }],
  },
  { name: 'match', title: 'Match ads with creatives', command: ['match', '--interactive'], questions: [] },
  { name: 'embed', title: 'Look at the creatives (vectors)', command: ['embed'], questions: [] },
  {
    name: 'cluster',
    title: 'Group look-alikes',
    command: ['cluster', '--visual'],
    questions: [{ message: 'How many groups', flag: '-k', initial: 'auto' }],
  },
  { name: 'winners', title: 'See which group wins', command: ['winners'], questions: [] },
  {
    name: 'recommend',
    title: 'Split a budget',
    command: ['recommend'],
    questions: [{ message: 'Budget', flag: '--budget', initial: '5000' }],
  },
  {
    name: 'report',
    title: 'Write the report',
    command: ['report'],
    questions: [
      { message: 'Budget to split in it (may stay empty)', flag: '--budget', optional: true },
      { message: 'File', flag: '--out', initial: 'creo-report.html' },
    ],
  },
  { name: 'doctor', title: 'Check this machine', command: ['doctor'], questions: [] },
];

/** The command line of a step with its answers, in the order of the questions; empty optional answers are left out. */
export function argumentsOf({ command, questions }: MenuStep, answers: readonly string[]): string[] {
  return [
    ...command,
    ...questions.flatMap(({ flag, optional }, index) => {
      const answer = answers[index] ?? '';
      if (answer === '' && optional) return [];
      return flag === null ? [answer] : [flag, answer];
    }),
  ];
}

/** As a person would type it: quoted for a POSIX shell where it has to be. */
export const commandLine = (args: readonly string[]): string =>
  ['creo', ...args]
    .map((word) => (/^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');

export interface Progressed {
  creatives: number;
  results: number;
  vectors: number;
  clusterings: number;
}

/** The step that brings a store further: the name of the first one whose outcome is not there yet. */
export function nextStep({ creatives, results, vectors, clusterings }: Progressed): string {
  if (creatives === 0) return 'add';
  if (results === 0) return 'import';
  if (vectors === 0) return 'embed';
  return clusterings === 0 ? 'cluster' : 'recommend';
}
