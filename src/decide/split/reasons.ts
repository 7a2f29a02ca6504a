/** Why a creative gets its money, or none: from what the posterior and the split say of it, as a kind that each language words. */
import { cvr, roas } from '../../metrics/rates.js';
import type { Bound } from './plan.js';
import type { Recommendation } from './recommend.js';

/** P(profit) under which a creative without money probably loses some. */
const UNLIKELY = 0.1;
/** Raw over expected from which the raw figure is called lucky, and the reverse. */
const LUCKY = 1.3;

/** What a creative's own results are pulled toward. */
export type Pool = 'account' | 'cluster';

/** Why money goes to a creative. */
export type FundedReason =
  | 'pinned'
  | 'largest-share'
  | 'end-of-evidence'
  | 'exploration'
  | 'best-raw-cvr'
  | 'no-conversion-yet'
  | 'expected'
  | 'lucky'
  | 'unlucky'
  | 'agrees';

/** Why none goes to it. */
export type UnfundedReason =
  | 'loses'
  | 'loses-without-conversion'
  | 'probably-loses'
  | 'no-conversion-so-far'
  | 'not-best-raw-cvr'
  | 'under-minimum'
  | 'too-small'
  | 'too-many'
  | 'brings-less';

export interface Reason {
  kind: FundedReason | UnfundedReason;
  pool: Pool;
}

/** A phrase for every reason: a language without one of them does not compile. */
export type ReasonPhrases = Readonly<Record<Reason['kind'], (pool: Pool) => string>>;

const FUNDED: Partial<Record<Bound, FundedReason>> = {
  pin: 'pinned',
  cap: 'largest-share',
  evidence: 'end-of-evidence',
  exploration: 'exploration',
};

/** Why the creative of this row gets money. */
export const fundedReason = (recommendation: Recommendation, row: number): Reason => ({
  kind: fundedKind(recommendation, row),
  pool: poolOf(recommendation, row),
});

/** Why the creative of this row gets no money. */
export const unfundedReason = (recommendation: Recommendation, row: number): Reason => ({
  kind: unfundedKind(recommendation, row),
  pool: poolOf(recommendation, row),
});

const poolOf = ({ ground }: Recommendation, row: number): Pool =>
  ground.posterior.creatives[row]!.clusterId === null ? 'account' : 'cluster';

function fundedKind({ plan, ground: { posterior, options } }: Recommendation, row: number): FundedReason {
  const known = FUNDED[plan.bounds[row]!];
  if (known) return known;
  if (options.strategy === 'equal') return 'best-raw-cvr';
  const { totals } = posterior.creatives[row]!;
  if (!totals.conversions) return 'no-conversion-yet';
  const raw = posterior.roas ? roas(totals) : cvr(totals);
  const expected = posterior.roas ? posterior.roas.means[row]! : (posterior.cvr?.means[row] ?? null);
  if (raw === null || expected === null || expected === 0) return 'expected';
  if (raw > LUCKY * expected) return 'lucky';
  return raw * LUCKY < expected ? 'unlucky' : 'agrees';
}

/** Whether a creative without money is to be stopped: its verdict says so, on evidence that holds under daily looks. */
export const isStopped = ({ verdicts, plan }: Recommendation, row: number): boolean =>
  plan.budgetsMicros[row] === 0 && verdicts?.[row] === 'stop';

function unfundedKind(recommendation: Recommendation, row: number): UnfundedReason {
  const { plan, ground, probProfit } = recommendation;
  const { totals } = ground.posterior.creatives[row]!;
  if (isStopped(recommendation, row)) return totals.conversions ? 'loses' : 'loses-without-conversion';
  const chance = probProfit?.[row];
  if (chance !== undefined && chance < UNLIKELY) return totals.conversions ? 'probably-loses' : 'no-conversion-so-far';
  switch (plan.bounds[row]) {
    case 'not-eligible':
      return ground.options.strategy === 'equal' ? 'not-best-raw-cvr' : 'under-minimum';
    case 'slice-too-small':
      return 'too-small';
    case 'too-many':
      return 'too-many';
    default:
      return 'brings-less';
  }
}

const POOLS: Record<Pool, string> = { account: 'the account', cluster: 'its cluster' };

const ENGLISH: ReasonPhrases = {
  pinned: () => 'pinned at this amount',
  'largest-share': () => 'earns more than its largest share takes',
  'end-of-evidence': () => 'at five hundred times the largest test: nothing is known beyond',
  exploration: () => 'test money: knowing more of it is worth most',
  'best-raw-cvr': () => 'one of the five best raw CVRs',
  'no-conversion-yet': (pool) => `no conversion of its own yet: expected from ${POOLS[pool]}`,
  expected: (pool) => `expected from ${POOLS[pool]}`,
  lucky: (pool) => `good results, in part luck: ${POOLS[pool]} pulls them down`,
  unlucky: (pool) => `better than its own results: ${POOLS[pool]} pulls it up`,
  agrees: (pool) => `its own results and those of ${POOLS[pool]} agree`,
  loses: () => 'loses money',
  'loses-without-conversion': () => 'no conversion, and loses money',
  'probably-loses': () => 'probably loses money, but too little is known to stop it',
  'no-conversion-so-far': () => 'no conversion so far, but too little is known to stop it',
  'not-best-raw-cvr': () => 'not one of the five best raw CVRs',
  'under-minimum': () => 'its CVR is more likely under the minimum than over it',
  'too-small': () => 'its part would be too small to be worth running',
  'too-many': () => 'others are better, and the number of creatives is limited',
  'brings-less': () => 'the next unit of money is expected to bring less here than elsewhere, or than it costs',
};

export const reasonInEnglish = ({ kind, pool }: Reason): string => ENGLISH[kind](pool);
