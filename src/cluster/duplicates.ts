/**
 * Which creatives are edits of one another: re-cut, re-captioned, mirrored, cropped or sped-up copies. Ten edits of one
 * video are not ten tests, and what one of them shows is evidence for all. Pure.
 */
import { agreement, type Fingerprint, fingerprint, sameness } from './thumbnails.js';
import { dot, meanDirection } from './vectors.js';

/** What is compared of one creative. */
export interface ClipFrames {
  creativeId: number;
  /** By time. Vectors L2-normalised, by one model; thumbnails 32 x 32 grey bytes. */
  frames: readonly { vector: Float32Array; thumbnail: Uint8Array }[];
}

/** Clips whose mean vectors are less alike share no footage worth speaking of: this only saves work. */
const MIN_CLIP_SIMILARITY = 0.5;

/**
 * Frames that a network finds less alike are not looked at more closely. Copies stay above 0.7, but for heavy compression
 * (half of them above 0.66) and large captions (95% above 0.74).
 */
const MIN_FRAME_SIMILARITY = 0.6;

/**
 * Of 22,791 pairs of different photographs one is as alike as this to network and eye, and seven at 0.45; of their copies,
 * edited seven ways, all but those under a large caption (96%) are (`npm run bench duplicates`).
 */
const MIN_SAMENESS = 0.5;

/** Share of the shorter clip's frames that must be in the other: two ads with the same end card are two ads. */
const MIN_SHARE = 0.6;

interface Prepared {
  creativeId: number;
  mean: Float32Array;
  frames: readonly PreparedFrame[];
}

interface PreparedFrame {
  vector: Float32Array;
  print: () => Fingerprint;
}

/** To be raised with every change that finds other pairs. */
export const COMPARISON_VERSION = 3;

/** What is known of some of the clips: all of these were compared with one another, and those in a group are edits. */
export interface Known {
  compared: ReadonlySet<number>;
  groups: readonly (readonly number[])[];
}

const NOTHING_KNOWN: Known = { compared: new Set(), groups: [] };

/**
 * Groups of at least two creatives that are edits of one another, ids ascending, groups by their first id. A creative is
 * in at most one group; being an edit of an edit counts. Compares the pairs that are not known: each clip that is new with
 * all others. A thousand new ones take seconds.
 */
export function duplicateGroups(clips: readonly ClipFrames[], known: Known = NOTHING_KNOWN): number[][] {
  const prepared = clips.flatMap(prepare);
  const parent = prepared.map((_, row) => row);
  const root = (row: number): number => {
    let top = row;
    while (parent[top] !== top) top = parent[top]!;
    return top;
  };
  const rowOf = new Map(prepared.map(({ creativeId }, row) => [creativeId, row]));
  for (const [first, ...others] of known.groups.map((group) => group.flatMap((id) => rowOf.get(id) ?? []))) {
    for (const other of others) parent[root(other)] = root(first!);
  }
  const isNew = prepared.map(({ creativeId }) => !known.compared.has(creativeId));
  for (let a = 0; a < prepared.length; a += 1) {
    if (!isNew[a]) continue;
    for (let b = 0; b < prepared.length; b += 1) {
      // A pair of new ones is met twice.
      if (b === a || (isNew[b] && b < a)) continue;
      if (root(a) !== root(b) && areEdits(prepared[a]!, prepared[b]!)) parent[root(b)] = root(a);
    }
  }
  const groups = new Map<number, number[]>();
  prepared.forEach(({ creativeId }, row) => {
    const top = root(row);
    const group = groups.get(top);
    if (group) group.push(creativeId);
    else groups.set(top, [creativeId]);
  });
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.sort((a, b) => a - b))
    .sort(([a], [b]) => a! - b!);
}

/** How many of these creatives are independent tests: those in one group count once. */
export function effectiveCount(creativeIds: Iterable<number>, groups: readonly (readonly number[])[]): number {
  const groupOf = new Map(groups.flatMap((group, index) => group.map((creativeId) => [creativeId, index] as const)));
  const seen = new Set<string>();
  for (const creativeId of creativeIds) {
    const group = groupOf.get(creativeId);
    seen.add(group === undefined ? `one ${creativeId}` : `group ${group}`);
  }
  return seen.size;
}

function prepare({ creativeId, frames }: ClipFrames): Prepared[] {
  const mean = meanDirection(frames.map(({ vector }) => vector));
  if (mean === null) return [];
  return [
    {
      creativeId,
      mean,
      frames: frames.map(({ vector, thumbnail }) => ({ vector, print: once(() => fingerprint(thumbnail)) })),
    },
  ];
}

function areEdits(a: Prepared, b: Prepared): boolean {
  if (dot(a.mean, b.mean) < MIN_CLIP_SIMILARITY) return false;
  const [shorter, longer] = a.frames.length <= b.frames.length ? [a, b] : [b, a];
  const areStills = longer.frames.length === 1;
  let mayMiss = Math.floor((1 - MIN_SHARE) * shorter.frames.length);
  for (const frame of shorter.frames) {
    const isThere = longer.frames.some(
      (other) =>
        dot(frame.vector, other.vector) >= MIN_FRAME_SIMILARITY &&
        sameness(frame.print(), other.print()) >= MIN_SAMENESS &&
        (!areStills || areEditedStills(frame, other)),
    );
    if (!isThere) mayMiss -= 1;
    if (mayMiss < 0) return false;
  }
  return true;
}

/**
 * A still has one picture to be judged by, and an advertiser's stills often share a layout: frame, logo and button. Either
 * seven tenths of the blocks are the same to the last, and the rest is a sticker, or two thirds are and the network sees
 * the same thing, as in a crop or a new compression. Of 35 photographs this finds every mirrored and graded copy, 32
 * cropped ones, 31 made small and 30 under a sticker; of 81 pairs of ten stills in one layout none. Under a caption across
 * its whole width a still says something else, and is another ad.
 */
function areEditedStills(a: PreparedFrame, b: PreparedFrame): boolean {
  const [one, other] = [a.print(), b.print()];
  if (agreement(one, other, 0.95) >= 0.7) return true;
  return dot(a.vector, b.vector) >= 0.9 && agreement(one, other, 0.8) >= 0.65;
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
