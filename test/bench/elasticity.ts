/** The elasticity fit on simulated accounts of known elasticity: bias, and how often its 80% interval holds the truth. */
import { fitElasticity } from '../../src/decide/split/elasticity-fit.js';
import { DEFAULT_ELASTICITY } from '../../src/decide/split/scaling.js';
import { seeded } from '../../src/random.js';
import { type SpendWorld, spendWorld, USUAL_WORLD } from '../helpers/spend-worlds.js';
import type { BenchLine } from './line.js';

const ACCOUNTS = 100;

const FAMILIES: readonly (readonly [string, Partial<SpendWorld>])[] = [
  ['winners raised at once', {}],
  ['elasticity 0.6', { elasticity: 0.6 }],
  ['elasticity 0.95', { elasticity: 0.95 }],
  ['anybody raised', { raised: 'random' }],
  ['winners raised by a quarter a day', { raise: 'ramp' }],
  ['raised and lowered by what came in', { raise: 'adaptive' }],
  ['20 creatives', { creatives: 20 }],
  ['200 creatives', { creatives: 200 }],
  ['nobody runs on at the test spend', { controls: 0 }],
  ['rates fall by 3% a day', { fatigue: -0.03 }],
  ['rates fall, nobody runs on', { fatigue: -0.03, controls: 0 }],
  ['days jump about twice as much', { dispersion: 2 }],
  ['common days of ± 20%', { commonDays: 0.2 }],
  ['ads drift by a log-sd of 0.6', { drift: 0.6 }],
  ['good days deliver more', { delivery: 0.1 }],
  ['returns fall from the test spend on', { holds: 1 }],
];

export const bench = async (): Promise<BenchLine[]> => [...FAMILIES.map(familyLine), gainLine()];

/** What the fit is worth where accounts differ as the prior says: its error beside that of always assuming the mean. */
function gainLine(): BenchLine {
  const { mean, sd } = DEFAULT_ELASTICITY;
  const errors = Array.from({ length: 2 * ACCOUNTS }, (_, account) => {
    const random = seeded(9000 + account);
    const elasticity = mean + sd * random.normal();
    const fit = fitElasticity(spendWorld({ elasticity, raise: 'adaptive' }, random), 1);
    const used = fit?.used ? fit.elasticity : mean;
    return { fitted: (used - elasticity) ** 2, assumed: (mean - elasticity) ** 2 };
  });
  const rootMean = (of: (error: (typeof errors)[number]) => number): number =>
    Math.sqrt(errors.reduce((sum, error) => sum + of(error), 0) / errors.length);
  const assumed = rootMean((error) => error.assumed);
  return {
    part: 'elasticity',
    what: `accounts of ${mean} ± ${sd}: error of the elasticity used`,
    figure: (rootMean(({ fitted }) => fitted) / assumed).toFixed(2),
    against: `of assuming ${mean}, ${assumed.toFixed(3)}`,
    goal: '< 1',
  };
}

function familyLine([what, world]: (typeof FAMILIES)[number]): BenchLine {
  const truth = world.elasticity ?? USUAL_WORLD.elasticity;
  const fits = Array.from({ length: ACCOUNTS }, (_, account) => {
    const fit = fitElasticity(spendWorld(world, seeded(1000 + account)), 1);
    return fit ?? [];
  }).flat();
  const average = (of: (fit: (typeof fits)[number]) => number): string =>
    (fits.reduce((sum, fit) => sum + of(fit), 0) / fits.length).toFixed(2);
  return {
    part: 'elasticity',
    what,
    figure: `bias ${average(({ estimate }) => estimate - truth)}, inside ${average(({ low, high }) => Number(low <= truth && truth <= high))}`,
    against: `of ${average(({ raised }) => raised)} raised; with the prior bias ${average(({ elasticity }) => elasticity - truth)}, spread ${average(({ sd }) => sd)}`,
    goal: 'inside 0.80',
  };
}
