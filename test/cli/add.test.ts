import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addCreative, creativeByName } from '../../src/store/creatives.js';
import { openStore } from '../../src/store/database.js';
import { tagsInForce } from '../../src/store/tags.js';
import { makeClip, makePicture, programs } from '../helpers/clips.js';
import { serveFiles } from '../helpers/file-server.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';

const storeOf = (folder: string) => openStore(join(folder, 'creo.db'), { create: true });

test('files, folders and globs become creatives named after their files', async () => {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'ads', 'deep'), { recursive: true });
  makeClip(join(cwd, 'ads'), 'hook-a.mp4', { seconds: 1, sound: true });
  makeClip(join(cwd, 'ads', 'deep'), 'hook-b.webm', { seconds: 1, source: 'smptebars' });
  makePicture(cwd, 'still.png');
  writeFileSync(join(cwd, 'ads', 'notes.txt'), 'not an ad');
  const answer = await creoJson(['add', 'ads', '*.png', '--category', 'lootbox', '--tag', 'creator=anna'], { cwd });
  expect(answer).toEqual({
    creatives: [
      {
        creative: 'hook-b',
        status: 'added',
        kind: 'video',
        width: 180,
        height: 320,
        creativeId: 1,
        durationSeconds: 1,
        path: join(cwd, 'ads/deep/hook-b.webm'),
      },
      {
        creative: 'hook-a',
        status: 'added',
        kind: 'video',
        width: 180,
        height: 320,
        creativeId: 2,
        durationSeconds: 1,
        path: join(cwd, 'ads/hook-a.mp4'),
      },
      {
        creative: 'still',
        status: 'added',
        kind: 'image',
        width: 320,
        height: 240,
        creativeId: 3,
        durationSeconds: 0,
        path: join(cwd, 'still.png'),
      },
    ],
    skipped: [],
  });
  const db = storeOf(cwd);
  expect(creativeByName(db, 'hook-a')).toMatchObject({ category: 'lootbox', media: { hasAudio: true, fps: 10 } });
  expect(tagsInForce(db)).toHaveLength(3);
});

test('the same bytes under another name are the same creative, which is then found by both names', async () => {
  const cwd = emptyFolder();
  copyFileSync(makePicture(cwd, 'one.png'), join(cwd, 'two.png'));
  const { stdout, stderr } = await runCreo(['add', 'one.png', 'two.png'], { cwd });
  expect(stdout).toContain('1 added, 1 already there');
  expect(stderr).toContain(`${join(cwd, 'two.png')} has the same content as one: one creative`);
  expect(creativeByName(storeOf(cwd), 'two')?.name).toBe('one');
});

test('a creative that has results but no file gets the file of its name', async () => {
  const cwd = emptyFolder();
  const db = storeOf(cwd);
  for (const name of ['stem', 'whole.png']) {
    addCreative(db, {
      name,
      category: null,
      path: null,
      contentHash: null,
      media: null,
      createdAt: '2026-07-14T09:00:00.000Z',
    });
  }
  makePicture(cwd, 'stem.png');
  makePicture(cwd, 'whole.png', 'smptebars=s=64x64');
  expect(await creoJson(['add', '.'], { cwd })).toMatchObject({
    creatives: [
      { creative: 'stem', status: 'updated', kind: 'image' },
      { creative: 'whole.png', status: 'updated', kind: 'image' },
    ],
  });
});

test('a file that changed where it lies is the new version of its creative', async () => {
  const cwd = emptyFolder();
  makePicture(cwd, 'ad.png');
  await runCreo(['add', 'ad.png'], { cwd });
  makePicture(cwd, 'ad.png', 'smptebars=s=64x64');
  expect(await creoJson(['add', 'ad.png'], { cwd })).toMatchObject({
    creatives: [{ creativeId: 1, creative: 'ad', status: 'updated', width: 64 }],
  });
});

test('two files of one name are two creatives', async () => {
  const cwd = emptyFolder();
  for (const [folder, source] of [
    ['a', 'testsrc2=s=64x64'],
    ['b', 'smptebars=s=64x64'],
    ['c', 'rgbtestsrc=s=64x64'],
  ]) {
    mkdirSync(join(cwd, folder));
    makePicture(join(cwd, folder), 'final.png', source);
  }
  expect(await creoJson(['add', 'a', 'b', 'c'], { cwd })).toMatchObject({
    creatives: [{ creative: 'final' }, { creative: 'final.png' }, { creative: 'c/final' }],
  });
});

