/** What is no file: pipes, devices, links in a circle and folders that nobody may read are refused before they are opened. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findFiles } from '../../src/files/find.js';
import { findExports } from '../../src/files/find-exports.js';
import { openExport } from '../../src/files/open-export.js';
import { cannotOpen } from '../../src/files/regular.js';
import { emptyFolder } from '../helpers/run-creo.js';

const refusal = (code: string): unknown => expect.objectContaining({ code });

function oddThings(): string {
  const folder = emptyFolder();
  symlinkSync('second', join(folder, 'first'));
  symlinkSync('first', join(folder, 'second'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  return folder;
}

test('a link that leads back to itself, a pipe and a device are refused by import and by add', async () => {
  const folder = oddThings();
  for (const [path, code] of [
    [join(folder, 'first'), 'LINK_LOOP'],
    [join(folder, 'pipe'), 'NOT_A_FILE'],
    ['/dev/zero', 'NOT_A_FILE'],
  ] as const) {
    expect(() => findExports([path])).toThrow(refusal(code) as Error);
    await expect(openExport(path)).rejects.toMatchObject({ code });
    await expect(findFiles([path], ['mp4'])).rejects.toMatchObject({ code });
  }
});

test('in a folder only files are taken, also through links, and none of the rest is opened', async () => {
  const folder = oddThings();
  execFileSync('mkfifo', [join(folder, 'pipe.csv'), join(folder, 'pipe.mp4')]);
  symlinkSync('nowhere', join(folder, 'dangling.csv'));
  mkdirSync(join(folder, 'folder.csv'));
  writeFileSync(join(folder, 'report.csv'), 'a,b\n');
  symlinkSync('report.csv', join(folder, 'linked.csv'));
  writeFileSync(join(folder, 'clip.mp4'), 'x');
  expect(findExports([folder]).map(({ path }) => path)).toEqual([
    join(folder, 'linked.csv'),
    join(folder, 'report.csv'),
  ]);
  expect(await findFiles([folder], ['mp4'])).toEqual([join(folder, 'clip.mp4')]);
});

test.each([
  ['EACCES', 'NO_ACCESS', /may not read/],
  ['ELOOP', 'LINK_LOOP', /back to itself/],
  ['EIO', 'UNREADABLE_FILE', /cannot be read/],
])('what the system says (%s) becomes one line', (system, code, message) => {
  const error = cannotOpen('report.csv', Object.assign(new Error('x'), { code: system }));
  expect(error.code).toBe(code);
  expect(error.message).toMatch(message);
});
