/** Which creative a new ad shows: one that is known by any of its names, or a new one without media, so that no number is lost. */
import { NameIndex } from '../../../ingest/names.js';
import type { AdIdentity } from '../../../ingest/row-reading.js';
import { allCreatives, furtherNames } from '../../../store/creatives.js';
import type { Store } from '../../../store/database.js';
import { creativeMaker } from '../../../store/made-creatives.js';
import { namingTagger } from './naming-tags.js';

/** Finds the creative of a new ad by its names, or makes one without media, so that no number is lost. */
export function creativeLinker(
  db: Store,
  importId: number,
  now: string,
): { creativeOf: (ad: AdIdentity) => number; made: ReadonlySet<number> } {
  const index = new NameIndex([...furtherNames(db), ...allCreatives(db)]);
  const make = creativeMaker(db, importId, now);
  const tagByName = namingTagger(db);
  const made = new Set<number>();
  return {
    made,
    creativeOf(ad) {
      const { level, adName, adGroup, campaign, externalId, account, platform } = ad;
      const isAd = level === 'ad';
      const name =
        (isAd ? (adName ?? adGroup ?? campaign) : level === 'ad_group' ? (adGroup ?? campaign) : campaign) ??
        externalId ??
        (account || platform);
      const known = isAd
        ? (index.find([adName, ad.creativeFile, ad.utmContent])?.creativeId ?? index.findExact(name))
        : index.findExact(name);
      if (known !== null) return known;
      const creativeId = make(name);
      tagByName(creativeId, name);
      index.add({ creativeId, name });
      made.add(creativeId);
      return creativeId;
    },
  };
}
