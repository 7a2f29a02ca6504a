/**
 * What every command of the answers prints, in a pipe and at a terminal of 80 columns, on one small store in euros: files
 * beside this one, to be read in review. Paths, instants and numbers of bytes are replaced.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../src/units.js';
import { runCreo } from '../helpers/run-creo.js';
import { atTerminal } from '../helpers/terminal.js';

const ANGLES = [
  { angle: 'problem', talent: 'anna', conversions: [3, 2, 4, 3, 2] },
  { angle: 'unboxing', talent: 'ben', conversions: [1, 1, 0, 1, 1] },
  { angle: 'offer', talent: 'anna', conversions: [0, 0, 0, 1, 0] },
] as const;
const EACH = [1, 2, 3];

/** Five days of nine ads, of which three earn well, three a little and three nothing. */
const WEEK = [
  'Date,Campaign,Ad name,Impressions,Clicks,Conversions,Spend,Revenue,Currency',
  ...ANGLES.flatMap(({ angle, conversions }) =>
    EACH.flatMap((n) =>
      conversions.map((_, day) => {
        const made = conversions[(day + n) % conversions.length] ?? 0;
        const counts = [1400 + 15 * n + 90 * day, 20 + ((3 * day + n) % 5), made];
        const money = [(10 + 0.35 * n).toFixed(2), (34.9 * made).toFixed(2)];
        return [addDays('2026-05-01', day), 'Spring tests', `${angle}-${n}`, ...counts, ...money, 'EUR'].join(',');
      }),
    ),
  ),
  '',
].join('\n');
const TAGS = [
  'creative,angle,talent',
  ...ANGLES.flatMap(({ angle, talent }) => EACH.map((n) => `${angle}-${n},${angle},${talent}`)),
  '',
].join('\n');

let folder: string;
const creo = (line: string) => runCreo(line.split(' '), { cwd: folder });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'creo-printed-'));
  writeFileSync(join(folder, 'week.csv'), WEEK);
  writeFileSync(join(folder, 'tags.csv'), TAGS);
  for (const line of ['import week.csv', 'tag --file tags.csv', 'cluster --by talent', 'cluster --by angle']) {
    expect([line, (await creo(line)).status]).toEqual([line, 0]);
  }
  await creo('cluster use 2');
  await creo('recommend --budget 500 --keep');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Groups of the help; a command here changes nothing that another one shows. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  creatives: ['list', 'list --columns creative,cvr,roas,verdict --sort roas', 'show problem-1', 'show nobody'],
  results: ['import list', 'import week.csv --dry-run --quiet', 'match', 'naming check'],
  groups: ['cluster list', 'cluster show 1', 'cluster compare 1 2', 'tags', 'cluster show 9'],
  decisions: [
    'winners',
    'winners --min-cvr 4%',
    'recommend --budget 500 --no-keep',
    'recommend --budget 500 --no-keep --min-cvr 10% --explain problem-1',
    'next --budget 300',
    'plan --creatives 6 --scale-budget 2000',
    'scale problem-1 --to 3000',
    'trend',
    'signals --early 2d',
    'delays',
    'score',
  ],
  reports: ['report --out page.html --budget 500 --pictures 0', 'export imports'],
  operation: ['push-metrics --textfile creo.prom', 'backup copy.db --force --quiet', 'restore week.csv'],
  guidance: ['init --value 40 --currency EUR', 'help method', 'recommend', 'recomend'],
};

const steady = (text: string): string =>
  text
    .replaceAll('\r', '')
    .replaceAll(folder, 'FOLDER')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]*Z?/g, (instant) => 'TIME'.padEnd(instant.length))
    .replace(/\b[0-9a-f]{12,}\b/g, 'HASH')
    .replace(/[\d,.]+ [kM]?B\b/g, 'SIZE');

test.each(Object.entries(GROUPS))('the commands of %s print what a person can read', async (group, lines) => {
  const shown: Record<'pipe' | 'terminal', string[]> = { pipe: [], terminal: [] };
  for (const line of lines) {
    const { stdout, stderr } = await creo(line);
    shown.pipe.push(`$ creo ${line}\n${stdout}${stderr}`);
    shown.terminal.push(`$ creo ${line}\n${await atTerminal(folder, [], line)}`);
  }
  for (const [place, texts] of Object.entries(shown)) {
    const text = steady(texts.join('\n'));
    // The method is told by an example in dollars, whatever the account.
    if (group !== 'guidance') expect(text).not.toMatch(/\$(?! creo)|dollar/);
    await expect(text).toMatchFileSnapshot(`${group}.${place}.txt`);
  }
});
