/** Ads and the coarser objects that platforms report on: found by id, else by names, and linked to creatives. */
import { UserError } from '../errors.js';
import type { AdDescription } from '../model.js';
import { agree, fitsAccount, nameKeyOf, ownNameOf } from './ad-names.js';
import type { Store } from './database.js';

interface KnownAd {
  adId: number;
  account: string;
  externalId: string | null;
  adKey: string;
  nameKey: string;
  campaign: string | null;
  adGroup: string | null;
  adName: string | null;
}

/** The platform of ads of which no report has said where they ran. */
export const UNKNOWN_PLATFORM = 'generic';

export interface AdBook {
  /** The ad of this description, made when it is new; `creativeOf` says which creative a new ad shows. */
  adOf(ad: AdDescription, creativeOf: () => number | null): number;
  /** The ad of this description; null when the store does not know it. */
  knownAdOf(ad: AdDescription): number | null;
  /** Ads made so far. */
  readonly adsNew: number;
  /** Ads of no known platform that this import named one of. */
  readonly adsMoved: number;
}

/**
 * The ads of the store as one import sees them. An ad is found by the platform's id; without one by its names, also where
 * one side leaves the campaign or the ad group out and only one ad fits; an account that one side does not name is no
 * difference. Throws UserError IDS_MISSING or PARENTS_MISSING where the names fit several ads.
 */
export function adBook(db: Store, importId: number): AdBook {
  const columns = `ad_id AS adId, account, external_id AS externalId, ad_key AS adKey, name_key AS nameKey, campaign, ad_group AS adGroup,
    ad_name AS adName`;
  const byKey = db.prepare<unknown[], KnownAd>(
    `SELECT ${columns} FROM ads WHERE platform = ? AND level = ? AND ad_key = ? ORDER BY ad_id`,
  );
  const byName = db.prepare<unknown[], KnownAd>(
    `SELECT ${columns} FROM ads WHERE platform = ? AND level = ? AND name_key = ? ORDER BY ad_id`,
  );
  const older = db.prepare<unknown[], KnownAd>(
    `SELECT ${columns} FROM ads WHERE platform = ? AND level = ? AND first_import_id IS NOT ? ORDER BY ad_id`,
  );
  const insert = db.prepare(
    `INSERT INTO ads (platform, account, level, ad_key, external_id, campaign, ad_group, ad_name, utm_source, utm_campaign, utm_content,
       name_key, creative_id, first_import_id)
     VALUES (:platform, :account, :level, :adKey, :externalId, :campaign, :adGroup, :adName, :utmSource, :utmCampaign, :utmContent,
       :nameKey, :creativeId, :importId)`,
  );
  const keepBefore = adKeeper(db, importId);
  const describe = db.prepare(
    `UPDATE ads SET account = :account, ad_key = :adKey, external_id = :externalId, campaign = :campaign, ad_group = :adGroup, ad_name = :adName,
       name_key = :nameKey WHERE ad_id = :adId`,
  );
  const moveTo = db.prepare('UPDATE ads SET platform = :platform WHERE ad_id = :adId');
  const byOwnName = new Map<string, Map<string, KnownAd[]>>();
  /** Ads that no platform was known of until now. */
  const moved = new Set<number>();
  const hasUnknown =
    db.prepare('SELECT 1 FROM ads WHERE platform = :platform LIMIT 1').get({ platform: UNKNOWN_PLATFORM }) !==
    undefined;
  let adsNew = 0;

  /** Ads that the store had before, by platform and level, then by their own name. */
  const olderAds = ({ platform, level }: AdDescription): Map<string, KnownAd[]> => {
    const key = `${platform} ${level}`;
    const known = byOwnName.get(key);
    if (known) return known;
    const fresh = new Map<string, KnownAd[]>();
    for (const ad of older.all(platform, level, importId)) {
      const name = ownNameOf(ad);
      const others = fresh.get(name);
      if (others) others.push(ad);
      else fresh.set(name, [ad]);
    }
    byOwnName.set(key, fresh);
    return fresh;
  };

  /** An ad that fits where one side leaves out what is above it. */
  const byPartOfNames = (ad: AdDescription): KnownAd | undefined => {
    const fit = (olderAds(ad).get(ownNameOf(ad)) ?? []).filter(
      (known) =>
        fitsAccount(known.account, ad.account) &&
        agree(known, ad) &&
        (known.externalId === null || ad.externalId === null),
    );
    const [only, other] = fit;
    if (other === undefined) return only;
    throw new UserError(
      'PARENTS_MISSING',
      `"${ownNameOf(ad)}" fits ${fit.length} ads of different campaigns or ad groups, and the file does not say which`,
      'Export it again with the columns of the campaign and the ad group, or with the ids',
    );
  };

  const found = (ad: AdDescription, adKey: string, nameKey: string): KnownAd | undefined => {
    const same = byKey.all(ad.platform, ad.level, adKey).filter(({ account }) => fitsAccount(account, ad.account));
    const exact = same.find(({ account }) => account === ad.account) ?? (same.length === 1 ? same[0] : undefined);
    if (exact) return exact;
    const named = byName.all(ad.platform, ad.level, nameKey).filter(({ account }) => fitsAccount(account, ad.account));
    if (ad.externalId !== null) {
      const nameless = named.find(({ externalId }) => externalId === null);
      return nameless ?? (named.length > 0 ? undefined : byPartOfNames(ad));
    }
    const withIds = named.filter(({ externalId }) => externalId !== null);
    if (withIds.length > 1) {
      throw new UserError(
        'IDS_MISSING',
        `"${ownNameOf(ad)}" names ${withIds.length} ads that earlier imports told apart by id, and this file has no ids`,
        'Export it again with the id column of that level',
      );
    }
    return withIds[0] ?? byPartOfNames(ad);
  };

  /** The one ad that came in a table of no known platform: by its id, else by its own name, its campaign's, and its ad group's where both say it. */
  const ofUnknownPlatform = (ad: AdDescription, nameKey: string): KnownAd | undefined => {
    if (ad.platform === UNKNOWN_PLATFORM || !hasUnknown) return undefined;
    const byId = ad.externalId === null ? [] : byKey.all(UNKNOWN_PLATFORM, ad.level, ad.externalId);
    const isWhole = ad.level !== 'ad' || (ad.campaign !== null && ad.adName !== null);
    const named = byId.length > 0 || !isWhole ? byId : byName.all(UNKNOWN_PLATFORM, ad.level, nameKey);
    const partly =
      named.length > 0 || !isWhole
        ? named
        : (olderAds({ ...ad, platform: UNKNOWN_PLATFORM }).get(ownNameOf(ad)) ?? []).filter(
            (known) => known.campaign === ad.campaign && agree(known, ad),
          );
    const fit = partly.filter(
      ({ adId, account, externalId }) =>
        !moved.has(adId) &&
        fitsAccount(account, ad.account) &&
        (byId.length > 0 || externalId === null || ad.externalId === null),
    );
    return fit.length === 1 ? fit[0] : undefined;
  };

  /** The known ad of a description, with what the description adds to it. */
  const knownAdOf = (ad: AdDescription): number | null => {
    const nameKey = nameKeyOf(ad);
    let known = found(ad, ad.externalId ?? nameKey, nameKey);
    if (!known) {
      known = ofUnknownPlatform(ad, nameKey);
      if (known) {
        keepBefore(known.adId);
        moveTo.run({ adId: known.adId, platform: ad.platform });
        moved.add(known.adId);
      }
    }
    if (!known) return null;
    // What a file leaves out stays as it is known.
    const campaign = ad.campaign ?? known.campaign;
    const adGroup = ad.adGroup ?? known.adGroup;
    const adName = ad.adName ?? known.adName;
    const fullKey = nameKeyOf({ campaign, adGroup, adName });
    const account = known.account === '' ? ad.account : known.account;
    const externalId = ad.externalId ?? known.externalId;
    if (known.nameKey !== fullKey || known.account !== account || known.externalId !== externalId) {
      keepBefore(known.adId);
      const adKey = externalId ?? fullKey;
      describe.run({ adId: known.adId, account, adKey, externalId, campaign, adGroup, adName, nameKey: fullKey });
      const rest = byOwnName.get(`${ad.platform} ${ad.level}`)?.get(ownNameOf(known));
      rest?.splice(0, rest.length, ...rest.filter(({ adId }) => adId !== known.adId));
    }
    return known.adId;
  };

  return {
    get adsNew() {
      return adsNew;
    },
    get adsMoved() {
      return moved.size;
    },
    knownAdOf,
    adOf(ad, creativeOf) {
      const known = knownAdOf(ad);
      if (known !== null) return known;
      const nameKey = nameKeyOf(ad);
      adsNew += 1;
      const adKey = ad.externalId ?? nameKey;
      return Number(insert.run({ ...pick(ad), adKey, nameKey, creativeId: creativeOf(), importId }).lastInsertRowid);
    },
  };
}

