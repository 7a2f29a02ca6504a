/** `npm run robustness [CHECK…]`: the long versions of the checks, with their counts. Takes a quarter of an hour. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { damagedStores } from './damage.js';
import { onFullDisks } from './disk-full.js';
import { killAtRandom } from './kills.js';
import { underLoad } from './load.js';
import { generatedRequests } from './requests.js';
import type { Finding } from './scene.js';
import { writersAtOnce } from './writers.js';

const CHECKS: Record<string, (folder: string) => Promise<Finding | null>> = {
  kills: (folder) => killAtRandom(folder, 200),
  writers: (folder) => writersAtOnce(folder, 60_000),
  'disk-full': onFullDisks,
  damage: (folder) => damagedStores(folder, 40),
  requests: (folder) => generatedRequests(folder, 2000),
  load: (folder) => underLoad(folder, { ads: 1000, days: 300, milliseconds: 60_000 }, true),
};

const wanted = process.argv.slice(2);
for (const [name, check] of Object.entries(CHECKS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const folder = mkdtempSync(join(tmpdir(), 'creo-robustness-'));
  const finding = await check(folder);
  rmSync(folder, { recursive: true, force: true });
  if (finding === null) {
    process.stdout.write(`${name}: skipped, only root may mount a small disk\n`);
    continue;
  }
  const { what, counts, failures } = finding;
  const numbers = Object.entries(counts).map(([key, count]) => `${count} ${key}`);
  process.stdout.write(`${name}: ${what}: ${numbers.join(', ')}; ${failures.length} failures\n`);
  for (const failure of failures) process.stdout.write(`  ${failure}\n`);
  if (failures.length > 0) process.exitCode = 1;
}
