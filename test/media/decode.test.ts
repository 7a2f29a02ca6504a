import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeAudio, decodeFrames } from '../../src/media/decode.js';
import type { Frame } from '../../src/media/frame.js';
import { MediaError } from '../../src/media/media-error.js';
import { probeMedia } from '../../src/media/probe.js';
import { sampleFrames } from '../../src/media/sample.js';
import { makeClip, makePicture, programs, runFfmpeg } from '../helpers/clips.js';
import { hugePng } from '../helpers/huge-png.js';

const SMALL = { width: 32, height: 32, pixelFormat: 'rgb24' } as const;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'creo-media-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const times = (frames: readonly Frame[]): number[] => frames.map(({ atSeconds }) => Number(atSeconds.toFixed(2)));

/** Mean of each channel, 0..255. */
function meanColour({ data }: Frame): number[] {
  const sums = [0, 0, 0];
  data.forEach((value, at) => {
    sums[at % 3] += value;
  });
  return sums.map((sum) => Math.round((3 * sum) / data.length));
}

const sampled = async (path: string) => sampleFrames(path, await probeMedia(path, programs), SMALL, programs);

describe('facts', () => {
  test('of an h264 clip with sound', async () => {
    const facts = await probeMedia(makeClip(folder, 'sound.mp4', { sound: true }), programs);
    expect(facts).toMatchObject({ kind: 'video', width: 180, height: 320, fps: 10, hasAudio: true });
    expect(facts.durationSeconds).toBeCloseTo(4, 1);
  });

  test('a clip that a phone recorded on its side has the size that is shown', async () => {
    const upright = makeClip(folder, 'upright.mp4');
    const turned = join(folder, 'turned.mp4');
    runFfmpeg('-i', upright, '-c', 'copy', '-metadata:s:v', 'rotate=90', turned);
    expect(await probeMedia(turned, programs)).toMatchObject({ width: 320, height: 180, hasAudio: false });
  });

  test('a picture has no length', async () => {
    const facts = await probeMedia(makePicture(folder, 'still.jpg'), programs);
    expect(facts).toMatchObject({ kind: 'image', durationSeconds: 0, width: 320, height: 240, fps: null });
  });

  test.each([
    ['gif', {}],
    ['webp', {}],
    ['webm', { encode: ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8'] }],
    [
      'mov',
      {
        encode: [
          '-c:v',
          'libx265',
          '-preset',
          'ultrafast',
          '-pix_fmt',
          'yuv420p10le',
          '-x265-params',
          'log-level=error',
        ],
      },
    ],
  ] as const)('and frames of a moving %s', async (ending, options) => {
    const path = makeClip(folder, `moving.${ending}`, { ...options, seconds: 3 });
    const facts = await probeMedia(path, programs);
    expect(facts).toMatchObject({ kind: 'video', width: 180, height: 320 });
    expect(facts.durationSeconds).toBeCloseTo(3, 0);
    const frames = await sampled(path);
    expect(frames.length).toBeGreaterThan(1);
    expect(frames[0].data).not.toEqual(frames[frames.length - 1].data);
  });
});

describe('frames', () => {
  test('at a rate come evenly, as many as the clip is long', async () => {
    const path = makeClip(folder, 'even.mp4');
    const facts = await probeMedia(path, programs);
    const frames = await all(decodeFrames(path, facts, { ...SMALL, pixelFormat: 'gray', fps: 5 }, { programs }));
    expect(times(frames).slice(0, 4)).toEqual([0, 0.2, 0.4, 0.6]);
    expect(frames.length).toBe(20);
    expect(frames.every(({ data }) => data.length === 32 * 32)).toBe(true);
  });

  test('at moments are the first at or after them, and none after the end', async () => {
    const path = makeClip(folder, 'moments.mp4');
    const facts = await probeMedia(path, programs);
    const frames = await all(decodeFrames(path, facts, { ...SMALL, times: [0, 0.95, 2, 9] }, { programs }));
    expect(times(frames)).toEqual([0, 1, 2]);
  });

  test('have the colours of the clip, red first', async () => {
    const path = makeClip(folder, 'red.mp4', { source: 'color=c=red', seconds: 1 });
    const [red, green, blue] = meanColour((await sampled(path))[0]);
    expect(red).toBeGreaterThan(245);
    expect(green).toBeLessThan(10);
    expect(blue).toBeLessThan(10);
  });

  test('of a reader that leaves early end the process', async () => {
    const path = makeClip(folder, 'long.mp4', { seconds: 20 });
    const facts = await probeMedia(path, programs);
    for await (const frame of decodeFrames(path, facts, { ...SMALL, fps: 10 }, { programs })) {
      expect(frame.atSeconds).toBe(0);
      break;
    }
  });

  test('cut to a square keep the middle and the proportions', async () => {
    const path = makePicture(folder, 'wide.png', 'color=c=black:s=300x100,drawbox=x=100:w=100:h=100:c=white:t=fill');
    const facts = await probeMedia(path, programs);
    const [frame] = await sampleFrames(path, facts, { ...SMALL, fit: 'cover' }, programs);
    expect(meanColour(frame)[0]).toBeGreaterThan(250);
    const [squashed] = await sampleFrames(path, facts, SMALL, programs);
    expect(meanColour(squashed)[0]).toBeLessThan(100);
  });

  test('that stand for a clip come from key frames and, between sparse ones, from the opening', async () => {
    const dense = await sampled(makeClip(folder, 'dense.mp4', { seconds: 9, keyFrames: 10 }));
    expect(times(dense)).toEqual([0, 1, 2, 4, 6, 8]);
    const sparse = await sampled(makeClip(folder, 'sparse.mp4', { seconds: 9, keyFrames: 80 }));
    expect(times(sparse)[0]).toBe(0);
    expect(times(sparse)[1]).toBeCloseTo(2, 0);
    expect(sparse.length).toBeGreaterThanOrEqual(3);
  });

  test('of a clip longer than a minute and a half are sought, not read through', async () => {
    const frames = await sampled(
      makeClip(folder, 'hour.mp4', { source: 'color=c=blue', seconds: 600, fps: 1, size: '64x64' }),
    );
    expect(frames.length).toBe(15);
  });

  test('of a clip with one frame are that frame', async () => {
    const path = makeClip(folder, 'one.mp4', { fps: 1, seconds: 1 });
    expect(times(await sampled(path))).toEqual([0]);
  });
});

describe('sound', () => {
  test('comes as samples of one channel, and a clip without sound has none', async () => {
    const path = makeClip(folder, 'tone.mp4', { sound: true, seconds: 2 });
    const facts = await probeMedia(path, programs);
    const samples = (await all(decodeAudio(path, facts, { sampleRate: 8000 }, { programs }))).flatMap((chunk) => [
      ...chunk,
    ]);
    expect(samples.length).toBeGreaterThan(15_000);
    expect(samples.length).toBeLessThan(17_500);
    // lavfi's sine has an amplitude of 1/8: a mean square of 1/128.
    const meanSquare = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
    expect(meanSquare).toBeGreaterThan(0.006);
    expect(meanSquare).toBeLessThan(0.009);
    const silent = makeClip(folder, 'silent.mp4', { seconds: 1 });
    expect(
      await all(decodeAudio(silent, await probeMedia(silent, programs), { sampleRate: 8000 }, { programs })),
    ).toEqual([]);
  });
});

describe('a file that is no media', () => {
  const reasonOf = async (path: string): Promise<string> => {
    const failure = await probeMedia(path, programs).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(MediaError);
    return failure instanceof Error ? failure.message : '';
  };
  const write = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  test('says why it cannot be used', async () => {
    expect(await reasonOf(write('text.mp4', 'this is not a video\n'.repeat(50)))).toBe(
      'not a video that creo can read',
    );
    expect(await reasonOf(write('empty.mp4', ''))).toBe('the file is empty');
    expect(await reasonOf(join(folder, 'nothing.mp4'))).toBe('no such file');
    expect(await reasonOf(folder)).toBe('not a file but a folder');
    runFfmpeg('-f', 'lavfi', '-i', 'sine=duration=1', '-c:a', 'aac', join(folder, 'only-sound.mp4'));
    expect(await reasonOf(join(folder, 'only-sound.mp4'))).toBe('there is no picture in it, only sound or text');
  });

  test('a playlist under a false name does not make ffmpeg read other files', async () => {
    const secret = makeClip(folder, 'secret.mp4', { seconds: 1 });
    const playlist = write('playlist.mp4', `ffconcat version 1.0\nfile ${secret}\n`);
    expect(await reasonOf(playlist)).toBe('not a video that creo can read');
  });

  test('or is cut off', async () => {
    const whole = makeClip(folder, 'whole.mp4', {
      encode: ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'],
    });
    const bytes = readFileSync(whole);
    expect(await reasonOf(write('cut.mp4', bytes.subarray(0, bytes.length * 0.7)))).toMatch(/^the video is cut off/);
    const late = readFileSync(makeClip(folder, 'late.mp4'));
    expect(await reasonOf(write('cut-late.mp4', late.subarray(0, late.length * 0.7)))).toMatch(/^the video is cut off/);
    const picture = readFileSync(makePicture(folder, 'photo.jpg'));
    expect(await reasonOf(write('cut.jpg', picture.subarray(0, picture.length / 2)))).toMatch(/damaged or cut off/);
  });

  test('or would fill the memory', async () => {
    const huge = write('huge.png', hugePng(20_000));
    expect(await reasonOf(huge)).toBe('the picture has more than 100 million pixels');
  });

  test.skipIf(process.getuid?.() === 0)('or may not be read', async () => {
    const path = write('private.mp4', 'x');
    chmodSync(path, 0);
    expect(await reasonOf(path)).toBe('permission denied');
  });
});
