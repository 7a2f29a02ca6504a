/**
 * Conversions that are still coming in: how much of each recent day is known, learnt from the account's own re-imports.
 * Every answer takes recent delivery by that share; without enough re-imports everything counts as reported.
 */
import type { Completion, RecentDelivery } from '../decide/posterior/completion.js';
import { mean } from '../decide/posterior/statistics.js';
import type { DatedEvidence } from '../decide/split/spend-phases.js';
import { type DelayCurve, shareAt } from '../decide/time/delays.js';
import type { DayTotals, KnownShare } from '../decide/time/fatigue.js';
import { groupBy } from '../group-by.js';
import type { Remark } from '../remarks.js';
import type { Store } from '../store/database.js';
import { type RecentRow, recentDelivery } from '../store/recent-delivery.js';
import { type Day, daysBetween } from '../units.js';
import { type AccountDelays, learntAccounts, shareOver, shownDelays } from './learned-delays.js';
import type { Terms } from './question.js';

/** A day counts as still coming in below this share: what is left moves nothing. */
const NEARLY_ALL = 0.95;

/** What of the results is still coming in; the shares are those of the days below `NEARLY_ALL`, by their delivery. */
export interface Delays {
  level: number;
  /** Days whose conversions are still coming in, and the first and last of them; null where there are none. */
  days: number;
  dateStart: Day | null;
  dateEnd: Day | null;
  knownShare: number | null;
  knownShareLow: number | null;
  knownShareHigh: number | null;
  /** Of the accounts that something was learnt of. */
  reimports: number;
  accounts: AccountDelays[];
}

/** Recent delivery with the shares that are known of it. */
export interface Settling {
  completion: Completion;
  rows: readonly PlacedRow[];
  /** Of one creative. */
  recentOf(creativeId: number): readonly RecentDelivery[];
  /** The same results without the days that are still coming in. */
  withoutOpenDays(evidence: DatedEvidence): DatedEvidence;
  delays: Delays;
  remarks: readonly Remark[];
}

export type PlacedRow = RecentRow & { place: number };

/** Null where nothing was learnt, and where `--no-delays` leaves it out. `column` of ads parts the rows. */
export function settlingOf(db: Store, terms: Terms, column: string | null = null): Settling | null {
  if (!terms.delays) return null;
  const accounts = learntAccounts(db, terms).flatMap((each) =>
    each.curve === null ? [] : [{ ...each, curve: each.curve }],
  );
  if (accounts.length === 0) return null;
  const oldest = Math.max(...accounts.map(({ curve }) => curve.finalAge));
  const places = new Map<string, number>();
  const curves: { curve: DelayCurve; age: number }[] = [];
  for (const { told, curve } of accounts) {
    for (let age = 0; age < curve.finalAge; age += 1) {
      places.set(placeKey({ ...told, age }), curves.length);
      curves.push({ curve, age });
    }
  }
  const rows = recentDelivery(db, terms.filter, oldest, column).flatMap((row): PlacedRow[] => {
    const place = places.get(placeKey(row));
    return place === undefined ? [] : [{ ...row, place }];
  });
  const completion: Completion = {
    means: Float64Array.from(curves, ({ curve, age }) => shareAt(curve.shares, age)),
    draws: (accounts[0]?.curve.draws ?? []).map((_, draw) =>
      Float64Array.from(curves, ({ curve, age }) => shareAt(curve.draws[draw] ?? curve.shares, age)),
    ),
  };
  const delays = stillComing(
    rows,
    completion,
    accounts.map(({ told, curve }) => shownDelays(told, curve, terms.level)),
    terms,
  );
  const isOpen = ({ place }: PlacedRow): boolean => (completion.means[place] ?? 1) < NEARLY_ALL;
  const byCreative = groupBy(rows, ({ creativeId }) => creativeId);
  return {
    completion,
    rows,
    recentOf: (creativeId) => byCreative.get(creativeId) ?? [],
    withoutOpenDays(evidence) {
      const open = new Set(
        (byCreative.get(evidence.creativeId) ?? []).filter(isOpen).map(({ dateStart }) => dateStart),
      );
      const { creativeId, name, clusterId, totals, activeDays } = evidence;
      return {
        creativeId,
        name,
        clusterId,
        totals,
        ...(activeDays === undefined ? {} : { activeDays }),
        get days() {
          return evidence.days.filter(({ dateStart, dateEnd }) => dateEnd !== dateStart || !open.has(dateStart));
        },
      };
    },
    delays,
    remarks: remarksOf(delays),
  };
}

