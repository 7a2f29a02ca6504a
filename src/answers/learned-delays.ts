/** How late conversions come in, account by account, as re-imports tell. */
import { interval, mean } from '../decide/posterior/statistics.js';
import { type DelayCurve, learnDelays, shareAt } from '../decide/time/delays.js';
import { groupBy } from '../group-by.js';
import type { Store } from '../store/database.js';
import { type AccountRevisions, accountRevisions } from '../store/revisions.js';
import type { Terms } from './question.js';

/** Fewer re-imports of an account, or fewer conversions in them, tell nothing. */
export const LEAST_REIMPORTS = 5;
export const LEAST_CONVERSIONS = 20;
/** What is known of a day so many days later. */
export interface AgeShare {
  ageDays: number;
  /** Share of the final conversions that are known, 0..1, with the ends of its interval. */
  knownShare: number;
  knownShareLow: number;
  knownShareHigh: number;
}

export interface AccountDelays {
  platform: string;
  account: string;
  /** Days on which it was imported again. */
  reimports: number;
  /** Conversions of the days that it told of again, as known last. */
  conversions: number;
  /** Whether that is enough for answers to use. */
  learned: boolean;
  /** Conversions as known at this age count as final; null where nothing was learnt, as below. */
  finalAgeDays: number | null;
  /** How many times the variance between days exceeds that of chance. */
  dispersion: number | null;
  /** By age, from the youngest that was imported again; none where nothing was learnt. */
  shares: AgeShare[];
}

/** Every account that was imported again, with its curve; null where there is too little for one. */
export function learntAccounts(
  db: Store,
  { seed }: Pick<Terms, 'seed'>,
): { told: AccountRevisions; curve: DelayCurve | null }[] {
  return accountRevisions(db).map((told, at) => ({
    told,
    curve: isEnough(told) ? learnDelays(told.revisions, { seed: seed + at }) : null,
  }));
}

const isEnough = (told: AccountRevisions): boolean =>
  told.reimports >= LEAST_REIMPORTS && conversionsIn(told) >= LEAST_CONVERSIONS;

function conversionsIn({ revisions }: AccountRevisions): number {
  const byDay = [...groupBy(revisions, ({ day }) => day).values()];
  return byDay.reduce((sum, ofDay) => sum + Math.max(...ofDay.map(({ later }) => later)), 0);
}

export function shownDelays(told: AccountRevisions, curve: DelayCurve | null, level: number): AccountDelays {
  const { platform, account, reimports } = told;
  const ages = curve === null ? [] : [...curve.shares.keys()].slice(curve.youngestAge);
  return {
    platform,
    account,
    reimports,
    conversions: conversionsIn(told),
    learned: curve !== null,
    finalAgeDays: curve?.finalAge ?? null,
    dispersion: curve?.dispersion ?? null,
    shares: ages.map((ageDays) => ({
      ageDays,
      ...shareOver(
        Float64Array.from(curve?.draws ?? [], (draw) => shareAt(draw, ageDays)),
        level,
      ),
    })),
  };
}

export function shareOver(draws: Float64Array, level: number): Omit<AgeShare, 'ageDays'> {
  const [knownShareLow, knownShareHigh] = interval(draws, level);
  return { knownShare: mean(draws), knownShareLow, knownShareHigh };
}
