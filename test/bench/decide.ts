/**
 * Decisions: a simulation of invented accounts whose true rates are known, and the time that an answer takes.
 * Regret is the true profit that a policy falls short of someone who knows every true rate. `CREO_BENCH_WORLDS` sets the
 * worlds per family (60; 300 for stable figures, the large family a fifth of that).
 */
import type { CreativeEvidence } from '../../src/decide/posterior/evidence.js';
import { posterior } from '../../src/decide/posterior/posterior.js';
import { predict } from '../../src/decide/split/predict.js';
import { recommend } from '../../src/decide/split/recommend.js';
import { DEFAULT_ELASTICITY, scalingCurve } from '../../src/decide/split/scaling.js';
import { seeded } from '../../src/random.js';
import { informedSpends } from './decide/informed.js';
import { classic, creo, drawAveraged, equalSplit, type Outcome, spendsOf } from './decide/policies.js';
import { FAMILIES, type Family, oracleProfit, profitOf, trueRevenue, type World, worldOf } from './decide/worlds.js';
import type { BenchLine } from './line.js';

const WORLDS = Number(process.env.CREO_BENCH_WORLDS ?? 60);
/** Plans below this share of the budget risk no money to speak of. */
const AT_STAKE = 0.05;
const ORDER_CV2 = 0.5;
const curve = scalingCurve(DEFAULT_ELASTICITY);

const POLICIES = [
  'classic',
  'creo',
  'no clusters',
  'shuffled clusters',
  'averaged over draws',
  'equal split',
  'informed',
] as const;

interface Forecast {
  stated: number;
  realised: number;
  in80: boolean;
  in90: boolean;
  confidence: number;
  earned: boolean;
}

interface FamilyResult {
  family: Family;
  worlds: number;
  /** Mean regret per policy, in dollars. */
  regret: Record<(typeof POLICIES)[number], number>;
  spend: number;
  forecasts: Forecast[];
}

export async function bench(): Promise<BenchLine[]> {
  const results = FAMILIES.map(simulated);
  return [...results.flatMap(familyLines), ...summaryLines(results), ...[500, 5000].map(speedLine)];
}

function simulated(family: Family): FamilyResult {
  const worlds = family.name === '200 creatives' ? Math.ceil(WORLDS / 5) : WORLDS;
  const regret = {
    classic: 0,
    creo: 0,
    'no clusters': 0,
    'shuffled clusters': 0,
    'averaged over draws': 0,
    'equal split': 0,
    informed: 0,
  };
  const forecasts: Forecast[] = [];
  let spend = 0;
  for (let index = 0; index < worlds; index++) {
    const world = worldOf(family, index);
    const oracle = oracleProfit(world);
    const outcome = creo(world, 'real');
    const spends = {
      classic: spendsOf(classic(outcome)),
      creo: spendsOf(outcome.plan),
      'no clusters': spendsOf(creo(world, 'none').plan),
      'shuffled clusters': spendsOf(creo(world, 'shuffled').plan),
      'averaged over draws': drawAveraged(outcome),
      'equal split': spendsOf(equalSplit(outcome)),
      informed: informedSpends(world, curve),
    };
    for (const policy of POLICIES) {
      const spent = spends[policy];
      regret[policy] += spent === null ? Number.NaN : (oracle - profitOf(world.truths, spent)) / worlds;
    }
    spend += outcome.plan.allocatedMicros / 1e6 / worlds;
    if (outcome.plan.allocatedMicros >= AT_STAKE * world.budget * 1e6)
      forecasts.push(forecastOf(world, outcome, index));
  }
  return { family, worlds, regret, spend, forecasts };
}

/** The plan's forecast against one future of it, single orders by chance. */
function forecastOf(world: World, { on, plan }: Outcome, index: number): Forecast {
  const spends = spendsOf(plan);
  const random = seeded(900_000 + index);
  let mean = 0;
  let variance = 0;
  world.truths.forEach((truth, row) => {
    const revenue = trueRevenue(truth, spends[row]);
    mean += revenue;
    variance += revenue * truth.value * (1 + ORDER_CV2);
  });
  const realised = mean + Math.sqrt(variance) * random.normal();
  const wide = predict(on.posterior, Float64Array.from(spends), {
    curve: on.curve,
    references: on.references,
    level: 0.9,
    seed: 1,
    breakEvenRoas: 1,
  });
  const { expected, low, high, confidence } = plan.prediction;
  return {
    stated: expected,
    realised,
    in80: low <= realised && realised <= high,
    in90: wide.low <= realised && realised <= wide.high,
    confidence: confidence ?? 0,
    earned: realised > plan.allocatedMicros / 1e6,
  };
}

function familyLines({ family, worlds, regret, spend, forecasts }: FamilyResult): BenchLine[] {
  const ratio = (policy: (typeof POLICIES)[number]): string => (regret[policy] / regret.classic).toFixed(3);
  const others = POLICIES.slice(2).filter((policy) => !Number.isNaN(regret[policy]));
  return [
    {
      part: 'decide',
      what: `regret over the classic rule's, ${family.name} (${worlds} worlds)`,
      figure: ratio('creo'),
      against: `classic loses $${regret.classic.toFixed(0)}; ${others.map((policy) => `${policy} ${ratio(policy)}`).join(', ')}`,
      ...goalOf(family, spend),
    },
    ...coverageLine(family, forecasts),
  ];
}

