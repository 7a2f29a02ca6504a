/** Which creative a new ad shows: one that is known by any of its names, or a new one without media, so that no number is lost. */
import { type NamedCreative, NameIndex } from '../../ingest/names.js';
import type { AdIdentity } from '../../ingest/row-reading.js';
import { adNamesOfClient, allClients, clientOfAccount, clientsOfCreatives } from '../../store/accounts.js';
import { nameFor } from '../../store/client-creatives.js';
import { allCreatives, furtherNames } from '../../store/creatives.js';
import type { Store } from '../../store/database.js';
import { creativeMaker } from '../../store/made-creatives.js';
import { namingTagger } from './naming-tags.js';

/** Finds the creative of a new ad by its names, or makes one without media, so that no number is lost. */
export function creativeLinker(
  db: Store,
  importId: number,
  now: string,
): { creativeOf: (ad: AdIdentity) => number; made: ReadonlySet<number> } {
  const indexFor = clientIndexes(db);
  const make = creativeMaker(db, importId, now);
  const tagByName = namingTagger(db);
  const made = new Set<number>();
  return {
    made,
    creativeOf(ad) {
      const { level, adName, adGroup, campaign, externalId, account, platform } = ad;
      const isAd = level === 'ad';
      const { index, client, add } = indexFor(account, platform);
      const name =
        (isAd ? (adName ?? adGroup ?? campaign) : level === 'ad_group' ? (adGroup ?? campaign) : campaign) ??
        externalId ??
        (account || platform);
      const known = isAd
        ? (index.find([adName, ad.creativeFile, ad.utmContent])?.creativeId ?? index.findExact(name))
        : index.findExact(name);
      if (known !== null) return known;
      // Of one name with the creative of another client: it is called after its own besides.
      const creativeId = make(client === '' ? name : nameFor(db, name, client));
      tagByName(creativeId, name);
      add({ creativeId, name });
      made.add(creativeId);
      return creativeId;
    },
  };
}

interface OwnCreatives {
  client: string;
  index: NameIndex;
  /** Takes in a creative that was made for its ads. */
  add(made: NamedCreative): void;
}

/** The creatives that the ads of an account may show: those that no other client's ads show. */
function clientIndexes(db: Store): (account: string, platform: string) => OwnCreatives {
  const named: NamedCreative[] = [...furtherNames(db), ...allCreatives(db)];
  const hasClients = allClients(db).length > 0;
  const clients = hasClients ? clientsOfCreatives(db) : new Map<number, ReadonlySet<string>>();
  const isFree = (creativeId: number, client: string): boolean => {
    const own = clients.get(creativeId);
    return client === '' || own === undefined || (own.size === 1 && own.has(client));
  };
  const fresh: NamedCreative[] = [];
  const found = new Map<string, OwnCreatives>();
  const clientOf = new Map<string, string>();

  const ownOf = (client: string): OwnCreatives => {
    const known = found.get(client);
    if (known) return known;
    // The names of its own ads come last, and so before those of others; ads of nobody's may show any.
    const index = new NameIndex([
      ...named.filter(({ creativeId }) => isFree(creativeId, client)),
      ...(client === '' ? fresh : adNamesOfClient(db, client)),
    ]);
    const add = (made: NamedCreative): void => {
      index.add(made);
      if (client === '') return;
      fresh.push(made);
      found.get('')?.index.add(made);
    };
    const own = { client, index, add };
    found.set(client, own);
    return own;
  };

  return (account, platform) => {
    if (!hasClients) return ownOf('');
    const key = JSON.stringify([account, platform]);
    const client = clientOf.get(key) ?? clientOfAccount(db, account, platform);
    clientOf.set(key, client);
    return ownOf(client);
  };
}
