/** How long a small command takes to start, against an empty Node program that only opens the same store. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../src/store/database.js';
import { type BenchLine, median } from './line.js';

const PROGRAM = fileURLToPath(new URL('../../bin/creo.js', import.meta.url));
const ROUNDS = 15;

function milliseconds(args: readonly string[], cwd: string): number {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, args, { cwd });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
  return performance.now() - started;
}

/** As `store/sqlite.ts` chooses. */
const BINDING = Number.parseInt(process.versions.node, 10) < 22 ? 'better-sqlite3-12' : 'better-sqlite3';

export async function bench(): Promise<BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'creo-bench-'));
  const path = join(folder, 'creo.db');
  openStore(path, { create: true }).close();
  const opens = `const D = require(${JSON.stringify(fileURLToPath(import.meta.resolve(BINDING)))}); new D('creo.db').prepare('SELECT 1').get();`;
  const times: { empty: number[]; open: number[]; list: number[] } = { empty: [], open: [], list: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.empty.push(milliseconds(['-e', '0'], folder));
    times.open.push(milliseconds(['-e', opens], folder));
    times.list.push(milliseconds([PROGRAM, 'list'], folder));
  }
  rmSync(folder, { recursive: true });
  const [empty, open, list] = [times.empty, times.open, times.list].map(median);
  const peer = 2 * empty + (open - empty);
  return [
    {
      part: 'startup',
      what: 'creo list on a small store',
      figure: `${list.toFixed(0)} ms`,
      against: `${(list / peer).toFixed(2)} of twice node -e 0 (${empty.toFixed(0)} ms) plus opening the store (${(open - empty).toFixed(0)} ms)`,
      goal: '< 1',
    },
  ];
}
