/** A damaged store: never a crash, either an answer or one line with the way back, and the backup does bring it back. */
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../../src/random.js';
import { runAlone } from '../helpers/run-creo.js';
import { copyStore, type Finding, mustRun, stateOf, writeExport } from './scene.js';

const PAGE = 4096;

const COMMANDS = [
  ['list'],
  ['cluster', '--by', 'campaign'],
  ['export'],
  ['import', 'more.csv', '--platform', 'generic'],
  ['doctor'],
];

/** `rounds` stores with a few pages overwritten at random. */
export async function damagedStores(folder: string, rounds: number, seed = 1): Promise<Finding> {
  const { uniform } = seeded(seed);
  const failures: string[] = [];
  const counts: Record<string, number> = {
    stores: 0,
    'commands that said so': 0,
    'commands that did not meet the damage': 0,
    restored: 0,
  };
  writeExport(join(folder, 'first.csv'), { ads: 40, days: 30 });
  writeExport(join(folder, 'more.csv'), { ads: 10, days: 40, scale: 3 });
  await mustRun(['import', 'first.csv', '--platform', 'generic'], folder);
  await mustRun(['backup', 'whole.db'], folder);
  const path = join(folder, 'creo.db');
  const whole = join(folder, 'pristine.db');
  copyStore(path, whole);
  const expected = stateOf(path);
  for (let round = 0; round < rounds; round += 1) {
    copyStore(whole, path);
    overwrite(path, uniform);
    counts.stores += 1;
    const args = COMMANDS[round % COMMANDS.length];
    const { status, stdout, stderr } = await runAlone(args, { cwd: folder });
    if (status === 0) counts['commands that did not meet the damage'] += 1;
    else if (status === 1 && `${stdout}${stderr}`.includes('creo restore')) counts['commands that said so'] += 1;
    else failures.push(`${args.join(' ')} ended with ${status}: ${stderr.trim().slice(0, 300)}`);
    const restore = await runAlone(['restore', 'whole.db', '--force', '--quiet'], { cwd: folder });
    if (restore.status !== 0) failures.push(`restore ended with ${restore.status}: ${restore.stderr.trim()}`);
    else if (stateOf(path) === expected) counts.restored += 1;
    else failures.push('the restored store is another one');
  }
  return { what: 'a damaged store', counts, failures };
}

function overwrite(path: string, uniform: () => number): void {
  const pages = Math.floor(statSync(path).size / PAGE);
  const file = openSync(path, 'r+');
  try {
    for (let times = 0; times < 3; times += 1) {
      const bytes = Buffer.from(Array.from({ length: PAGE }, () => Math.floor(256 * uniform())));
      writeSync(file, bytes, 0, PAGE, PAGE * Math.floor(pages * uniform()));
    }
  } finally {
    closeSync(file);
  }
}
