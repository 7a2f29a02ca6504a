/**
 * What is to be said beside an answer, as a kind and its figures: each language makes its own sentence of it. Here stand the
 * English ones, which terminals, `--json` and the API show. Shares are fractions, money is whole micros, days are YYYY-MM-DD.
 */
import { type Day, tidy, unitsOf } from './units.js';

/** What an account's results say of the elasticity of spend. */
interface FittedElasticity {
  /** Creatives whose daily spend was raised, and those that ran on beside them. */
  raised: number;
  controls: number;
  /** What they alone say, and the ends of its interval. */
  estimate: number;
  low: number;
  high: number;
  /** What plans take, and its standard deviation. */
  elasticity: number;
  sd: number;
}

/** Amounts of one currency that were converted. */
export interface ConvertedPart {
  currency: string;
  /** Share of the spend; null where nothing was spent. */
  share: number | null;
  /** What one unit is worth in the other currency: the least and the most over the days. */
  least: number;
  most: number;
}

/** What a minimum CVR costs a plan. */
export interface MinimumCvr {
  minCvr: number;
  /** Creatives that it keeps from taking money, of all, and how many would be funded without it. */
  held: number;
  creatives: number;
  funded: number;
  /** What is expected of the plan, and of the one without the minimum. */
  gain: 'conversions' | 'profit';
  own: number;
  free: number;
}

/** Recent days whose conversions are still coming in. */
export interface SettlingDays {
  days: number;
  first: Day;
  last: Day;
  /** Whether they are all days from the first to the last. */
  isUnbroken: boolean;
  /** Share of their conversions that is known, and the ends of its interval at `level`. */
  share: number;
  low: number;
  high: number;
  level: number;
  /** What that was learnt from. */
  reimports: number;
}

export type Remark =
  | { kind: 'unclustered'; creatives: number }
  /** A rate is one of a part of the spend only: other reports lack one of its sides. */
  | { kind: 'partly-known'; rate: 'cvr' | 'roas'; share: number }
  | { kind: 'value-in-other-currency'; valueCurrency: string; currency: string }
  | { kind: 'value-by-default'; valueMicros: number; currency: string | null }
  | ({ kind: 'elasticity-fitted' } & FittedElasticity)
  | ({ kind: 'elasticity-assumed' } & FittedElasticity)
  | { kind: 'no-revenue' }
  | { kind: 'no-clicks' }
  /** The budget is this many times all spend so far. */
  | { kind: 'far-budget'; times: number }
  | { kind: 'dispersed-conversions' }
  /** Share of the plan beyond ten times the largest pace tested. */
  | { kind: 'beyond-evidence'; share: number }
  | ({ kind: 'minimum-cvr' } & MinimumCvr)
  /** Share of the plan that one creative gets. */
  | { kind: 'one-bet'; share: number }
  /** A second source tells the conversions; `unnamed` ads run in campaigns that it never names. */
  | { kind: 'other-truth'; accounts: readonly string[]; source: string; first: Day; last: Day; unnamed: number }
  | { kind: 'converted'; into: string; parts: readonly ConvertedPart[] }
  | { kind: 'old-rate'; currency: string; day: Day; ageDays: number }
  | ({ kind: 'settling' } & SettlingDays)
  /** Creatives without pictures on a page, each with why in English. */
  | { kind: 'no-picture'; missing: readonly { creative: string; reason: string }[] }
  /** Clips without a moving preview, each with why in English. */
  | { kind: 'no-preview'; failed: readonly { creative: string; reason: string }[] }
  /** Clips that a limit on the previews of one page left out. */
  | { kind: 'previews-held'; shown: number; heldBack: number; by: 'count' | 'size' }
  /** A sentence that an earlier version kept without its figures, in English. */
  | { kind: 'as-kept'; text: string };

type Sayings<Said extends { kind: string }, Saying> = {
  readonly [Kind in Said['kind']]: (said: Extract<Said, { kind: Kind }>) => Saying;
};

/** One sentence, or null for none, for every kind of remark: a language without one of them does not compile. */
export type RemarkSayings = Sayings<Remark, string | null>;

const percent = (share: number): number => Math.round(100 * share);
const shown = (value: number): string => value.toFixed(2);

const RATES = {
  cvr: ['CVR', 'conversions or no clicks'],
  roas: ['ROAS as reported', 'revenue'],
} as const;

const alone = ({ estimate, low, high }: FittedElasticity): string =>
  `alone they say ${shown(estimate)}, ${shown(low)} to ${shown(high)}`;

const raisedOf = ({ raised, controls }: FittedElasticity): string =>
  `${raised} creatives whose daily spend was raised, beside ${controls} that ran on`;

function convertedPart({ currency, share, least, most }: ConvertedPart, into: string): string {
  const [low, high] = [least, most].map((factor) => factor.toPrecision(5));
  const rates = low === high ? `1 ${currency} = ${low} ${into}` : `1 ${currency} = ${low} to ${high} ${into}`;
  return share === null ? `${currency} (${rates})` : `${percent(share)}% of the spend from ${currency} (${rates})`;
}

