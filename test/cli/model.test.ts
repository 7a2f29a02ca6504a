import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { makePicture } from '../helpers/clips.js';
import { type ServedFile, serveFiles } from '../helpers/file-server.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { writeClip } from '../helpers/tiny-clip.js';

const NAME = 'Xenova/clip-vit-base-patch32';

/** The files of a small model, as a hub serves CLIP's. */
function hubFiles(): Record<string, ServedFile> {
  const folder = writeClip(join(emptyFolder(), 'clip'));
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.includes('.'));
  return Object.fromEntries(
    paths.map((path) => {
      const content = readFileSync(join(folder, path));
      const checksum = createHash('sha256').update(content).digest('hex');
      return [`/${NAME}/resolve/main/${relative('.', path)}`, { content, checksum }];
    }),
  );
}

test('CLIP is fetched once, checked, listed and then used by embed and search', async () => {
  const cwd = emptyFolder();
  const environment = { CREO_MODELS: join(cwd, 'models') };
  const { url, requests } = await serveFiles(hubFiles());
  const first = await creoJson(['model', 'pull', '--revision', 'main', '--host', url], { cwd, environment });
  const folder = join(cwd, 'models', NAME);
  expect(first).toMatchObject({ folder });
  expect(first).toMatchObject({ files: Array.from({ length: 6 }, () => ({ fetched: true, verified: true })) });
  const asked = requests.length;
  expect(await creoJson(['model', 'pull', '--revision', 'main', '--host', url], { cwd, environment })).toMatchObject({
    files: Array.from({ length: 6 }, () => ({ fetched: false })),
  });
  expect(requests.length).toBe(asked);
  expect(await creoJson(['model', 'list'], { cwd, environment })).toMatchObject({
    models: [
      { modelId: `${NAME}#q8`, text: true, whole: true, folder },
      { modelId: 'creo/efficientnet-lite0#fp16', text: false, whole: null },
    ],
  });
  expect((await runCreo(['model', 'path'], { cwd, environment })).stdout.trim()).toBe(folder);
  makePicture(cwd, 'still.png');
  await runCreo(['add', 'still.png'], { cwd });
  expect(await creoJson(['embed'], { cwd, environment })).toMatchObject({ modelId: `${NAME}#q8`, embedded: 1 });
  expect(await creoJson(['search', 'a box'], { cwd, environment })).toMatchObject({ results: [{ creative: 'still' }] });
  writeFileSync(join(folder, 'config.json'), '{}');
  expect(await creoJson(['model', 'list'], { cwd, environment })).toMatchObject({ models: [{ whole: false }, {}] });
});

test('a fetch that breaks off goes on where it stopped', async () => {
  const cwd = emptyFolder();
  const environment = { CREO_MODELS: cwd };
  const files = hubFiles();
  const weights = `/${NAME}/resolve/main/onnx/vision_model_quantized.onnx`;
  files[weights] = { ...files[weights], breakAfter: 50_000 };
  const { url, requests } = await serveFiles(files);
  const broken = await runCreo(['model', 'pull', '--revision', 'main', '--host', url], { cwd, environment });
  expect(broken.status).toBe(1);
  expect(broken.stderr).toContain('goes on where it stopped');
  expect(await creoJson(['model', 'pull', '--revision', 'main', '--host', url], { cwd, environment })).toMatchObject({
    files: expect.arrayContaining([
      expect.objectContaining({ file: 'onnx/vision_model_quantized.onnx', verified: true }),
    ]),
  });
  expect(requests).toContain(`GET ${weights} bytes=50000-`);
});

test('a file that is not what its checksum says is thrown away', async () => {
  const cwd = emptyFolder();
  const files = hubFiles();
  const weights = `/${NAME}/resolve/main/onnx/text_model_quantized.onnx`;
  files[weights] = { ...files[weights], checksum: 'a'.repeat(64) };
  const { url } = await serveFiles(files);
  const { status, stderr } = await runCreo(['model', 'pull', '--revision', 'main', '--host', url], {
    cwd,
    environment: { CREO_MODELS: cwd },
  });
  expect(status).toBe(1);
  expect(stderr).toContain('is not what its checksum says');
  expect(existsSync(join(cwd, NAME, 'onnx/text_model_quantized.onnx'))).toBe(false);
});

test('the revision that creo knows is held against its own checksums, whatever the hub says', async () => {
  const cwd = emptyFolder();
  const revision = 'd15189d7028b43f1d3e65039190477f6af591c2a';
  const files = Object.fromEntries(
    Object.entries(hubFiles()).map(([path, file]) => [path.replace('/main/', `/${revision}/`), file]),
  );
  const { url, requests } = await serveFiles(files);
  const { status, stderr } = await runCreo(['model', 'pull', '--host', url], {
    cwd,
    environment: { CREO_MODELS: cwd },
  });
  expect(status).toBe(1);
  expect(stderr).toContain('config.json is not what its checksum says');
  expect(requests).toEqual([`GET /${NAME}/resolve/${revision}/config.json`]);
  expect(existsSync(join(cwd, NAME, 'config.json'))).toBe(false);
});

test('without a hub it fails at once, with a hint', async () => {
  const cwd = emptyFolder();
  const { status, stderr } = await runCreo(['model', 'pull', '--host', 'http://127.0.0.1:9'], {
    cwd,
    environment: { CREO_MODELS: cwd },
  });
  expect(status).toBe(1);
  expect(stderr).toContain('the server refuses the connection');
  expect(stderr).toContain('creo model path');
});
