/** transformers.js, whose models creo runs by ONNX Runtime itself, as the oracle of both towers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AutoTokenizer,
  CLIPTextModelWithProjection,
  CLIPVisionModelWithProjection,
  Tensor,
} from '@huggingface/transformers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { normalised } from '../../src/cluster/vectors.js';
import { loadImageModel } from '../../src/embed/image-model.js';
import { inputSpec, pixelValues } from '../../src/embed/input-spec.js';
import { namedFolder } from '../../src/embed/model-folder.js';
import { loadTextModel } from '../../src/embed/text-model.js';
import { writeClip } from '../helpers/tiny-clip.js';

const LOCAL = { dtype: 'fp32', local_files_only: true } as const;

let folder: string;
let clip: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'creo-oracle-'));
  clip = writeClip(join(folder, 'tiny-clip'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const near = (ours: Float32Array, theirs: Float32Array | null): void => {
  expect(theirs).not.toBeNull();
  expect(ours.length).toBe(theirs?.length);
  for (const [at, value] of ours.entries()) expect(value).toBeCloseTo(theirs?.[at] ?? Number.NaN, 5);
};

test('a picture has the vector that transformers.js gives it', async () => {
  const model = await namedFolder(clip, 'fp32');
  const ours = await loadImageModel(model);
  const frame = { data: Uint8Array.from({ length: 224 * 224 * 3 }, (_, at) => (at * 7919) % 256) };
  const [result] = await ours.run([frame]);
  const spec = inputSpec(model.preprocessor);
  const { height, width } = spec.shape;
  const theirs = await CLIPVisionModelWithProjection.from_pretrained(clip, { ...LOCAL });
  const pixel_values = new Tensor('float32', pixelValues([frame], spec), [1, 3, height, width]);
  const { image_embeds } = await theirs({ pixel_values });
  near(result?.vector ?? new Float32Array(), normalised(image_embeds.data));
  await ours.dispose();
  await theirs.dispose();
});

test('a text has the vector that transformers.js gives it', async () => {
  const ours = await loadTextModel(await namedFolder(clip, 'fp32'));
  const tokenizer = await AutoTokenizer.from_pretrained(clip, { local_files_only: true });
  const theirs = await CLIPTextModelWithProjection.from_pretrained(clip, { ...LOCAL });
  for (const text of ['a red dog', 'woman holding a bottle', 'x']) {
    const { text_embeds } = await theirs(tokenizer([text], { padding: true, truncation: true }));
    const [vector] = await ours.vectorsOf([text]);
    near(vector ?? new Float32Array(), normalised(text_embeds.data));
  }
  await ours.dispose();
  await theirs.dispose();
});
