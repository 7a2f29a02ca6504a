import { expect, test } from 'vitest';
import { clusterResults } from '../../src/cluster/results.js';
import { NO_TOTALS } from '../../src/metrics/totals.js';

const member = (creativeId: number, clicks: number | null, conversions: number | null) => ({
  creativeId,
  totals: { ...NO_TOTALS, clicks, conversions, spendMicros: 10_000_000, revenueMicros: 20_000_000 },
});
const rows = (...draws: number[][]) => ({ of: (row: number) => Float64Array.from(draws[row]) });
const cluster = (clusterId: number, ...creativeIds: number[]) => ({ clusterId, label: `c${clusterId}`, creativeIds });

test('a cluster of several is the mean of its members weighted by clicks, draw by draw', () => {
  const creatives = [member(1, 30, 3), member(2, 10, 1), member(3, 10, 0)];
  const rates = {
    creatives,
    draws: 4,
    cvr: rows([0.1, 0.2, 0.1, 0.2], [0.3, 0.4, 0.3, 0.4], [0.2, 0.3, 0.2, 0.1]),
  };
  const [a, b] = clusterResults([cluster(1, 1, 2), cluster(2, 3)], creatives, rates);
  // Draws of cluster 1: (3 x 0.1 + 0.3) / 4 = 0.15, and 0.25; of cluster 2: 0.2, 0.3, 0.2, 0.1.
  expect(a.cvr).toBeCloseTo(0.2, 12);
  expect(a.cvrLow).toBeCloseTo(0.15, 12);
  expect(a.cvrHigh).toBeCloseTo(0.25, 12);
  expect(a.cvrRaw).toBe(0.1);
  expect(a.roas).toBe(2);
  expect(a.lift).toBeCloseTo(0, 12);
  expect(a.bestCreativeId).toBe(2);
  expect([a.probBest, b.probBest]).toEqual([0.25, 0.75]);
  expect([a.winner, b.winner]).toEqual([false, true]);
});

test('a cluster without clicks is never the best, and has no rate', () => {
  const creatives = [member(1, 10, 1), member(2, null, null)];
  const rates = { creatives, draws: 2, cvr: rows([0.1, 0.1], [0.5, 0.5]) };
  const [a, b] = clusterResults([cluster(1, 1), cluster(2, 2)], creatives, rates);
  expect(a).toMatchObject({ probBest: 1, winner: true, lift: null });
  expect(b).toMatchObject({ cvr: null, cvrLow: null, probBest: null, winner: false, bestCreativeId: null });
});

test('without a posterior the raw rate stands, without an interval or a winner', () => {
  const [a] = clusterResults([cluster(1, 1)], [member(1, 20, 1)], null);
  expect(a).toMatchObject({ cvr: 0.05, cvrLow: null, cvrHigh: null, probBest: null, winner: false });
});

test('without any result all is unknown', () => {
  expect(clusterResults([cluster(1, 1)], [], null)[0]).toMatchObject({ cvr: null, roas: null, winner: false });
});
