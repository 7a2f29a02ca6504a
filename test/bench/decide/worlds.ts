/** Invented accounts whose true rates are known: what was tested, what the reports show of it, and what scaling pays. */

import type { CreativeEvidence } from '../../../src/decide/posterior/evidence.js';
import { splitBudget } from '../../../src/decide/split/allocate.js';
import {
  DEFAULT_ELASTICITY,
  drawnReturn,
  NO_SATURATION,
  referenceSpends,
  scalingCurve,
} from '../../../src/decide/split/scaling.js';
import type { Totals } from '../../../src/model.js';
import { type Random, seeded } from '../../../src/random.js';
import { unitsOf } from '../../../src/units.js';

export interface Truth {
  /** Clicks per dollar, conversions per click, value per conversion; roas is their product, drift included. */
  roas: number;
  value: number;
  /** Spend to which the return holds, and the elasticity beyond it. */
  reference: number;
  elasticity: number;
  /** Reference spends at which half of the most that it can bring is reached; none where it does not saturate. */
  half?: number;
}

/** How the rates of a world were drawn: log-normal at each level, in log-sds. */
export interface Laws {
  clusters: number;
  size: number;
  /** Mean CVR, its spread between clusters, and between the creatives of one. */
  cvr: number;
  between: number;
  within: number;
  value: number;
  valueSd: number;
  /** CVR falls with value^-valueExponent. */
  valueExponent: number;
  clickSd: number;
}

export interface World {
  evidence: CreativeEvidence[];
  truths: Truth[];
  budget: number;
  /** Null where the world was not drawn by such laws alone. */
  laws: Laws | null;
  /** Where its ads are half saturated; null where they are not. */
  half: number | null;
}

export interface Family {
  name: string;
  /** The bar for regret over the classic rule's; null where the family has none, or another. */
  bar: number | null;
  /** Nothing in it is worth scaling: the bar is to spend next to nothing. */
  losesMoney?: true;
  world: (random: Random) => World;
}

interface Draft {
  cluster: number;
  clicksPerDollar: number;
  cvr: number;
  value: number;
  testSpend: number;
}

interface Settings {
  budget: number;
  /** Log-sd of a drift of each ad between test and scale, and of one that all share. */
  adDrift?: number;
  commonDrift?: number;
  /** Share of the last day's conversions that the report does not have yet, fading over three days. */
  delay?: number;
  /** Gamma shape of day-to-day multipliers of counts; none when absent. */
  dayShape?: number;
  days?: number;
  laws?: Laws;
  /** All ads saturate: half of their most at about so many reference spends. */
  half?: number;
}

export const ORDER_CV2 = 0.5;
const POWER_LAW = scalingCurve(DEFAULT_ELASTICITY, NO_SATURATION);
/** Log-sd of clicks per dollar between ads: CTR 0.3 and CPM 0.2 together. */
const USUAL_CLICK_SD = 0.36;
export const lognormal = (random: Random, mean: number, logSd: number): number =>
  mean * Math.exp(logSd * random.normal() - logSd ** 2 / 2);

/** Runs the tests of the drafts and hides the truth behind their reports. */
function world(drafts: readonly Draft[], random: Random, settings: Settings): World {
  const { budget, half, adDrift = 0, commonDrift = 0.08, delay = 0, dayShape, days: dayCount = 5 } = settings;
  const common = lognormal(random, 1, commonDrift);
  const elasticity = Math.min(0.95, 0.8 + 0.09 * random.normal());
  const spends = drafts.map(({ testSpend }) => testSpend).sort((a, b) => a - b);
  const median = spends[spends.length >> 1];
  const evidence = drafts.map((draft, index): CreativeEvidence => {
    const days = Array.from({ length: dayCount }, (_, day) => {
      const jump = dayShape ? random.gamma(dayShape) / dayShape : 1;
      const seen = 1 - delay * Math.max(0, 1 - (dayCount - 1 - day) / 3);
      return reportDay(draft, draft.testSpend / dayCount, jump, seen, random);
    });
    return { creativeId: index + 1, name: `ad ${index + 1}`, clusterId: draft.cluster, totals: sumOf(days), days };
  });
  const truths = drafts.map((draft) => ({
    roas: draft.clicksPerDollar * draft.cvr * draft.value * common * lognormal(random, 1, adDrift),
    value: draft.value,
    reference: Math.max(draft.testSpend, 1.5 * median) * Math.exp(0.4 * random.normal()),
    elasticity,
    ...(half === undefined ? {} : { half: lognormal(random, half, 0.5) }),
  }));
  return { evidence, truths, budget, laws: settings.laws ?? null, half: half ?? null };
}

