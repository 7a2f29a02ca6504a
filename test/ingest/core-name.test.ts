import { expect, test } from 'vitest';
import { coreName } from '../../src/ingest/core-name.js';

test.each([
  'maria_kitchen_9x16',
  'maria_kitchen_1080x1920.mp4',
  'maria_kitchen 1080 × 1920',
  'Maria Kitchen FINAL',
  'maria_kitchen_v-final',
  'maria_kitchen_final_FINAL (1).mov',
  'maria_kitchen (1) FINAL',
  'maria_kitchen | YT',
  'maria_kitchen_TT',
  'Maria kitchen - FB',
  'FB_maria_kitchen',
  '[TikTok] maria kitchen',
  'maria_kitchen_4x5 - копия',
  'maria_kitchen_story',
  'maria_kitchen-Reels',
  'maria_9x16_kitchen',
  'maria_kitchen_4:5 copy 2 | IG',
  'maria_kitchen_1080p_approved',
  'maria_kitchen | IG Reels',
  'maria_kitchen - FB Ads',
  'maria_kitchen_16:9_YT_Shorts',
])('%s is maria kitchen at its core', (name) => {
  expect(coreName(name).core).toBe('maria kitchen');
});

test.each([
  'maria_kitchen_v2',
  'maria_kitchen_15s',
  'maria_kitchen_2',
  'maria_kitchen_es',
  'maria_kitchen story',
  'maria_kitchen 9-16',
  'maria_kitchen_final2',
  'maria_kitchen_sale',
  'maria_kitchen_2x1',
  'maria_kitchen_3x2',
])('%s is another creative', (name) => {
  expect(coreName(name).core).not.toBe('maria kitchen');
});

test.each([
  ['maria_TT_v2', 'maria_v2_FB'],
  ['maria_9x16_15s', 'maria_15s_1080x1920 FINAL'],
  ['maria_v2_final', 'maria v2 | YT'],
])('%s and %s are one: marks around a version or a length come off, it stays', (first, second) => {
  expect(coreName(first).core).toBe(coreName(second).core);
  expect(coreName(first).core).not.toBe('maria');
});

test.each([
  ['FINAL', 'final'],
  ['9x16', ''],
  ['_TT', 'tt'],
  ['(1)', ''],
])('a name of nothing but marks (%s) becomes %j, which joins no other', (name, core) => {
  expect(coreName(name).core).toBe(core);
});

test('a name longer than any name is looked at once', () => {
  expect(coreName(`x${' _'.repeat(50_000)}`).core).toBe('x');
});

test('what was taken off is told as it was written', () => {
  expect(coreName('maria_kitchen_9x16 FINAL').taken).toEqual(['9x16', 'FINAL']);
  expect(coreName('maria_kitchen | YT').taken).toEqual(['YT']);
});

test('a size is kept apart from the marks, so that two cuts in the library stay two', () => {
  expect(coreName('maria_9x16 | TT').sized).toBe(coreName('maria_9x16.mp4').sized);
  expect(coreName('maria_9x16').sized).not.toBe(coreName('maria_4x5').sized);
  expect(coreName('maria_9x16').core).toBe(coreName('maria_4x5').core);
});
