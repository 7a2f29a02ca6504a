/**
 * Ads that come back under another name. Where a file has no ids, an ad that was renamed looks like one that vanished and
 * another that appeared: with the same figures on the same days, and all names but one the same, they are one ad, and
 * counting both would count its delivery twice.
 */
import { FIGURES, figuresOf, ownFigures, sameKey } from './ad-day-columns.js';
import { nameKeyOf } from './ad-names.js';
import { adKeeper, UNKNOWN_PLATFORM } from './ads.js';
import type { Store } from './database.js';
import { unpackLayers } from './day-packs.js';

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

interface Described {
  platform: string;
  account: string;
  externalId: string | null;
  campaign: string | null;
  adGroup: string | null;
  adName: string | null;
  creativeId: number | null;
}

/** Impressions, clicks and spend (micros) of one ad and days; null where unknown. */
type Delivery = readonly [number | null, number | null, number | null];

/** Delivery by first day, last day and currency: the same amount of another money is another amount. */
type Days = Map<string, Delivery>;

/**
 * Digits that two ads have in common by chance: below it equal figures prove nothing. An ad-day of 1,000 impressions, 20
 * clicks and 10.00 has 5.8, as those of money count half: a round budget is often spent whole.
 */
const TELLING_DIGITS = 4;
const MICROS_PER_CENT = 10_000;
/** Platforms revise what an ad delivered by less than this part. */
const REVISED_BY = 0.2;

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
  const pairsOf = (isPair: (old: Named, fresh: Named) => boolean): [Named, Named][] =>
    gone
      .filter(({ adId }) => !taken.has(adId))
      .flatMap((old) =>
        appeared
          .filter((fresh) => !taken.has(fresh.adId) && couldBeOne(old, fresh) && isPair(old, fresh))
          .map((fresh) => ({ old, fresh, likeness: likeness(changedName(old, fresh)) })),
      )
      .sort((a, b) => b.likeness - a.likeness)
      .flatMap(({ old, fresh }): [Named, Named][] => {
        if (taken.has(old.adId) || taken.has(fresh.adId)) return [];
        taken.add(old.adId).add(fresh.adId);
        return [[old, fresh]];
      });
  const isSure = (old: Named, fresh: Named): boolean => isSameDelivery(deliveryOf(old.adId), deliveryOf(fresh.adId));
  const isLike = (old: Named, fresh: Named): boolean => isLikeDelivery(deliveryOf(old.adId), deliveryOf(fresh.adId));
  const sure = pairsOf(isSure);
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
  const doubtful = [...pairsOf(isLike), ...alsoOf(isLike)];
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
  return (
    differ.length <= (old.platform === fresh.platform ? 1 : 0) &&
    (old.platform === fresh.platform || [old.platform, fresh.platform].includes(UNKNOWN_PLATFORM)) &&
    old.level === fresh.level &&
    (old.account === fresh.account || old.account === '' || fresh.account === '') &&
    (old.externalId === null || fresh.externalId === null)
  );
}

function deliveries(db: Store, ads: ReadonlySet<number>, firstDay: number, lastDay: number): (adId: number) => Days {
  const byAd = new Map<number, Days>();
  const rows = db
    .prepare<{ ads: string; firstDay: number; lastDay: number }, [number, number, number, string, ...Delivery]>(
      `SELECT ad_id, date_start, date_end, currency, impressions, clicks, spend_micros FROM ad_days
       WHERE date_start BETWEEN :firstDay AND :lastDay AND ad_id IN (SELECT value FROM json_each(:ads)) ORDER BY date_start`,
    )
    .raw();
  for (const [adId, start, end, currency, ...delivery] of rows.iterate({
    ads: JSON.stringify([...ads]),
    firstDay,
    lastDay,
  })) {
    const days = byAd.get(adId) ?? new Map<string, Delivery>();
    byAd.set(adId, days.set(`${start} ${end} ${currency}`, delivery));
  }
  return (adId) => byAd.get(adId) ?? new Map();
}

/** Whether all that the old ad delivered is what the new one did, in figures that are no chance. */
function isSameDelivery(old: Days, fresh: Days): boolean {
  let digits = 0;
  let left = old.size;
  for (const [days, was] of old) {
    left -= 1;
    const is = fresh.get(days);
    if (!is) return false;
    const isEqual = was.every((value, place) => value === null || is[place] === null || value === is[place]);
    // The first file may have been made before its last day was over.
    const hasGrown = was.every((value, place) => value === null || is[place] === null || value <= (is[place] ?? 0));
    if (!isEqual && (left > 0 || !hasGrown)) return false;
    if (isEqual) digits += tellingDigits(was, is);
  }
  return digits >= TELLING_DIGITS;
}