function reportDay(draft: Draft, spend: number, jump: number, seen: number, random: Random): Totals {
  const clicks = random.poisson(spend * draft.clicksPerDollar * jump);
  const conversions = random.poisson(clicks * draft.cvr * seen);
  let revenue = 0;
  for (let order = 0; order < conversions; order++) revenue += draft.value * random.gamma(1 / ORDER_CV2) * ORDER_CV2;
  return {
    impressions: Math.round(spend * 83),
    clicks,
    conversions,
    spendMicros: Math.round(spend * 1e6),
    revenueMicros: Math.round(revenue * 1e6),
    plays3s: null,
    thruplays: null,
  };
}

function sumOf(days: readonly Totals[]): Totals {
  const sum = {
    impressions: 0,
    clicks: 0,
    conversions: 0,
    spendMicros: 0,
    revenueMicros: 0,
    plays3s: null,
    thruplays: null,
  };
  for (const day of days) {
    sum.impressions += day.impressions ?? 0;
    sum.clicks += day.clicks ?? 0;
    sum.conversions += day.conversions ?? 0;
    sum.spendMicros += day.spendMicros ?? 0;
    sum.revenueMicros += day.revenueMicros ?? 0;
  }
  return sum;
}

/** Drafts of clusters with mean CVRs; the rest is ordinary unless changed. */
function drafts(
  random: Random,
  clusters: readonly { size: number; cvr: number; spread?: number }[],
  {
    value = 30,
    valueSd = 0.1,
    clickSd = USUAL_CLICK_SD,
    test = () => 50,
  }: {
    value?: number;
    valueSd?: number;
    clickSd?: number;
    test?: () => number;
  } = {},
): Draft[] {
  return clusters.flatMap(({ size, cvr, spread = 0.25 }, cluster) =>
    Array.from({ length: size }, () => ({
      cluster,
      clicksPerDollar: lognormal(random, 1, clickSd),
      cvr: lognormal(random, cvr, spread),
      value: lognormal(random, value, valueSd),
      testSpend: test(),
    })),
  );
}

/** `clusters` clusters of `size` with log-normal mean CVRs. */
const someClusters = (random: Random, { clusters, size, cvr, between, within }: Laws) =>
  Array.from({ length: clusters }, () => ({ size, cvr: lognormal(random, cvr, between), spread: within }));

const USUAL_LAWS = {
  clusters: 4,
  size: 5,
  between: 0.3,
  within: 0.3,
  valueSd: 0.1,
  valueExponent: 0,
  clickSd: USUAL_CLICK_SD,
};

/** A world drawn by laws alone. */
function lawful(
  random: Random,
  given: Partial<Laws> & Pick<Laws, 'cvr' | 'value'>,
  settings: Settings,
  test?: () => number,
): World {
  const laws = { ...USUAL_LAWS, ...given };
  const all = drafts(random, someClusters(random, laws), { ...laws, ...(test ? { test } : {}) });
  const related = all.map((draft) => ({
    ...draft,
    cvr: draft.cvr * (draft.value / laws.value) ** -laws.valueExponent,
  }));
  return world(related, random, { ...settings, laws });
}

