import { describe, expect, test } from 'vitest';
import { posterior } from '../../src/decide/posterior/posterior.js';
import { changeOver, ctrDecay, type DayTotals } from '../../src/decide/time/fatigue.js';
import { scaleUp } from '../../src/decide/time/scale-up.js';
import { NO_TOTALS } from '../../src/metrics/totals.js';
import { addDays } from '../../src/units.js';
import { account, planOptions } from '../helpers/evidence.js';

/** Days of 10,000 impressions whose clicks follow `clicksOf`; a tenth of the clicks convert at 30 each. */
const daysOf = (
  count: number,
  clicksOf: (day: number) => number,
  cost: (day: number) => number = () => 100,
): DayTotals[] =>
  Array.from({ length: count }, (_, day) => ({
    ...NO_TOTALS,
    dateStart: addDays('2026-03-01', day),
    impressions: 10_000,
    clicks: clicksOf(day),
    conversions: clicksOf(day) / 10,
    spendMicros: cost(day) * 1e6,
    revenueMicros: clicksOf(day) * 3e6,
  }));

const times = (days: readonly DayTotals[]): number[] => [...days.keys()];

describe('change', () => {
  test('the parts add up exactly to the change of cost per conversion and of ROAS', () => {
    const days = daysOf(
      10,
      (day) => 200 - 7 * day,
      (day) => 100 + 3 * day,
    );
    const change = changeOver(days, 4);
    const logs = change?.parts.map(({ logChange }) => logChange ?? Number.NaN) ?? [];
    expect(logs[0] + logs[1] + logs[2]).toBeCloseTo(change?.logCpaChange ?? Number.NaN, 12);
    expect(logs[0] + logs[1] + logs[2] + logs[3]).toBeCloseTo(-(change?.logRoasChange ?? Number.NaN), 12);
  });

  test('the cause is the clear part that raised the cost most', () => {
    expect(
      changeOver(
        daysOf(8, (day) => (day < 4 ? 300 : 150)),
        4,
      )?.cause,
    ).toBe('creative');
    expect(
      changeOver(
        daysOf(
          8,
          () => 200,
          (day) => (day < 4 ? 100 : 160) + (day % 2),
        ),
        4,
      )?.cause,
    ).toBe('auction');
    expect(
      changeOver(
        daysOf(
          8,
          () => 200,
          (day) => 100 + (day % 2),
        ),
        4,
      )?.cause,
    ).toBe('noise');
    expect(
      changeOver(
        daysOf(3, () => 200),
        3,
      ),
    ).toBeNull();
  });
});

describe('decay', () => {
  test('a known half-life is found', () => {
    const days = daysOf(20, (day) => Math.round(400 * 2 ** (-day / 10)));
    const decay = ctrDecay(days, times(days));
    expect(decay?.halfLifeDays).toBeCloseTo(10, 0);
    expect(decay?.halfLifeLow).toBeLessThan(decay?.halfLifeDays ?? 0);
    expect(decay?.halfLifeHigh).toBeGreaterThan(decay?.halfLifeDays ?? 0);
  });

  test('a rate that rises has no half-life, and two days are too few', () => {
    const rising = daysOf(10, (day) => 100 + 10 * day);
    expect(ctrDecay(rising, times(rising))).toMatchObject({ halfLifeDays: null });
    expect(
      ctrDecay(
        daysOf(2, () => 100),
        [0, 1],
      ),
    ).toBeNull();
  });
});

test('scaling one creative brings less at the margin the more is spent, and clear fatigue takes its share', () => {
  const learnt = posterior(
    account([
      { conversions: 8, revenue: 240 },
      { conversions: 6, revenue: 180 },
    ]),
    { seed: 1, draws: 400 },
  );
  if (learnt === null) throw new Error('nothing learnt');
  const scaled = (decay: Parameters<typeof scaleUp>[3]['decay']) =>
    scaleUp(learnt, planOptions(), 0, { target: 10_000, decay });
  const fresh = scaled(null);
  const marginals = fresh.steps.map(({ marginal }) => marginal);
  expect(marginals).toEqual([...marginals].sort((a, b) => b - a));
  const tiring = daysOf(20, (day) => Math.round(400 * 2 ** (-day / 10)));
  const tired = scaled(ctrDecay(tiring, times(tiring)));
  expect(tired.fatigueLeft).toBeCloseTo((1 - 1 / 8) / (3 * Math.LN2), 1);
  expect(tired.steps[5].expected).toBeCloseTo(fresh.steps[5].expected * tired.fatigueLeft, 6);
});
