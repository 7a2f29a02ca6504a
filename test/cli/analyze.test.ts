import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { TAXONOMY } from '../../src/patterns/taxonomy.js';
import { saveTag } from '../../src/store/tags.js';
import { storeIn } from '../helpers/campaign.js';
import { makeClip, makePicture, runFfmpeg } from '../helpers/clips.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { scriptedClip } from '../helpers/scripted-clip.js';
import { writeClip } from '../helpers/tiny-clip.js';

test('clips and pictures are measured once, and again only when asked', async () => {
  const cwd = emptyFolder();
  scriptedClip(cwd, 'cuts.mp4', [{ seconds: 1 }, { seconds: 0.6 }, { seconds: 0.8 }]);
  makeClip(cwd, 'tone.mp4', { source: 'color=red', seconds: 3, sound: true });
  makePicture(cwd, 'still.png', 'color=blue:s=320x240');
  await creoJson(['add', 'cuts.mp4', 'tone.mp4', 'still.png'], { cwd });
  expect(await creoJson(['analyze', '--model', 'bundled'], { cwd })).toMatchObject({
    measured: 3,
    unchanged: 0,
    model: null,
    skipped: [],
    creatives: [
      {
        creative: 'cuts',
        shots: 3,
        firstCutSeconds: 1,
        pace: 'fast',
        dynamicStart: true,
        loudnessLufs: null,
        boundaries: [{ atSeconds: 1, kind: 'cut' }, { atSeconds: 1.6 }],
      },
      {
        creative: 'tone',
        shots: 1,
        motion: 0,
        voiceScore: expect.any(Number),
        silence: expect.any(Number),
        colours: [{ name: 'red' }],
      },
      { creative: 'still', shots: null, pace: null, motion: null, silence: null, colours: [{ name: 'blue' }] },
    ],
  });
  expect(await creoJson(['analyze'], { cwd })).toMatchObject({ measured: 0, unchanged: 3 });
  const { stdout } = await runCreo(['analyze', '--again'], { cwd });
  expect(stdout).toContain('3 measured, 0 unchanged');
  expect(stdout).toContain('one shot');
  expect(stdout).toContain('need CLIP');
});

test('a file that is gone or damaged is skipped with its reason, and the rest go on', async () => {
  const cwd = emptyFolder();
  makeClip(cwd, 'a.mp4', { seconds: 1 });
  makeClip(cwd, 'b.mp4', { seconds: 1, source: 'color=green' });
  await creoJson(['add', 'a.mp4', 'b.mp4'], { cwd });
  rmSync(join(cwd, 'a.mp4'));
  const { status, stdout, stderr } = await runCreo(['analyze'], { cwd });
  expect(status).toBe(0);
  expect(stdout).toContain('1 measured, 0 unchanged, 1 read, 1 skipped');
  expect(stderr).toMatch(/skipped .*a\.mp4: /);
});

test('with a model that reads text every dimension is named or unknown, with its score and moment', async () => {
  const cwd = emptyFolder();
  const model = writeClip(join(cwd, 'clip'));
  makeClip(cwd, 'a.mp4', { seconds: 2 });
  await creoJson(['add', 'a.mp4'], { cwd });
  expect((await runCreo(['analyze', '--model', model], { cwd })).stdout).toContain('run `creo embed --model');
  await creoJson(['embed', '--model', model], { cwd });
  const sure = await creoJson(['analyze', '--model', model, '--threshold', '0'], { cwd });
  expect(sure).toMatchObject({ taxonomy: TAXONOMY.version, model: expect.stringContaining('clip') });
  expect(sure).toMatchObject({
    creatives: [
      {
        detected: TAXONOMY.dimensions.map(({ key }) => ({
          tag: key,
          score: expect.any(Number),
          atSeconds: expect.any(Number),
        })),
      },
    ],
  });
  expect(await creoJson(['analyze', '--model', model, '--threshold', '1'], { cwd })).toMatchObject({
    creatives: [
      { detected: TAXONOMY.dimensions.map(({ key }) => ({ value: key === 'talent' ? expect.any(String) : null })) },
    ],
  });
});

