import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clustersOfValues } from '../../src/cluster/assemble.js';
import { clusterLabels } from '../../src/cluster/labels.js';
import { principalMap } from '../../src/cluster/map.js';
import { memberOverlap, stableIds } from '../../src/cluster/stable-ids.js';
import { nameTraits } from '../../src/cluster/traits.js';
import { plantedVectors, rows } from '../helpers/vectors.js';

const cluster = (clusterId: number, ...creativeIds: number[]) => ({ clusterId, label: '', creativeIds });
const idsOf = (earlier: ReturnType<typeof cluster>[], fresh: ReturnType<typeof cluster>[]): number[] =>
  stableIds(earlier, fresh, memberOverlap(earlier, fresh));

test('a cluster keeps its id whatever its number in the new run', () => {
  expect(idsOf([cluster(1, 1, 2, 3), cluster(2, 4, 5)], [cluster(0, 4, 5), cluster(0, 1, 2, 3)])).toEqual([2, 1]);
});

test('creatives that came or went do not count against a cluster', () => {
  expect(idsOf([cluster(7, 1, 2)], [cluster(0, 1, 3, 4, 5, 6, 7)])).toEqual([7]);
});

test('the larger part of a split cluster keeps the id, the other gets a new one', () => {
  expect(
    idsOf([cluster(1, 1, 2, 3, 4, 5), cluster(2, 6)], [cluster(0, 1, 2), cluster(0, 3, 4, 5), cluster(0, 6)]),
  ).toEqual([3, 1, 2]);
});

test('an id of the earlier run is not given to a cluster of other members', () => {
  expect(idsOf([cluster(1, 1, 2), cluster(2, 3, 4)], [cluster(0, 9, 8), cluster(0, 3, 4)])).toEqual([3, 2]);
});

test('ids are whole, from 1 on, and each is given once', () => {
  const run = fc
    .array(fc.nat(4), { minLength: 1, maxLength: 12 })
    .map(
      (values) =>
        clustersOfValues([...values.keys()], new Map(values.map((value, id) => [id, `v${value}`])), []).clusters,
    );
  fc.assert(
    fc.property(run, run, (earlier, fresh) => {
      const ids = stableIds(earlier, fresh, memberOverlap(earlier, fresh));
      expect(new Set(ids).size).toBe(fresh.length);
      expect(Math.min(...ids)).toBeGreaterThanOrEqual(1);
      expect(stableIds(earlier, earlier, memberOverlap(earlier, earlier))).toEqual(
        earlier.map(({ clusterId }) => clusterId),
      );
    }),
  );
});

test('a label says what most members share and the others lack', () => {
  const dark = { aspect: 'brightness', text: 'dark', weight: 0.7 };
  const vertical = { aspect: 'aspect', text: 'vertical', weight: 0.7 };
  const demo = { aspect: 'hook', text: 'hook: demo', weight: 1 };
  const traits = new Map([
    [1, [vertical, dark, demo]],
    [2, [vertical, dark, demo]],
    [3, [vertical]],
    [4, [vertical]],
  ]);
  const groups = [
    { creativeIds: [1, 2], centralName: 'a' },
    { creativeIds: [3, 4], centralName: 'b' },
  ];
  expect(clusterLabels(groups, (id) => traits.get(id) ?? [])).toEqual(['hook: demo · dark', 'like b']);
});

test('two clusters are never called the same', () => {
  const trait = { aspect: 'hook', text: 'hook: demo', weight: 1 };
  const groups = [1, 2, 3].map((id) => ({ creativeIds: [id], centralName: `n${id}` }));
  expect(clusterLabels(groups, (id) => (id < 3 ? [trait] : []))).toEqual([
    'hook: demo · like n1',
    'hook: demo · like n2',
    'like n3',
  ]);
});

test('a name gives its words and phrases, without the empty ones; the longest says most', () => {
  const traits = nameTraits('Talking-head_03_final.mp4');
  expect(traits.map(({ text }) => text)).toEqual(['talking', 'talking head', 'head']);
  const groups = [
    { creativeIds: [1, 2], centralName: 'a' },
    { creativeIds: [3, 4], centralName: 'b' },
  ];
  const labels = clusterLabels(groups, (id) => nameTraits(id < 3 ? `talking-head_${id}` : 'card'));
  expect(labels).toEqual(['talking head', 'card']);
});

test('the map lays the longest direction along x, and its farthest row on the positive side', () => {
  const places = principalMap(rows([0, 0], [4, 4], [1, -1], [2, 2], [-1, 1]));
  expect(places[1].x).toBeGreaterThan(3.5);
  expect(Math.abs(places[2].y)).toBeGreaterThan(1.3);
  expect(Math.abs(places[1].y)).toBeLessThan(1);
  const mean = places.reduce((sum, { x }) => sum + x, 0) / places.length;
  expect(mean).toBeCloseTo(0, 6);
});

test('rows that do not differ lie in the middle of the map', () => {
  expect(principalMap(rows([1, 2], [1, 2]))).toEqual([
    { x: 0, y: 0 },
    { x: 0, y: 0 },
  ]);
});

test('planted groups lie apart on the map', () => {
  const points = plantedVectors({ count: 30, dims: 64, groups: 3, signal: 2 }, 3);
  const places = principalMap(points);
  const distance = (a: number, b: number): number => Math.hypot(places[a].x - places[b].x, places[a].y - places[b].y);
  expect(distance(0, 3)).toBeLessThan(distance(0, 1));
  expect(distance(1, 4)).toBeLessThan(distance(1, 2));
});
