import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/database.js';
import { embeddingsOf, framesOf } from '../../src/store/embeddings.js';
import { makeClip, makePicture } from '../helpers/clips.js';
import { creoJson, emptyFolder, PROGRAM, runCreo } from '../helpers/run-creo.js';

const BUNDLED = 'creo/efficientnet-lite0#fp16';
const storeOf = (folder: string) => openStore(join(folder, 'creo.db'), { create: true });

test('every file gets a vector, its frames theirs, and a second run finds nothing to do', async () => {
  const cwd = emptyFolder();
  makeClip(cwd, 'clip.mp4', { seconds: 2, keyFrames: 5 });
  makePicture(cwd, 'still.png');
  await runCreo(['add', '.'], { cwd });
  expect(await creoJson(['embed'], { cwd })).toMatchObject({
    modelId: BUNDLED,
    dims: 256,
    embedded: 2,
    unchanged: 0,
    withoutMedia: 0,
    creatives: [
      { creative: 'clip', frames: 2 },
      { creative: 'still', frames: 1 },
    ],
    skipped: [],
  });
  const db = storeOf(cwd);
  const vectors = embeddingsOf(db, BUNDLED);
  expect(vectors.map(({ vector }) => vector.length)).toEqual([256, 256]);
  for (const { vector } of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  expect(framesOf(db, BUNDLED).map(({ atSeconds }) => atSeconds)).toEqual([0, 1, 0]);
  db.close();
  expect(await creoJson(['embed'], { cwd })).toMatchObject({ embedded: 0, unchanged: 2, dims: null });
  const { stderr } = await runCreo(['embed', '--again'], { cwd });
  expect(stderr).toContain('creo model pull');
});

test('a changed file is looked at again', async () => {
  const cwd = emptyFolder();
  makePicture(cwd, 'changed.png');
  makePicture(cwd, 'same.png', 'smptebars=s=64x64');
  await runCreo(['add', '.'], { cwd });
  await runCreo(['embed'], { cwd });
  makePicture(cwd, 'changed.png', 'rgbtestsrc=s=64x64');
  await runCreo(['add', 'changed.png'], { cwd });
  expect(await creoJson(['embed'], { cwd })).toMatchObject({
    embedded: 1,
    unchanged: 1,
    creatives: [{ creative: 'changed' }],
  });
});

test('a file that is gone is one line, and the rest go on', async () => {
  const cwd = emptyFolder();
  makePicture(cwd, 'kept.png');
  makePicture(cwd, 'gone.png', 'smptebars=s=64x64');
  await runCreo(['add', '.'], { cwd });
  rmSync(join(cwd, 'gone.png'));
  const { status, stderr, stdout } = await runCreo(['embed', '--again'], { cwd });
  expect(status).toBe(0);
  expect(stdout).toContain('1 embedded, 1 skipped');
  expect(stderr).toContain(`skipped ${join(cwd, 'gone.png')}: no such file`);
});

test.each(['SIGINT', 'SIGKILL'] as const)('a run ended by %s goes on where it was', async (signal) => {
  const cwd = emptyFolder();
  const count = 16;
  for (let index = 0; index < count; index += 1)
    makePicture(cwd, `still-${index}.png`, `color=c=0x${(index * 7 + 16).toString(16)}2040:s=900x900`);
  await runCreo(['add', '.'], { cwd });
  const child = spawn(process.execPath, [PROGRAM, 'embed', '--quiet'], { cwd, stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const db = storeOf(cwd);
  while (embeddingsOf(db, BUNDLED).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill(signal);
  expect(await ended).toBe(signal === 'SIGINT' ? 130 : null);
  const done = embeddingsOf(db, BUNDLED).length;
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(count);
  expect(await creoJson(['embed'], { cwd })).toMatchObject({ embedded: count - done, unchanged: done, skipped: [] });
});

test('without a store, or with a folder that holds no model, it is an error with a hint', async () => {
  const cwd = emptyFolder();
  expect(await runCreo(['embed'], { cwd })).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('There is no store'),
  });
  makePicture(cwd, 'still.png');
  writeFileSync(join(cwd, 'config.json'), '{}');
  await runCreo(['add', '.'], { cwd });
  const { status, stderr } = await runCreo(['embed', '--model', '.'], { cwd });
  expect(status).toBe(1);
  expect(stderr).toContain('has no onnx/vision_model*.onnx');
  const missing = await runCreo(['embed', '--model', 'clip'], { cwd, environment: { CREO_MODELS: cwd } });
  expect(missing.status).toBe(1);
  expect(missing.stderr).toContain('creo model pull');
});
