import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadImageModel } from '../../src/embed/image-model.js';
import { bundledModel, namedFolder } from '../../src/embed/model-folder.js';
import { loadSeparateModel } from '../helpers/built.js';
import { writeClip } from '../helpers/tiny-clip.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'creo-separate-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const picture = (shade: number) => ({ data: new Uint8Array(224 * 224 * 3).map((_, at) => (at * shade) % 256) });

/** Processes that this one started to hold a model. */
const modelProcesses = (): number[] =>
  execFileSync('ps', ['--ppid', String(process.pid), '-o', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('model-process'))
    .map((line) => Number.parseInt(line, 10));

describe('a model in a process of its own', () => {
  test('gives what the same model gives in this one, question by question', async () => {
    const [own, separate] = await Promise.all([
      bundledModel().then(loadImageModel),
      bundledModel().then(loadSeparateModel),
    ]);
    const pictures = [3, 5, 7, 11, 13].map(picture);
    const [expected, found] = await Promise.all(
      [own, separate].map((model) => Promise.all(pictures.map((frame) => model.run([frame])))),
    );
    expect(found).toEqual(expected);
    // How many frames it takes at once follows from its pace, which each process measures for itself.
    const ofItself = { run: null, dispose: null, framesAtOnce: null };
    expect({ ...separate, ...ofItself }).toEqual({ ...own, ...ofItself });
    expect(separate.framesAtOnce).toBeGreaterThan(0);
    await Promise.all([own.dispose(), separate.dispose()]);
    expect(modelProcesses()).toEqual([]);
  });

  test('says which folder cannot be loaded, and leaves no process', async () => {
    const broken = writeClip(join(folder, 'broken'));
    mkdirSync(join(broken, 'onnx'), { recursive: true });
    writeFileSync(join(broken, 'onnx/vision_model.onnx'), 'not a network');
    await expect(namedFolder(broken, 'fp32').then(loadSeparateModel)).rejects.toMatchObject({
      code: 'MODEL_UNREADABLE',
      message: expect.stringContaining(broken),
    });
    expect(modelProcesses()).toEqual([]);
  });

  test('that is ended from outside fails every question that waits, and those asked later', async () => {
    const model = await namedFolder(writeClip(join(folder, 'tiny')), 'fp32').then(loadSeparateModel);
    const [pid] = modelProcesses();
    process.kill(pid, 'SIGSTOP');
    const asked = Promise.allSettled([3, 5, 7, 11].map((shade) => model.run([picture(shade)])));
    process.kill(pid, 'SIGKILL');
    const stopped = { status: 'rejected', reason: expect.objectContaining({ code: 'MODEL_STOPPED' }) };
    expect(await asked).toEqual([stopped, stopped, stopped, stopped]);
    await expect(model.run([picture(3)])).rejects.toMatchObject({ code: 'MODEL_STOPPED' });
    await model.dispose();
  });
});
