/** One result by hand. What comes back is what is stored then: a figure that was not given keeps the value entered before. */
import { UserError } from '../errors.js';
import { checkedCurrency } from '../ingest/file-currency.js';
import { plausibleDay, plausibleName, requirePlausible } from '../plausible.js';
import { addCreative, creativeByName } from '../store/creatives.js';
import { inTransaction } from '../store/database.js';
import { BY_HAND, platformsOn, saveHandResult } from '../store/performance.js';
import { resultsCurrency } from '../store/results.js';
import type { Day } from '../units.js';
import type { Context } from './context.js';

export interface HandFigures {
  name: string;
  impressions: number | null;
  clicks: number | null;
  conversions: number | null;
  spendMicros: number | null;
  revenueMicros: number | null;
  /** Today when null. */
  date: Day | null;
  currency: string | null;
}

export type KeptFigures = Omit<HandFigures, 'name' | 'date' | 'currency'> & {
  creativeId: number;
  creative: string;
  date: Day;
  /** The same, as rows of results call it. */
  dateStart: Day;
  currency: string;
  importId: number;
  /** Platforms that also reported on it that day. */
  otherPlatforms: readonly string[];
};

/** Throws UserError NO_FIGURES, NO_CURRENCY, and what an implausible name, day or figure throws. */
export function setFigures({ db, now }: Context, options: HandFigures): KeptFigures {
  const { name, impressions, clicks, conversions, spendMicros, revenueMicros } = options;
  const figures = { impressions, clicks, conversions, spendMicros, revenueMicros, plays3s: null, thruplays: null };
  if (Object.values(figures).every((value) => value === null)) {
    throw new UserError(
      'NO_FIGURES',
      'There is no figure to keep',
      'Give at least one, for example --spend 50 --clicks 40',
    );
  }
  plausibleName(name);
  requirePlausible(figures);
  const currency = options.currency === null ? resultsCurrency(db, {}) : checkedCurrency(options.currency);
  if (currency === null)
    throw new UserError(
      'NO_CURRENCY',
      'The store has no currency yet',
      'Say it with --currency, for example --currency USD',
    );
  const enteredAt = now();
  const date = options.date ?? enteredAt.slice(0, 10);
  const day = plausibleDay(date);
  const { creativeId, importId, stored, others } = inTransaction(db, () => {
    const creativeId =
      creativeByName(db, name)?.creativeId ??
      addCreative(db, { name, category: null, path: null, contentHash: null, media: null, createdAt: enteredAt });
    const others = platformsOn(db, creativeId, day).filter((platform) => platform !== BY_HAND);
    return {
      creativeId,
      others,
      ...saveHandResult(db, { ...figures, creativeId, creative: name, day, currency, enteredAt }),
    };
  });
  return {
    creativeId,
    creative: name,
    impressions: stored.impressions,
    clicks: stored.clicks,
    conversions: stored.conversions,
    spendMicros: stored.spendMicros,
    revenueMicros: stored.revenueMicros,
    importId,
    date,
    dateStart: date,
    currency,
    otherPlatforms: others,
  };
}
