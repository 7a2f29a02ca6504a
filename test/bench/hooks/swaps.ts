/** Hook swaps: families on planted splices, and intervals of planted effects in simulated accounts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hookFamilies } from '../../../src/cluster/hooks/families.js';
import type { TimedFrames } from '../../../src/cluster/hooks/shared-body.js';
import { type HookAd, hookLifts } from '../../../src/decide/hooks/hook-lifts.js';
import { loadImageModel } from '../../../src/embed/image-model.js';
import { bundledModel } from '../../../src/embed/model-folder.js';
import { embedFiles } from '../../../src/embed/pipeline.js';
import { probeMedia } from '../../../src/media/probe.js';
import type { MediaFacts } from '../../../src/model.js';
import { seeded } from '../../../src/random.js';
import { programs } from '../../helpers/clips.js';
import { type SplicedClip, type SpliceOptions, splicedClips } from '../../helpers/spliced-clips.js';

/** F1 over pairs of clips that are put in one family, and over pairs of families' openings. */
export interface FamilyScore {
  families: number;
  openings: number;
}

/** Splices of these openings and bodies, as they come out of the bundled network. */
export async function scoreFamilies(options: SpliceOptions): Promise<FamilyScore> {
  const folder = mkdtempSync(join(tmpdir(), 'creo-splices-'));
  try {
    const clips = splicedClips(folder, options);
    const found = hookFamilies(await framesOf(clips));
    const familyOf = new Map(found.flatMap(({ familyId, members }) => members.map((m) => [m.creativeId, familyId])));
    const openingOf = new Map(found.flatMap(({ members }) => members.map((m) => [m.creativeId, m.openingId])));
    return {
      families: pairF1(clips, ({ body }) => body, familyOf),
      openings: pairF1(clips, ({ opening }) => opening, openingOf),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function framesOf(clips: readonly SplicedClip[]): Promise<TimedFrames[]> {
  const model = await loadImageModel(await bundledModel());
  const files: { path: string; media: MediaFacts; creativeId: number }[] = [];
  for (const [creativeId, { path }] of clips.entries())
    files.push({ path, media: await probeMedia(path, programs), creativeId });
  const frames: TimedFrames[] = [];
  for await (const result of embedFiles(files, { model, programs })) {
    if ('vectors' in result) frames.push({ creativeId: result.file.creativeId, frames: result.vectors.frames });
  }
  await model.dispose();
  return frames;
}

/** Of the pairs that belong together by `truthOf`, against those that have one value in `found`. */
function pairF1<T>(items: readonly T[], truthOf: (item: T) => number, found: ReadonlyMap<number, number>): number {
  let [right, claimed, there] = [0, 0, 0];
  for (let a = 0; a < items.length; a += 1) {
    for (let b = a + 1; b < items.length; b += 1) {
      const [first, second] = [items[a], items[b]];
      if (first === undefined || second === undefined) continue;
      const together = truthOf(first) === truthOf(second);
      const isClaimed = found.has(a) && found.get(a) === found.get(b);
      there += together ? 1 : 0;
      claimed += isClaimed ? 1 : 0;
      right += together && isClaimed ? 1 : 0;
    }
  }
  return (2 * right) / (claimed + there);
}

export interface World {
  /** Clicks of an ad, about; conversions on them before hook and body. */
  clicks: number;
  cvr: number;
  /** What each hook multiplies the rate by. */
  hooks: readonly number[];
  bodies: number;
  /** Standard deviations, in logs, of the bodies, and of each ad about the product of its parts. */
  bodySpread: number;
  adSpread: number;
}

/** Share of seeded accounts in which the 80% interval of the first hook's lift holds the planted one. */
export function coverage({ clicks, cvr, hooks, bodies, bodySpread, adSpread }: World, accounts: number): number {
  const [first = 1, ...others] = hooks;
  const truth = first / (others.reduce((sum, each) => sum + each, 0) / others.length) - 1;
  let inside = 0;
  for (let seed = 1; seed <= accounts; seed += 1) {
    const random = seeded(seed);
    const ads: HookAd[] = [];
    for (let body = 0; body < bodies; body += 1) {
      const rate = cvr * Math.exp(bodySpread * random.normal());
      hooks.forEach((factor, hook) => {
        const exposure = Math.round(clicks * (0.6 + 0.8 * random.uniform()));
        const own = rate * factor * Math.exp(adSpread * random.normal() - adSpread ** 2 / 2);
        ads.push({ familyId: body, hook: `hook ${hook}`, events: random.poisson(exposure * own), exposure });
      });
    }
    const [lift] = hookLifts(ads, { level: 0.8, random: seeded(seed) });
    if (lift && lift.low <= truth && truth <= lift.high) inside += 1;
  }
  return inside / accounts;
}
