/**
 * Ads that come back under another name. Where a file has no ids, an ad that was renamed looks like one that vanished and
 * another that appeared: with the same figures on the same days, and all names but one the same, they are one ad, and
 * counting both would count its delivery twice.
 */
import { FIGURES, ownFigures } from './ad-day-columns.js';
import { adKeeper } from './ads.js';
import type { Store } from './database.js';

export interface Rename {
  /** The ad as the store had it, and the ad under the new name. */
  adId: number;
  newAdId: number;
  name: string;
  newName: string;
  /** The new one was made by this import; else it is known from other days. */
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

/** Impressions, clicks and spend (micros) of one ad and days; null where unknown. */
type Delivery = readonly [number | null, number | null, number | null];

/** Delivery by first and last day. */
type Days = Map<string, Delivery>;

/**
 * Digits that two ads have in common by chance: below it equal figures prove nothing. An ad-day of 1,000 impressions, 20
 * clicks and 10.00 has 5.8, as those of money count half: a round budget is often spent whole.
 */
const TELLING_DIGITS = 4;
const MICROS_PER_CENT = 10_000;

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
  const isNewRow = `d.import_id = :importId AND NOT EXISTS (SELECT 1 FROM day_layers l
    WHERE l.date_start = d.date_start AND l.ad_id = d.ad_id AND l.date_end = d.date_end)`;
  const gone = adsWith('d.import_id <> :importId').filter(({ adId }) => !inFile.has(adId));
  if (gone.length === 0) return NONE;
  const pairs = likelyPairs(gone, adsWith(isNewRow));
  if (pairs.length === 0) return NONE;
  const deliveryOf = deliveries(db, new Set(pairs.flatMap(([a, b]) => [a.adId, b.adId])), firstDay, lastDay);
  const taken = new Set<number>();
  const isFree = ([old, fresh]: readonly [Named, Named]): boolean => !taken.has(old.adId) && !taken.has(fresh.adId);
  const take = ([old, fresh]: readonly [Named, Named]): void => {
    taken.add(old.adId).add(fresh.adId);
  };
  const byLikeness = pairs
    .map((pair) => ({ pair, likeness: likeness(changedName(...pair)) }))
    .sort((a, b) => b.likeness - a.likeness)
    .map(({ pair }) => pair);
  const sure: Rename[] = [];
  for (const pair of byLikeness) {
    const [old, fresh] = pair;
    if (!isFree(pair) || !isSameDelivery(deliveryOf(old.adId), deliveryOf(fresh.adId))) continue;
    take(pair);
    const [name, newName] = changedName(old, fresh);
    sure.push({ adId: old.adId, newAdId: fresh.adId, name, newName, isNew: fresh.isNew === 1 });
  }
  const doubtful: [string, string][] = [];
  for (const pair of byLikeness) {
    const [old, fresh] = pair;
    if (!isFree(pair) || fresh.isNew === 0 || !haveCommonDays(deliveryOf(old.adId), deliveryOf(fresh.adId))) continue;
    take(pair);
    doubtful.push(changedName(old, fresh));
  }
  return { sure, doubtful };
}

const NONE: Renames = { sure: [], doubtful: [] };

const haveCommonDays = (a: Days, b: Days): boolean => [...a.keys()].some((days) => b.has(days));

const NAMES = ['campaign', 'adGroup', 'adName'] as const;

/** Ads that could be one: all names but one the same, in one account, and not told apart by their ids. */
function likelyPairs(gone: readonly Named[], appeared: readonly Named[]): [Named, Named][] {
  const keysOf = (ad: Named): string[] =>
    NAMES.filter((changed) => ad[changed] !== null).map((changed) =>
      JSON.stringify([ad.platform, ad.level, changed, ...NAMES.map((name) => (name === changed ? null : ad[name]))]),
    );
  const byKey = new Map<string, Named[]>();
  for (const ad of appeared) for (const key of keysOf(ad)) byKey.set(key, [...(byKey.get(key) ?? []), ad]);
  return gone.flatMap((old) =>
    keysOf(old)
      .flatMap((key) => byKey.get(key) ?? [])
      .filter(({ account }) => account === old.account || account === '' || old.account === '')
      .filter(({ externalId }) => externalId === null || old.externalId === null)
      .map((fresh): [Named, Named] => [old, fresh]),
  );
}

function deliveries(db: Store, ads: ReadonlySet<number>, firstDay: number, lastDay: number): (adId: number) => Days {
  const byAd = new Map<number, Days>();
  const rows = db
    .prepare<{ ads: string; firstDay: number; lastDay: number }, [number, number, number, ...Delivery]>(
      `SELECT ad_id, date_start, date_end, impressions, clicks, spend_micros FROM ad_days
       WHERE date_start BETWEEN :firstDay AND :lastDay AND ad_id IN (SELECT value FROM json_each(:ads)) ORDER BY date_start`,
    )
    .raw();
  for (const [adId, start, end, ...delivery] of rows.iterate({ ads: JSON.stringify([...ads]), firstDay, lastDay })) {
    const days = byAd.get(adId) ?? new Map<string, Delivery>();
    byAd.set(adId, days.set(`${start} ${end}`, delivery));
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

function tellingDigits(was: Delivery, is: Delivery): number {
  const [impressions, clicks, spend] = was.map((value, place) => (is[place] === null ? 0 : (value ?? 0)));
  const counts = Math.log10(1 + (impressions ?? 0)) + Math.log10(1 + (clicks ?? 0));
  return counts === 0 ? 0 : counts + Math.log10(1 + (spend ?? 0) / MICROS_PER_CENT) / 2;
}

/** The one name that differs, before and after. */
function changedName(old: Named, fresh: Named): [string, string] {
  const changed = NAMES.find((name) => old[name] !== fresh[name]);
  return changed === undefined ? ['', ''] : [old[changed] ?? '', fresh[changed] ?? ''];
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
  const fresh = db
    .prepare<{ newAdId: number }, Record<string, string | number | null>>(
      `SELECT account, external_id AS externalId, campaign, ad_group AS adGroup, ad_name AS adName, name_key AS nameKey, creative_id AS creativeId
       FROM ads WHERE ad_id = :newAdId`,
    )
    .get({ newAdId });
  if (!fresh) throw new Error('the ad of the new name is in the store');
  db.prepare('DELETE FROM ads WHERE ad_id = :newAdId AND first_import_id = :importId').run({ newAdId, importId });
  const { creativeId, ...names } = fresh;
  db.prepare(
    `UPDATE ads SET account = CASE WHEN :account = '' THEN account ELSE :account END,
       ad_key = coalesce(:externalId, external_id, :nameKey), external_id = coalesce(:externalId, external_id), campaign = :campaign,
       ad_group = :adGroup, ad_name = :adName, name_key = :nameKey WHERE ad_id = :adId`,
  ).run({ adId, ...names });
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
