/**
 * Every command on stores of growing size, beside an earlier build on a store of its own in the same run: seconds, peak
 * memory, and how both grow. CREO_BENCH_SIZES (creatives, 30 daily rows each; 1000,10000 unless told otherwise, with
 * 100000 an hour), CREO_BENCH_COMMANDS (a pattern of the commands to run), CREO_BENCH_BASE (a commit) and
 * CREO_BENCH_PATIENCE (seconds until a command of the earlier build is ended) set others.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchLine } from './line.js';
import { type Build, buildOf, type Cost, costOf, thisBuild } from './scale/builds.js';
import { addVectors, DAYS, writeExport } from './scale/export.js';

const SIZES = (process.env.CREO_BENCH_SIZES ?? '1000,10000').split(',').map(Number);
const WANTED = new RegExp(process.env.CREO_BENCH_COMMANDS ?? '');
const BASE = process.env.CREO_BENCH_BASE ?? 'f0d3ebd';
const PATIENCE_SECONDS = Number(process.env.CREO_BENCH_PATIENCE ?? 600);

/** In the order of a week: reading commands first on an unclustered store, then by look, then by campaign. */
const COMMANDS: readonly { args: string; goal?: string }[] = [
  { args: 'list --limit 5', goal: '<= 0.05 at 100,000' },
  { args: 'trend', goal: '<= 0.5' },
  { args: 'match' },
  { args: 'perf set "creative 1" --impressions 900 --clicks 9 --conversions 1 --spend 9 --date 2026-02-01' },
  { args: 'show "creative 1"' },
  { args: 'import list' },
  { args: 'doctor' },
  { args: 'cluster --visual -k 50', goal: 'finishes' },
  { args: 'cluster show' },
  { args: 'similar "creative 1"' },
  { args: 'duplicates' },
  { args: 'cluster --by campaign', goal: '<= 0.03' },
  { args: 'cluster compare 1 2' },
  { args: 'winners --json', goal: '<= 0.35' },
  { args: 'recommend --budget 5000 --json', goal: '<= 0.30' },
  { args: 'next --budget 1000' },
  { args: 'plan --creatives 20 --scale-budget 5000' },
  { args: 'scale "creative 1" --to 3000 --per month' },
  { args: 'score' },
  { args: 'tags' },
  { args: 'report --out report.html --pictures 0', goal: '<= 0.30, memory <= 0.4' },
  { args: 'export facts --out facts.parquet', goal: '<= 0.4' },
  { args: 'export facts --out facts.csv', goal: '<= 0.4' },
  { args: 'export facts --out facts.json', goal: '<= 0.4' },
  { args: 'push-metrics --textfile creo.prom', goal: '<= 0.4' },
  { args: 'backup copy.db' },
];

type Measured = Map<string, Cost[]>;

export async function bench(): Promise<BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'creo-bench-'));
  try {
    const builds = [buildOf(BASE, folder), thisBuild];
    const costs: Measured = new Map();
    const lines: BenchLine[] = [];
    for (const size of SIZES) {
      const csv = join(folder, `${size}.csv`);
      writeExport(csv, size);
      const homes = builds.map((build) => homeOf(folder, build, size));
      lines.push(lineOf(costs, size, 'import', undefined, runOn(builds, homes, ['import', csv])));
      for (const home of homes) addVectors(join(home, 'creo.db'));
      for (const { args, goal } of COMMANDS.filter((command) => WANTED.test(command.args))) {
        lines.push(lineOf(costs, size, args, goal, runOn(builds, homes, wordsOf(args))));
      }
      for (const path of [csv, ...homes]) rmSync(path, { recursive: true });
    }
    return lines;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function homeOf(folder: string, build: Build, size: number): string {
  const home = join(folder, `${build.name} ${size}`);
  mkdirSync(home);
  return home;
}

/** One after the other, so that neither takes the other's processor. */
const runOn = (builds: readonly Build[], homes: readonly string[], args: readonly string[]): Cost[] =>
  builds.map((build, at) => costOf(build, [...args, '--quiet'], homes[at] ?? '.', PATIENCE_SECONDS));

const wordsOf = (args: string): string[] =>
  [...args.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);

function lineOf(costs: Measured, size: number, args: string, goal: string | undefined, [base, now]: Cost[]): BenchLine {
  if (base === undefined || now === undefined) throw new RangeError('two builds are measured');
  const known = costs.get(args) ?? [];
  costs.set(args, [...known, now]);
  const before = known.at(-1);
  const smaller = SIZES[known.length - 1];
  const growth =
    before === undefined || smaller === undefined || now.ended !== 'well'
      ? ''
      : `, grows as n^${(Math.log(now.seconds / before.seconds) / Math.log(size / smaller)).toFixed(2)}`;
  const ratio = (of: 'seconds' | 'peakMiB'): string =>
    `${base.ended === 'late' && of === 'seconds' ? 'under ' : ''}${(now[of] / base[of]).toFixed(3)}`;
  return {
    part: 'scale',
    what: `${size.toLocaleString('en-US')} × ${DAYS}: ${args}`,
    figure: `${shown(now)}${growth}`,
    against: `${BASE} ${shown(base)}: time ${ratio('seconds')}, memory ${ratio('peakMiB')}`,
    ...(goal === undefined ? {} : { goal }),
  };
}

const shown = ({ seconds, peakMiB, ended }: Cost): string =>
  `${ended === 'late' ? 'more than ' : ended === 'badly' ? 'failed after ' : ''}${seconds.toFixed(1)} s, ${peakMiB.toFixed(0)} MiB`;
