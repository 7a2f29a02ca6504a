/** What is worked out in blocks, bins or parts is what working it out whole gives. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { constantDraws, keptDraws, productDraws } from '../../src/decide/posterior/draws.js';
import { likelihoodTables, logLikelihoods } from '../../src/decide/posterior/likelihood.js';
import { logGamma } from '../../src/decide/posterior/log-gamma.js';
import { orderStatistics } from '../../src/decide/posterior/order-statistics.js';
import { fitRates } from '../../src/decide/posterior/rate-posterior.js';
import { standings } from '../../src/decide/posterior/statistics.js';
import { type Cells, everyCell, weightyCells } from '../../src/decide/posterior/upper-tiers.js';
import { seeded } from '../../src/random.js';

test('draws written draw by draw are read back by row, by draw and multiplied', () => {
  const kept = keptDraws(3, 21);
  const writer = kept.writer();
  for (let draw = 0; draw < 21; draw += 1) writer.write(Float64Array.of(draw, 100 + draw, 0.1 * draw));
  writer.end();
  expect([...kept.of(1)]).toEqual(Array.from({ length: 21 }, (_, draw) => 100 + draw));
  const read = kept.reader();
  expect([7, 8, 20].map((draw) => [...read(draw)])).toEqual([7, 8, 20].map((draw) => [draw, 100 + draw, 0.1 * draw]));
  const doubled = productDraws([kept, constantDraws(2, 3, 21)], new Float64Array(3));
  expect(doubled.of(0)[20]).toBe(40);
  expect(kept.of(0)[20]).toBe(20);
});

test('draws of very many creatives are kept to seven digits', () => {
  const kept = keptDraws(20_001, 1);
  const writer = kept.writer();
  writer.write(new Float64Array(20_001).fill(Math.PI));
  writer.end();
  expect(Math.abs((kept.of(20_000)[0] ?? 0) / Math.PI - 1)).toBeLessThan(6e-8);
});

test('values at some ranks are those of the sorted list', () => {
  fc.assert(
    fc.property(
      fc.float64Array({ minLength: 1, maxLength: 300, noNaN: false }),
      fc.array(fc.nat({ max: 299 }), { minLength: 1, maxLength: 6 }),
      (values, wanted) => {
        const ranks = wanted.map((rank) => rank % values.length);
        const sorted = values.slice().sort();
        // 0 and -0 are as large as each other.
        expect(orderStatistics(values, ranks).map((value) => value + 0)).toEqual(ranks.map((rank) => sorted[rank] + 0));
      },
    ),
  );
});

test('equal values in great numbers do not lead the search astray', () => {
  const values = Float64Array.from({ length: 400 }, (_, at) => at % 3);
  expect(orderStatistics(values, [0, 133, 134, 200, 399])).toEqual([0, 0, 1, 1, 2]);
});

test('the standing of rows looked at one by one counts ties for the first', () => {
  const rows = [Float64Array.of(1, 5, 2), Float64Array.of(3, 5, 1), Float64Array.of(2, 1, 2)];
  const found = standings(3, (row) => rows[row] ?? new Float64Array(3));
  expect(found.map(({ probBest }) => probBest)).toEqual([2 / 3, 1 / 3, 0]);
  expect(found[0]?.expectedLoss).toBeCloseTo(10 / 3 - 8 / 3, 12);
});

const STEP = 0.05;
const logMeans = Float64Array.from({ length: 89 }, (_, j) => -3.5 + (j - 44) * STEP);
const spreads = Float64Array.of(0.05, 0.3, 1.4);

/** The formula as it stands. */
function summed(events: Float64Array, exposures: Float64Array, spread: number, logMean: number): number {
  const a = 1 / spread ** 2;
  return events.reduce((sum, y, row) => {
    const n = exposures[row] ?? 0;
    if (n === 0) return sum;
    const rate = n * Math.exp(logMean);
    const own = y > 0 ? logGamma(y + a) - logGamma(a) + y * Math.log(rate) : 0;
    return sum + own + a * Math.log(a) - (y + a) * Math.log(a + rate);
  }, 0);
}

test('likelihoods over bins are those of the formula, whatever the exposures', () => {
  const random = seeded(3);
  for (const size of [8, 20, 70, 3000]) {
    const exposures = Float64Array.from({ length: size }, (_, row) =>
      row % 11 === 0 ? 0 : Math.exp(4 + 3 * random.normal()),
    );
    const events = exposures.map((n) => random.poisson(0.03 * n) / 1.3);
    const rows = [...events.keys()];
    const tables = likelihoodTables({ events, exposures }, spreads, { logMeans, step: STEP });
    const table = logLikelihoods(tables, rows, spreads.length);
    spreads.forEach((spread, s) => {
      for (const j of [0, 44, 88]) {
        const exact = summed(events, exposures, spread, logMeans[j] ?? 0);
        const weight = events.reduce((sum, y) => sum + y, 0) + size / spread ** 2;
        const allowed = 1e-12 * weight + 1e-9;
        expect(Math.abs((table[s * 89 + j] ?? 0) - exact)).toBeLessThan(allowed);
      }
    });
  }
});

test('climbing to the cells that weigh something finds all the weight there is', () => {
  const random = seeded(5);
  const groups = Array.from({ length: 60 }, () => ({ at: 40 + 6 * random.normal(), width: 3 + 3 * random.uniform() }));
  const cells: Cells = {
    rows: 12,
    size: 89,
    known: new Float64Array(12 * 89),
    groups: (row, j) => groups.reduce((sum, { at, width }) => sum - ((j - at - row) / (width + row)) ** 2 / 2, 0),
  };
  const [whole, part] = [everyCell(cells), weightyCells(cells)];
  const peak = Math.max(...whole);
  whole.forEach((log, cell) => {
    if (log > peak - 40) expect(part[cell]).toBe(log);
  });
  expect(part.filter((log) => log > Number.NEGATIVE_INFINITY).length).toBeLessThan(whole.length / 2);
});

test('many clusters are fitted like few', () => {
  const random = seeded(9);
  const clusters = 40;
  const means = Array.from({ length: clusters }, () => 0.03 * Math.exp(0.3 * random.normal()));
  const exposures = new Float64Array(clusters * 6).fill(400);
  const events = exposures.map((n, row) => random.poisson(n * (means[row % clusters] ?? 0)));
  const membersOf = (cluster: number) => [...events.keys()].filter((row) => row % clusters === cluster);
  const groups = Array.from({ length: clusters }, (_, cluster) => membersOf(cluster));
  const fit = fitRates({ events, exposures, groups, loose: [] });
  expect(fit?.groupSpread).toBeGreaterThan(0.2);
  expect(fit?.groupSpread).toBeLessThan(0.42);
  expect(fit?.creativeSpread).toBeLessThan(0.2);
  expect(fit?.accountRate).toBeGreaterThan(0.027);
  expect(fit?.accountRate).toBeLessThan(0.036);
});
