/** Shot boundaries on clips whose script is known: cuts, dissolves and fades among flashes, shakes, pans and dimmed lights. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shotBoundaries } from '../../src/patterns/shots.js';
import { seeded } from '../../src/random.js';
import { type ScriptShot, scriptedClip } from '../helpers/scripted-clip.js';
import { summariesOf } from '../helpers/summaries.js';
import type { BenchLine } from './line.js';

const CLIPS = 40;
const RATES = [24, 25, 30, 60];

/** A gradual change is found when its middle is within this time; a cut must be right to the frame. */
const GRADUAL_SECONDS = 0.25;

type Kind = NonNullable<ScriptShot['join']>['kind'];

export async function bench(): Promise<BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'creo-bench-'));
  const tally: Record<Kind, { found: number; there: number }> = {
    cut: { found: 0, there: 0 },
    dissolve: { found: 0, there: 0 },
    fade: { found: 0, there: 0 },
  };
  let extra = 0;
  let frames = 0;
  let seconds = 0;
  for (let clip = 0; clip < CLIPS; clip += 1) {
    const shots = randomScript(clip);
    const { path, boundaries, fps } = scriptedClip(folder, 'clip.mp4', shots, {
      fps: RATES[clip % RATES.length],
      seed: 500 + clip,
    });
    const summaries = await summariesOf(path);
    const started = performance.now();
    const found = shotBoundaries(summaries).map(({ atSeconds }) => atSeconds);
    seconds += (performance.now() - started) / 1000;
    frames += summaries.length;
    boundaries.forEach((at, place) => {
      const kind = shots[place + 1].join?.kind ?? 'cut';
      const near = kind === 'cut' ? 0.5 / fps : GRADUAL_SECONDS;
      const match = found.findIndex((each) => Math.abs(each - at) <= near);
      tally[kind].there += 1;
      if (match < 0) return;
      tally[kind].found += 1;
      found.splice(match, 1);
    });
    extra += found.length;
  }
  rmSync(folder, { recursive: true });
  const kinds = Object.values(tally);
  const hits = kinds.reduce((sum, { found }) => sum + found, 0);
  const there = kinds.reduce((sum, each) => sum + each.there, 0);
  return [
    {
      part: 'shots',
      what: `shot boundaries, ${CLIPS} scripted clips`,
      figure: `F1 ${((2 * hits) / (there + hits + extra)).toFixed(3)}`,
      against: `${Object.entries(tally)
        .map(([kind, { found, there: all }]) => `${kind} ${found}/${all}`)
        .join(', ')}, ${extra} false`,
      goal: '1',
    },
    {
      part: 'shots',
      what: 'shot boundaries, time a minute of 30 fps, after decoding',
      figure: `${((1800 * seconds) / frames).toFixed(2)} s`,
    },
  ];
}

function randomScript(seed: number): ScriptShot[] {
  const { uniform } = seeded(7000 + seed);
  const length = 2 + Math.floor(5 * uniform());
  const joins = Array.from({ length }, (_, place): ScriptShot['join'] => {
    const u = uniform();
    if (place === 0 || u > 0.4) return { kind: 'cut' };
    return { kind: u < 0.25 ? 'dissolve' : 'fade', seconds: 0.35 + 0.6 * uniform() };
  });
  return joins.map((join, place) => {
    // A gradual change takes its time from both shots.
    const room = [join, joins[place + 1]].reduce(
      (sum, each) => sum + (each && 'seconds' in each ? each.seconds / 2 : 0),
      0,
    );
    const u = uniform();
    return {
      seconds: 0.6 + 2 * uniform() + room,
      ...(join ? { join } : {}),
      ...(u < 0.2 ? { flashFrames: 1 + Math.floor(4 * uniform()) } : {}),
      ...(u >= 0.2 && u < 0.4 ? { shake: 0.04 } : {}),
      ...(u >= 0.4 && u < 0.55 ? { pan: 0.2 + 0.3 * uniform() } : {}),
      ...(u >= 0.55 && u < 0.7 ? { dimming: 0.5 } : {}),
    };
  });
}
