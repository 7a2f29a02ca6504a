/** Whether creo's CVR of an account's last three days holds the truth, over many planted accounts. */
import { accountOf } from '../../src/answers/account.js';
import { groupRate } from '../../src/decide/posterior/group-rate.js';
import { seeded } from '../../src/random.js';
import { openStore, type Store } from '../../src/store/database.js';
import { addDays, type Day } from '../../src/units.js';
import { importText } from './import-text.js';
import { type LaggingAccount, type LaggingWorld, laggingAccount } from './lagging-account.js';

export interface LagResult {
  /** Conversions per click of the last three days' clicks, in truth. */
  truth: number;
  corrected: Estimate;
  /** The same with everything counted as reported. */
  reported: Estimate;
}

export interface Estimate {
  cvr: number;
  low: number;
  high: number;
}

/** Imports every export as it was taken, and asks for the last three days. */
export function lagResult(world: Partial<LaggingWorld>, seed: number): LagResult {
  const account = laggingAccount(world, seeded(seed));
  const db = openStore(':memory:', { create: true });
  try {
    for (const { text, importedAt } of account.exports) importText(db, text, { importedAt });
    const last = addDays(account.lastExport, world.withToday ? 0 : -1);
    const from = addDays(last, -2);
    return {
      truth: trueCvr(account, [from, addDays(from, 1), last]),
      corrected: estimate(db, from, true, account),
      reported: estimate(db, from, false, account),
    };
  } finally {
    db.close();
  }
}

function trueCvr({ cvrs, clicksOn }: LaggingAccount, days: readonly Day[]): number {
  let [clicks, conversions] = [0, 0];
  for (const [ad, cvr] of cvrs.entries()) {
    for (const day of days) {
      clicks += clicksOn(ad, day);
      conversions += cvr * clicksOn(ad, day);
    }
  }
  return conversions / clicks;
}

/** The account's CVR with its 80% interval: every ad's, weighted by the clicks of the days. */
function estimate(db: Store, from: Day, delays: boolean, { cvrs }: LaggingAccount): Estimate {
  const { posterior, level } = accountOf(db, { filter: { from }, delays });
  const { cvr, creatives } = posterior ?? {};
  if (!cvr || !creatives || creatives.length !== cvrs.length) throw new Error('the account has no CVR');
  const weights = Float64Array.from(creatives, ({ totals }) => totals.clicks ?? 0);
  const { expected, low, high } = groupRate(cvr, [...creatives.keys()], weights, level);
  return { cvr: expected, low, high };
}

export const holds = ({ low, high }: Estimate, truth: number): boolean => low <= truth && truth <= high;

/** Lags as accounts have them: named, and each with its way of importing. */
export const LAGS: readonly (readonly [string, Partial<LaggingWorld>])[] = [
  ['exponential, 1.5 days', {}],
  [
    'most at once, a long tail to 7 days',
    { delay: (random) => (random.uniform() < 0.6 ? 0.2 * random.uniform() : 7 * random.uniform() ** 2) },
  ],
  ['log-normal, median 1 day', { delay: (random) => Math.min(12, Math.exp(0.9 * random.normal())) }],
  [
    'imported every second or third day',
    { exports: [24, 21, 19, 17, 14, 12, 10, 7, 5, 3, 0], delay: (random) => -1.5 * Math.log(1 - random.uniform()) },
  ],
  ['exports of the evening, with the day so far', { at: 0.75, withToday: true }],
];
