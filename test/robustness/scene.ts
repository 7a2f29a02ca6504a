/** What the robustness checks work on: clips, a large export, and the state of a store in one line. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sqlite } from '../../src/store/sqlite.js';
import { addDays } from '../../src/units.js';
import { makeClip } from '../helpers/clips.js';
import { PROGRAM, type Run, runAlone } from '../helpers/run-creo.js';

/** What one check found, in the words of the report; `failures` is empty when all went well. */
export interface Finding {
  what: string;
  counts: Record<string, number>;
  failures: string[];
}

const LOOKS = ['testsrc', 'testsrc2', 'smptebars', 'rgbtestsrc'];

/** A folder `ads` of small clips named ad-0.mp4 and so on. */
export function makeAds(folder: string, count: number): void {
  mkdirSync(join(folder, 'ads'), { recursive: true });
  for (let clip = 0; clip < count; clip += 1) {
    makeClip(join(folder, 'ads'), `ad-${clip}.mp4`, { source: LOOKS[clip % LOOKS.length], seconds: 2 + clip / 10 });
  }
}

/** An export of `ads` ads over `days` days; the first ads are those of `makeAds`. */
export function writeExport(
  path: string,
  { ads, days, scale = 1, prefix = 'ad' }: { ads: number; days: number; scale?: number; prefix?: string },
): void {
  const lines = ['Date,Campaign,Ad name,Impressions,Clicks,Conversions,Spend,Revenue,Currency'];
  for (let day = 0; day < days; day += 1) {
    const date = addDays('2026-01-01', day);
    for (let ad = 0; ad < ads; ad += 1) {
      const clicks = scale * (10 + ((ad * 7 + day) % 13));
      const made = (ad + day) % 3;
      lines.push(
        `${date},C${ad % 5},${prefix}-${ad},${clicks * 80},${clicks},${made},${clicks}.50,${made * 40}.00,USD`,
      );
    }
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
}

/** Runs creo, which must succeed. */
export async function mustRun(args: readonly string[], cwd: string): Promise<Run> {
  const run = await runAlone([...args, '--quiet'], { cwd });
  if (run.status !== 0) throw new Error(`creo ${args.join(' ')} ended with ${run.status}: ${run.stderr}`);
  return run;
}

/** Starts creo without waiting for it. */
export const startCreo = (args: readonly string[], cwd: string): ChildProcess =>
  spawn(process.execPath, [PROGRAM, ...args, '--quiet'], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });

/** Copies a store as a file; it must not be open. */
export function copyStore(from: string, to: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(to + suffix, { force: true });
  copyFileSync(from, to);
}

/** What a store holds that a user would miss, without numbers that depend on how often a command was run. */
const STATE = [
  'SELECT name, category, status, content_hash FROM creatives ORDER BY name',
  'SELECT platform, account, level, ad_key, c.name FROM ads LEFT JOIN creatives c USING (creative_id) ORDER BY 1, 2, 3, 4',
  `SELECT a.ad_key, d.date_start, d.date_end, d.currency, d.impressions, d.clicks, d.conversions, d.spend_micros, d.revenue_micros
   FROM ad_days d JOIN ads a USING (ad_id) ORDER BY 1, 2, 3`,
  'SELECT c.name, e.model_id, e.vector FROM embeddings e JOIN creatives c USING (creative_id) ORDER BY 1, 2',
  `SELECT c.name, m.cluster_id FROM cluster_members m JOIN creatives c USING (creative_id)
   WHERE run_id = (SELECT MAX(run_id) FROM cluster_runs) ORDER BY 1`,
];

/** Digest of what the store holds. Throws when the store does not open or SQLite finds damage. */
export function stateOf(path: string): string {
  const db = new Sqlite(path);
  try {
    const integrity: unknown = db.pragma('integrity_check', { simple: true });
    if (integrity !== 'ok') throw new Error(`integrity_check: ${String(integrity)}`);
    const orphans = db.prepare('PRAGMA foreign_key_check').all();
    if (orphans.length > 0) throw new Error(`${orphans.length} rows refer to rows that are gone`);
    const digest = createHash('sha256');
    for (const sql of STATE) {
      for (const row of db.prepare<[], unknown[]>(sql).raw().iterate()) {
        digest.update(
          JSON.stringify(row, (_, value: unknown) => (Buffer.isBuffer(value) ? value.toString('hex') : value)),
        );
      }
    }
    return digest.digest('hex');
  } finally {
    db.close();
  }
}
