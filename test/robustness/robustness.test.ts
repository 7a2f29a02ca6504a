/** Short versions of the robustness checks; `npm run robustness` runs the long ones. */
import { expect, test } from 'vitest';
import { emptyFolder } from '../helpers/run-creo.js';
import { damagedStores } from './damage.js';
import { onFullDisks } from './disk-full.js';
import { killAtRandom } from './kills.js';
import { underLoad } from './load.js';
import { generatedRequests } from './requests.js';
import { writersAtOnce } from './writers.js';

const PATIENCE = 180_000;

test('a command that is killed leaves a whole store, and run again it ends where it would have', {
  timeout: PATIENCE,
}, async () => {
  const { counts, failures } = await killAtRandom(emptyFolder(), 2);
  expect(failures).toEqual([]);
  expect(counts.kills).toBeGreaterThan(0);
});

test('processes that write at once lose nothing and never see a busy store', { timeout: PATIENCE }, async () => {
  const { counts, failures } = await writersAtOnce(emptyFolder(), 5_000);
  expect(failures).toEqual([]);
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(0);
});

test('a full disk is said in one line and changes nothing', { timeout: PATIENCE }, async ({ skip }) => {
  const finding = await onFullDisks(emptyFolder());
  if (finding === null) return skip('only root may mount a small disk');
  expect(finding.failures).toEqual([]);
  expect(finding.counts['refused for want of room']).toBeGreaterThan(0);
});

test('a damaged store is said, and a backup brings it back', { timeout: PATIENCE }, async () => {
  const { counts, failures } = await damagedStores(emptyFolder(), 5);
  expect(failures).toEqual([]);
  expect(counts.restored).toBe(5);
});

test('requests made from the description get answers that it describes, and store nothing that cannot be', {
  timeout: PATIENCE,
}, async () => {
  const { counts, failures } = await generatedRequests(emptyFolder(), 60);
  expect(failures).toEqual([]);
  expect(Math.min(counts['2xx'] ?? 0, counts['4xx'] ?? 0)).toBeGreaterThan(0);
});

test('fifty clients at once lose no write, and no answer is a bug', { timeout: PATIENCE }, async () => {
  const { counts, failures } = await underLoad(emptyFolder(), { ads: 20, days: 5, milliseconds: 1_500 }, false);
  expect(failures).toEqual([]);
  expect(counts['write answers']).toBeGreaterThan(0);
});
