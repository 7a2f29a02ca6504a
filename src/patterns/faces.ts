/** Faces in a frame from the numbers of BlazeFace (Bazarevsky et al. 2019), the "back" network of 256 x 256 pixels. */

export interface Face {
  /** Fractions of the network's square picture: left, top, width, height. */
  box: readonly [number, number, number, number];
  /** Probability, 0..1. */
  score: number;
}

/** Side of the picture that the network takes. */
export const FACE_SIDE = 256;

/** From this probability on it is a face: below, dogs and patterns are. */
const LEAST_SCORE = 0.8;

/** Boxes that share this much of their area are of one face. */
const SAME_FACE = 0.3;

/** Numbers for one anchor: middle, size, and six points of the face. */
const NUMBERS = 16;

/** The network's two layers: a grid of cells with so many anchors each. */
export const FACE_LAYERS = [
  { side: 16, anchors: 2 },
  { side: 8, anchors: 6 },
] as const;

/** What one layer gives: a score (before the logistic function) and NUMBERS an anchor, cell by cell, in pixels. */
export interface FaceLayer {
  scores: Float32Array;
  boxes: Float32Array;
}

/** The faces of one frame, the surest first. `layers` in the order of FACE_LAYERS. */
export function facesOf(layers: readonly FaceLayer[]): Face[] {
  const found = layers
    .flatMap((layer, place) => candidates(layer, FACE_LAYERS[place]))
    .sort((a, b) => b.score - a.score);
  const kept: Face[] = [];
  for (const face of found) {
    if (kept.every((other) => overlap(face.box, other.box) < SAME_FACE)) kept.push(face);
  }
  return kept;
}

function candidates({ scores, boxes }: FaceLayer, shape: (typeof FACE_LAYERS)[number] | undefined): Face[] {
  if (shape === undefined || scores.length !== shape.side ** 2 * shape.anchors) {
    throw new RangeError(`${scores.length} scores fit no layer of the network`);
  }
  const faces: Face[] = [];
  scores.forEach((logit, anchor) => {
    const score = 1 / (1 + Math.exp(-logit));
    if (score < LEAST_SCORE) return;
    const cell = Math.floor(anchor / shape.anchors);
    const [x = 0, y = 0, width = 0, height = 0] = boxes
      .subarray(anchor * NUMBERS, anchor * NUMBERS + 4)
      .map((pixels) => pixels / FACE_SIDE);
    const middleX = ((cell % shape.side) + 0.5) / shape.side + x;
    const middleY = (Math.floor(cell / shape.side) + 0.5) / shape.side + y;
    faces.push({ box: [middleX - width / 2, middleY - height / 2, width, height], score });
  });
  return faces;
}

/** Shared area over the area of both. */
function overlap(a: Face['box'], b: Face['box']): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (a[2] * a[3] + b[2] * b[3] - shared);
}
