import { describe, expect, test } from 'vitest';
import { posterior } from '../../src/decide/posterior/posterior.js';
import { sequentialEvidence } from '../../src/decide/posterior/sequential.js';
import { rowDraws, shareAtLeast } from '../../src/decide/posterior/statistics.js';
import { rankWinners, type Winners } from '../../src/decide/posterior/winners.js';
import { seeded } from '../../src/random.js';
import { account, type TestResult } from '../helpers/evidence.js';

function ranked(results: readonly TestResult[], minCvr: number | null = null): Winners {
  const learnt = posterior(account(results), { seed: 1, draws: 600 });
  if (learnt === null) throw new Error('nothing learnt');
  return rankWinners(learnt, { metric: minCvr === null ? 'roas' : 'cvr', minCvr, level: 0.8 });
}

describe('winners', () => {
  test('probabilities of being best add up to 1, and the better cluster wins', () => {
    const results = [1, 1, 1, 1, 2, 2, 2, 2].map(
      (clusterId): TestResult => ({
        clusterId,
        conversions: clusterId === 1 ? 7 : 2,
        revenue: clusterId === 1 ? 210 : 60,
      }),
    );
    const { creatives, clusters } = ranked(results);
    expect(creatives.reduce((sum, { probBest }) => sum + probBest, 0)).toBeCloseTo(1, 9);
    expect(clusters[0].probBest).toBeGreaterThan(0.95);
    expect(clusters[0].lift).toBeGreaterThan(0.5);
    expect(clusters[1].expectedLoss).toBeGreaterThan(clusters[0].expectedLoss);
  });

  test('a $50 test with one purchase decides nothing', () => {
    const { creatives } = ranked([
      { conversions: 1, revenue: 40 },
      { conversions: 1, revenue: 40 },
      { conversions: 2, revenue: 80 },
    ]);
    expect(creatives.map(({ verdict }) => verdict)).toEqual(['keep-testing', 'keep-testing', 'keep-testing']);
  });

  test('the line of a verdict is the minimum CVR itself', () => {
    const learnt = posterior(account([{ conversions: 6 }, { conversions: 4 }, { conversions: 2 }]), {
      seed: 1,
      draws: 600,
    });
    const { cvr } = learnt ?? {};
    if (!learnt || !cvr) throw new Error('nothing learnt');
    for (const minCvr of [0.05, 0.1, 0.2]) {
      const { creatives } = rankWinners(learnt, { metric: 'cvr', minCvr, level: 0.8 });
      const shares = creatives.map((_, row) => shareAtLeast(rowDraws(cvr, row), minCvr));
      expect(creatives.map(({ probAboveLine }) => probAboveLine)).toEqual(shares);
      expect(Math.max(...shares) - Math.min(...shares)).toBeGreaterThan(0);
    }
  });

  test('long and clear results are scaled or stopped', () => {
    const long = { clicks: 2000, spend: 2000 };
    const { creatives } = ranked([
      { ...long, conversions: 120, revenue: 4800 },
      { ...long, conversions: 10, revenue: 400 },
    ]);
    expect(creatives.map(({ verdict }) => verdict)).toEqual(['scale', 'stop']);
  });
});

describe('evidence that holds under daily looks', () => {
  test('says nothing without data, and both ways with it', () => {
    expect(sequentialEvidence(0, 0, 0.05)).toEqual({ above: expect.closeTo(1, 12), below: expect.closeTo(1, 12) });
    expect(sequentialEvidence(40, 400, 0.05).above).toBeGreaterThan(20);
    expect(sequentialEvidence(2, 400, 0.05).below).toBeGreaterThan(20);
  });

  test('raises a false alarm in fewer than 5% of accounts watched daily for 60 days on the line', () => {
    const random = seeded(4);
    let alarms = 0;
    for (let account = 0; account < 1000; account++) {
      let events = 0;
      for (let day = 1; day <= 60; day++) {
        events += random.poisson(20 * 0.05);
        const { above } = sequentialEvidence(events, 20 * day, 0.05);
        if (above >= 20) {
          alarms += 1;
          break;
        }
      }
    }
    expect(alarms).toBeLessThan(50);
  });
});
