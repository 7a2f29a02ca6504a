/** `creo report --previews`: clips that really play in a real Chromium, out of the one file, within the limits of a page. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { beforeAll, expect, test } from 'vitest';
import { openPage } from '../helpers/browser.js';
import { makeClip, makePicture, programs, runFfmpeg } from '../helpers/clips.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { sampleStore } from '../helpers/sample-store.js';

interface Reported {
  path: string;
  sizeBytes: number;
  previews: Record<string, unknown> | null;
  creatives: { creative: string; pictures: number; hasPreview: boolean }[];
  notes: string[];
}

/** A store of grouped creatives, of which two have a clip, one a picture and one a clip that is gone. */
async function storeWithMedia(cwd: string): Promise<string> {
  await sampleStore(cwd);
  makeClip(cwd, 'problem-1.mp4', { size: '720x1280', seconds: 6, sound: true });
  makeClip(cwd, 'meme-2.mp4', { source: 'testsrc', size: '180x320' });
  makeClip(cwd, 'meme-1.mp4', { source: 'smptebars' });
  makePicture(cwd, 'unboxing-1.png');
  await runCreo(['add', 'problem-1.mp4', 'meme-1.mp4', 'meme-2.mp4', 'unboxing-1.png', '--quiet'], { cwd });
  rmSync(join(cwd, 'meme-1.mp4'));
  return cwd;
}

let shared: string;

beforeAll(async () => {
  shared = await storeWithMedia(mkdtempSync(join(tmpdir(), 'creo-previews-')));
  return () => rmSync(shared, { recursive: true });
});

const report = async (cwd: string, ...args: string[]): Promise<Reported> =>
  (await creoJson(['report', ...args], { cwd })) as Reported;

test('the start of each clip plays, muted, when it is pressed, and nothing comes from outside the file', async () => {
  const cwd = shared;
  const { path, sizeBytes, previews, creatives, notes } = await report(cwd, '--previews');
  expect(previews).toMatchObject({ count: 2, heldBack: 0, heldBy: null, failed: [] });
  const moving = creatives.filter(({ hasPreview }) => hasPreview).map(({ creative }) => creative);
  expect(moving.sort()).toEqual(['meme-2', 'problem-1']);
  expect(notes.join()).toContain('meme-1');
  expect(readFileSync(path)).toHaveLength(sizeBytes);
  expect(sizeBytes).toBeGreaterThan((4 / 3) * Number(previews?.bytes));

  const url = pathToFileURL(path).href;
  const { page, complaints, requests } = await openPage(url);
  const clip = page.getByRole('button', { name: 'Play the start of problem-1, without sound' });
  expect(await clip.getAttribute('aria-pressed')).toBe('false');
  const video = clip.locator('video');
  const state = () =>
    video.evaluate((element) => {
      const { videoWidth, videoHeight, duration, muted, paused, currentTime } = element as unknown as Record<
        string,
        number
      >;
      return { videoWidth, videoHeight, duration, muted, paused, currentTime };
    });
  expect((await state()).videoWidth).toBe(0);
  await clip.press('Enter');
  await expect.poll(async () => (await state()).currentTime).toBeGreaterThan(0.3);
  const playing = await state();
  expect(playing).toMatchObject({ videoWidth: 240, videoHeight: 426, muted: true, paused: false });
  expect(playing.duration).toBeCloseTo(3, 0);
  await clip.press('Enter');
  await expect.poll(async () => await state()).toMatchObject({ paused: true, currentTime: 0 });
  expect(await clip.getAttribute('aria-pressed')).toBe('false');

  await page.evaluate(axe.source);
  const violations = await page.evaluate<{ id: string; impact: string }[]>(
    'axe.run().then(({ violations }) => violations.map(({ id, impact }) => ({ id, impact })))',
  );
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  expect([complaints, requests]).toEqual([[], [url]]);
  await page.close();
});

test('the same clips give the same bytes, and without the flag there is nothing of them', async () => {
  const cwd = shared;
  const first = readFileSync((await report(cwd, '--previews', '--out', 'first.html')).path);
  expect(readFileSync((await report(cwd, '--previews', '--out', 'again.html')).path).equals(first)).toBe(true);
  const { path, previews } = await report(cwd, '--out', 'still.html');
  expect(previews).toBeNull();
  expect(readFileSync(path, 'utf8')).not.toMatch(/<video|media-src|text\/plain/);
});

test('of more clips than a page takes those with the most spend play, and the rest are said', async () => {
  const cwd = emptyFolder();
  const clips = 26;
  runFfmpeg(
    ...['-f', 'lavfi', '-i', `testsrc2=size=64x96:rate=5:duration=${clips}`, '-c:v', 'libx264', '-g', '5'],
    ...['-f', 'segment', '-segment_time', '1', '-reset_timestamps', '1', join(cwd, 'clip-%02d.mp4')],
  );
  const names = readdirSync(cwd).map((file) => file.replace('.mp4', ''));
  expect(names).toHaveLength(clips);
  const rows = names.map((name, at) => `2026-05-01,${name},1000,20,1,${10 + at},30,USD`);
  writeFileSync(
    join(cwd, 'day.csv'),
    ['day,ad_name,impressions,clicks,conversions,spend,revenue,currency', ...rows, ''].join('\n'),
  );
  const tags = names.map((name, at) => `${name},${at % 3}`);
  writeFileSync(join(cwd, 'tags.csv'), ['creative,shelf', ...tags, ''].join('\n'));
  for (const line of ['add .', 'import day.csv', 'tag --file tags.csv', 'cluster --by shelf'])
    expect([line, (await runCreo([...line.split(' '), '--quiet'], { cwd })).status]).toEqual([line, 0]);

  const { previews, creatives, notes } = await report(cwd, '--previews');
  expect(previews).toMatchObject({ count: 24, heldBack: 2, heldBy: 'count' });
  const still = creatives.filter(({ hasPreview }) => !hasPreview).map(({ creative }) => creative);
  expect(still.sort()).toEqual(['clip-00', 'clip-01']);
  expect(notes.join('\n')).toContain('Previews of the 24 clips with the most spend; 2 more');
});

test('an ffmpeg that cannot write H.264 is said before anything is written', async () => {
  const cwd = shared;
  const program = join(cwd, 'ffmpeg');
  writeFileSync(program, `#!/bin/sh\ncase "$*" in *-encoders*) exit 0;; esac\nexec ${programs.ffmpeg} "$@"\n`);
  chmodSync(program, 0o755);
  const environment = { CREO_FFMPEG: program };
  const { status, stderr } = await runCreo(['report', '--previews', '--out', 'none.html'], { cwd, environment });
  expect([status, stderr]).toEqual([
    1,
    expect.stringMatching(/^error: .*ffmpeg was built without libx264.*\nhint: .*leave out --previews\n$/),
  ]);
  expect(readdirSync(cwd)).not.toContain('none.html');
});
