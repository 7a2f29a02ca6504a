import { expect, test } from 'vitest';
import { NameIndex, nameSimilarity, normaliseName } from '../../src/ingest/names.js';
import { parseNaming, readNaming } from '../../src/ingest/naming.js';

test.each([
  'Hook_POV-v1',
  'hook pov v1.mp4',
  'HOOK POV V1 copy 2',
  'hook_pov_v1 (2)',
  'hook_pov_v1 – Copy',
  'hook_pov_v1.mp4 - копия',
  'TikTok_hook_pov_v1',
  'ads/final/hook_pov_v1.mov',
  'Hóok  pov   v1',
])('%s is the same name', (name) => {
  expect(normaliseName(name)).toBe('hook pov v1');
});

test.each(['hook_pov_v2', 'hook_pov', 'other'])('%s is another name', (name) => {
  expect(normaliseName(name)).not.toBe('hook pov v1');
});

test('an exact name wins over a normalised one, and a normalised name that two share decides nothing', () => {
  const index = new NameIndex([
    { creativeId: 1, name: 'clip.mp4' },
    { creativeId: 2, name: 'Clip' },
    { creativeId: 3, name: 'solo.mp4' },
  ]);
  expect(index.find(['Clip'])).toEqual({ creativeId: 2, by: 'exact' });
  expect(index.find(['CLIP'])).toBeNull();
  expect(index.find([null, 'SOLO copy'])).toEqual({ creativeId: 3, by: 'normalised' });
});

test('likeness is 1 for names that differ only in dress, and falls with every letter', () => {
  expect(nameSimilarity('Hook_POV.mp4', 'hook pov')).toBe(1);
  expect(nameSimilarity('hook pov v1', 'hook pov v2')).toBeGreaterThan(nameSimilarity('hook pov v1', 'unboxing v2'));
  expect(nameSimilarity('', 'x')).toBe(0);
});

const tagsIn = (pattern: string, name: string): unknown => {
  const read = readNaming(parseNaming(pattern), name);
  return 'tags' in read ? Object.fromEntries(read.tags) : read;
};

test('a convention splits a name into tags', () => {
  expect(tagsIn('{hook}_{creator}_{angle}_{version}', 'pov_Anna B_price_v3.mp4')).toEqual({
    hook: 'pov',
    creator: 'Anna B',
    angle: 'price',
    version: 'v3',
  });
  expect(tagsIn('AD|{hook} - {creator}', 'AD|pov - anna')).toEqual({ hook: 'pov', creator: 'anna' });
});

test('a name that does not fit tells the part that fails', () => {
  const pattern = '{hook}_{creator}_{version}';
  expect(tagsIn(pattern, 'pov_anna')).toEqual({ failsAt: 'creator', reason: 'has no "_" after {creator}' });
  expect(tagsIn(pattern, 'pov__v1')).toEqual({ failsAt: 'creator', reason: 'has nothing at {creator}' });
  expect(tagsIn(pattern, 'pov_anna_v1_final')).toEqual({ failsAt: 'version', reason: 'has another "_" in {version}' });
});

test.each(['', 'no fields', '{a}{b}', '{a}_{a}', '{a_{b}', '{}'])('"%s" is no convention', (pattern) => {
  expect(() => parseNaming(pattern)).toThrow();
});
