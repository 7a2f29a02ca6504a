/** Simulated accounts whose buyers raise the daily spend of creatives, with a known elasticity. */

import type { DatedEvidence } from '../../src/decide/split/spend-phases.js';
import { NO_TOTALS, sumTotals } from '../../src/metrics/totals.js';
import type { CreativeDay } from '../../src/model.js';
import type { Random } from '../../src/random.js';
import { addDays } from '../../src/units.js';

export interface SpendWorld {
  creatives: number;
  elasticity: number;
  /** Who is raised after the test: the best raw results, anybody, or nobody. */
  raised: 'winners' | 'random' | 'nobody';
  /** How: at once to 3, 6 or 15 times, by a quarter every day, or up and down every three days by what came in. */
  raise: 'step' | 'ramp' | 'adaptive';
  /** Share of the others that run on at the spend of the test. */
  controls: number;
  /** Log change of every rate a day. */
  fatigue: number;
  /** Log-sd of each creative's own drift between the test and afterwards. */
  drift: number;
  /** Variance of a day's conversions over that of chance. */
  dispersion: number;
  /** Days: log-sd of what moves all creatives alike, and pull of a day's quality on what is delivered. */
  commonDays: number;
  delivery: number;
  /** Multiple of the test's daily spend up to which the tested return holds. */
  holds: number;
}

export const USUAL_WORLD: SpendWorld = {
  creatives: 40,
  elasticity: 0.8,
  raised: 'winners',
  raise: 'step',
  controls: 0.5,
  fatigue: 0,
  drift: 0.3,
  dispersion: 1,
  commonDays: 0,
  delivery: 0,
  holds: 1.5,
};

const TEST_DAYS = 5;
const LATER_DAYS = 10;
const TEST_SPEND = 10;
const RAISED_SHARE = 0.3;
/** Day-to-day log-sd of what is delivered of a budget. */
const DELIVERY_SD = 0.15;
const MULTIPLES = [3, 6, 15];

/** One account: three clusters of creatives, five days of test each, then ten days of what the buyer does. */
export function spendWorld(given: Partial<SpendWorld>, random: Random): DatedEvidence[] {
  const world = { ...USUAL_WORLD, ...given };
  const qualities = Array.from({ length: TEST_DAYS + LATER_DAYS }, () => Math.exp(world.commonDays * random.normal()));
  const ads = Array.from({ length: world.creatives }, (_, at) => newAd(at, world, random));
  const run = (ad: Ad, day: number, budget: number): void => {
    ad.days.push(dayOf(ad, { day, budget, quality: qualities[day], world, random }));
  };
  for (const ad of ads) for (let day = 0; day < TEST_DAYS; day++) run(ad, day, TEST_SPEND);
  const order = ads
    .map((ad) => ({ ad, rank: world.raised === 'random' ? random.uniform() : returnOf(ad.days) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ ad }) => ad);
  const count = world.raised === 'nobody' ? 0 : Math.max(3, Math.round(RAISED_SHARE * ads.length));
  for (const [place, ad] of order.entries()) {
    if (place >= count && random.uniform() >= world.controls) continue;
    let budget = TEST_SPEND;
    if (place < count && world.raise === 'step') budget *= MULTIPLES[Math.floor(random.uniform() * MULTIPLES.length)];
    for (let day = TEST_DAYS; day < TEST_DAYS + LATER_DAYS; day++) {
      if (place < count) budget = nextBudget(budget, ad, day, world);
      run(ad, day, budget);
    }
  }
  return ads.map(({ days, ...ad }) => ({ ...ad, days, totals: sumTotals(days) }));
}

interface Ad {
  creativeId: number;
  name: string;
  clusterId: number;
  clicksPerUnit: number;
  cvr: number;
  drift: number;
  days: CreativeDay[];
}

const CLUSTER_CVRS = [0.05, 0.03, 0.015];
/** Shape of the gamma spread of CVRs inside a cluster: a log-sd of about a half. */
const SHAPE = 4;

function newAd(at: number, { drift }: SpendWorld, random: Random): Ad {
  const clusterId = at % CLUSTER_CVRS.length;
  return {
    creativeId: at + 1,
    name: `ad ${at + 1}`,
    clusterId,
    clicksPerUnit: Math.exp(0.25 * random.normal()),
    cvr: (CLUSTER_CVRS[clusterId] * random.gamma(SHAPE)) / SHAPE,
    drift: Math.exp(drift * random.normal() - drift ** 2 / 2),
    days: [],
  };
}

interface Moment {
  day: number;
  budget: number;
  quality: number;
  world: SpendWorld;
  random: Random;
}

function dayOf(ad: Ad, { day, budget, quality, world, random }: Moment): CreativeDay {
  const luck = random.normal();
  const spend = budget * Math.exp(DELIVERY_SD * luck);
  const scaling = Math.max(1, spend / TEST_SPEND / world.holds) ** (world.elasticity - 1);
  const clicks = random.poisson(spend * ad.clicksPerUnit);
  const since = day < TEST_DAYS ? 1 : ad.drift;
  const pull = Math.exp(world.fatigue * day + world.delivery * luck);
  const expected = clicks * ad.cvr * scaling * since * quality * pull;
  const { dispersion } = world;
  const drawn =
    dispersion === 1 || expected === 0 ? expected : random.gamma(expected / (dispersion - 1)) * (dispersion - 1);
  const date = addDays('2026-03-01', day);
  return {
    ...NO_TOTALS,
    creativeId: ad.creativeId,
    dateStart: date,
    dateEnd: date,
    clicks,
    conversions: random.poisson(drawn),
    spendMicros: Math.round(spend * 1e6),
  };
}

const returnOf = (days: readonly CreativeDay[]): number => {
  const { conversions, spendMicros } = sumTotals(days);
  return (conversions ?? 0) / (spendMicros ?? 1);
};

function nextBudget(budget: number, { days }: Ad, day: number, { raise }: SpendWorld): number {
  if (raise === 'ramp') return 1.25 * budget;
  if (raise === 'step' || (day - TEST_DAYS) % 3 !== 0) return budget;
  return Math.max(TEST_SPEND, budget * (1e6 * returnOf(days.slice(-3)) > 0.035 ? 2 : 0.7));
}
