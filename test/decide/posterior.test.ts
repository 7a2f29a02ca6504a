import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Posterior, type PosteriorOptions, posterior } from '../../src/decide/posterior/posterior.js';
import { fitRates } from '../../src/decide/posterior/rate-posterior.js';
import { interval, rowDraws } from '../../src/decide/posterior/statistics.js';
import { LARGEST_COUNT, LARGEST_MICROS } from '../../src/plausible.js';
import { account, anyAccount, type TestResult, totalsOf } from '../helpers/evidence.js';

function learnt(evidence: Parameters<typeof posterior>[0], options: Partial<PosteriorOptions> = {}): Posterior {
  const found = posterior(evidence, { seed: 1, draws: 800, ...options });
  if (found === null) throw new Error('nothing learnt');
  return found;
}

const cvrOf = ({ cvr }: Posterior): number[] => [...(cvr?.means ?? [])];
const roasOf = ({ roas }: Posterior): number[] => [...(roas?.means ?? [])];
const few = { numRuns: 8 };

describe('pooling', () => {
  test('a creative without conversions is expected to have some of the others', () => {
    const [, , without] = cvrOf(
      learnt(account([{ conversions: 4 }, { conversions: 5 }, { conversions: 0, revenue: 0 }])),
    );
    expect(without).toBeGreaterThan(0.005);
    expect(without).toBeLessThan(0.08);
  });

  test('the best raw rate is pulled down, the worst up', () => {
    const rates = cvrOf(
      learnt(account([9, 3, 2, 3, 2, 0].map((conversions) => ({ conversions, revenue: 30 * conversions })))),
    );
    expect(rates[0]).toBeLessThan(9 / 50);
    expect(rates[5]).toBeGreaterThan(0);
  });

  test('much evidence is left nearly alone', () => {
    const results: TestResult[] = [0.02, 0.08].map((rate) => ({
      clicks: 20_000,
      conversions: 20_000 * rate,
      spend: 20_000,
      revenue: 0,
    }));
    const [low, high] = cvrOf(learnt(account(results)));
    expect(low).toBeCloseTo(0.02, 3);
    expect(high).toBeCloseTo(0.08, 3);
  });

  test('clusters that differ pull their members apart', () => {
    const results = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2].map(
      (clusterId): TestResult => ({ clusterId, conversions: clusterId === 1 ? 9 : 1, revenue: 30 }),
    );
    results.push({ clusterId: 1, conversions: 3 }, { clusterId: 2, conversions: 3 });
    const rates = cvrOf(learnt(account(results)));
    expect(rates[12]).toBeGreaterThan(1.3 * rates[13]);
  });

  test('known rates are recovered, and their spread', () => {
    const size = 400;
    const events = Float64Array.from({ length: size }, (_, row) => (row % 2 === 0 ? 60 : 30));
    const exposures = new Float64Array(size).fill(1000);
    const fit = fitRates({ events, exposures, groups: [], loose: [...events.keys()] });
    expect(fit?.accountRate).toBeCloseTo(0.045, 2);
    expect(fit?.creativeSpread).toBeGreaterThan(0.2);
    expect(fit?.creativeSpread).toBeLessThan(0.45);
  });
});

describe('what is missing', () => {
  test('nothing to learn from gives null', () => {
    expect(posterior([], { seed: 1 })).toBeNull();
    expect(posterior(account([{ conversions: null }]), { seed: 1 })).toBeNull();
    expect(posterior(account([{ spend: null, clicks: null }]), { seed: 1 })).toBeNull();
  });

  test('without any clicks there is no CVR, but a return', () => {
    const found = learnt(account([{ clicks: null }, { clicks: null, conversions: 0, revenue: 0 }]));
    expect(found.cvr).toBeNull();
    expect(found.roas?.means[0]).toBeGreaterThan(found.roas?.means[1] ?? Number.POSITIVE_INFINITY);
  });

  test('unknown conversions differ from none: they say nothing', () => {
    const [, unknown, none] = cvrOf(
      learnt(account([{ conversions: 5 }, { conversions: null, revenue: null }, { conversions: 0, revenue: 0 }])),
    );
    expect(unknown).toBeGreaterThan(none);
  });

  test('without revenue there is no ROAS, unless a value is stated', () => {
    const evidence = account([{ revenue: null }, { revenue: null, conversions: 5 }]);
    expect(learnt(evidence).roas).toBeNull();
    const valued = learnt(evidence, { valuePerConversion: 40 });
    expect(valued.roas?.means[1]).toBeCloseTo(40 * valued.conversionsPerUnit.means[1], 6);
  });

  test('fractional conversions and more conversions than clicks are used as they are', () => {
    const rates = cvrOf(
      learnt(
        account([{ conversions: 0.5, revenue: 15 }, { clicks: 3, conversions: 6, revenue: 180 }, { conversions: 2 }]),
      ),
    );
    expect(rates.every((rate) => Number.isFinite(rate) && rate > 0)).toBe(true);
    expect(rates[1]).toBeGreaterThan(rates[2]);
  });

  test('conversions without clicks count on the spend', () => {
    const found = learnt(
      account([{ clicks: 0, conversions: 6, revenue: 240 }, { conversions: 1 }, { conversions: 1 }]),
    );
    expect(roasOf(found)[0]).toBeGreaterThan(roasOf(found)[1]);
  });

  test('impossible figures are refused', () => {
    expect(() => posterior(account([{ clicks: -1 }]), { seed: 1 })).toThrow(RangeError);
    const [one] = account([{}]);
    expect(() => posterior([one, { ...one, totals: totalsOf({ clicks: 7 }) }], { seed: 1 })).toThrow(RangeError);
  });
});

