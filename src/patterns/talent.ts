/** Who is seen: one person, several, or no face at all, from the faces of the frames that were looked at. */
import type { Face } from './faces.js';
import { type SmileFigures, smileFigures } from './smile.js';

export interface FaceFigures extends SmileFigures {
  /** Share of the frames with a face, and with two or more, 0..1. */
  faceShare: number;
  severalFacesShare: number;
  /** Most faces in one frame, and when. The moment is null without a face. */
  mostFaces: number;
  mostFacesSeconds: number | null;
}

/** From this share of the frames on somebody is part of the ad, rather than passing by. */
const PART = 0.3;

/** Smaller faces, by the height of the frame, are of people in the background or on a packet. */
const LEAST_HEIGHT = 0.05;

export interface SeenFace extends Face {
  /** Probability that it smiles, 0..1; null where it is too small to tell. */
  smile: number | null;
}

export interface FrameFaces {
  atSeconds: number;
  faces: readonly SeenFace[];
}

/** Figures of the frames that were looked at. */
export function faceFigures(frames: readonly FrameFaces[]): FaceFigures {
  const counts = frames.map(({ atSeconds, faces }) => ({
    atSeconds,
    faces: faces.filter(({ box }) => box[3] >= LEAST_HEIGHT).length,
  }));
  const share = (least: number): number =>
    counts.filter(({ faces }) => faces >= least).length / Math.max(1, counts.length);
  const most = counts.reduce((high, each) => (each.faces > high.faces ? each : high), { atSeconds: 0, faces: 0 });
  return {
    faceShare: share(1),
    severalFacesShare: share(2),
    mostFaces: most.faces,
    mostFacesSeconds: most.faces > 0 ? most.atSeconds : null,
    ...smileFigures(frames),
  };
}

export interface Talent {
  value: 'one-person' | 'several-people' | 'no-face';
  /** Share of the frames that say so, 0..1. */
  score: number;
  atSeconds: number;
}

/** What the figures say; null where a face is seen too seldom to tell. `no-face` is hands, things or a turned back. */
export function talentOf({ faceShare, severalFacesShare, mostFacesSeconds }: FaceFigures): Talent | null {
  const atSeconds = mostFacesSeconds ?? 0;
  if (severalFacesShare >= PART) return { value: 'several-people', score: severalFacesShare, atSeconds };
  if (faceShare >= PART) return { value: 'one-person', score: faceShare, atSeconds };
  return faceShare === 0 ? { value: 'no-face', score: 1, atSeconds: 0 } : null;
}

/**
 * Whose word counts: `named` is what CLIP made of the same frames, or null. Faces that are there are certain; where none
 * is, CLIP may still tell hands from animals, or a turned back from nobody. Null leaves what was named.
 */
export function settledTalent(byFaces: Talent | null, named: string | null): Talent | null {
  if (byFaces === null || byFaces.value !== 'no-face') return byFaces;
  return named === null || named === 'no-face' ? byFaces : null;
}
