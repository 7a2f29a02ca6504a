/**
 * Whether two clips are the same but for how they begin: their frames after the opening show the same shots, all later or
 * earlier by one and the same time. Pure.
 */
import { encodedSameness, type Fingerprint, fingerprint, isBlank } from '../thumbnails.js';
import { dot, meanDirection } from '../vectors.js';

/** What is compared of one creative. */
export interface TimedFrames {
  creativeId: number;
  /** By time. Vectors L2-normalised, by one model; thumbnails 32 x 32 grey bytes. */
  frames: readonly { atSeconds: number; vector: Float32Array; thumbnail: Uint8Array }[];
}

/** A clip made ready to be compared many times. */
export interface PreparedClip {
  creativeId: number;
  /** Mean direction of the frames after the opening. */
  mean: Float32Array;
  opening: readonly PreparedFrame[];
  body: readonly PreparedFrame[];
  /** Usual distance of the frames of the body, in seconds. */
  step: number;
}

export interface PreparedFrame {
  atSeconds: number;
  vector: Float32Array;
  print: () => Fingerprint;
}

/** The hook: what a 3-second view sees. */
const OPENING_SECONDS = 3;

/** As for edits (duplicates.ts), a little stricter: here few frames decide. */
const MIN_FRAME_SIMILARITY = 0.6;
const MIN_SAMENESS = 0.55;

/** Plain surfaces have nothing to lay over each other: the network alone tells them apart. */
const MIN_BLANK_SIMILARITY = 0.95;

const MIN_SHARE_OF_OPENING = 0.5;

/** Of a clip's frames so many, the likest by the network, are laid over one: the same shot is among them. */
const NEAREST = 4;

/** Clips whose bodies are less alike share none (splices stay above 0.91): this only saves work. */
const MIN_BODY_SIMILARITY = 0.75;

/** Share of a body's frames that must be in the other's, where they are all of one shot, and where they are of several. */
const MIN_SHARE = 0.6;
const MIN_SHARE_OF_SHOTS = 0.3;

/** Frames are looked at every so often: the same shot is met up to this share of a step sooner or later. */
const OFFSET_TOLERANCE = 0.75;

/** Null for a clip too short to have a body, and for vectors without a direction. */
export function prepareClip({ creativeId, frames }: TimedFrames): PreparedClip | null {
  const prepared = frames.map(({ atSeconds, vector, thumbnail }) => ({
    atSeconds,
    vector,
    print: once(() => fingerprint(thumbnail)),
  }));
  const opening = prepared.filter(({ atSeconds }) => atSeconds < OPENING_SECONDS);
  const body = prepared.filter(({ atSeconds }) => atSeconds >= OPENING_SECONDS);
  const mean = meanDirection(body.map(({ vector }) => vector));
  if (mean === null || opening.length === 0) return null;
  const gaps = body.flatMap(({ atSeconds }, row) => {
    const before = body[row - 1];
    return before ? [atSeconds - before.atSeconds] : [];
  });
  const step = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 1;
  return { creativeId, mean, opening, body, step };
}

/** Whether the bodies are the same footage. A shared end card is not a body. */
export function shareBody(a: PreparedClip, b: PreparedClip): boolean {
  if (dot(a.mean, b.mean) < MIN_BODY_SIMILARITY) return false;
  const everything = [...b.opening, ...b.body];
  const pairs: { row: number; other: PreparedFrame; offset: number }[] = [];
  let mayMiss = Math.floor((1 - MIN_SHARE_OF_SHOTS) * a.body.length);
  for (const [row, frame] of a.body.entries()) {
    const there = nearestFrames(frame, everything).filter((other) => isSamePicture(frame, other));
    if (there.length === 0) mayMiss -= 1;
    if (mayMiss < 0) return false;
    for (const other of there) pairs.push({ row, other, offset: other.atSeconds - frame.atSeconds });
  }
  const tolerance = OFFSET_TOLERANCE * Math.max(a.step, b.step);
  let best: typeof pairs = [];
  for (const { offset } of pairs) {
    const agreeing = pairs.filter((pair) => Math.abs(pair.offset - offset) <= tolerance);
    if (distinct(agreeing, ({ row }) => row) > distinct(best, ({ row }) => row)) best = agreeing;
  }
  const matched = a.body.filter((_, row) => best.some((pair) => pair.row === row));
  const share = Math.min(
    matched.length / a.body.length,
    distinct(
      best.filter(({ other }) => other.atSeconds >= OPENING_SECONDS),
      ({ other }) => other,
    ) / b.body.length,
  );
  // One picture may be an end card that stays, several at one offset are no accident.
  const isSeveralShots = matched.some((frame) => !matched.every((other) => isSamePicture(frame, other)));
  return share >= (isSeveralShots ? MIN_SHARE_OF_SHOTS : MIN_SHARE);
}

/** The frames that the network finds most like one. */
const nearestFrames = (frame: PreparedFrame, others: readonly PreparedFrame[]): PreparedFrame[] =>
  others
    .map((other) => ({ other, similarity: dot(frame.vector, other.vector) }))
    .sort((x, y) => y.similarity - x.similarity)
    .slice(0, NEAREST)
    .map(({ other }) => other);

/** Whether two clips begin with the same pictures: most frames of the shorter opening are in the other. */
export function shareOpening(a: PreparedClip, b: PreparedClip): boolean {
  const [own, others] = [told(a.opening), told(b.opening)];
  const [shorter, longer] = own.length <= others.length ? [own, others] : [others, own];
  const there = shorter.filter((frame) => longer.some((other) => isSamePicture(frame, other)));
  return there.length >= MIN_SHARE_OF_OPENING * shorter.length;
}

/** A clip that fades in begins with nothing, as many do: blank frames tell only where there are no others. */
function told(frames: readonly PreparedFrame[]): readonly PreparedFrame[] {
  const pictures = frames.filter((frame) => !isBlank(frame.print()));
  return pictures.length > 0 ? pictures : frames;
}

function isSamePicture(a: PreparedFrame, b: PreparedFrame): boolean {
  if (a === b) return true;
  const similarity = dot(a.vector, b.vector);
  if (similarity < MIN_FRAME_SIMILARITY) return false;
  if (isBlank(a.print()) && isBlank(b.print())) return similarity >= MIN_BLANK_SIMILARITY;
  return encodedSameness(a.print(), b.print()) >= MIN_SAMENESS;
}

const distinct = <T>(items: readonly T[], keyOf: (item: T) => unknown): number => new Set(items.map(keyOf)).size;

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
