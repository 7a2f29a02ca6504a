import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shotBoundaries } from '../../src/patterns/shots.js';
import { runFfmpeg } from '../helpers/clips.js';
import { emptyFolder } from '../helpers/run-creo.js';
import { type ScriptShot, scriptedClip } from '../helpers/scripted-clip.js';
import { summariesOf } from '../helpers/summaries.js';

async function boundariesOf(shots: readonly ScriptShot[], options?: { fps?: number; seed?: number }) {
  const { path, boundaries } = scriptedClip(emptyFolder(), 'clip.mp4', shots, options);
  return { found: shotBoundaries(await summariesOf(path)), boundaries };
}

test('hard cuts are found to the frame, at any frame rate', async () => {
  for (const fps of [24, 30, 60]) {
    const { found, boundaries } = await boundariesOf([{ seconds: 1 }, { seconds: 0.5 }, { seconds: 1.3 }], { fps });
    expect(found.map(({ kind }) => kind)).toEqual(['cut', 'cut']);
    found.forEach(({ atSeconds }, place) => {
      expect(Math.abs(atSeconds - boundaries[place])).toBeLessThan(0.5 / fps);
    });
  }
});

test('a flash, a shaking camera, a pan and a dimmed lamp are not cuts', async () => {
  const shots = [{ flashFrames: 3 }, { shake: 0.04 }, { pan: 0.3 }, { dimming: 0.5 }];
  for (const shot of shots) {
    expect((await boundariesOf([{ seconds: 2, ...shot }])).found, JSON.stringify(shot)).toEqual([]);
  }
});

test('a cut beside a flash, in a shaking shot or out of a pan is still one cut', async () => {
  const { found, boundaries } = await boundariesOf([
    { seconds: 1.2, flashFrames: 2 },
    { seconds: 1.2, shake: 0.04 },
    { seconds: 1.2, pan: 0.3 },
    { seconds: 0.8 },
  ]);
  expect(found.map(({ atSeconds }) => atSeconds.toFixed(2))).toEqual(boundaries.map((at) => at.toFixed(2)));
});

test('a dissolve and a fade through black are one boundary each, in their middle', async () => {
  const { found, boundaries } = await boundariesOf([
    { seconds: 1.5 },
    { seconds: 2, join: { kind: 'dissolve', seconds: 0.6 } },
    { seconds: 1.5, join: { kind: 'fade', seconds: 0.8 } },
  ]);
  expect(found.map(({ kind }) => kind)).toEqual(['dissolve', 'fade']);
  found.forEach(({ atSeconds }, place) => {
    expect(Math.abs(atSeconds - boundaries[place])).toBeLessThan(0.15);
  });
});

test('a fade from black at the start and to black at the end are not boundaries', async () => {
  const path = join(emptyFolder(), 'faded.mp4');
  runFfmpeg(
    '-f',
    'lavfi',
    '-i',
    'testsrc2=s=180x320:r=25:d=3',
    '-vf',
    'fade=in:0:12,fade=out:60:12',
    '-pix_fmt',
    'yuv420p',
    path,
  );
  expect(shotBoundaries(await summariesOf(path))).toEqual([]);
});

test('flat colours that follow each other are cuts', async () => {
  const path = join(emptyFolder(), 'colours.mp4');
  const sources = ['red', 'blue', 'white'].flatMap((colour) => [
    '-f',
    'lavfi',
    '-i',
    `color=${colour}:s=90x160:r=25:d=1`,
  ]);
  runFfmpeg(...sources, '-filter_complex', '[0][1][2]concat=n=3', '-pix_fmt', 'yuv420p', path);
  expect(shotBoundaries(await summariesOf(path)).map(({ atSeconds }) => atSeconds)).toEqual([1, 2]);
});

test('pictures that move all the time are one shot', async () => {
  const folder = emptyFolder();
  for (const source of [
    'mandelbrot=s=160x120:r=25',
    'life=s=160x120:r=25:mold=10:ratio=0.2',
    'testsrc=s=160x120:r=25',
  ]) {
    const path = join(folder, `${source.split('=')[0]}.mp4`);
    runFfmpeg('-f', 'lavfi', '-i', source, '-t', '3', '-pix_fmt', 'yuv420p', path);
    expect(shotBoundaries(await summariesOf(path)), source).toEqual([]);
  }
});

test('no frames, or one, have no boundary', () => {
  expect(shotBoundaries([])).toEqual([]);
});