function coverageLine({ name }: Family, forecasts: readonly Forecast[]): BenchLine[] {
  if (forecasts.length === 0) return [];
  const total = (of: (forecast: Forecast) => number): number => forecasts.reduce((sum, each) => sum + of(each), 0);
  return [
    {
      part: 'decide',
      what: `revenue inside the 80% interval, ${name}`,
      figure: (total(({ in80 }) => Number(in80)) / forecasts.length).toFixed(3),
      against: `stated over realised ${(total(({ stated }) => stated) / total(({ realised }) => realised)).toFixed(3)}`,
      goal: 'at least 0.65',
    },
  ];
}

function goalOf({ bar, losesMoney }: Family, spend: number): Pick<BenchLine, 'goal'> {
  if (losesMoney) return { goal: `at most 0.02, mean spend $${spend.toFixed(0)} at most $100` };
  return bar === null ? {} : { goal: `at most ${bar}` };
}

function summaryLines(results: readonly FamilyResult[]): BenchLine[] {
  const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const counted = results.filter(({ family }) => family.bar !== null || family.losesMoney);
  const ratios = (policy: (typeof POLICIES)[number]): number =>
    meanOf(counted.map(({ regret }) => regret[policy] / regret.classic));
  const forecasts = results.flatMap((result) => result.forecasts);
  const share = (pick: (forecast: Forecast) => boolean): number => meanOf(forecasts.map((each) => Number(pick(each))));
  const brier = (probability: (forecast: Forecast) => number): number =>
    meanOf(forecasts.map((each) => (probability(each) - Number(each.earned)) ** 2));
  const line = (what: string, figure: number, goal?: string, against?: string): BenchLine => ({
    part: 'decide',
    what,
    figure: figure.toFixed(3),
    ...(goal ? { goal } : {}),
    ...(against ? { against } : {}),
  });
  return [
    line(
      'mean regret over the classic rule',
      ratios('creo'),
      'at most 0.40',
      `no clusters ${ratios('no clusters').toFixed(3)}, shuffled ${ratios('shuffled clusters').toFixed(3)}, averaged over draws ${ratios('averaged over draws').toFixed(3)}`,
    ),
    line(
      `revenue inside the 80% interval (${forecasts.length} plans)`,
      share(({ in80 }) => in80),
      '0.75 to 0.93',
    ),
    line(
      'revenue inside the 90% interval',
      share(({ in90 }) => in90),
      '0.85 to 0.99',
    ),
    line(
      'stated over realised revenue',
      meanOf(forecasts.map(({ stated }) => stated)) / meanOf(forecasts.map(({ realised }) => realised)),
      '0.90 to 1.15',
    ),
    line(
      'mean confidence',
      meanOf(forecasts.map(({ confidence }) => confidence)),
      'within 0.08',
      `earned back ${share(({ earned }) => earned).toFixed(3)}`,
    ),
    line(
      'Brier score of confidence',
      brier(({ confidence }) => confidence),
      'below the constant',
      `constant 0.85: ${brier(() => 0.85).toFixed(3)}`,
    ),
  ];
}

/** Seconds from evidence to recommendation for many creatives with 90 days each. */
function speedLine(count: number): BenchLine {
  const evidence = accountOf(count);
  const start = performance.now();
  const learnt = posterior(evidence, { seed: 1 });
  if (learnt === null) throw new Error('nothing learnt');
  recommend(learnt, {
    ...creo(worldOf(FAMILIES[0], 0), 'real').on.options,
    budgetMicros: count * 100 * 1e6,
  });
  return {
    part: 'decide',
    what: `recommendation for ${count} creatives x 90 days`,
    figure: `${((performance.now() - start) / 1000).toFixed(2)} s`,
    goal: count === 500 ? 'under 1 s' : 'under 5 s',
  };
}

function accountOf(count: number): CreativeEvidence[] {
  const random = seeded(count);
  return Array.from({ length: count }, (_, index) => {
    const cvr = 0.03 * Math.exp(0.4 * random.normal());
    const days = Array.from({ length: 90 }, () => {
      const clicks = random.poisson(2);
      const conversions = random.poisson(clicks * cvr);
      return {
        impressions: 170,
        clicks,
        conversions,
        spendMicros: 2_000_000,
        revenueMicros: conversions * 50_000_000,
        plays3s: null,
        thruplays: null,
      };
    });
    const sum = (key: 'clicks' | 'conversions' | 'spendMicros' | 'revenueMicros'): number =>
      days.reduce((total, day) => total + day[key], 0);
    const totals = {
      impressions: 170 * 90,
      clicks: sum('clicks'),
      conversions: sum('conversions'),
      spendMicros: sum('spendMicros'),
      revenueMicros: sum('revenueMicros'),
      plays3s: null,
      thruplays: null,
    };
    return { creativeId: index + 1, name: `ad ${index + 1}`, clusterId: index % 12, totals, days };
  });
}
