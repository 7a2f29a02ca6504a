/**
 * `npm run release`: packs the version of package.json. Refuses a tree with changes that are not committed, and a version that the
 * changelog does not name or that has a tag already. Prints what is left to do by hand.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, ROOT, run, say } from './programs.js';

const place = { cwd: ROOT, env: process.env };
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

function refuse(why: string): never {
  say(`No release: ${why}`);
  process.exit(1);
}

if (run('git', ['status', '--porcelain'], place).output.trim() !== '')
  refuse('there are changes that are not committed');
if (!readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8').includes(`## ${version}\n`)) {
  refuse(`CHANGELOG.md has no section ${version}`);
}
if (run('git', ['tag', '--list', `v${version}`], place).output.trim() !== '') refuse(`v${version} is tagged already`);
for (const script of ['check', 'package-test']) {
  if (!npm(['run', script], place).ok) refuse(`npm run ${script} fails`);
}
if (!npm(['pack', '--ignore-scripts'], place).ok) refuse('npm pack fails');
say(`creo-${version}.tgz is packed. Then: git tag v${version} && git push --tags && npm publish creo-${version}.tgz`);
