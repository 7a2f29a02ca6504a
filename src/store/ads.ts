/** Ads and the coarser objects that platforms report on: found by id, else by names, and linked to creatives. */
import { UserError } from '../errors.js';
import type { ReportLevel } from '../model.js';
import type { Store } from './database.js';

/** What a report says of an ad. */
export interface AdDescription {
  platform: string;
  account: string;
  level: ReportLevel;
  externalId: string | null;
  campaign: string | null;
  adGroup: string | null;
  adName: string | null;
  utmSource: string | null;
  utmCampaign: string | null;
  utmContent: string | null;
}

interface KnownAd {
  adId: number;
  account: string;
  externalId: string | null;
  adKey: string;
  nameKey: string;
}

const KEY_SEPARATOR = '\u001f';

const nameKeyOf = ({ campaign, adGroup, adName }: AdDescription): string =>
  [campaign, adGroup, adName].map((name) => name ?? '').join(KEY_SEPARATOR);

const fitsAccount = (a: string, b: string): boolean => a === b || a === '' || b === '';

export interface AdBook {
  /** The ad of this description, made when it is new. `creativeOf` says which creative a new ad shows. */
  adOf(ad: AdDescription, creativeOf: () => number | null): number;
  /** Ads made so far. */
  readonly adsNew: number;
}

/**
 * The ads of the store as one import sees them. An ad is found by the platform's id; without one by its names; an account
 * that one side does not name is no difference. Throws UserError IDS_MISSING where names alone fit several ads with ids.
 */
export function adBook(db: Store, importId: number): AdBook {
  const columns = 'ad_id AS adId, account, external_id AS externalId, ad_key AS adKey, name_key AS nameKey';
  const byKey = db.prepare<unknown[], KnownAd>(
    `SELECT ${columns} FROM ads WHERE platform = ? AND level = ? AND ad_key = ? ORDER BY ad_id`,
  );
  const byName = db.prepare<unknown[], KnownAd>(
    `SELECT ${columns} FROM ads WHERE platform = ? AND level = ? AND name_key = ? ORDER BY ad_id`,
  );
  const insert = db.prepare(
    `INSERT INTO ads (platform, account, level, ad_key, external_id, campaign, ad_group, ad_name, utm_source, utm_campaign, utm_content,
       name_key, creative_id, first_import_id)
     VALUES (:platform, :account, :level, :adKey, :externalId, :campaign, :adGroup, :adName, :utmSource, :utmCampaign, :utmContent,
       :nameKey, :creativeId, :importId)`,
  );
  const keepBefore = db.prepare(
    `INSERT OR IGNORE INTO replaced_ads (import_id, ad_id, before)
     SELECT :importId, ad_id, json_object('account', account, 'adKey', ad_key, 'externalId', external_id, 'campaign', campaign, 'adGroup', ad_group,
       'adName', ad_name, 'nameKey', name_key) FROM ads WHERE ad_id = :adId AND first_import_id IS NOT :importId`,
  );
  const describe = db.prepare(
    `UPDATE ads SET account = :account, ad_key = :adKey, external_id = :externalId, campaign = :campaign, ad_group = :adGroup, ad_name = :adName,
       name_key = :nameKey WHERE ad_id = :adId`,
  );
  let adsNew = 0;

  const found = (ad: AdDescription, adKey: string, nameKey: string): KnownAd | undefined => {
    const same = byKey.all(ad.platform, ad.level, adKey).filter(({ account }) => fitsAccount(account, ad.account));
    const exact = same.find(({ account }) => account === ad.account) ?? (same.length === 1 ? same[0] : undefined);
    if (exact) return exact;
    const named = byName.all(ad.platform, ad.level, nameKey).filter(({ account }) => fitsAccount(account, ad.account));
    if (ad.externalId !== null) return named.find(({ externalId }) => externalId === null);
    const withIds = named.filter(({ externalId }) => externalId !== null);
    if (withIds.length > 1) {
      throw new UserError(
        'IDS_MISSING',
        `"${ad.adName ?? ad.adGroup ?? ad.campaign}" names ${withIds.length} ads that earlier imports told apart by id, and this file has no ids`,
        'Export it again with the id column of that level',
      );
    }
    return withIds[0];
  };

  return {
    get adsNew() {
      return adsNew;
    },
    adOf(ad, creativeOf) {
      const nameKey = nameKeyOf(ad);
      const adKey = ad.externalId ?? nameKey;
      const known = found(ad, adKey, nameKey);
      if (!known) {
        adsNew += 1;
        return Number(insert.run({ ...pick(ad), adKey, nameKey, creativeId: creativeOf(), importId }).lastInsertRowid);
      }
      const account = known.account === '' ? ad.account : known.account;
      const externalId = ad.externalId ?? known.externalId;
      if (known.nameKey !== nameKey || known.account !== account || known.externalId !== externalId) {
        keepBefore.run({ importId, adId: known.adId });
        const { campaign, adGroup, adName } = ad;
        describe.run({
          adId: known.adId,
          account,
          adKey: externalId ?? nameKey,
          externalId,
          campaign,
          adGroup,
          adName,
          nameKey,
        });
      }
      return known.adId;
    },
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
  db.prepare(
    `UPDATE ads AS a SET account = r.before ->> 'account', ad_key = r.before ->> 'adKey', external_id = r.before ->> 'externalId',
       campaign = r.before ->> 'campaign', ad_group = r.before ->> 'adGroup', ad_name = r.before ->> 'adName', name_key = r.before ->> 'nameKey'
     FROM replaced_ads r WHERE r.import_id = :importId AND r.ad_id = a.ad_id
       AND NOT EXISTS (SELECT 1 FROM replaced_ads later WHERE later.ad_id = a.ad_id AND later.import_id > :importId)`,
  ).run({ importId });
  db.prepare('DELETE FROM replaced_ads WHERE import_id = :importId').run({ importId });
  db.prepare(
    `DELETE FROM ads WHERE first_import_id IN (SELECT import_id FROM imports WHERE undone_at IS NOT NULL)
       AND ad_id NOT IN (SELECT ad_id FROM ad_days) AND ad_id NOT IN (SELECT ad_id FROM replaced_days)
       AND ad_id NOT IN (SELECT ad_id FROM ad_segments)`,
  ).run();
}
