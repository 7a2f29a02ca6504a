/** The ads that the store has of one platform, to look up what a table speaks of before it is read. */
import type { ReportLevel } from '../model.js';
import { agree, fitsAccount, type Names, ownNameOf } from './ad-names.js';
import type { Store } from './database.js';

export interface SpokenOf extends Names {
  level: ReportLevel;
  account: string;
  externalId: string | null;
}

export interface AdIndex {
  /**
   * Whether the store has the ad: by its id, or by its names where one side has no id; for a campaign, or what is below
   * it, also where the store has it at another level.
   */
  has(ad: SpokenOf): boolean;
}

/** Platforms that ads of the store ran on, by name. */
export const platformsOfAds = (db: Store): string[] =>
  db.prepare<[], string>('SELECT DISTINCT platform FROM ads ORDER BY platform').pluck().all();

export function adIndex(db: Store, platform: string): AdIndex {
  const ids = new Set<string>();
  const byOwnName = new Map<string, SpokenOf[]>();
  const byCampaign = new Map<string, SpokenOf[]>();
  const put = (index: Map<string, SpokenOf[]>, name: string, ad: SpokenOf): void => {
    const others = index.get(name);
    if (others) others.push(ad);
    else index.set(name, [ad]);
  };
  const all = db.prepare<{ platform: string }, SpokenOf>(
    `SELECT level, account, external_id AS externalId, campaign, ad_group AS adGroup, ad_name AS adName FROM ads WHERE platform = :platform`,
  );
  for (const ad of all.iterate({ platform })) {
    if (ad.externalId !== null) ids.add(ad.externalId);
    put(byOwnName, `${ad.level} ${ownNameOf(ad)}`, ad);
    if (ad.campaign !== null) put(byCampaign, ad.campaign, ad);
  }
  return {
    has(ad) {
      if (ad.externalId !== null && ids.has(ad.externalId)) return true;
      const own = ownNameOf(ad);
      const sameName = own === '' ? [] : (byOwnName.get(`${ad.level} ${own}`) ?? []);
      const isOne = (known: SpokenOf): boolean =>
        fitsAccount(known.account, ad.account) &&
        agree(known, ad) &&
        (known.externalId === null || ad.externalId === null);
      if (sameName.some(isOne)) return true;
      const ofCampaign = ad.campaign === null ? [] : (byCampaign.get(ad.campaign) ?? []);
      return ofCampaign.some(({ level, account }) => level !== ad.level && fitsAccount(account, ad.account));
    },
  };
}