test('a file that is no media is one line, and the rest go on', async () => {
  const cwd = emptyFolder();
  makePicture(cwd, 'good.png');
  writeFileSync(join(cwd, 'text.mp4'), 'hello\n'.repeat(100));
  writeFileSync(join(cwd, 'zero.mp4'), '');
  const { status, stdout, stderr } = await runCreo(['add', '.'], { cwd });
  expect(status).toBe(0);
  expect(stdout).toContain('1 added, 2 skipped');
  expect(stderr.split('\n').filter((line) => line.startsWith('skipped'))).toEqual([
    `skipped ${join(cwd, 'text.mp4')}: not a video that creo can read`,
    `skipped ${join(cwd, 'zero.mp4')}: the file is empty`,
  ]);
});

test.each([
  ['nothing of it is media', ['bad.mp4'], 'None of the 1 files could be added'],
  ['a path names nothing', ['nowhere.mp4'], 'There is no file or folder nowhere.mp4'],
  ['a glob names nothing', ['*.mov'], 'There is no file or folder *.mov'],
  ['one name is given for many files', ['bad.mp4', 'good.png', '--name', 'x'], '--name x was given for 2 files'],
] as const)('when %s, it is an error with a hint', async (_, args, message) => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'bad.mp4'), 'hello');
  writeFileSync(join(cwd, 'good.png'), 'hello');
  const { status, stdout, stderr } = await runCreo(['add', ...args], { cwd });
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain(`error: ${message}`);
  expect(stderr).toContain('hint: ');
});

test('a file on the web is fetched, kept beside the store and not fetched again', async () => {
  const cwd = emptyFolder();
  const content = readFileSync(makePicture(cwd, 'local.png'));
  const { url, requests } = await serveFiles({
    '/ads/Hook%20A.png?v=1': { content, type: 'image/png' },
    '/page': { content: Buffer.from('<html>'), type: 'text/html' },
  });
  const answer = await creoJson(['add', `${url}/ads/Hook%20A.png?v=1`, `${url}/page`, '--allow-private'], { cwd });
  expect(answer).toMatchObject({
    creatives: [{ creative: 'Hook A', status: 'added', path: expect.stringMatching(/creo-media.*Hook A\.png$/) }],
    skipped: [{ path: `${url}/page`, reason: 'the server sent text/html, not a video or picture' }],
  });
  await runCreo(['add', `${url}/ads/Hook%20A.png?v=1`, '--allow-private'], { cwd });
  expect(requests.filter((request) => request.includes('Hook'))).toHaveLength(1);
  const { status, stderr } = await runCreo(['add', `${url}/other.png`], { cwd });
  expect(status).toBe(1);
  expect(stderr).toContain('--allow-private permits that');
});

test('a file whose name means the same as a creative without a file is its file', async () => {
  const cwd = emptyFolder();
  addCreative(storeOf(cwd), {
    name: 'Hook A – Copy',
    category: null,
    path: null,
    contentHash: null,
    media: null,
    createdAt: '2026-07-14T09:00:00.000Z',
  });
  makePicture(cwd, 'hook_a.png');
  expect(await creoJson(['add', 'hook_a.png'], { cwd })).toMatchObject({
    creatives: [{ creative: 'Hook A – Copy', status: 'updated' }],
  });
});

test('a naming convention tags the files that are added after it', async () => {
  const cwd = emptyFolder();
  makeClip(cwd, 'question_anna_v1.mp4');
  makeClip(cwd, 'plain.mp4', { source: 'testsrc' });
  await creoJson(['init', '--currency', 'USD'], { cwd });
  await creoJson(['naming', 'set', '{hook}_{creator}_{version}'], { cwd });
  await creoJson(['add', 'question_anna_v1.mp4', 'plain.mp4'], { cwd });
  expect(await creoJson(['list', '--tag', 'hook=question'], { cwd })).toMatchObject({
    creatives: [{ creative: 'question_anna_v1', tags: 'creator=anna hook=question version=v1' }],
  });
});

test('the first files of a store say that ffmpeg is the packaged one, and only where it is', async () => {
  const cwd = emptyFolder();
  makePicture(cwd, 'one.png');
  makePicture(cwd, 'two.png', 'smptebars=s=320x240');
  const add = async (file: string, environment: Record<string, string>): Promise<string> =>
    (await runCreo(['add', file], { cwd, environment })).stderr;
  // No folder of programs: what is found is what came with the packages.
  expect(await add('one.png', { PATH: cwd })).toContain('ffmpeg is the one that comes with creo');
  expect(await add('two.png', { PATH: cwd })).toBe('');
  const { ffmpeg } = programs;
  expect(await add('one.png', { CREO_FFMPEG: ffmpeg, CREO_DB: 'other.db' })).not.toContain('comes with creo');
});
