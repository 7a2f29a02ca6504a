import { expect, test } from 'vitest';
import { comparable, likeness, sameCreatives } from '../../src/ingest/same-creatives.js';

const nobody = (): boolean => false;
const joinsOf = (media: readonly string[], fileless: readonly string[], apart = nobody): string[] =>
  sameCreatives(
    media.map((name, place) => ({ creativeId: place + 1, name })),
    fileless.map((name, place) => ({ creativeId: 100 + place, name, adNames: [] })),
    apart,
  ).map(({ from, intoId, by }) => `${from.name} > ${media[intoId - 1] ?? fileless[intoId - 100]} (${by})`);

test('sizes, platform marks and working words join where the rest of the name is unique', () => {
  expect(joinsOf(['maria_9x16.mp4', 'desk.mp4'], ['Maria | YT', 'maria_9x16 FINAL', 'desk_TT', 'lamp'])).toEqual([
    'Maria | YT > maria_9x16.mp4 (size)',
    'maria_9x16 FINAL > maria_9x16.mp4 (marks)',
    'desk_TT > desk.mp4 (marks)',
  ]);
});

test('two cuts with media of their own stay two: only a name that says its size finds its cut', () => {
  expect(joinsOf(['maria_9x16.mp4', 'maria_4x5.mp4'], ['maria_4x5 - FB', 'maria'])).toEqual([
    'maria_4x5 - FB > maria_4x5.mp4 (marks)',
  ]);
});

test('without media the oldest keeps its name, and versions and lengths stay apart', () => {
  expect(joinsOf([], ['clip_TT', 'clip_v1', 'clip_v2 FINAL', 'clip_15s', 'clip | FB', 'clip_9x16 (1)'])).toEqual([
    'clip | FB > clip_TT (marks)',
    'clip_9x16 (1) > clip_TT (size)',
  ]);
});

test('what a person took apart is not joined again', () => {
  expect(joinsOf(['clip.mp4'], ['clip_TT'], () => true)).toEqual([]);
});

test.each([
  ['kitchen unboxing summer', 'kitchen unboxng summer', true],
  ['kitchen unboxing summer v1', 'kitchen unboxing summer v2', false],
  ['kitchen unboxing summer es', 'kitchen unboxing summer en', false],
  ['kitchen unboxing summer 15s', 'kitchen unboxing summer', false],
  ['street interview summer green', 'street interview summer black', false],
])('a slip of the pen may be one creative, what tells creatives apart may not: %s, %s', (first, second, mayBeOne) => {
  expect(likeness(comparable(first), comparable(second)).mayBeOne).toBe(mayBeOne);
});

test('marks do not lower a likeness', () => {
  expect(likeness(comparable('unboxng kitchen_9x16 FINAL'), comparable('unboxing kitchen')).score).toBeGreaterThan(0.9);
});