/** Whether what the old ad delivered is about what the new one did on the same days: figures that were revised since. */
function isLikeDelivery(old: Days, fresh: Days): boolean {
  const sums: [number, number][] = [];
  for (const [days, was] of old) {
    const is = fresh.get(days);
    if (!is) return false;
    was.forEach((value, place) => {
      const other = is[place] ?? null;
      if (value === null || other === null) return;
      const [before, after] = sums[place] ?? [0, 0];
      sums[place] = [before + value, after + other];
    });
  }
  const known = sums.filter(([before]) => before > 0);
  return known.length > 0 && known.every(([before, after]) => Math.abs(after - before) <= REVISED_BY * before);
}

function tellingDigits(was: Delivery, is: Delivery): number {
  const [impressions, clicks, spend] = was.map((value, place) => (is[place] === null ? 0 : (value ?? 0)));
  const counts = Math.log10(1 + (impressions ?? 0)) + Math.log10(1 + (clicks ?? 0));
  return counts === 0 ? 0 : counts + Math.log10(1 + (spend ?? 0) / MICROS_PER_CENT) / 2;
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

/**
 * Gives an ad the names and the id of the one that an import made for it, which goes away with the creative that was made
 * for it alone; its rows must have moved. True when a creative went away.
 */
export function takeNames(db: Store, importId: number, { adId, newAdId }: Rename): boolean {
  adKeeper(db, importId)(adId);
  const described = db.prepare<{ adId: number }, Described>(
    `SELECT platform, account, external_id AS externalId, campaign, ad_group AS adGroup, ad_name AS adName, creative_id AS creativeId
     FROM ads WHERE ad_id = :adId`,
  );
  const old = described.get({ adId });
  const fresh = described.get({ adId: newAdId });
  if (!old || !fresh) throw new Error('both ads of a rename are in the store');
  db.prepare('DELETE FROM ads WHERE ad_id = :newAdId AND first_import_id = :importId').run({ newAdId, importId });
  const names = {
    campaign: fresh.campaign ?? old.campaign,
    adGroup: fresh.adGroup ?? old.adGroup,
    adName: fresh.adName ?? old.adName,
  };
  const nameKey = nameKeyOf(names);
  const externalId = fresh.externalId ?? old.externalId;
  db.prepare(
    `UPDATE ads SET platform = :platform, account = :account, ad_key = :adKey, external_id = :externalId, campaign = :campaign, ad_group = :adGroup,
       ad_name = :adName, name_key = :nameKey WHERE ad_id = :adId`,
  ).run({
    adId,
    ...names,
    nameKey,
    externalId,
    adKey: externalId ?? nameKey,
    account: fresh.account || old.account,
    platform: old.platform === UNKNOWN_PLATFORM ? fresh.platform : old.platform,
  });
  const { creativeId } = fresh;
  const { changes } = db
    .prepare(
      `DELETE FROM creatives WHERE creative_id = :creativeId AND content_hash IS NULL
         AND creative_id IN (SELECT creative_id FROM made_creatives WHERE import_id = :importId)
         AND creative_id NOT IN (SELECT creative_id FROM ads WHERE creative_id IS NOT NULL)`,
    )
    .run({ creativeId, importId });
  return changes > 0;
}

/** Sets the rows of the old names aside, where the import says the same under the new ones; undo puts them back. */
export function setAside(db: Store, importId: number, adId: number, firstDay: number, lastDay: number): void {
  const which = 'd.ad_id = :adId AND d.date_start BETWEEN :firstDay AND :lastDay';
  db.prepare(
    `INSERT INTO day_layers (date_start, ad_id, date_end, currency, ${FIGURES}, import_id)
     SELECT d.date_start, d.ad_id, d.date_end, d.currency, ${ownFigures('d')}, d.import_id FROM ad_days d WHERE ${which}`,
  ).run({ adId, firstDay, lastDay });
  db.prepare(
    `INSERT INTO day_layers (date_start, ad_id, date_end, currency, import_id)
     SELECT d.date_start, d.ad_id, d.date_end, d.currency, :importId FROM ad_days d WHERE ${which}`,
  ).run({ adId, firstDay, lastDay, importId });
  db.prepare(`DELETE FROM ad_days AS d WHERE ${which}`).run({ adId, firstDay, lastDay });
}
