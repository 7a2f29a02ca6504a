/** Dissolves: one picture turning into another by mixing. The frames between are mixtures of the two ends. */
import { frameDifference, isFlat } from './difference.js';
import type { FrameSummary } from './summary.js';

/** Lengths of dissolves that are looked for. */
const LENGTHS_SECONDS = [0.3, 0.5, 0.8, 1.2, 1.8];

/** The ends of a dissolve are different pictures. */
const LEAST_DIFFERENCE = 0.42;

/** Share of what lies between the ends that no mixture of them explains: motion has far more. */
const MOST_UNEXPLAINED = 0.15;

/** Where the mixture may be a quarter, a half and three quarters through. */
const QUARTERS = [
  { at: 0.25, least: 0.08, most: 0.45 },
  { at: 0.5, least: 0.3, most: 0.7 },
  { at: 0.75, least: 0.55, most: 0.92 },
];

/** The middles of the dissolves between the given boundaries (frame numbers), with how different their ends are. */
export function dissolvesBetween(
  frames: readonly FrameSummary[],
  perSecond: number,
  boundaries: readonly number[],
): { frame: number; score: number }[] {
  const isBoundary = new Uint32Array(frames.length + 1);
  for (const frame of boundaries) isBoundary[frame] = 1;
  // Running count, so that a window can be asked whether a boundary lies inside.
  for (let i = 1; i < isBoundary.length; i += 1) isBoundary[i]! += isBoundary[i - 1]!;
  const flat = frames.map(isFlat);
  const candidates: { start: number; end: number; score: number; fit: number }[] = [];
  for (const seconds of LENGTHS_SECONDS) {
    const length = Math.round(seconds * perSecond);
    if (length < 4) continue;
    for (let start = 0; start + length < frames.length; start += 1) {
      const end = start + length;
      if (flat[start] || flat[end] || isBoundary[end]! > isBoundary[start]!) continue;
      const unexplained = mixtureError(frames, start, end);
      if (unexplained > MOST_UNEXPLAINED) continue;
      const score = frameDifference(frames[start]!, frames[end]!);
      if (score > LEAST_DIFFERENCE) candidates.push({ start, end, score, fit: score * (1 - unexplained) });
    }
  }
  candidates.sort((a, b) => b.fit - a.fit || a.start - b.start);
  const kept: typeof candidates = [];
  for (const each of candidates) {
    if (kept.every(({ start, end }) => each.end < start || each.start > end)) kept.push(each);
  }
  return kept.map(({ start, end, score }) => ({ frame: Math.round((start + end) / 2), score }));
}

/**
 * How badly mixtures of the two ends explain the frames between, 0..1: the unexplained share of the squared change at
 * the worst quarter. 1 when the ends are alike, or the mixture does not move steadily from one to the other.
 */
function mixtureError(frames: readonly FrameSummary[], start: number, end: number): number {
  const from = frames[start]!.luma;
  const to = frames[end]!.luma;
  let change = 0;
  for (let i = 0; i < from.length; i += 1) change += (to[i]! - from[i]!) ** 2;
  if (change < 1e-3 * from.length) return 1;
  let worst = 0;
  for (const { at, least, most } of QUARTERS) {
    const between = frames[Math.round(start + at * (end - start))]!.luma;
    let along = 0;
    for (let i = 0; i < from.length; i += 1) along += (between[i]! - from[i]!) * (to[i]! - from[i]!);
    const share = along / change;
    if (share < least || share > most) return 1;
    let left = 0;
    for (let i = 0; i < from.length; i += 1) left += (between[i]! - from[i]! - share * (to[i]! - from[i]!)) ** 2;
    worst = Math.max(worst, left / change);
  }
  return worst;
}
