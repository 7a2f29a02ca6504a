/** Ways to spend a budget that the simulation compares, each seeing only the reports. */

import { posterior } from '../../../src/decide/posterior/posterior.js';
import { equalPlan, type Ground, ground, makePlan, type Plan, splitFor } from '../../../src/decide/split/plan.js';
import { DEFAULT_ELASTICITY } from '../../../src/decide/split/scaling.js';
import { seeded, shuffledIndexes } from '../../../src/random.js';
import type { World } from './worlds.js';

const DRAWS = 400;

export interface Outcome {
  on: Ground;
  plan: Plan;
}

export type ClusterView = 'real' | 'none' | 'shuffled';

/** creo's plan, with the world's clusters, without any, or with the clusters dealt out anew; 90% intervals on request. */
export function creo({ evidence, budget }: World, clusters: ClusterView, level = 0.8): Outcome {
  const order = shuffledIndexes(evidence.length, seeded(budget + evidence.length));
  const seen = evidence.map((creative, row) => {
    if (clusters === 'real') return creative;
    return { ...creative, clusterId: clusters === 'none' ? null : evidence[order[row]].clusterId };
  });
  const learnt = posterior(seen, { seed: 1, draws: DRAWS });
  if (learnt === null) throw new Error('a world without results');
  const on = ground(learnt, {
    budgetMicros: budget * 1e6,
    horizonDays: 7,
    goal: { kind: 'profit' },
    breakEvenRoas: 1,
    strategy: 'optimal',
    minCvr: null,
    elasticity: DEFAULT_ELASTICITY,
    top: null,
    maxShare: null,
    minSpendMicros: null,
    pins: new Map(),
    exploreShare: 0,
    level,
    seed: 1,
  });
  return { on, plan: makePlan(on) };
}

/** The classic rule: equal parts to the five best raw CVRs. */
export const classic = ({ on }: Outcome): Plan => makePlan({ ...on, options: { ...on.options, strategy: 'equal' } });

/** The splits for each of `count` posterior draws, averaged: it spreads over what might be best. */
export function drawAveraged({ on }: Outcome, count = 200): number[] {
  const { roas, draws, creatives } = on.posterior;
  if (roas === null) throw new Error('a world without revenue');
  const sums = creatives.map(() => 0);
  for (let k = 0; k < count; k++) {
    const draw = Math.floor((k * draws) / count);
    const gains = Float64Array.from(creatives, (_, row) => roas.of(row)[draw]);
    splitFor(on, gains, on.options.budgetMicros / 1e6).spends.forEach((spend, row) => {
      sums[row] += spend / count;
    });
  }
  return sums;
}

export const equalSplit = ({ on }: Outcome): Plan => equalPlan(on, [...on.posterior.creatives.keys()]);

export const spendsOf = ({ budgetsMicros }: Plan): number[] => budgetsMicros.map((micros) => micros / 1e6);
