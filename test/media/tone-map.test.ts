import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Frame } from '../../src/media/frame.js';
import { probeMedia } from '../../src/media/probe.js';
import { sampleFrames } from '../../src/media/sample.js';
import { hdrOf, toneMapFilters } from '../../src/media/tone-map.js';
import { makeClip, programs, runFfmpeg } from '../helpers/clips.js';

const SHAPE = { width: 64, height: 64, pixelFormat: 'rgb24' } as const;
const TAGGED = ['-colorspace', 'bt709', '-color_trc', 'bt709', '-color_primaries', 'bt709'];
const H265 = ['-c:v', 'libx265', '-x265-params', 'log-level=none', '-tag:v', 'hvc1'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'creo-hdr-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The clip as a camera would have recorded it: BT.2020, 10 bits, its white at the reference white. */
function recorded(clip: string, transfer: string): string {
  const path = join(folder, `${transfer}.mp4`);
  const toHdr = [
    'zscale=tin=bt709:min=bt709:pin=bt709:t=linear:npl=203',
    'format=gbrpf32le',
    `zscale=t=${transfer}:p=bt2020:m=bt2020nc:npl=203`,
    'format=yuv420p10le',
  ];
  const tags = ['-color_trc', transfer, '-color_primaries', 'bt2020', '-colorspace', 'bt2020nc'];
  runFfmpeg('-i', clip, '-vf', toHdr.join(','), ...H265, ...tags, path);
  return path;
}

async function framesOf(path: string, { asIfOrdinary = false } = {}): Promise<Frame[]> {
  const facts = await probeMedia(path, programs);
  return sampleFrames(path, asIfOrdinary ? { ...facts, hdr: null } : facts, SHAPE, programs);
}

/** Mean distance of two pictures, in levels of 0..255. */
const distance = ([a]: Frame[], [b]: Frame[]): number =>
  a.data.reduce((sum, value, at) => sum + Math.abs(value - b.data[at]), 0) / a.data.length;

test.each([
  ['hlg', 'arib-std-b67'],
  ['pq', 'smpte2084'],
] as const)('a clip recorded in %s looks like the scene that it shows', async (hdr, transfer) => {
  const clip = makeClip(folder, `scene-${hdr}.mp4`, {
    source: 'smptebars',
    seconds: 1,
    encode: ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', ...TAGGED],
  });
  const path = recorded(clip, transfer);
  expect(await probeMedia(path, programs)).toMatchObject({ hdr });
  const scene = await framesOf(clip);
  const mapped = distance(scene, await framesOf(path));
  expect(mapped).toBeLessThan(20);
  expect(distance(scene, await framesOf(path, { asIfOrdinary: true }))).toBeGreaterThan(2 * mapped);
});

test('ordinary video is left as it is', async () => {
  expect(hdrOf('bt709')).toBeNull();
  expect(hdrOf(undefined)).toBeNull();
  expect(await toneMapFilters(null, programs)).toEqual([]);
});

test('an ffmpeg without the filters gives its frames untouched', async () => {
  // Programs that list nothing when they are asked for their filters, that fail, and that are not there.
  for (const ffmpeg of ['/bin/true', '/bin/false', join(folder, 'none')]) {
    expect(await toneMapFilters('hlg', { ...programs, ffmpeg })).toEqual([]);
  }
});