/** Keeps names and ids of an ad as they are before this import changes them, for undo. */
export function adKeeper(db: Store, importId: number): (adId: number) => void {
  const keep = db.prepare(
    `INSERT OR IGNORE INTO replaced_ads (import_id, ad_id, before)
     SELECT :importId, ad_id, json_object('platform', platform, 'account', account, 'adKey', ad_key, 'externalId', external_id, 'campaign', campaign, 'adGroup', ad_group,
       'adName', ad_name, 'nameKey', name_key) FROM ads WHERE ad_id = :adId AND first_import_id IS NOT :importId`,
  );
  return (adId) => {
    keep.run({ importId, adId });
  };
}

const pick = ({
  platform,
  account,
  level,
  externalId,
  campaign,
  adGroup,
  adName,
  utmSource,
  utmCampaign,
  utmContent,
}: AdDescription) => ({
  platform,
  account,
  level,
  externalId,
  campaign,
  adGroup,
  adName,
  utmSource,
  utmCampaign,
  utmContent,
});

/** Undoes what an import changed about ads: descriptions go back, ads that only undone imports made and that have no rows go away. */
export function undoAds(db: Store, importId: number): void {
  // Names that another ad has taken since stay with that one.
  db.prepare(
    `UPDATE OR IGNORE ads AS a SET platform = COALESCE(r.before ->> 'platform', a.platform), account = r.before ->> 'account', ad_key = r.before ->> 'adKey', external_id = r.before ->> 'externalId',
       campaign = r.before ->> 'campaign', ad_group = r.before ->> 'adGroup', ad_name = r.before ->> 'adName', name_key = r.before ->> 'nameKey'
     FROM replaced_ads r WHERE r.import_id = :importId AND r.ad_id = a.ad_id
       AND NOT EXISTS (SELECT 1 FROM replaced_ads later WHERE later.ad_id = a.ad_id AND later.import_id > :importId)`,
  ).run({ importId });
  db.prepare('DELETE FROM replaced_ads WHERE import_id = :importId').run({ importId });
  db.prepare(
    `DELETE FROM ads WHERE first_import_id IN (SELECT import_id FROM imports WHERE undone_at IS NOT NULL)
       AND ad_id NOT IN (SELECT ad_id FROM ad_days) AND ad_id NOT IN (SELECT ad_id FROM day_layers)
       AND ad_id NOT IN (SELECT ad_id FROM ad_segments)`,
  ).run();
}