export const FAMILIES: readonly Family[] = [
  {
    name: 'three groups',
    bar: 0.4,
    world: (random) =>
      world(
        drafts(
          random,
          [
            { size: 8, cvr: 0.15 },
            { size: 7, cvr: 0.08 },
            { size: 5, cvr: 0.05 },
          ],
          { value: 12 },
        ),
        random,
        { budget: 5000 },
      ),
  },
  {
    name: 'low signal',
    bar: 0.49,
    world: (random) => lawful(random, { cvr: 0.02, value: 58 }, { budget: 5000 }),
  },
  {
    name: 'clusters mean nothing',
    bar: 0.46,
    world: (random) => {
      const all = drafts(random, [{ size: 20, cvr: 0.03, spread: 0.35 }], { value: 34 });
      return world(
        all.map((draft, index) => ({ ...draft, cluster: index % 4 })),
        random,
        { budget: 5000 },
      );
    },
  },
  {
    name: 'one star in a bad cluster',
    bar: 0.3,
    world: (random) => {
      const all = drafts(
        random,
        [
          { size: 7, cvr: 0.05, spread: 0.2 },
          { size: 7, cvr: 0.04, spread: 0.2 },
          { size: 6, cvr: 0.02, spread: 0.2 },
        ],
        { value: 20 },
      );
      all[all.length - 1].cvr = 0.12;
      return world(all, random, { budget: 5000 });
    },
  },
  {
    name: '200 creatives',
    bar: 0.36,
    world: (random) =>
      lawful(random, { clusters: 10, size: 20, cvr: 0.03, between: 0.35, within: 0.35, value: 38 }, { budget: 20_000 }),
  },
  {
    name: 'order values differ widely',
    bar: 0.31,
    world: (random) => lawful(random, { cvr: 0.04, value: 32, valueSd: 0.7, valueExponent: 0.6 }, { budget: 5000 }),
  },
  {
    name: 'all lose money',
    bar: null,
    losesMoney: true,
    world: (random) => lawful(random, { cvr: 0.02, between: 0.2, within: 0.2, value: 14 }, { budget: 5000 }),
  },
  {
    name: 'messy',
    bar: 0.53,
    world: (random) =>
      world(
        drafts(random, someClusters(random, { ...USUAL_LAWS, size: 6, cvr: 0.03, value: 30 }), {
          value: 30,
          valueSd: 0.3,
          test: () => 25 + 100 * random.uniform(),
        }),
        random,
        { budget: 5000, adDrift: 0.25, commonDrift: 0.15, delay: 0.5, dayShape: 3, days: 7 },
      ),
  },
  {
    name: 'thin clusters, $10-20 tests',
    bar: 0.47,
    world: (random) =>
      lawful(
        random,
        { clusters: 10, size: 2, cvr: 0.05, between: 0.4, value: 30 },
        { budget: 5000 },
        () => 10 + 10 * random.uniform(),
      ),
  },
  {
    name: 'ads drift apart',
    bar: 0.76,
    world: (random) =>
      lawful(random, { cvr: 0.04, between: 0.35, within: 0.35, value: 34 }, { budget: 5000, adDrift: 0.45 }),
  },
  {
    name: 'wide spreads',
    bar: null,
    world: (random) =>
      lawful(random, { cvr: 0.025, between: 0.6, within: 0.6, value: 34, valueSd: 0.4 }, { budget: 5000 }),
  },
  {
    name: 'large budget, few tests',
    bar: null,
    world: (random) =>
      lawful(random, { clusters: 3, size: 4, cvr: 0.03, between: 0.4, within: 0.4, value: 60 }, { budget: 50_000 }),
  },
  {
    name: 'ads saturate',
    bar: null,
    world: (random) =>
      lawful(random, { cvr: 0.03, between: 0.4, within: 0.4, value: 50 }, { budget: 20_000, half: 60 }),
  },
];

/** The world number `index` of a family: the same on every run. */
export const worldOf = (family: Family, index: number): World =>
  family.world(seeded(1_000 * FAMILIES.indexOf(family) + index + 77_000));

/** True revenue of a spend on one creative, before the chance of single orders. */
export const trueRevenue = ({ roas, reference, elasticity, half }: Truth, spend: number): number =>
  roas * reference * drawnReturn(spend / reference, elasticity, 1, half);

/**
 * The profit of someone who knows every true rate and whether ads saturate, but else of scaling no more than everybody: the
 * power law and the tested spends.
 */
export function oracleProfit({ truths, budget, evidence, half }: World): number {
  const curve = half === null ? POWER_LAW : scalingCurve(DEFAULT_ELASTICITY, { chance: 1, half, logSd: 0.5 });
  const references = referenceSpends(Float64Array.from(evidence, ({ totals }) => unitsOf(totals.spendMicros ?? 0)));
  const candidates = truths.map(({ roas }, row) => ({ gain: roas, reference: references[row] }));
  return profitOf(truths, splitBudget(candidates, curve, { ...FREE, budget }).spends);
}

/** No bound but the budget and the last dollar's return. */
export const FREE = {
  leastMarginal: 1,
  leastAverage: null,
  leastSlice: 0,
  mostSlice: Number.POSITIVE_INFINITY,
  mostCandidates: Number.POSITIVE_INFINITY,
};

export const profitOf = (truths: readonly Truth[], spends: ArrayLike<number>): number =>
  truths.reduce((sum, truth, row) => sum + trueRevenue(truth, spends[row]) - spends[row], 0);
