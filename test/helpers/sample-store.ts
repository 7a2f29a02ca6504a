/**
 * A store as a week of micro-tests leaves it, made by the real commands: three groups of creatives with different CVR,
 * five days each, a tag that names the group, and the clustering by that tag.
 */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { addDays } from '../../src/units.js';
import { runCreo } from './run-creo.js';

const FIRST_DAY = '2026-05-01';
const DAYS = 5;

/** Creatives in each group, with the conversions that a creative of it makes on each of its days. */
const GROUPS = [
  { hook: 'problem', size: 4, conversions: [2, 1, 2, 3, 1] },
  { hook: 'unboxing', size: 3, conversions: [1, 0, 1, 0, 1] },
  { hook: 'meme', size: 3, conversions: [0, 0, 0, 1, 0] },
] as const;

/** Names of the creatives, in the order of the export. */
export const SAMPLE_NAMES: readonly string[] = GROUPS.flatMap(({ hook, size }) =>
  Array.from({ length: size }, (_, index) => `${hook}-${index + 1}`),
);

let template: Promise<string> | undefined;

/** Puts the store `creo.db` into a folder, and gives its path. It is made once a test file. */
export async function sampleStore(folder: string): Promise<string> {
  template ??= madeTemplate();
  const path = join(folder, 'creo.db');
  copyFileSync(await template, path);
  return path;
}

async function madeTemplate(): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'creo-sample-'));
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));
  writeFileSync(join(cwd, 'week.csv'), sampleExport());
  writeFileSync(join(cwd, 'tags.csv'), sampleTags());
  await mustRun(['import', 'week.csv', '--platform', 'generic'], cwd);
  await mustRun(['tag', '--file', 'tags.csv'], cwd);
  await mustRun(['cluster', '--by', 'hook'], cwd);
  return join(cwd, 'creo.db');
}

async function mustRun(args: readonly string[], cwd: string): Promise<void> {
  const { status, stderr } = await runCreo([...args, '--quiet'], { cwd });
  if (status !== 0) throw new Error(`creo ${args.join(' ')} ended with ${status}: ${stderr}`);
}

/** An export with one row per ad and day; `scale` multiplies the figures, as a later export of more days would. */
export function sampleExport(scale = 1): string {
  const rows = GROUPS.flatMap(({ hook, size, conversions }) =>
    Array.from({ length: size }, (_, index) => index).flatMap((index) =>
      Array.from({ length: DAYS }, (_, day) => {
        const made = scale * (conversions[(day + index) % DAYS] ?? 0);
        const clicks = scale * (12 + ((day + index) % 3));
        const impressions = scale * (800 + 10 * index);
        return [
          addDays(FIRST_DAY, day),
          'Spark tests',
          `${hook}-${index + 1}`,
          impressions,
          clicks,
          made,
          `${10 * scale}.00`,
          `${40 * made}.00`,
          'USD',
        ].join(',');
      }),
    ),
  );
  return ['Date,Campaign,Ad name,Impressions,Clicks,Conversions,Spend,Revenue,Currency', ...rows, ''].join('\n');
}

const sampleTags = (): string =>
  ['creative,hook', ...SAMPLE_NAMES.map((name) => `${name},${name.split('-')[0]}`), ''].join('\n');
