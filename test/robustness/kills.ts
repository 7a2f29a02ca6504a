/** kill -9 at random moments: the store opens, is whole, and the command run again gives what an undisturbed run gives. */
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seeded } from '../../src/random.js';
import { copyStore, type Finding, makeAds, mustRun, startCreo, stateOf, writeExport } from './scene.js';

const CLIPS = 4;

interface Victim {
  args: string[];
  /** The store that it starts from. */
  before: string;
  /** What it leaves when nobody disturbs it. */
  expected: string;
  milliseconds: number;
}

/** `wanted` kills in an empty folder, in turn over the commands that write; commands that were faster count apart. */
export async function killAtRandom(folder: string, wanted: number, seed = 1): Promise<Finding> {
  const victims = await prepared(folder);
  const { uniform } = seeded(seed);
  const failures: string[] = [];
  const counts: Record<string, number> = { kills: 0, 'ended before the kill': 0 };
  const path = join(folder, 'creo.db');
  for (let round = 0; counts.kills < wanted && round < 3 * wanted; round += 1) {
    const victim = victims[round % victims.length];
    const { args, before, expected, milliseconds } = victim;
    copyStore(before, path);
    const child = startCreo(args, folder);
    const ended = once(child, 'exit');
    const delay = milliseconds * (0.15 + 0.7 * uniform());
    await Promise.race([ended, pause(delay)]);
    const killed = child.exitCode === null && child.kill('SIGKILL');
    await ended;
    counts[killed ? 'kills' : 'ended before the kill'] += 1;
    counts[`${args[0]} rounds`] = (counts[`${args[0]} rounds`] ?? 0) + 1;
    try {
      stateOf(path);
      await mustRun(args, folder);
      if (stateOf(path) !== expected)
        failures.push(`${args.join(' ')} killed after ${delay.toFixed(0)} ms: another result`);
    } catch (thrown) {
      failures.push(`${args.join(' ')} killed after ${delay.toFixed(0)} ms: ${String(thrown)}`);
    }
  }
  return { what: 'kill -9 at random moments', counts, failures };
}

async function prepared(folder: string): Promise<Victim[]> {
  makeAds(folder, CLIPS);
  writeExport(join(folder, 'first.csv'), { ads: CLIPS, days: 5 });
  writeExport(join(folder, 'large.csv'), { ads: 400, days: 120, scale: 2 });
  const path = join(folder, 'creo.db');
  await mustRun(['add', 'ads'], folder);
  await mustRun(['import', 'first.csv', '--platform', 'generic'], folder);
  const commands = [
    ['import', 'large.csv', '--platform', 'generic'],
    ['embed', '--model', 'bundled'],
    ['cluster', '--visual', '-k', '2'],
    ['recommend', '--budget', '5000', '--keep'],
  ];
  const victims: Victim[] = [];
  for (const args of commands) {
    const before = join(folder, `before-${args[0]}.db`);
    copyStore(path, before);
    const started = performance.now();
    await mustRun(args, folder);
    victims.push({ args, before, milliseconds: performance.now() - started, expected: stateOf(path) });
  }
  return victims;
}
