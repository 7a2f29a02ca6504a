/**
 * Ads that come back under another name. Where a file has no ids, an ad that was renamed looks like one that vanished and
 * another that appeared: with the same figures on the same days, and all names but one the same, they are one ad, and
 * counting both would count its delivery twice.
 */
import { figuresOf, sameKey } from './ad-day-columns.js';
import { UNKNOWN_PLATFORM } from './ads.js';
import type { Store } from './database.js';
import { unpackLayers } from './day-packs.js';
import {
  CERTAIN_DIGITS,
  type Days,
  type Delivery,
  deliveries,
  isLikeDelivery,
  isSameDelivery,
  TELLING_DIGITS,
} from './same-delivery.js';

export interface Rename {
  /** The ad as the store had it, and the ad under the new name. */
  adId: number;
  newAdId: number;
  name: string;
  newName: string;
  /** The new one was made by this import and stands for no other; else both are known, and only the user can say more. */
  isNew: boolean;
}

export interface Renames {
  sure: readonly Rename[];
  /** Names, before and after, of ads that could be one but whose figures do not prove it. */
  doubtful: readonly (readonly [string, string])[];
}

interface Named {
  adId: number;
  platform: string;
  level: string;
  account: string;
  externalId: string | null;
  campaign: string | null;
  adGroup: string | null;
  adName: string | null;
  isNew: number;
}

/**
 * Pairs of an ad that the file leaves out and one that it has, among the rows between two days (whole days since
 * 1970-01-01). `inFile` are the ads that the file names. The last day of the old ad may have grown since.
 */
export function renamesIn(
  db: Store,
  importId: number,
  inFile: ReadonlySet<number>,
  firstDay: number,
  lastDay: number,
): Renames {
  const adsWith = (rows: string): Named[] =>
    db
      .prepare<{ importId: number; firstDay: number; lastDay: number }, Named>(
        `SELECT ad_id AS adId, platform, level, account, external_id AS externalId, campaign, ad_group AS adGroup, ad_name AS adName,
           first_import_id IS :importId AS isNew
         FROM ads WHERE ad_id IN (SELECT d.ad_id FROM ad_days d WHERE d.date_start BETWEEN :firstDay AND :lastDay AND ${rows}) ORDER BY ad_id`,
      )
      .all({ importId, firstDay, lastDay });
  // A row is new where nothing was said of its ad and days, or where all that was said had been set aside.
  const isNewRow = `d.import_id = :importId AND NOT EXISTS (SELECT 1 FROM day_layers l
    WHERE ${sameKey('l', 'd')} AND coalesce(${figuresOf('l')}) IS NOT NULL AND l.import_id > coalesce((SELECT MAX(t.import_id)
      FROM day_layers t WHERE ${sameKey('t', 'd')} AND coalesce(${figuresOf('t')}) IS NULL), 0))`;
  const gone = adsWith('d.import_id <> :importId').filter(({ adId }) => !inFile.has(adId));
  if (gone.length === 0) return NONE;
  unpackLayers(db);
  const appeared = adsWith(isNewRow);
  if (appeared.length === 0) return NONE;
  const deliveryOf = deliveries(db, new Set([...gone, ...appeared].map(({ adId }) => adId)), firstDay, lastDay);
  const taken = new Set<number>();
  /** The likest pairs first, each ad once. */
  const pairsOf = (
    isPair: (old: Named, fresh: Named) => boolean,
    among: (old: Named) => readonly Named[] = () => appeared,
  ): [Named, Named][] =>
    gone
      .filter(({ adId }) => !taken.has(adId))
      .flatMap((old) =>
        among(old)
          .filter((fresh) => !taken.has(fresh.adId) && isPair(old, fresh))
          .map((fresh) => ({ old, fresh, likeness: likeness(changedName(old, fresh)) })),
      )
      .sort((a, b) => b.likeness - a.likeness)
      .flatMap(({ old, fresh }): [Named, Named][] => {
        if (taken.has(old.adId) || taken.has(fresh.adId)) return [];
        taken.add(old.adId).add(fresh.adId);
        return [[old, fresh]];
      });
  const equals = withEqualFirstDay(gone, appeared, deliveryOf);
  const isSame = (old: Named, fresh: Named, fewest: number): boolean =>
    isSameDelivery(deliveryOf(old.adId), deliveryOf(fresh.adId), fewest);
  const isSure = (old: Named, fresh: Named): boolean => isSame(old, fresh, TELLING_DIGITS);
  const isLike = (old: Named, fresh: Named): boolean => isLikeDelivery(deliveryOf(old.adId), deliveryOf(fresh.adId));
  const sure = [
    ...pairsOf((old, fresh) => couldBeOne(old, fresh) && isSure(old, fresh)),
    ...pairsOf((old, fresh) => isOfOneAccount(old, fresh) && isSame(old, fresh, CERTAIN_DIGITS), equals),
  ];
  // An ad that had two names one after the other has two rows of ads, and the new name stands for both.
  const alsoOf = (isPair: (old: Named, fresh: Named) => boolean): [Named, Named][] =>
    gone.flatMap((old): [Named, Named][] => {
      if (taken.has(old.adId)) return [];
      const pair = sure.find(
        ([other, fresh]) =>
          couldBeOne(old, fresh) &&
          isPair(old, fresh) &&
          ![...deliveryOf(old.adId).keys()].some((days) => deliveryOf(other.adId).has(days)),
      );
      return pair ? [[old, pair[1]]] : [];
    });
  const again = alsoOf(isSure);
  for (const [old] of again) taken.add(old.adId);
  const doubtful = [
    ...pairsOf((old, fresh) => couldBeOne(old, fresh) && isLike(old, fresh)),
    ...pairsOf((old, fresh) => isOfOneAccount(old, fresh) && isSure(old, fresh), equals),
    ...alsoOf(isLike),
  ];
  return {
    sure: [...again, ...sure].map(([old, fresh], place) => {
      const [name, newName] = changedName(old, fresh);
      const isNew = fresh.isNew === 1 && place >= again.length;
      return { adId: old.adId, newAdId: fresh.adId, name, newName, isNew };
    }),
    doubtful: doubtful.map(([old, fresh]) => changedName(old, fresh)),
  };
}