describe('laws', () => {
  test('the order of the input and giving a creative twice do not matter', () => {
    fc.assert(
      fc.property(anyAccount, (evidence) => {
        fc.pre(evidence.some(({ totals }) => (totals.revenueMicros ?? 0) > 0));
        const given = roasOf(learnt(evidence, { draws: 60 }));
        expect(roasOf(learnt([...evidence].reverse(), { draws: 60 }))).toEqual(given);
        expect(roasOf(learnt([...evidence, evidence[0]], { draws: 60 }))).toEqual(given);
      }),
      few,
    );
  });

  test('other numbers for the same clusters change nothing', () => {
    fc.assert(
      fc.property(anyAccount, (evidence) => {
        const renamed = evidence.map((each) => ({
          ...each,
          clusterId: each.clusterId === null ? null : 40 - 7 * each.clusterId,
        }));
        expect(cvrOf(learnt(renamed, { draws: 60 }))).toEqual(cvrOf(learnt(evidence, { draws: 60 })));
      }),
      few,
    );
  });

  test('ten times the evidence for the same rates makes every interval narrower', () => {
    fc.assert(
      fc.property(anyAccount, (evidence) => {
        const more = evidence.map(({ totals, ...rest }) => ({
          ...rest,
          totals: {
            ...totals,
            clicks: 10 * (totals.clicks ?? 0),
            conversions: 10 * (totals.conversions ?? 0),
            spendMicros: 10 * (totals.spendMicros ?? 0),
            revenueMicros: 10 * (totals.revenueMicros ?? 0),
          },
        }));
        fc.pre(evidence.every(({ totals }) => (totals.conversions ?? 0) > 0));
        const width = (found: Posterior, row: number): number => {
          const [low, high] = interval(rowDraws(found.cvr ?? found.conversionsPerUnit, row), 0.8);
          return Math.log(high / low);
        };
        const before = learnt(evidence, { draws: 600 });
        const after = learnt(more, { draws: 600 });
        evidence.forEach((_, row) => {
          expect(width(after, row)).toBeLessThan(1.1 * width(before, row));
        });
      }),
      few,
    );
  });
});

test('results at the bounds of what can be are learnt from, and every draw is a number', () => {
  const figure = (...values: number[]) => fc.constantFrom<number | null>(null, 0, ...values);
  const result = fc.record({
    clusterId: fc.constantFrom(null, 1, 2),
    clicks: figure(1, 1000, LARGEST_COUNT),
    conversions: figure(1e-6, 0.5, 3, LARGEST_COUNT),
    spend: figure(1e-6, 50, LARGEST_MICROS / 1e6),
    revenue: figure(1e-6, 50, -LARGEST_MICROS / 1e6, LARGEST_MICROS / 1e6),
  });
  fc.assert(
    fc.property(fc.array(result, { minLength: 1, maxLength: 6 }), (results) => {
      const found = posterior(account(results), { seed: 1, draws: 50 });
      const drawn = [found?.cvr, found?.clicksPerUnit, found?.value, found?.conversionsPerUnit, found?.roas];
      for (const draws of drawn) {
        if (!draws) continue;
        const values = [...draws.means].flatMap((mean, row) => [mean, ...draws.of(row)]);
        expect(values.every(Number.isFinite)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});
