/**
 * Which ads the rows of a second source belong to: by the ad's id, by utm_content, by the creative's name, by utm_campaign.
 * Worked out when it is asked for, so that it does not matter whether the ads or their conversions came first.
 */
import { CLIENT_OF_AD, SETTINGS_OF_ADS } from './accounts.js';
import type { Store } from './database.js';

/** What a row of a source says of its ad; '' where it says nothing. */
export interface SourceReference {
  client: string;
  account: string;
  platform: string;
  /** The platform's id of the ad, or its name. */
  ad: string;
  creative: string;
  utmContent: string;
  utmCampaign: string;
}

export type JoinedBy = 'ad' | 'utm_content' | 'creative' | 'utm_campaign';

/** The ads of one creative in one account that a reference fits, or why it fits none. */
export type SourceJoin = { adIds: readonly number[]; by: JoinedBy } | { adIds: null; reason: string };

interface KnownAd {
  adId: number;
  client: string;
  account: string;
  platform: string;
  externalId: string | null;
  adName: string | null;
  campaign: string | null;
  utmCampaign: string | null;
  utmContent: string | null;
  creativeId: number | null;
  creative: string | null;
}

/** Platforms of ads of which nobody said where they ran: any fits. */
const NO_PLATFORM = new Set(['generic', 'manual']);

/** A name without case, punctuation and the ending of a file. */
const nameKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\.(mp4|mov|m4v|webm|gif|jpe?g|png|webp)$/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

class Index {
  private readonly ads = new Map<string, Set<KnownAd>>();

  add(key: string | null, ad: KnownAd): void {
    if (key === null || key === '') return;
    const known = this.ads.get(key);
    if (known) known.add(ad);
    else this.ads.set(key, new Set([ad]));
  }

  find = (key: string): KnownAd[] => [...(this.ads.get(key) ?? [])];
}

/** A function that finds the ads of a reference among those of some platforms that the store has now. */
export function sourceJoiner(
  db: Store,
  isMeant: (platform: string) => boolean = () => true,
): (reference: SourceReference) => SourceJoin {
  const ids = new Index();
  const contents = new Index();
  const creatives = new Index();
  const campaigns = new Index();
  const ads = db
    .prepare<[], KnownAd>(
      `SELECT a.ad_id AS adId, ${CLIENT_OF_AD} AS client, a.account, a.platform, a.external_id AS externalId, a.ad_name AS adName,
         a.campaign, a.utm_campaign AS utmCampaign, a.utm_content AS utmContent, a.creative_id AS creativeId, c.name AS creative
       FROM main.ads a LEFT JOIN main.creatives c USING (creative_id) ${SETTINGS_OF_ADS} ORDER BY a.ad_id`,
    )
    .all()
    .filter(({ platform }) => isMeant(platform));
  const furtherNames = new Map<number, string[]>();
  for (const { creativeId, name } of db
    .prepare<[], { creativeId: number; name: string }>(
      'SELECT creative_id AS creativeId, name FROM main.creative_names',
    )
    .all())
    furtherNames.set(creativeId, [...(furtherNames.get(creativeId) ?? []), name]);
  for (const ad of ads) {
    ids.add(ad.externalId, ad);
    for (const name of [ad.utmContent, ad.adName]) contents.add(name && nameKey(name), ad);
    for (const name of [ad.creative, ad.adName, ...(furtherNames.get(ad.creativeId ?? 0) ?? [])])
      creatives.add(name && nameKey(name), ad);
    for (const name of [ad.campaign, ad.utmCampaign]) campaigns.add(name && nameKey(name), ad);
  }

  return (reference) => {
    const { ad, creative, utmContent, utmCampaign } = reference;
    const inCampaign = new Set(campaigns.find(nameKey(utmCampaign)));
    const ways: readonly (readonly [JoinedBy, string, () => KnownAd[]])[] = [
      ['ad', ad, () => firstOf(ids.find(ad), contents.find(nameKey(ad)))],
      [
        'utm_content',
        utmContent,
        () => firstOf(ids.find(utmContent), contents.find(nameKey(utmContent)), creatives.find(nameKey(utmContent))),
      ],
      ['creative', creative, () => creatives.find(nameKey(creative))],
      ['utm_campaign', utmCampaign, () => [...inCampaign]],
    ];
    for (const [by, said, find] of ways) {
      if (said === '') continue;
      const fitting = find().filter((known) => fits(known, reference));
      // A campaign that both sides name tells ads of one name apart.
      const narrowed = fitting.filter((known) => inCampaign.has(known));
      const found = narrowed.length > 0 ? narrowed : fitting;
      if (found.length > 0) return joinOf(found, by, said);
    }
    return { adIds: null, reason: ways.some(([, said]) => said !== '') ? 'no ad is called so' : 'names no ad' };
  };
}

const firstOf = (...found: readonly KnownAd[][]): KnownAd[] => found.find((each) => each.length > 0) ?? [];

const fits = (known: KnownAd, { client, account, platform }: SourceReference): boolean =>
  (client === '' || known.client === client) &&
  (account === '' || known.account === account) &&
  (platform === '' || known.platform === platform || NO_PLATFORM.has(known.platform));

function joinOf(found: readonly KnownAd[], by: JoinedBy, said: string): SourceJoin {
  const count = (of: (ad: KnownAd) => unknown): number => new Set(found.map(of)).size;
  const [clients, places, creatives] = [
    count(({ client }) => client),
    count(({ platform, account }) => JSON.stringify([platform, account])),
    count(({ creativeId, adId }) => creativeId ?? -adId),
  ];
  if (clients > 1) return { adIds: null, reason: `"${said}" fits ads of ${clients} clients: import it with --client` };
  if (creatives > 1) return { adIds: null, reason: `"${said}" fits ${found.length} ads of ${creatives} creatives` };
  if (places > 1)
    return { adIds: null, reason: `"${said}" fits ads in ${places} accounts: utm_source or --account would tell` };
  return { adIds: found.map(({ adId }) => adId), by };
}
