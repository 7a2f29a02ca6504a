import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeClip, makePicture, runFfmpeg } from '../helpers/clips.js';
import { creoJson, runCreo } from '../helpers/run-creo.js';
import { writeClip } from '../helpers/tiny-clip.js';

/** A library of one clip, edits of it and strangers, embedded by the bundled network and by a model with words. */
let cwd: string;
const SCENE = 'mandelbrot=maxiter=120:start_scale=1.5:end_scale=0.3:end_pts=120';

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'creo-similar-'));
  const ads = join(cwd, 'ads');
  mkdirSync(ads);
  const original = makeClip(ads, 'original.mp4', { source: SCENE, size: '180x320', seconds: 6, keyFrames: 10 });
  const edit = (name: string, ...options: string[]): void =>
    runFfmpeg(
      '-i',
      original,
      ...options,
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p',
      '-g',
      '10',
      join(ads, name),
    );
  edit('mirrored.mp4', '-vf', 'hflip');
  edit('cropped.mp4', '-vf', 'crop=iw*0.86:ih*0.86');
  edit('captioned.mp4', '-vf', 'drawbox=x=14:y=220:w=150:h=40:c=white:t=fill');
  edit('faster.mp4', '-vf', 'setpts=PTS/1.25', '-r', '10');
  edit('cut.mp4', '-ss', '1', '-t', '4');
  makeClip(ads, 'pattern.mp4', { seconds: 4, keyFrames: 10 });
  makePicture(ads, 'bars.png', 'smptebars=s=270x480');
  writeClip(join(cwd, 'model'));
  await runCreo(['add', 'ads'], { cwd });
  await runCreo(['embed'], { cwd });
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe('duplicates', () => {
  test('finds the edits of a clip, and counts them as one', async () => {
    const answer = await creoJson(['duplicates'], { cwd });
    expect(answer).toMatchObject({ creatives: 8, effectiveCreatives: 3, modelId: 'creo/efficientnet-lite0#fp16' });
    expect(answer).toMatchObject({
      groups: [
        {
          creatives: ['captioned', 'cropped', 'cut', 'faster', 'mirrored', 'original'].map((creative) => ({
            creative,
          })),
        },
      ],
    });
  });

  test('winners and the report count edits of one video as one test', async () => {
    for (const [index, name] of ['original', 'mirrored', 'pattern'].entries()) {
      const figures = ['--impressions', '4000', '--clicks', '50', '--conversions', String(3 - index)];
      const money = ['--spend', '50', '--revenue', '60', '--date', '2026-07-06', '--currency', 'USD'];
      await creoJson(['perf', 'set', name, ...figures, ...money], { cwd });
    }
    expect(await creoJson(['winners'], { cwd })).toMatchObject({ effectiveCreatives: 2 });
    expect(await creoJson(['report', '--pictures', '0'], { cwd })).toMatchObject({ effectiveCreatives: 3 });
  });

  test('says so to a person', async () => {
    const { stdout } = await runCreo(['duplicates'], { cwd });
    expect(stdout).toContain('8 creatives are 3 independent ones');
    const shown = await creoJson(['show', 'cut'], { cwd });
    expect(shown).toMatchObject({ creative: { editsOf: [{ creative: 'captioned' }, {}, {}, {}, {}] } });
  });
});

describe('similar', () => {
  test('gives the other creatives, most alike first', async () => {
    const answer = await creoJson(['similar', 'original', '--limit', '6'], { cwd });
    expect(answer).toMatchObject({ query: 'original', modelId: 'creo/efficientnet-lite0#fp16' });
    const { results } = answer as { results: { creative: string; similarity: number }[] };
    expect(results).toHaveLength(6);
    expect(
      results
        .slice(0, 5)
        .map(({ creative }) => creative)
        .sort(),
    ).toEqual(['captioned', 'cropped', 'cut', 'faster', 'mirrored']);
    expect(results[0].similarity).toBeGreaterThan(results[5].similarity);
  });

  test('takes a file that is not in the library', async () => {
    const outside = makePicture(cwd, 'outside.jpg', 'smptebars=s=540x960');
    expect(await creoJson(['similar', outside, '--limit', '1'], { cwd })).toMatchObject({
      results: [{ creative: 'bars' }],
    });
  });

  test('of something that is neither is an error with a hint', async () => {
    const { status, stderr } = await runCreo(['similar', 'orig'], { cwd });
    expect(status).toBe(1);
    expect(stderr).toContain('Did you mean original?');
  });
});

describe('search', () => {
  test('needs a model that knows words, and says which', async () => {
    const { status, stderr } = await runCreo(['search', 'a box'], { cwd });
    expect(status).toBe(1);
    expect(stderr).toContain('creo model pull');
  });

  test('finds the moment of each creative that is nearest to a text', async () => {
    const before = await runCreo(['search', 'a box', '--model', 'model'], { cwd });
    expect(before.stderr).toContain('Run `creo embed --model model` first');
    expect(await creoJson(['embed', '--model', 'model'], { cwd })).toMatchObject({ embedded: 8, dims: 32 });
    const answer = await creoJson(['search', 'a box', '--model', 'model', '--limit', '3'], { cwd });
    expect(answer).toMatchObject({ query: 'a box', modelId: expect.stringMatching(/^model@[0-9a-f]{12}#q8$/) });
    const { results } = answer as { results: { creative: string; atSeconds: number; similarity: number }[] };
    expect(results).toHaveLength(3);
    expect(results.map(({ similarity }) => similarity)).toEqual(
      results.map(({ similarity }) => similarity).sort((a, b) => b - a),
    );
    expect(new Set(results.map(({ creative }) => creative)).size).toBe(3);
  });
});
