/** What `creo signals` says of planted accounts, each read back from a store: sizes, intervals, false findings, confounders. */
import { describe, expect, test } from 'vitest';
import { type SignalAnswer, type SignalsQuestion, signalsAnswerOf } from '../../src/answers/signals.js';
import { spearman } from '../../src/decide/signals/ranks.js';
import { studentQuantile, twoSidedChance } from '../../src/decide/signals/student.js';
import { openStore, type Store } from '../../src/store/database.js';
import { earlyAndLater } from '../../src/store/early-later.js';
import { addSignalWorld, type SignalWorld } from '../helpers/signal-worlds.js';
import { addTestAd, addTestCreative, addTestDay, emptyStore } from '../helpers/store.js';

/** The rank correlation of two normal figures of this correlation (Pearson 1907). */
const ranksOf = (normal: number): number => (6 / Math.PI) * Math.asin(normal / 2);

function signalsIn(worlds: readonly SignalWorld[], question: SignalsQuestion = {}): Map<string, SignalAnswer> {
  const db = openStore(':memory:', { create: true });
  for (const world of worlds) addSignalWorld(db, world);
  const { signals } = signalsAnswerOf(db, question);
  db.close();
  return new Map(signals.map((signal) => [signal.early, signal]));
}

const seeds = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);
const share = (values: readonly boolean[]): number => values.filter(Boolean).length / values.length;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const of = (signals: Map<string, SignalAnswer>, early: string): SignalAnswer => {
  const signal = signals.get(early);
  if (signal === undefined) throw new RangeError(`no ${early}`);
  return signal;
};
/** Whether an interval holds the truth; one without ends tells nothing, and does not. */
const isBetween = (truth: number, low: number | null, high: number | null): boolean =>
  low !== null && high !== null && low <= truth && truth <= high;
const holds = ({ correlationLow, correlationHigh }: SignalAnswer, truth: number): boolean =>
  isBetween(truth, correlationLow, correlationHigh);

/** Figures that have nothing to do with the later CVR in any of these worlds. */
const IDLE = ['holdRate', 'ctr', 'cpmMicros', 'cpcMicros'];

describe('planted signals', () => {
  test.each([0.6, -0.4])(
    'a hook rate of correlation %f is found, in size and interval',
    { timeout: 120_000 },
    (hook) => {
      const truth = ranksOf(hook);
      const found = seeds(100).map((seed) => signalsIn([{ seed, ads: 120, days: 9, hook }]));
      const hooks = found.map((signals) => of(signals, 'hookRate'));
      expect(Math.abs(mean(hooks.map(({ correlation }) => correlation ?? 0)) - truth)).toBeLessThan(0.03);
      expect(share(hooks.map((signal) => holds(signal, truth)))).toBeGreaterThanOrEqual(0.73);
      expect(share(hooks.map((signal) => holds(signal, truth)))).toBeLessThanOrEqual(0.88);
      const weighted = hooks.map(({ weightedLow, weightedHigh }) => isBetween(truth, weightedLow, weightedHigh));
      expect(share(weighted)).toBeGreaterThanOrEqual(0.7);
      expect(share(hooks.map(({ verdict }) => verdict === 'predicts'))).toBeGreaterThan(0.9);
      // Chance alone hides a part of it from the reports' own ranks.
      expect(Math.abs(mean(hooks.map(({ correlationRaw }) => correlationRaw ?? 0)))).toBeLessThan(
        Math.abs(truth) - 0.05,
      );
      // The same truth makes early and later CVR: what three days show of it is mostly chance, and that is taken out.
      const early = found.map((signals) => of(signals, 'cvr'));
      expect(mean(early.map(({ earlyReliability }) => earlyReliability ?? 1))).toBeLessThan(0.75);
      expect(mean(early.map(({ correlation }) => correlation ?? 0))).toBeGreaterThan(0.9);
      expect(share(found.map((signals) => IDLE.some((key) => of(signals, key).verdict === 'predicts')))).toBeLessThan(
        0.2,
      );
    },
  );

  test('with CPA less is better, and a part of it predicts it', () => {
    const signals = signalsIn([{ seed: 3, ads: 200, days: 10, hook: 0.7 }], { metric: 'cpa' });
    expect(of(signals, 'hookRate')).toMatchObject({ verdict: 'predicts' });
    expect(of(signals, 'hookRate').correlation).toBeLessThan(-0.3);
    expect(of(signals, 'cpmMicros').correlation).toBeGreaterThan(0.2);
    const roas = signalsIn([{ seed: 3, ads: 200, days: 10, hook: 0.7 }], { metric: 'roas' });
    expect(of(roas, 'hookRate').correlation).toBeGreaterThan(0.3);
  });
});