test("a person's tag stays, what was detected before does not, and a taxonomy file replaces creo's", async () => {
  const cwd = emptyFolder();
  const model = writeClip(join(cwd, 'clip'));
  makeClip(cwd, 'a.mp4', { seconds: 2 });
  await creoJson(['add', 'a.mp4', '--tag', 'mood=mine'], { cwd });
  await creoJson(['embed', '--model', model], { cwd });
  const db = storeIn(cwd);
  saveTag(db, { creativeId: 1, key: 'earlier', value: 'seen', source: 'detected', score: 0.9, atSeconds: 0 });
  db.close();
  const values = ['loud', 'quiet'].map((value) => ({ value, description: `a ${value} picture` }));
  writeFileSync(
    join(cwd, 'moods.json'),
    JSON.stringify({
      version: 'ours-2',
      dimensions: [
        { key: 'mood', values },
        { key: 'tone', values },
      ],
    }),
  );
  await creoJson(['analyze', '--model', model, '--taxonomy', 'moods.json', '--threshold', '0'], { cwd });
  const { creatives } = (await creoJson(['list'], { cwd })) as { creatives: { tags: string }[] };
  expect(creatives[0].tags).toContain('mood=mine');
  expect(creatives[0].tags).not.toContain('earlier');
  writeFileSync(join(cwd, 'bad.json'), '{"dimensions": [{"key": "hook", "values": []}]}');
  const { status, stderr } = await runCreo(['analyze', '--taxonomy', 'bad.json'], { cwd });
  expect(status).toBe(1);
  expect(stderr).toContain('bad.json: hook needs two values or more');
});

/** A clip of 3 s that shows one drawn picture with lettering. */
async function spokenPicture(folder: string, name: string, lines: readonly string[]): Promise<void> {
  const text = lines.map(
    (line, row) =>
      `<text x="270" y="${300 + 60 * row}" text-anchor="middle" font-family="DejaVu Sans, Arial, sans-serif" font-size="34"
        font-weight="700" fill="#fff" stroke="#111" stroke-width="4" paint-order="stroke">${line}</text>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="540" height="960"><rect width="100%" height="100%" fill="#58748a"/>${text.join('')}</svg>`;
  const png = join(folder, `${name}.png`);
  await sharp(Buffer.from(svg)).png().toFile(png);
  runFfmpeg('-loop', '1', '-framerate', '5', '-i', png, '-t', '3', '-pix_fmt', 'yuv420p', join(folder, `${name}.mp4`));
}

test('words are read once, only those of what is new, and show has them with what was measured', async () => {
  const cwd = emptyFolder();
  await spokenPicture(cwd, 'serum', ['Stop scrolling!', 'Get 50% off today']);
  await creoJson(['add', 'serum.mp4'], { cwd });
  expect(await creoJson(['analyze', '--no-words', '--model', 'bundled'], { cwd })).toMatchObject({
    measured: 1,
    read: 0,
    creatives: [{ words: [], faceShare: 0, talksAtOnce: null, detected: [{ tag: 'talent', value: 'no-face' }] }],
  });
  const words = [
    { text: 'Stop scrolling!', atSeconds: expect.closeTo(0.3, 0), language: 'en', block: 1, furniture: false },
    { text: 'Get 50% off today', untilSeconds: expect.closeTo(2.5, 0), block: 1 },
  ];
  expect(await creoJson(['analyze', '--model', 'bundled'], { cwd })).toMatchObject({
    measured: 0,
    read: 1,
    unchanged: 0,
    creatives: [{ words }],
  });
  expect(await creoJson(['analyze', '--model', 'bundled'], { cwd })).toMatchObject({
    measured: 0,
    read: 0,
    unchanged: 1,
  });
  expect(await creoJson(['show', 'serum'], { cwd })).toMatchObject({
    creative: { words, patterns: { shots: 1, voiceScore: null, faceShare: 0 } },
  });
  expect((await runCreo(['show', 'serum'], { cwd })).stdout).toContain('Get 50% off today');
  const { status, stderr } = await runCreo(['analyze', '--text-language', 'en,xx'], { cwd });
  expect([status, stderr]).toEqual([1, expect.stringContaining("No language is called 'xx'")]);
}, 60_000);
