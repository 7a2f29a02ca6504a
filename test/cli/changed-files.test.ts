/** Files that were replaced, shortened or removed after they were added: nothing is kept of them under the old content. */
import { appendFileSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashFile } from '../../src/files/hash.js';
import { readAsAdded } from '../../src/media/as-added.js';
import { openStore } from '../../src/store/database.js';
import { makeClip, makePicture } from '../helpers/clips.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';

const CHANGED = 'it is not the file that was added: `creo add` it again to take the new one';

/** A library of a clip and three pictures, of which `same` stays; the rest change each in another way. */
async function changedLibrary(): Promise<string> {
  const cwd = emptyFolder();
  makeClip(cwd, 'replaced.mp4', { seconds: 1 });
  makePicture(cwd, 'same.png', 'testsrc=s=64x64');
  makePicture(cwd, 'shrunk.png', 'smptebars=s=64x64');
  makePicture(cwd, 'rewritten.png', 'rgbtestsrc=s=64x64');
  expect(await runCreo(['add', '.'], { cwd })).toMatchObject({ status: 0 });
  makeClip(cwd, 'replaced.mp4', { seconds: 1, source: 'smptebars' });
  truncateSync(join(cwd, 'shrunk.png'), 60);
  // As many bytes as before, at the same time as before.
  const path = join(cwd, 'rewritten.png');
  const bytes = readFileSync(path);
  bytes[bytes.length - 20] ^= 1;
  writeFileSync(path, bytes);
  utimesSync(path, 0, 0);
  return cwd;
}

test('embed and analyze leave out files that are not those that were added, and say what to do', async () => {
  const cwd = await changedLibrary();
  const skipped = ['replaced.mp4', 'rewritten.png', 'shrunk.png'].map((name) => ({
    path: join(cwd, name),
    reason: CHANGED,
  }));
  const embedded = (await creoJson(['embed'], { cwd })) as { creatives: { creative: string }[] };
  expect(embedded).toMatchObject({ embedded: 1, skipped, creatives: [{ creative: 'same' }] });
  expect(await creoJson(['analyze'], { cwd })).toMatchObject({ measured: 1, skipped });
  expect(await runCreo(['add', 'replaced.mp4'], { cwd })).toMatchObject({ status: 0 });
  expect(await creoJson(['embed'], { cwd })).toMatchObject({ embedded: 1, creatives: [{ creative: 'replaced' }] });
  const db = openStore(join(cwd, 'creo.db'), { create: false });
  const row = db.prepare(
    `SELECT e.content_hash AS hash FROM embeddings e JOIN creatives c USING (creative_id) WHERE c.name = 'replaced'`,
  );
  expect(row.get()).toEqual({ hash: await hashFile(join(cwd, 'replaced.mp4')) });
  db.close();
});

test('a file that changed after it was embedded is said where its vector is used', async () => {
  const cwd = emptyFolder();
  makePicture(cwd, 'a.png', 'testsrc=s=64x64');
  makePicture(cwd, 'b.png', 'smptebars=s=64x64');
  await runCreo(['add', '.'], { cwd });
  await runCreo(['embed'], { cwd });
  appendFileSync(join(cwd, 'a.png'), 'more');
  for (const args of [['embed'], ['similar', 'a'], ['duplicates'], ['analyze']]) {
    const { stdout } = await runCreo(args, { cwd });
    expect(args[0] === 'analyze' || stdout.includes('Changed on disk since they were added')).toBe(true);
  }
  expect((await runCreo(['similar', 'b'], { cwd })).stdout).not.toContain('Changed on disk');
  writeFileSync(join(cwd, 'notes.txt'), 'not media');
  expect(await runCreo(['similar', 'notes.txt'], { cwd })).toMatchObject({ status: 1 });
});

test('a file that is written while it is read is not taken for the one that was added', async () => {
  const path = makePicture(emptyFolder(), 'busy.png');
  const file = { path, contentHash: await hashFile(path), media: { sizeBytes: readFileSync(path).length } };
  expect(await readAsAdded(file, async () => 'frames')).toBe('frames');
  await expect(readAsAdded(file, async () => appendFileSync(path, 'x'))).rejects.toThrow(CHANGED);
});