function gateCost({ own, free, gain, funded }: MinimumCvr): string {
  if (free <= own) return `that costs nothing of the expected ${gain}`;
  return own > 0
    ? `without it ${funded} would be funded, and the expected ${gain} would be ${percent(free / own - 1)}% higher`
    : `without it ${funded} would be funded, and bring ${gain} that this plan does not`;
}

function settlingDays({ days, first, last, isUnbroken, share, low, high, level, reimports }: SettlingDays): string {
  const which =
    days === 1
      ? `Conversions of ${last} are`
      : isUnbroken
        ? `The last ${days} days are`
        : `${days} days from ${first} to ${last} are`;
  return `${which} taken as ${percent(share)}% complete (${percent(level)}%: ${percent(low)}–${percent(high)}%), learned from ${reimports} re-imports; --no-delays leaves it out.`;
}

const ENGLISH: Sayings<Remark, string> = {
  unclustered: ({ creatives }) =>
    `Nothing is clustered, so ${creatives === 1 ? 'the creative is' : `the ${creatives} creatives are`} pooled over the whole account (creo cluster --visual).`,
  'partly-known': ({ rate, share }) =>
    `${RATES[rate][0]} rests on ${percent(share)}% of the spend: the reports of the rest have no ${RATES[rate][1]}.`,
  'value-in-other-currency': ({ valueCurrency, currency }) =>
    `The default value of a conversion is in ${valueCurrency} and the results are in ${currency}, so it is not used.`,
  'value-by-default': ({ valueMicros, currency }) =>
    `No revenue in the results: a conversion is taken to be worth ${[unitsOf(valueMicros), currency].filter((part) => part !== null).join(' ')}, the default of creo init.`,
  'elasticity-fitted': (fit) =>
    `Elasticity ${shown(fit.elasticity)} ± ${shown(fit.sd)} is fitted to ${raisedOf(fit)} (${alone(fit)}); --elasticity states another.`,
  'elasticity-assumed': (fit) =>
    `Elasticity ${shown(fit.elasticity)} ± ${fit.sd} is assumed: ${raisedOf(fit)} say too little (${alone(fit)}).`,
  'no-revenue': () =>
    'No revenue in the results, so the plan is for conversions and says nothing of profit; --value states one, and creo init --value one for good.',
  'no-clicks': () => 'No clicks in the results, so conversions are judged on spend alone.',
  'far-budget': ({ times }) => `The budget is ${Math.round(times)} times all spend so far: the scaling is a guess.`,
  'dispersed-conversions': () =>
    'Conversions vary more from day to day than chance explains, so their evidence counts for less.',
  'beyond-evidence': ({ share }) =>
    `${percent(share)}% of the plan lies beyond ten times what any creative has spent in as much time: step up, and look again before the rest.`,
  'minimum-cvr': (gate) =>
    `The minimum CVR of ${tidy(100 * gate.minCvr)}% keeps ${gate.held} of ${gate.creatives} creatives from taking money: ${gateCost(gate)}.`,
  'one-bet': ({ share }) =>
    `${percent(share)}% of the plan rests on one creative: --max-share limits what one may get.`,
  'other-truth': ({ accounts, source, first, last, unnamed }) =>
    `Conversions and revenue of ${accounts.join(', ')} are those of ${source}, from ${first} to ${last}${
      unnamed === 0 ? '' : `; ${unnamed} ads run in campaigns that it never names, and count as unknown`
    } (creo sources).`,
  converted: ({ into, parts }) =>
    `Amounts are in ${into}: ${parts.map((part) => convertedPart(part, into)).join(', ')}, each day at the last rate known then.`,
  'old-rate': ({ currency, day, ageDays }) =>
    `The last rate of ${currency} is of ${day}, ${ageDays} days before the last result: newer ones come with creo rates import.`,
  settling: (days) => settlingDays(days),
  'no-picture': ({ missing }) =>
    `No picture of ${missing.map(({ creative, reason }) => `${creative} (${reason})`).join(', ')}`,
  'no-preview': ({ failed }) =>
    `No preview of ${failed.map(({ creative, reason }) => `${creative} (${reason})`).join(', ')}`,
  'previews-held': ({ shown, heldBack, by }) =>
    `Previews of the ${shown} clips with the most spend; ${heldBack} more would make the page ${by === 'size' ? 'too large' : 'too long to load'}.`,
  'as-kept': ({ text }) => text,
};

/** The sentence of a remark by a table of sayings. */
export function said<Saying>(remark: Remark, sayings: Sayings<Remark, Saying>): Saying {
  // The table has a saying of each kind for just that kind, which the compiler does not follow through an index.
  const saying = sayings[remark.kind] as (remark: Remark) => Saying;
  return saying(remark);
}

export const inEnglish = (remark: Remark): string => said(remark, ENGLISH);
