/** Finds faces with the bundled BlazeFace (models/blazeface). */
import { fileURLToPath } from 'node:url';
import type { Picture } from '../lettering/pixels.js';
import { FACE_SIDE, type Face, facesOf } from '../patterns/faces.js';
import { loadNetwork } from './network.js';

const MODEL = fileURLToPath(new URL('../../models/blazeface/face_detection_back_256x256.onnx', import.meta.url));

export interface FaceFinder {
  /** Faces with their boxes as fractions of the picture, the surest first. */
  find(picture: Picture): Promise<Face[]>;
  dispose(): Promise<void>;
}

/** Throws UserError MODEL_UNREADABLE. */
export async function loadFaceFinder(): Promise<FaceFinder> {
  const network = await loadNetwork(MODEL);
  const [input = 'input:0'] = network.inputNames;
  return {
    find: async (picture) => {
      const { values, width, height } = squared(picture);
      const outputs = await network.run({ [input]: { data: values, dims: [1, FACE_SIDE, FACE_SIDE, 3] } });
      const numbers = outputs.map(({ data }) => data);
      const [farScores, nearScores, farBoxes, nearBoxes] = numbers;
      if (!farScores || !nearScores || !farBoxes || !nearBoxes) throw new Error('the face finder gave too little');
      const faces = facesOf([
        { scores: farScores, boxes: farBoxes },
        { scores: nearScores, boxes: nearBoxes },
      ]);
      // The picture lies in the upper left of the square.
      return faces.map(({ box: [x, y, w, h], score }) => ({
        box: [(x * FACE_SIDE) / width, (y * FACE_SIDE) / height, (w * FACE_SIDE) / width, (h * FACE_SIDE) / height],
        score,
      }));
    },
    dispose: network.dispose,
  };
}

/** The picture in its proportions in the upper left of a black square, as -1..1, pixel after pixel; and its size there. */
function squared({ width, height, data }: Picture): { values: Float32Array; width: number; height: number } {
  const ratio = FACE_SIDE / Math.max(width, height);
  const size = { width: Math.max(1, Math.round(width * ratio)), height: Math.max(1, Math.round(height * ratio)) };
  const values = new Float32Array(3 * FACE_SIDE * FACE_SIDE).fill(-1);
  for (let y = 0; y < size.height; y += 1) {
    const top = Math.floor((y * height) / size.height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * height) / size.height));
    for (let x = 0; x < size.width; x += 1) {
      const left = Math.floor((x * width) / size.width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * width) / size.width));
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        for (let sy = top; sy < bottom; sy += 1) {
          for (let sx = left; sx < right; sx += 1) sum += data[3 * (sy * width + sx) + channel] ?? 0;
        }
        const mean = sum / ((bottom - top) * (right - left));
        values[3 * (y * FACE_SIDE + x) + channel] = mean / 127.5 - 1;
      }
    }
  }
  return { values, ...size };
}
