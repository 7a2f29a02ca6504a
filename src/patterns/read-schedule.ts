/** Which moments of a clip to read: the opening closely, then each shot, for captions change with the picture. */
import type { MediaFacts, ShotBoundary } from '../model.js';

/** Moments that a hook may be on the screen; at 0 it is often still fading in. */
const OPENING: readonly number[] = [0.3, 1, 2, 3];
const OPENING_TOLERANCE = 0.2;

/** A longer shot is read every so often: in one long shot captions still change. */
const LONGEST_PIECE_SECONDS = 4;
const SHORTEST_PIECE_SECONDS = 0.5;

/** Reading costs a quarter of a second a frame: of a longer clip so many moments after the opening, evenly chosen. */
const MOST_LATER = 8;

/** A frame this near to a cut may show both shots, and one this near to the end may be missing. */
const MARGIN_SECONDS = 0.1;

export interface ReadSchedule {
  /** Moments in seconds, ascending. */
  times: readonly number[];
  /** How far from each moment a frame may be and still stand for it. */
  toleranceSeconds: readonly number[];
}

/** The moments of a clip of known boundaries; of a picture, 0. */
export function readSchedule(
  { kind, durationSeconds }: MediaFacts,
  boundaries: readonly ShotBoundary[],
  untilSeconds: number,
): ReadSchedule {
  const end = Math.min(durationSeconds, untilSeconds) - MARGIN_SECONDS;
  if (kind === 'image' || end <= 0) return { times: [0], toleranceSeconds: [0] };
  const opening = OPENING.filter((time) => time < end);
  const cuts = boundaries.map(({ atSeconds }) => atSeconds).filter((at) => at > 0 && at < end);
  const edges = [...new Set([0, ...cuts, end])].sort((a, b) => a - b);
  const read = opening.at(-1) ?? 0;
  const pieces = edges.slice(1).flatMap((to, place) => piecesOf(Math.max(edges[place] ?? 0, read), to));
  const later = thinned(pieces, MOST_LATER);
  return {
    times: [...(opening.length > 0 ? opening : [0]), ...later.map(([from, to]) => (from + to) / 2)],
    toleranceSeconds: [
      ...(opening.length > 0 ? opening.map(() => OPENING_TOLERANCE) : [OPENING_TOLERANCE]),
      ...later.map(([from, to]) => Math.max(0.05, (to - from) / 2 - MARGIN_SECONDS)),
    ],
  };
}

type Piece = readonly [from: number, to: number];

/** One shot, or the rest of it, in equal pieces. */
function piecesOf(from: number, to: number): Piece[] {
  if (to - from < SHORTEST_PIECE_SECONDS) return [];
  const count = Math.ceil((to - from) / LONGEST_PIECE_SECONDS);
  const step = (to - from) / count;
  return Array.from({ length: count }, (_, i) => [from + i * step, from + (i + 1) * step] as const);
}

/** At most so many, evenly chosen, with the last: there the ad says what to do. */
function thinned(pieces: readonly Piece[], most: number): Piece[] {
  if (pieces.length <= most) return [...pieces];
  const step = (pieces.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => pieces[Math.round(i * step)]).filter((piece) => piece !== undefined);
}
