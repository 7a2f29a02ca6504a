import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dot } from '../../src/cluster/vectors.js';
import { chooseModel } from '../../src/embed/choose.js';
import { loadImageModel } from '../../src/embed/image-model.js';
import { inputSpec, pixelValues } from '../../src/embed/input-spec.js';
import { bundledModel, CLIP_NAME, namedFolder } from '../../src/embed/model-folder.js';
import { loadTextModel } from '../../src/embed/text-model.js';
import type { UserError } from '../../src/errors.js';
import { probeMedia } from '../../src/media/probe.js';
import { sampleFrames } from '../../src/media/sample.js';
import { makePicture, programs, runFfmpeg } from '../helpers/clips.js';
import { writeClip } from '../helpers/tiny-clip.js';

let folder: string;
let clip: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'creo-embed-'));
  clip = writeClip(join(folder, 'tiny-clip'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A frame of noise that is the same for a seed. */
function noise(seed: number, side = 224): { data: Uint8Array } {
  let state = seed;
  const data = Uint8Array.from({ length: side * side * 3 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
  return { data };
}

const failureOf = (promise: Promise<unknown>): Promise<UserError> =>
  promise.then(
    () => Promise.reject(new Error('it did not fail')),
    (thrown) => thrown,
  );

describe('a CLIP-family folder', () => {
  test('is written byte for byte the same for a seed', () => {
    const again = writeClip(join(folder, 'again'));
    const other = writeClip(join(folder, 'other'), { seed: 2 });
    const weights = (path: string): Buffer => readFileSync(join(path, 'onnx/vision_model.onnx'));
    expect(weights(again).equals(weights(clip))).toBe(true);
    expect(weights(other).equals(weights(clip))).toBe(false);
  });

  test('gives normalised picture vectors, the same for the same picture', async () => {
    const model = await loadImageModel(await namedFolder(clip, 'fp32'));
    expect(model.dims).toBe(32);
    expect(model.labels).toBeNull();
    const [first, second, third] = await model.run([noise(1), noise(2), noise(1)]);
    expect(dot(first.vector, first.vector)).toBeCloseTo(1, 5);
    expect(dot(first.vector, third.vector)).toBeCloseTo(1, 5);
    expect(dot(first.vector, second.vector)).toBeLessThan(0.9999);
    expect(first.scores).toBeNull();
  });

  test('in 8 bits points the same way as in single precision', async () => {
    const [exact, quantised] = await Promise.all(
      (['fp32', 'q8'] as const).map(async (precision) => loadImageModel(await namedFolder(clip, precision))),
    );
    expect(quantised.modelId).not.toBe(exact.modelId);
    for (const seed of [1, 2, 3]) {
      const [[a], [b]] = await Promise.all([exact.run([noise(seed)]), quantised.run([noise(seed)])]);
      expect(dot(a.vector, b.vector)).toBeGreaterThan(0.99);
    }
  });

  test('gives text vectors of the same length, that depend on the text', async () => {
    const model = await loadTextModel(await namedFolder(clip, 'fp32'));
    const [cat, dog, again] = await model.vectorsOf(['a cat', 'a dog', 'A  CAT']);
    expect(cat.length).toBe(32);
    expect(dot(cat, cat)).toBeCloseTo(1, 5);
    expect(dot(cat, again)).toBeCloseTo(1, 5);
    expect(dot(cat, dog)).toBeLessThan(0.9999);
    const [long] = await model.vectorsOf(['very '.repeat(500)]);
    expect(long.length).toBe(32);
  });

  test('is told apart from another of the same name by its weights', async () => {
    const other = writeClip(join(folder, 'elsewhere', 'tiny-clip'), { seed: 3, visionOnly: true });
    const [a, b] = await Promise.all([namedFolder(clip, 'q8'), namedFolder(other, 'q8')]);
    expect(a.modelId).toMatch(/^tiny-clip@[0-9a-f]{12}#q8$/);
    expect(b.modelId).not.toBe(a.modelId);
    expect((await failureOf(loadTextModel(b))).code).toBe('NEEDS_CLIP');
  });

  test('takes the precision that it has when it lacks the one that is wanted', async () => {
    const single = writeClip(join(folder, 'single'), { precisions: ['fp32'], visionOnly: true });
    expect((await namedFolder(single, 'q8')).precision).toBe('fp32');
  });

  test('that is damaged is an error that a person can mend', async () => {
    const broken = writeClip(join(folder, 'broken'), { visionOnly: true });
    writeFileSync(join(broken, 'onnx/vision_model.onnx'), 'not a model');
    expect((await failureOf(namedFolder(broken, 'fp32').then((model) => loadImageModel(model)))).code).toBe(
      'MODEL_UNREADABLE',
    );
    writeFileSync(join(broken, 'preprocessor_config.json'), '{}');
    expect((await failureOf(namedFolder(broken, 'q8').then((model) => loadImageModel(model)))).code).toBe(
      'MODEL_UNREADABLE',
    );
    writeFileSync(join(broken, 'config.json'), '{');
    expect((await failureOf(namedFolder(broken, 'q8'))).code).toBe('MODEL_UNREADABLE');
  });

  test('under the name of CLIP in the model folder is what auto takes', async () => {
    const root = join(folder, 'models');
    const options = { modelFolder: root, precision: 'q8' } as const;
    expect((await chooseModel('auto', options)).model.modelId).toBe('creo/efficientnet-lite0#fp16');
    expect((await chooseModel('auto', options)).remark).toContain('creo model pull');
    expect((await failureOf(chooseModel('clip', options))).code).toBe('NO_CLIP');
    mkdirSync(root);
    writeClip(join(root, CLIP_NAME));
    expect(await chooseModel('auto', options)).toMatchObject({ model: { modelId: `${CLIP_NAME}#q8` }, remark: null });
    expect((await chooseModel('bundled', options)).model.modelId).toBe('creo/efficientnet-lite0#fp16');
  });
});

describe('pixels', () => {
  test('become what the definition of the processor makes of them: scaled, centred, channel by channel', async () => {
    const config = JSON.parse(readFileSync(join(clip, 'preprocessor_config.json'), 'utf8'));
    const { data } = noise(5);
    const own = pixelValues([{ data }], inputSpec(config));
    expect(own.length).toBe(3 * 224 * 224);
    const expected = (at: number): number => {
      const [channel, pixel] = [Math.floor(at / (224 * 224)), at % (224 * 224)];
      return ((data[pixel * 3 + channel] ?? 0) / 255 - config.image_mean[channel]) / config.image_std[channel];
    };
    expect(own.reduce((worst, value, at) => Math.max(worst, Math.abs(value - expected(at))), 0)).toBeLessThan(1e-6);
  });

  test('of the bundled network are squashed, of CLIP cut to the middle', async () => {
    const clipShape = inputSpec((await namedFolder(clip, 'q8')).preprocessor).shape;
    expect(clipShape).toEqual({ width: 224, height: 224, pixelFormat: 'rgb24', fit: 'cover' });
    expect(inputSpec((await bundledModel()).preprocessor).shape.fit).toBe('fill');
  });
});

describe('the bundled network', () => {
  test('is the file that its notice names', async () => {
    const { folder: bundled } = await bundledModel();
    const notice = readFileSync(join(bundled, 'README.md'), 'utf8');
    const sum = createHash('sha256')
      .update(readFileSync(join(bundled, 'onnx/model_fp16.onnx')))
      .digest('hex');
    expect(notice).toContain(sum);
    expect(readFileSync(join(bundled, 'LICENSE'), 'utf8')).toContain('Apache');
  });

  test('puts copies of a picture near each other and other scenes far away', async () => {
    const model = await loadImageModel(await bundledModel());
    const scene = makePicture(folder, 'scene.png', 'mandelbrot=s=540x960');
    const variant = (name: string, ...options: string[]): string => {
      const path = join(folder, name);
      runFfmpeg('-i', scene, ...options, path);
      return path;
    };
    const vectorOf = async (path: string): Promise<Float32Array> => {
      const frames = await sampleFrames(path, await probeMedia(path, programs), model.input.shape, programs);
      const [{ vector }] = await model.run(frames);
      return vector;
    };
    const original = await vectorOf(scene);
    const same = dot(original, await vectorOf(scene));
    const encoded = dot(original, await vectorOf(variant('encoded.jpg', '-q:v', '12')));
    const cropped = dot(original, await vectorOf(variant('cropped.png', '-vf', 'crop=iw*0.9:ih*0.9')));
    const others = await Promise.all(
      ['testsrc2=s=540x960', 'smptebars=s=540x960', 'color=c=orange:s=540x960'].map(async (source, index) =>
        dot(original, await vectorOf(makePicture(folder, `other-${index}.png`, source))),
      ),
    );
    expect(same).toBeCloseTo(1, 5);
    expect(encoded).toBeGreaterThan(0.9);
    expect(cropped).toBeGreaterThan(0.7);
    expect(Math.max(...others)).toBeLessThan(Math.min(encoded, cropped) - 0.1);
  });

  test('names its classes and gives each a probability', async () => {
    const model = await loadImageModel(await bundledModel());
    expect(model.labels?.length).toBe(1000);
    const [{ scores }] = await model.run([noise(1)]);
    expect(scores?.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 4);
  });
});
