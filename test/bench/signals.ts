/** `creo signals` on 10,000 ads of 90 days, beside `creo trend` on the same store in the same run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/database.js';
import { addSignalWorld } from '../helpers/signal-worlds.js';
import { type BenchLine, median } from './line.js';
import { costOf, thisBuild } from './scale/builds.js';

const ADS = 10_000;
const DAYS = 90;
const RUNS = 3;

export async function bench(): Promise<BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'creo-bench-'));
  try {
    const db = openStore(join(folder, 'creo.db'), { create: true });
    addSignalWorld(db, { seed: 1, ads: ADS, days: DAYS, hook: 0.3 });
    db.close();
    const secondsOf = (command: string): number =>
      median(Array.from({ length: RUNS }, () => costOf(thisBuild, [command, '--json'], folder, 60).seconds));
    const [signals, trend] = [secondsOf('signals'), secondsOf('trend')];
    return [
      {
        part: 'signals',
        what: `${ADS.toLocaleString('en-US')} ads × ${DAYS} days`,
        figure: `${signals.toFixed(2)} s`,
        against: `trend ${trend.toFixed(2)} s: time ${(signals / trend).toFixed(2)}`,
        goal: '<= 2 s',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