const NONE: Renames = { sure: [], doubtful: [] };

const NAMES = ['campaign', 'adGroup', 'adName'] as const;

/**
 * Two ads of one account that may be one: of the names that both have, one at most differs, and their ids do not tell them
 * apart. A table that names no platform may tell of an ad of any, if all the names are the same.
 */
function couldBeOne(old: Named, fresh: Named): boolean {
  const differ = NAMES.filter((name) => old[name] !== null && fresh[name] !== null && old[name] !== fresh[name]);
  const isOnePlatform = old.platform === fresh.platform;
  return (
    differ.length <= (isOnePlatform ? 1 : 0) &&
    (isOnePlatform || [old.platform, fresh.platform].includes(UNKNOWN_PLATFORM)) &&
    isOfOneAccount({ ...old, platform: fresh.platform }, fresh)
  );
}

/** The new ads that delivered what an old one did on its first days, so that not every two are held against each other. */
function withEqualFirstDay(
  gone: readonly Named[],
  appeared: readonly Named[],
  deliveryOf: (adId: number) => Days,
): (old: Named) => readonly Named[] {
  const firstOf = ({ adId }: Named): [string, Delivery] | null => {
    const [first] = deliveryOf(adId);
    return first ?? null;
  };
  const keyOf = (days: string, [impressions, , spend]: Delivery): string => `${days} ${impressions} ${spend}`;
  const firstDays = new Set(gone.map((old) => firstOf(old)?.[0]));
  const byKey = new Map<string, Named[]>();
  for (const fresh of appeared) {
    for (const [days, delivery] of deliveryOf(fresh.adId)) {
      if (!firstDays.has(days)) continue;
      const key = keyOf(days, delivery);
      const others = byKey.get(key);
      if (others) others.push(fresh);
      else byKey.set(key, [fresh]);
    }
  }
  return (old) => {
    const first = firstOf(old);
    return first === null ? [] : (byKey.get(keyOf(...first)) ?? []);
  };
}

/** Two ads of one platform, level and account that no ids tell apart, whatever their names. */
function isOfOneAccount(old: Named, fresh: Named): boolean {
  return (
    old.platform === fresh.platform &&
    old.level === fresh.level &&
    (old.account === fresh.account || old.account === '' || fresh.account === '') &&
    (old.externalId === null || fresh.externalId === null)
  );
}

/** The one name that differs, before and after; the own name where none does. */
function changedName(old: Named, fresh: Named): [string, string] {
  const changed = NAMES.find((name) => old[name] !== null && fresh[name] !== null && old[name] !== fresh[name]);
  const shown = changed ?? NAMES.findLast((name) => old[name] !== null) ?? 'campaign';
  return [old[shown] ?? '', fresh[shown] ?? ''];
}

/** How much two names share: the letters they begin and end with, as a part of the longer one. */
function likeness([a, b]: readonly [string, string]): number {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < most - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return (start + end) / Math.max(a.length, b.length, 1);
}
