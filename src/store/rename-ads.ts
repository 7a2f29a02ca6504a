/** What becomes of two ads that are one: the older takes the new names, or its rows are set aside. */
import { FIGURES, ownFigures } from './ad-day-columns.js';
import { nameKeyOf } from './ad-names.js';
import { adKeeper, UNKNOWN_PLATFORM } from './ads.js';
import type { Store } from './database.js';
import type { Rename } from './renames.js';

interface Described {
  platform: string;
  account: string;
  externalId: string | null;
  campaign: string | null;
  adGroup: string | null;
  adName: string | null;
  creativeId: number | null;
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