describe('nothing to find', () => {
  test('in 4,000 ads whose reach follows the hook, nothing predicts', { timeout: 60_000 }, () => {
    const signals = signalsIn([{ seed: 1, ads: 4000, days: 7, clicks: 20, hookBuysReach: true }]);
    for (const key of ['hookRate', ...IDLE])
      expect([key, of(signals, key).verdict, of(signals, key).ads > 3990]).toEqual([key, 'says-nothing', true]);
  });

  test('false findings are as many as the limit says, at most', { timeout: 120_000 }, () => {
    const found = seeds(150).map((seed) =>
      signalsIn([{ seed, ads: 80, days: 7, clicks: 25, hookBuysReach: true, adsPerCreative: 2 }]),
    );
    const chances = found.flatMap((signals) => ['hookRate', ...IDLE].map((key) => of(signals, key).chance ?? 1));
    expect(share(chances.map((chance) => chance < 0.1))).toBeGreaterThan(0.06);
    expect(share(chances.map((chance) => chance < 0.1))).toBeLessThan(0.14);
    const anyFalse = found.map((signals) => ['hookRate', ...IDLE].some((key) => of(signals, key).enough));
    expect(share(anyFalse)).toBeLessThan(0.16);
  });

  test('two platforms of other rates, and a season, make no signal', () => {
    const signals = signalsIn([
      { seed: 5, ads: 300, days: 10 },
      { seed: 6, ads: 300, days: 10, platform: 'tiktok', factor: 2 },
      { seed: 7, ads: 300, days: 10, factor: 0.5, firstDay: 20_200 },
    ]);
    expect(of(signals, 'hookRate').correlationRaw).toBeGreaterThan(0.25);
    expect(of(signals, 'hookRate').verdict).toBe('says-nothing');
  });

  test('few ads are too little, and it says how many would do', () => {
    const [few, some] = [12, 40].map((ads) => of(signalsIn([{ seed: 4, ads, days: 8, clicks: 15 }]), 'hookRate'));
    expect(few).toMatchObject({ verdict: 'too-little-data', correlation: null, chance: null, adsNeeded: 20 });
    expect(some.verdict).toBe('too-little-data');
    expect(some.adsNeeded).toBeGreaterThan(40);
  });
});

describe('the two sides', () => {
  /** One ad of five days, the second of which is before any delivery of it is told. */
  function oneAd(db: Store): void {
    const adId = addTestAd(db, { creativeId: addTestCreative(db, 'one') });
    addTestDay(db, { adId, day: '2026-03-01', impressions: 0, clicks: 0, spend: 0 });
    for (const [at, conversions] of [1, 2, 4, 8].entries())
      addTestDay(db, { adId, day: `2026-03-0${at + 2}`, impressions: 1000, clicks: 10 + at, conversions, spend: 5 });
  }

  test('an ad begins with its delivery, and no day is on both sides', () => {
    const db = emptyStore();
    oneAd(db);
    const later = { events: 'conversions', exposure: 'clicks' } as const;
    expect(earlyAndLater(db, {}, { days: 2, later })).toMatchObject([
      {
        early: { clicks: 21, conversions: 3 },
        earlyHalves: [{ clicks: 10 }, { clicks: 11 }],
        laterHalves: [
          { events: 4, exposure: 12 },
          { events: 8, exposure: 13 },
        ],
        laterSpendMicros: 10e6,
      },
    ]);
    expect(earlyAndLater(db, { from: '2026-03-04' }, { days: 1, later })).toMatchObject([{ early: { clicks: 12 } }]);
    expect(earlyAndLater(db, { platform: 'tiktok' }, { days: 1, later })).toEqual([]);
    expect(() => signalsAnswerOf(db, { earlyDays: 4 })).toThrow('first 4 days');
  });
});

test("ranks are Spearman's with ties, and Student's quantiles those of the tables", () => {
  expect(spearman(Float64Array.of(1, 2, 2, 4), Float64Array.of(10, 30, 20, 40))).toBeCloseTo(0.9487, 4);
  expect(spearman(Float64Array.of(1, 1), Float64Array.of(1, 2))).toBeNull();
  expect(studentQuantile(0.9, 5)).toBeCloseTo(1.476, 2);
  expect(studentQuantile(0.975, 30)).toBeCloseTo(2.042, 2);
  expect(twoSidedChance(2.042, 30)).toBeCloseTo(0.05, 3);
});