const placeKey = ({ platform, account, age }: { platform: string; account: string; age: number }): string =>
  JSON.stringify([platform, account, age]);

export function stillComing(
  rows: readonly PlacedRow[],
  { means, draws }: Completion,
  accounts: AccountDelays[],
  { level }: Pick<Terms, 'level'>,
): Delays {
  const open = rows.filter(({ place, ...row }) => (means[place] ?? 1) < NEARLY_ALL && deliveryOf(row) > 0);
  const days = [...new Set(open.map(({ dateStart }) => dateStart))].sort();
  const total = open.reduce((sum, row) => sum + deliveryOf(row), 0);
  const shareIn = (draw: Float64Array): number =>
    open.reduce((sum, row) => sum + deliveryOf(row) * (draw[row.place] ?? 1), 0) / total;
  const shares = total > 0 ? shareOver(Float64Array.from(draws, shareIn), level) : null;
  return {
    level,
    days: days.length,
    dateStart: days[0] ?? null,
    dateEnd: days.at(-1) ?? null,
    knownShare: shares?.knownShare ?? null,
    knownShareLow: shares?.knownShareLow ?? null,
    knownShareHigh: shares?.knownShareHigh ?? null,
    reimports: accounts.reduce((sum, { reimports }) => sum + reimports, 0),
    accounts,
  };
}

/** Clicks, else spend: what shares of several rows are weighted by. */
const deliveryOf = ({ clicks, spendMicros }: Pick<RecentRow, 'clicks' | 'spendMicros'>): number =>
  clicks ?? spendMicros ?? 0;

function remarksOf(delays: Delays): Remark[] {
  const { days, dateStart, dateEnd, knownShare, knownShareLow, knownShareHigh } = delays;
  if (
    dateStart === null ||
    dateEnd === null ||
    knownShare === null ||
    knownShareLow === null ||
    knownShareHigh === null
  )
    return [];
  return [
    {
      kind: 'settling',
      days,
      first: dateStart,
      last: dateEnd,
      isUnbroken: daysBetween(dateStart, dateEnd) === days,
      share: knownShare,
      low: knownShareLow,
      high: knownShareHigh,
      level: delays.level,
      reimports: delays.reimports,
    },
  ];
}

/** How much of each day is known, of one creative or (null) of all; none where nothing was learnt. */
export function knownShares(
  days: readonly DayTotals[],
  settling: Settling | null,
  creativeId: number | null,
): KnownShare[] {
  if (settling === null) return [];
  const { rows, completion } = settling;
  const byDay = groupBy(
    rows.filter((row) => creativeId === null || row.creativeId === creativeId),
    ({ dateStart }) => dateStart,
  );
  return days.map(({ dateStart, clicks, spendMicros }) => {
    const own = byDay.get(dateStart) ?? [];
    const delivered = (clicks || spendMicros) ?? 0;
    if (own.length === 0 || delivered === 0) return { share: 1, logError: 0 };
    const shareBy = (shares: Float64Array): number => {
      const missing = own.reduce((sum, row) => sum + deliveryOf(row) * (1 - (shares[row.place] ?? 1)), 0);
      return Math.max(0.01, 1 - missing / delivered);
    };
    const logs = Float64Array.from(completion.draws, (draw) => Math.log(shareBy(draw)));
    const middle = mean(logs);
    const variance = mean(logs.map((each) => (each - middle) ** 2));
    return { share: shareBy(completion.means), logError: Math.sqrt(variance) };
  });
}
