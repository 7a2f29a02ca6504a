/** Tells whether a face smiles, by the bundled expression network of face-api (models/smile). */
import { fileURLToPath } from 'node:url';
import { cutPlanes, type Picture } from '../lettering/pixels.js';
import type { TextBox } from '../lettering/text-boxes.js';
import type { Face } from '../patterns/faces.js';
import { loadNetwork } from './network.js';

const MODEL = fileURLToPath(new URL('../../models/smile/smile.onnx', import.meta.url));

/** Side of the picture that the network takes. */
const SIDE = 112;

/** What face-api takes from each channel before it divides by 255; in blue, green, red. */
const SCALE = { mean: [104.298 / 255, 117.001 / 255, 122.782 / 255], deviation: [1, 1, 1] } as const;

/** Place of `happy` among the expressions that the network tells apart. */
const HAPPY = 1;

/** Narrower faces, in pixels, are too coarse to tell a mouth by. */
const LEAST_PIXELS = 48;

/**
 * The face's box, and one wider around the same middle. The network was taught on boxes around the landmarks, which lie
 * between the two; a look that only one of them takes for a smile is mostly make-up or a shadow.
 */
const WIDTHS = [1, 1.3] as const;

/** Below this in the first box the second cannot make it a smile. */
const CANNOT_SMILE = 0.5;

export interface SmileFinder {
  /** Probability that the face smiles, the least of two boxes, 0..1; null where it is too small to tell. */
  smile(picture: Picture, face: Face): Promise<number | null>;
  dispose(): Promise<void>;
}

/** Throws UserError MODEL_UNREADABLE. */
export async function loadSmileFinder(): Promise<SmileFinder> {
  const network = await loadNetwork(MODEL);
  const [input = 'pixels'] = network.inputNames;
  return {
    smile: async (picture, { box: [left, top, width, height] }) => {
      if (Math.min(width * picture.width, height * picture.height) < LEAST_PIXELS) return null;
      let least = 1;
      for (const wide of WIDTHS) {
        const box = {
          centreX: (left + width / 2) * picture.width,
          centreY: (top + height / 2) * picture.height,
          ...{ width: wide * width * picture.width, height: wide * height * picture.height, angle: 0, score: 1 },
        };
        const [expressions] = await network.run({
          [input]: { data: facePixels(picture, box), dims: [1, 3, SIDE, SIDE] },
        });
        const probability = expressions?.data[HAPPY];
        if (probability === undefined) throw new Error('the smile network gave too little');
        least = Math.min(least, probability);
        if (least < CANNOT_SMILE) break;
      }
      return least;
    },
    dispose: network.dispose,
  };
}

/** What a box holds as the network takes it: planes of red, green, blue. */
function facePixels(picture: Picture, box: TextBox): Float32Array {
  const { values } = cutPlanes(picture, box, { width: SIDE, paddedWidth: SIDE, height: SIDE }, SCALE);
  const plane = SIDE * SIDE;
  const pixels = new Float32Array(values.length);
  for (const channel of [0, 1, 2]) {
    pixels.set(values.subarray((2 - channel) * plane, (3 - channel) * plane), channel * plane);
  }
  return pixels;
}
