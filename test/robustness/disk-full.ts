/** A disk that is full: the command says so in one line, and the store is as it was. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runAlone } from '../helpers/run-creo.js';
import { type Finding, mustRun, stateOf, writeExport } from './scene.js';

const SIZES_KB = [1024, 2048, 3072, 4096];

/** Imports on small disks in memory (tmpfs), which only root may mount. Null when this user may not. */
export async function onFullDisks(folder: string): Promise<Finding | null> {
  const failures: string[] = [];
  const counts: Record<string, number> = { disks: 0, 'refused for want of room': 0, 'fitted after all': 0 };
  writeExport(join(folder, 'small.csv'), { ads: 5, days: 3 });
  writeExport(join(folder, 'large.csv'), { ads: 500, days: 100, scale: 2 });
  for (const size of SIZES_KB) {
    const disk = join(folder, `disk-${size}`);
    mkdirSync(disk);
    if (!mounted(disk, size)) return null;
    try {
      counts.disks += 1;
      const path = join(disk, 'creo.db');
      await mustRun(['import', 'small.csv', '--platform', 'generic', '--db', path], folder);
      const before = stateOf(path);
      const { status, stderr } = await runAlone(
        ['import', 'large.csv', '--platform', 'generic', '--quiet', '--db', path],
        { cwd: folder },
      );
      if (status === 0) counts['fitted after all'] += 1;
      else if (status === 1 && /^error: .*\nhint: Free some space/.test(stderr))
        counts['refused for want of room'] += 1;
      else failures.push(`${size} kB: status ${status}: ${stderr.trim()}`);
      if (status !== 0 && stateOf(path) !== before) failures.push(`${size} kB: the store changed`);
      await mustRun(['list', '--db', path], folder);
      fill(disk);
      const out = await runAlone(['export', '--out', join(disk, 'facts.csv'), '--db', path], { cwd: folder });
      if (out.status !== 1 || !out.stderr.includes('hint:'))
        failures.push(`${size} kB: export ended with ${out.status}: ${out.stderr.trim()}`);
    } finally {
      execFileSync('umount', ['--lazy', disk]);
    }
  }
  return { what: 'a full disk', counts, failures };
}

function mounted(disk: string, kilobytes: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Takes what room is left. */
function fill(disk: string): void {
  try {
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(64 * 1024 * 1024));
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC')) throw thrown;
  }
}
