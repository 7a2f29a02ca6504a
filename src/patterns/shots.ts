/**
 * Shot boundaries of a clip: hard cuts from one frame to the next, dissolves, and fades through a flat colour. A flash,
 * a shake of the camera and a change of exposure are not boundaries; wipes are not looked for. After the surveys of
 * Boreczky & Rowe 1996 and Hanjalic 2002: differences that motion and light change little, judged against their neighbours.
 */

import type { ShotBoundary } from '../model.js';
import { frameDifference, isFlat } from './difference.js';
import { dissolvesBetween } from './dissolves.js';
import type { FrameSummary } from './summary.js';

/** Two frames differ by less within one shot. */
const CUT = 0.09;

/** A cut stands out from the differences around it by this factor: they are as high in wild motion. */
const STANDS_OUT = 3;
const AROUND_SECONDS = 0.4;

/** Pictures that come and go within this time are a flash or a glitch, not a shot. */
const SHORTEST_SHOT_SECONDS = 0.2;

/** A flat picture this dark is black. */
const BLACK = 0.08;

/** Frames this long before and after a fade still show what faded. */
const FADE_LOOK_SECONDS = 0.25;

/** The boundaries of a clip from all its frames, evenly spaced and in order, by time. */
export function shotBoundaries(all: readonly FrameSummary[]): ShotBoundary[] {
  const frames = withoutBlackEnds(all);
  if (frames.length < 2) return [];
  const perSecond = (frames.length - 1) / (frames[frames.length - 1]!.atSeconds - frames[0]!.atSeconds);
  const jumps = cutsOf(frames, perSecond);
  const fades = fadesOf(frames, perSecond, jumps);
  const cuts = jumps.filter(({ frame }) => fades.every(({ from, to }) => frame < from || frame > to));
  const dissolves = dissolvesBetween(
    frames,
    perSecond,
    [...cuts, ...fades].map(({ frame }) => frame),
  );
  return [
    ...cuts.map(({ frame, score }) => ({ atSeconds: frames[frame]!.atSeconds, kind: 'cut' as const, score })),
    ...fades.map(({ frame, score }) => ({ atSeconds: frames[frame]!.atSeconds, kind: 'fade' as const, score })),
    ...dissolves.map(({ frame, score }) => ({ atSeconds: frames[frame]!.atSeconds, kind: 'dissolve' as const, score })),
  ].sort((a, b) => a.atSeconds - b.atSeconds);
}

/** Black at either end is no shot of its own. */
function withoutBlackEnds(frames: readonly FrameSummary[]): readonly FrameSummary[] {
  const isLit = (frame: FrameSummary): boolean => frame.brightness > BLACK || !isFlat(frame);
  const first = frames.findIndex(isLit);
  return first < 0 ? [] : frames.slice(first, frames.findLastIndex(isLit) + 1);
}

interface Found {
  /** First frame of the new shot. */
  frame: number;
  score: number;
}

interface Fade extends Found {
  /** The frames that were compared: what changes between them is the fade. */
  from: number;
  to: number;
}

function cutsOf(frames: readonly FrameSummary[], perSecond: number): Found[] {
  const steps = frames.map((frame, i) => (i === 0 ? 0 : frameDifference(frames[i - 1]!, frame)));
  const around = Math.max(2, Math.round(AROUND_SECONDS * perSecond));
  const jumps = [...steps.keys()].filter(
    (i) => steps[i]! > CUT && steps[i]! > STANDS_OUT * usualStep(steps, i, around),
  );
  const shortest = Math.max(1, SHORTEST_SHOT_SECONDS * perSecond);
  const cuts: Found[] = [];
  for (let first = 0; first < jumps.length; ) {
    let last = first;
    while (last + 1 < jumps.length && jumps[last + 1]! - jumps[last]! <= shortest) last += 1;
    const score = frameDifference(frames[jumps[first]! - 1]!, frames[jumps[last]!]!);
    if (score > CUT) cuts.push({ frame: jumps[last]!, score });
    first = last + 1;
  }
  return cuts;
}

/** Median of the differences around a frame, without its own. */
function usualStep(steps: readonly number[], at: number, around: number): number {
  const others = [...steps.slice(Math.max(1, at - around), at), ...steps.slice(at + 1, at + 1 + around)].sort(
    (a, b) => a - b,
  );
  return others[Math.floor(others.length / 2)] ?? 0;
}

/** Middles of the runs of flat frames inside the clip that one picture fades into and another out of. */
function fadesOf(frames: readonly FrameSummary[], perSecond: number, cuts: readonly Found[]): Fade[] {
  const look = Math.max(1, Math.round(FADE_LOOK_SECONDS * perSecond));
  const fades: Fade[] = [];
  for (let first = 0; first < frames.length; first += 1) {
    if (!isFlat(frames[first]!)) continue;
    let last = first;
    while (last + 1 < frames.length && isFlat(frames[last + 1]!)) last += 1;
    const inside = first > 0 && last < frames.length - 1;
    const from = Math.max(0, first - look);
    const to = Math.min(frames.length - 1, last + look);
    const hardEdge = cuts.some(
      ({ frame }) =>
        (frame === first && isSudden(frames[first]!, frames[first - 1]!, frames[from]!)) ||
        (frame === last + 1 && isSudden(frames[last]!, frames[last + 1]!, frames[to]!)),
    );
    if (inside && !hardEdge) {
      const score = frameDifference(frames[from]!, frames[to]!);
      if (score > CUT) fades.push({ frame: Math.round((first + last) / 2), score, from, to });
    }
    first = last;
  }
  return fades;
}

/** Whether the light between a flat frame and one further off changes at once, in the frame beside it: a cut, not a fade. */
function isSudden(flat: FrameSummary, beside: FrameSummary, further: FrameSummary): boolean {
  const atOnce = Math.abs(beside.brightness - flat.brightness);
  return atOnce > 0.5 * Math.abs(further.brightness - flat.brightness);
}
